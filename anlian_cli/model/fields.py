"""How a field gets its label, and how its text becomes a value.

`labelled()` is the one place where an attribute meets its official label: the YAML key, the Excel label, the
schema property, the report heading and the error path all come from here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    StringConstraints,
)
from pydantic import WithJsonSchema as JsonSchema
from pydantic.fields import FieldInfo
from pydantic_core import core_schema

from anlian_cli.model.dates import PartialDate, parse_date, parse_day
from anlian_cli.model.text import compact, folded, is_nothing, label_key, quoted, without_seal_mark

Path = tuple[str | int, ...]
"""A symbolic place in a form: attribute names and row numbers from the root, ('persons', 2, 'id_number')."""

_OFFICIAL_LABELS: dict[str, str] = {}
_LIST_MARKS = re.compile(r"[、,，;；/\n]")
_YES = frozenset({"是", "√", "✓", "✔", "☑", "对", "yes", "y", "true", "1"})
_NO = frozenset({"否", "不是", "no", "n", "false", "0"})
_HAS = _YES | {"有", "具备", "健全", "齐全"}
_HAS_NOT = _NO | {"无", "没有", "不具备", "×", "✗", "✘"}


def labelled(
    label: str,
    *also: str,
    here: tuple[str, ...] = (),
    required: bool = False,
    advised: bool = False,
    example: str = "",
    note: str = "",
    printed: str = "",
    default: Any = None,
) -> Any:
    """A field of a form, under its official label.

    `also` are other spellings that forms in circulation carry; those in `here` mean this field only inside its own
    form: 职称 is a title in a roster and 专业技术职务 in a person's form. `required` fields are compulsory (an empty
    one is a finding, not a refusal: a form is read as far as it goes); `advised` ones give a warning. `example` and
    `note` fill templates and schemas. `printed` is how the official form prints the label, with its inner blanks
    and brackets, where that is not the label itself.
    """
    everywhere = (label, printed or label, *also)
    _OFFICIAL_LABELS.update({label_key(spelling): label for spelling in everywhere})
    extra: dict[str, Any] = {
        "required_field": required,
        "advised_field": advised,
        "printed_label": printed or label,
        "spellings": (*everywhere, *here),
    }
    return Field(
        default=default,
        alias=label,
        description=note or None,
        examples=[example] if example else None,
        json_schema_extra=extra,
    )


@lru_cache(maxsize=4096)
def official_label(text: str) -> str:
    """The official label that `text` is a spelling of, or `text` itself where no form has such a label."""
    return _OFFICIAL_LABELS.get(label_key(text), text)


@lru_cache
def labels_of(form: type[BaseModel]) -> frozenset[str]:
    """The labels of a form, those of what stands inside it aside."""
    return frozenset(str(field.alias) for field in form.model_fields.values())


@lru_cache
def spellings(form: type[BaseModel]) -> Mapping[str, str]:
    """The labels of a form by the comparison form of every spelling; those of what stands inside it aside."""
    fields = form.model_fields.values()
    return {label_key(spelling): str(field.alias) for field in fields for spelling in _marks(field)["spellings"]}


def printed_label(field: FieldInfo) -> str:
    """The label of a field as the official form prints it."""
    return str(_marks(field).get("printed_label", field.alias))


def is_date(annotation: Any) -> bool:
    """Whether a field holds a day, or a month or year."""
    return annotation in (date, PartialDate) or any(map(is_date, getattr(annotation, "__args__", ())))


def known_labels() -> frozenset[str]:
    """Every official label of every form."""
    return frozenset(_OFFICIAL_LABELS.values())


def _describe(schema: dict[str, Any]) -> None:
    """Turn our marks on fields into the schema's own `required`; firms' editors show no English of ours."""
    schema.pop("description", None)
    schema.pop("title", None)
    properties = schema.get("properties", {})
    required = [label for label, field in properties.items() if field.get("required_field")]
    for field in properties.values():
        field.pop("required_field", None)
        field.pop("advised_field", None)
        field.pop("printed_label", None)
        field.pop("spellings", None)
        if field.get("default") is not None:
            _allow_blank(field)
    if required:
        schema["required"] = required


def _allow_blank(field: dict[str, Any]) -> None:
    """A label with nothing behind it is as good as none."""
    shape = {key: field.pop(key) for key in list(field) if key not in ("default", "title", "description", "examples")}
    field["anyOf"] = [shape, {"type": "null"}]


class Form(BaseModel):
    """A part of a form: frozen, its labels as aliases, nothing unknown accepted in silence."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", loc_by_alias=False, serialize_by_alias=True, json_schema_extra=_describe
    )


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """What is asked of a field again and again: its label, whether it must be filled, the form it holds."""

    label: str
    required: bool
    advised: bool
    inside: type[BaseModel] | None


@lru_cache
def fields_of(form: type[BaseModel]) -> Mapping[str, FieldFacts]:
    """The facts of every field of a form, by attribute."""
    return {name: _facts(name, field) for name, field in form.model_fields.items()}


def _facts(name: str, field: FieldInfo) -> FieldFacts:
    marks = _marks(field)
    required, advised = bool(marks.get("required_field")), bool(marks.get("advised_field"))
    return FieldFacts(field.alias or name, required, advised, form_inside(field.annotation))


def _marks(field: FieldInfo) -> Mapping[str, Any]:
    return field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}


def label_path(form: type[BaseModel], path: Path) -> Path:
    """`path` with every attribute name replaced by its label: the route that the file itself shows."""
    labels: list[str | int] = []
    model: Any = form
    for step in path:
        found = fields_of(model).get(step) if isinstance(step, str) and model is not None else None
        labels.append(found.label if found else step)
        model = found.inside if found else model
    return tuple(labels)


def attribute_path(form: type[BaseModel], route: Path) -> Path:
    """A route of labels as the path of attribute names that leads the same way; the way back of `label_path`."""
    names: list[str | int] = []
    model: Any = form
    for step in route:
        fields = fields_of(model) if model is not None else {}
        name = next((name for name, field in fields.items() if field.label == step), None)
        names.append(step if name is None else name)
        model = fields[name].inside if name is not None else model
    return tuple(names)


def each_form(form: Form) -> Iterator[tuple[Path, Form]]:
    """A form and every form inside it, each with its path."""
    pending: list[tuple[Path, Form]] = [((), form)]
    while pending:
        path, current = pending.pop()
        yield path, current
        for name, field in fields_of(type(current)).items():
            value = getattr(current, name) if field.inside else None
            if isinstance(value, Form):
                pending.append(((*path, name), value))
            elif isinstance(value, tuple):
                pending += [((*path, name, row), part) for row, part in enumerate(value) if isinstance(part, Form)]


def form_inside(annotation: Any) -> type[BaseModel] | None:
    """The form that an annotation holds: itself, in a tuple, or beside None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inside = (form_inside(part) for part in getattr(annotation, "__args__", ()))
    return next((form for form in inside if form is not None), None)


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

# Control characters have no business in a form; a line break is a blank one may keep in notes.
_NO_CONTROLS = r"^[^\x00-\x08\x0B-\x1F\x7F-\x9F]*$"

Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=10_000, pattern=_NO_CONTROLS),
    JsonSchema(_TEXT_SCHEMA),
]
UnitName = Annotated[Text, BeforeValidator(_shaped(without_seal_mark))]
"""A firm's name; the form's “（盖章）” behind it is no part of it."""
Code = Annotated[Text, BeforeValidator(_shaped(_code)), JsonSchema({"type": "string"})]
"""A number that is a name: full width, blanks and hyphens folded away. Quoted in YAML, text in Excel."""
Texts = Annotated[tuple[Text, ...], BeforeValidator(_shaped(_listed)), JsonSchema(_TEXTS_SCHEMA)]
FilePaths = Annotated[tuple[Text, ...], BeforeValidator(_shaped(_paths)), JsonSchema(_TEXTS_SCHEMA)]
_YES_NO_TEXT = PlainSerializer(lambda value: "是" if value else "否")
_YES_NO_SCHEMA = JsonSchema({"type": ["string", "boolean"], "examples": ["是", "否"]})

YesNo = Annotated[bool, BeforeValidator(_shaped(_answer(_YES, _NO))), _YES_NO_TEXT, _YES_NO_SCHEMA]
"""是 or 否. 有 and 无 are refused: to “无违法行为记录”, 无 may mean either."""
HasOrNot = Annotated[bool, BeforeValidator(_shaped(_answer(_HAS, _HAS_NOT))), _YES_NO_TEXT, _YES_NO_SCHEMA]
"""是 or 否 where 有 and 无 say the same."""
Day = Annotated[
    date,
    BeforeValidator(_shaped(parse_day)),
    PlainSerializer(lambda value: value.isoformat()),
    JsonSchema({"type": "string", "examples": ["2017-10-20"]}),
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
]


@dataclass(frozen=True, slots=True, eq=False)
class AlsoWritten:
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
