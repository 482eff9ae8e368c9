"""How a field's text becomes a value: texts, codes, days and months, yes and no, lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

from msgspec import Struct
from pydantic import (
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    StringConstraints,
)
from pydantic import WithJsonSchema as JsonSchema
from pydantic_core import core_schema

from anlian_cli.model.dates import PartialDate, parse_date, parse_day
from anlian_cli.model.labels import Longest, Offered, Places
from anlian_cli.model.text import compact, folded, is_nothing, quoted, without_seal_mark

_LIST_MARKS = re.compile(r"[、,，;；/\n]")
_YES = frozenset({"是", "√", "✓", "✔", "☑", "对", "yes", "y", "true", "1"})
_NO = frozenset({"否", "不是", "no", "n", "false", "0"})
_HAS = _YES | {"有", "具备", "健全", "齐全"}
_HAS_NOT = _NO | {"无", "没有", "不具备", "×", "✗", "✘"}


def is_date(annotation: Any) -> bool:
    """Whether a field holds a day, or a month or year."""
    return annotation in (date, PartialDate) or any(map(is_date, getattr(annotation, "__args__", ())))


def _shaped(parse: Callable[[str], Any]) -> Callable[[Any], Any]:
    """`parse` for text; what was typed already passes as it is, so that a model can be built from values."""

    def validate(value: Any) -> Any:
        return parse(value) if isinstance(value, str) else value

    return validate


def _answer(yes: frozenset[str], no: frozenset[str]) -> Callable[[str], bool]:
    def parse(text: str) -> bool:
        answer = folded(text)
        if answer not in yes | no:
            raise ValueError(f"{quoted(text)}不能确定是“是”还是“否”，请只填其中一个")
        return answer in yes

    return parse


def _listed(text: str) -> tuple[str, ...]:
    return () if is_nothing(text) else tuple(part for part in map(str.strip, _LIST_MARKS.split(text)) if part)


def _paths(text: str) -> tuple[str, ...]:
    return tuple(part for part in map(str.strip, text.split("\n")) if part)


def _code(text: str) -> str:
    return compact(text).replace("-", "").upper()


def split_text(text: str) -> tuple[str, ...]:
    """The answers in a field that people fill with several: 赵某、钱某."""
    return _listed(text)


_TEXT_SCHEMA = {"type": ["string", "number", "boolean"]}
_TEXTS_SCHEMA = {"anyOf": [_TEXT_SCHEMA, {"type": "array", "items": _TEXT_SCHEMA}]}

_SHORT = Longest(50)
"""A number, a day, a yes: as people write them, blanks and remarks included."""
_LISTED = Longest(5_000)

# Control characters have no business in a form; a line break is a blank one may keep in notes.
_NO_CONTROLS = r"^[^\x00-\x08\x0B-\x1F\x7F-\x9F]*$"

Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=10_000, pattern=_NO_CONTROLS),
    JsonSchema(_TEXT_SCHEMA),
]
UnitName = Annotated[Text, BeforeValidator(_shaped(without_seal_mark)), Longest(200)]
"""A firm's name; the form's “（盖章）” behind it is no part of it."""
Code = Annotated[Text, BeforeValidator(_shaped(_code)), JsonSchema({"type": "string"}), _SHORT]
"""A number that is a name: full width, blanks and hyphens folded away. Quoted in YAML, text in Excel."""
CreditCode = Annotated[Code, Places((18, 15))]
"""Beijing's firms had numbers of fifteen digits until 2020."""
IdNumber = Annotated[Code, Places((18,))]
Postcode = Annotated[Code, Places((6,))]
Sex = Annotated[Text, Offered(("男", "女"), only=True)]
Title = Annotated[Text, Offered(("正高级工程师", "高级工程师", "工程师", "助理工程师", "无"))]
Education = Annotated[Text, Offered(("博士研究生", "硕士研究生", "本科", "大专", "中专", "高中"))]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_shaped(_listed)), JsonSchema(_TEXTS_SCHEMA), _LISTED]
FilePaths = Annotated[tuple[Text, ...], BeforeValidator(_shaped(_paths)), JsonSchema(_TEXTS_SCHEMA), _LISTED]
_YES_NO_TEXT = PlainSerializer(lambda value: "是" if value else "否")
_YES_NO_SCHEMA = JsonSchema({"type": ["string", "boolean"], "examples": ["是", "否"]})
_YES_OR_NO = Offered(("是", "否"), only=True)

YesNo = Annotated[bool, BeforeValidator(_shaped(_answer(_YES, _NO))), _YES_NO_TEXT, _YES_NO_SCHEMA, _YES_OR_NO, _SHORT]
"""是 or 否. 有 and 无 are refused: to “无违法行为记录”, 无 may mean either."""
HasOrNot = Annotated[
    bool, BeforeValidator(_shaped(_answer(_HAS, _HAS_NOT))), _YES_NO_TEXT, _YES_NO_SCHEMA, _YES_OR_NO, _SHORT
]
"""是 or 否 where 有 and 无 say the same."""
Day = Annotated[
    date,
    BeforeValidator(_shaped(parse_day)),
    PlainSerializer(lambda value: value.isoformat()),
    JsonSchema({"type": "string", "examples": ["2017-10-20"]}),
    _SHORT,
]


class _PartialDateText:
    """Tells pydantic how a PartialDate is read and written, without teaching the value class about pydantic."""

    @staticmethod
    def __get_pydantic_core_schema__(_source: Any, _handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _shaped(parse_date), serialization=core_schema.plain_serializer_function_ser_schema(str)
        )


Period = Annotated[
    PartialDate,
    _PartialDateText,
    JsonSchema({"type": ["string", "number"], "examples": ["2015-03", "2015-03-01"]}),
    _SHORT,
]


class AlsoWritten(Struct, frozen=True, eq=False):
    """Another shape that rows may be written in: `parse` makes rows of it; `schema` describes it.

    Without a schema the other shape is one row by itself, without its list.
    """

    parse: Callable[[Any], Any]
    schema: Mapping[str, Any] | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self.parse, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        rows = handler(schema)
        return {"anyOf": [rows, dict(self.schema) if self.schema else rows["items"]]}


def one_row(value: Any) -> Any:
    """A row written without its list."""
    return value if isinstance(value, (list, tuple, str)) else [value]
