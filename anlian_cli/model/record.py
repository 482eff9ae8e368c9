"""What every recorded document has in common: frozen, nothing unknown, points exact, days as days."""

from __future__ import annotations

import json
from collections.abc import Hashable
from decimal import Context, Decimal, InvalidOperation, Overflow, Rounded, Subnormal
from functools import lru_cache
from typing import Any, Protocol, TypeVar, cast

from msgspec import MsgspecError, Struct, convert, to_builtins
from msgspec.json import Decoder

from anlian_cli.model.decimals import plain

Document = TypeVar("Document")


_POINTS = Context(prec=60, Emax=8, Emin=-50, traps=[InvalidOperation, Overflow, Rounded, Subnormal])
"""What points may be: more digits than the file may say, and fewer than any sum would lose."""


def no_float(text: str) -> Any:
    """For json's `parse_float`: points are kept as text, and a float in a document is damage. Raises ValueError."""
    raise ValueError(f"{text}: points are kept as text, never as a float")


def refuse_odd(*numbers: Decimal | None) -> None:
    """Raises ValueError where one could be no points: a Decimal may be no number at all, or beyond all sums."""
    try:
        for number in numbers:
            if number is not None and not _POINTS.plus(number).is_finite():
                raise ValueError("not a number")
    except ArithmeticError:
        raise ValueError("not a number of points") from None


def read_json(kind: type[Document], data: bytes) -> Document:
    """A document of a kind from its file. Raises ValueError where it is none of ours."""
    try:
        document: Document = _decoder(cast("Hashable", kind)).decode(data)
    except (MsgspecError, RecursionError) as problem:
        raise ValueError(str(problem)) from None
    return document


def plain_json(data: bytes) -> Any:
    """What JSON says, as plain values. Raises ValueError."""
    plainly: Any = Any
    return read_json(plainly, data)


@lru_cache
def _decoder(kind: Hashable) -> Decoder[Any]:
    return Decoder(kind)


def typed(kind: type[Document], tree: Any) -> Document:
    """A document of a kind from plain values. Raises ValueError where it is none of ours."""
    try:
        document: Document = convert(tree, kind)
    except (MsgspecError, RecursionError) as problem:
        raise ValueError(str(problem)) from None
    return document


def canonical_json(tree: dict[str, Any]) -> bytes:
    """A document as its file holds it."""
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()


class Recordable(Protocol):
    """What can be filed."""

    def to_json(self) -> bytes: ...


class Recorded(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A document of the records, in English keys; an unknown key means that a later program wrote it.

    A kind is the tag of its documents, which their files bear as `kind`. What equals its default is not in the file:
    the default of a recorded field may never change.
    """

    def to_json(self) -> bytes:
        """The document as its file holds it."""
        return canonical_json(self.to_tree())

    def to_tree(self) -> dict[str, Any]:
        """The document as plain values; what says nothing is left out."""
        tree: dict[str, Any] = to_builtins(self)
        return tree


class Points(Recorded, frozen=True, kw_only=True):
    """What bears points, which are written as a person writes them: 85, never 85.0 or 8.5E+1."""

    def to_tree(self) -> dict[str, Any]:
        """The document as plain values; what says nothing is left out."""
        tree: dict[str, Any] = _plainly(to_builtins(self, builtin_types=(Decimal,)))
        return tree


def _plainly(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, dict):
        return {key: _plainly(inner) for key, inner in value.items()}
    return [_plainly(inner) for inner in value] if isinstance(value, (list, tuple)) else value
