"""What a column of a tidy table is: its name in Chinese and English, its type, unit and source article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Annotated, Any, NamedTuple, get_args, get_type_hints

from msgspec import Struct

from anlian_cli.model.worded import Worded


class Measure(Worded):
    """What a number counts; the value is its English word."""

    POINTS = "points", "分"
    PERSONS = "persons", "人"
    EXPERTS = "experts", "位专家"
    YEARS = "years", "年"
    FIELDS = "fields", "类"


class Kind(Worded):
    """The type of a column, by its name in a Table Schema."""

    TEXT = "string", "文字"
    WHOLE = "integer", "整数"
    EXACT = "number", "精确小数"
    DAY = "date", "日期"
    YES_OR_NO = "boolean", "是否"


_KINDS: dict[type, Kind] = {
    str: Kind.TEXT,
    int: Kind.WHOLE,
    Decimal: Kind.EXACT,
    date: Kind.DAY,
    bool: Kind.YES_OR_NO,
}


class Meaning(Struct, frozen=True):
    """On a type: what a column of it says.

    `words` are its values, or `listed` names the list that has them; not `closed`: it may hold others, or several.
    """

    title: str
    english: str
    article: str = ""
    measure: Measure | None = None
    words: type[Worded] | None = None
    listed: str = ""
    closed: bool = True


class Column(Struct, frozen=True):
    """A column by its name in the file."""

    name: str
    kind: Kind
    required: bool
    meaning: Meaning


class Partition(NamedTuple):
    """What every table begins with: whose records, and the year that the row is kept under."""

    federation: Annotated[str, Meaning("联合会统一代码", "credit code of the federation")]
    year: Annotated[int, Meaning("归档年度", "year under which it is kept in the records")]


@cache
def columns_of(row: type) -> tuple[Column, ...]:
    """The columns of a kind of row, those of its partition before them."""
    return (*_columns(Partition), *_columns(row))


def _columns(row: type) -> Iterator[Column]:
    for name, hint in get_type_hints(row, include_extras=True).items():
        optional = NoneType in get_args(hint)
        inside = next(part for part in get_args(hint) if part is not NoneType) if optional else hint
        yield Column(name, _kind(inside), not optional, _meaning(inside))


def _kind(hint: Any) -> Kind:
    kind = hint.__origin__
    return Kind.TEXT if issubclass(kind, Worded) else _KINDS[kind]


def _meaning(hint: Any) -> Meaning:
    found: Meaning = hint.__metadata__[0]
    return found
