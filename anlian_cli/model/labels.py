"""How a field gets its label, and how long it may be.

`labelled()` is the one place where an attribute meets its official label: the YAML key, the Excel label, the
schema property, the report heading and the error path all come from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from anlian_cli.model.paths import Path
from anlian_cli.model.text import label_key

Mark = TypeVar("Mark")
"""A kind of mark on a type: Longest, Offered or Places."""

LONGEST = 500
"""Characters of a field that neither says otherwise nor holds something of a kind that does."""

_OFFICIAL_LABELS: dict[str, str] = {}


class Longest(Struct, frozen=True):
    """On a type: how many characters a field of it may have, far above any honest answer."""

    characters: int


class Offered(Struct, frozen=True):
    """On a type: the answers that a form offers; `only` where it takes no other."""

    answers: tuple[str, ...]
    only: bool = False


class Places(Struct, frozen=True):
    """On a type: how many characters a whole answer has, the usual number first; nothing is refused for it."""

    characters: tuple[int, ...]


def labelled(
    label: str,
    *also: str,
    here: tuple[str, ...] = (),
    required: bool = False,
    advised: bool = False,
    example: str = "",
    note: str = "",
    printed: str = "",
    longest: int | None = None,
    default: Any = None,
) -> Any:
    """A field of a form, under its official label.

    `also` are other spellings that forms in circulation carry; those in `here` mean this field only inside its own
    form: 职称 is a title in a roster and 专业技术职务 in a person's form. `required` fields are compulsory (an empty
    one is a finding, not a refusal: a form is read as far as it goes); `advised` ones give a warning. `example` and
    `note` fill templates and schemas. `printed` is how the official form prints the label, with its inner blanks
    and brackets, where that is not the label itself. `longest` is how many characters it may have, where that is not
    what its type says.
    """
    everywhere = (label, printed or label, *also)
    _OFFICIAL_LABELS.update({label_key(spelling): label for spelling in everywhere})
    extra: dict[str, Any] = {
        "required_field": required,
        "advised_field": advised,
        "printed_label": printed or label,
        "spellings": (*everywhere, *here),
    }
    if longest:
        extra["maxLength"] = longest
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

    # Made ready when the first is read: who lists units needs no types of application.
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        loc_by_alias=False,
        serialize_by_alias=True,
        json_schema_extra=_describe,
        defer_build=True,
    )


class FieldFacts(Struct, frozen=True):
    """What is asked of a field again and again: its label, whether it must be filled, the form it holds."""

    label: str
    required: bool
    advised: bool
    inside: type[BaseModel] | None
    longest: int


@lru_cache
def fields_of(form: type[BaseModel]) -> Mapping[str, FieldFacts]:
    """The facts of every field of a form, by attribute."""
    return {name: _facts(name, field) for name, field in form.model_fields.items()}


def _facts(name: str, field: FieldInfo) -> FieldFacts:
    marks = _marks(field)
    required, advised = bool(marks.get("required_field")), bool(marks.get("advised_field"))
    return FieldFacts(field.alias or name, required, advised, form_inside(field.annotation), longest_of(field))


def longest_of(field: FieldInfo) -> int:
    """How many characters a field may have: what it says itself, else its type, else what all have."""
    said = mark_of(Longest, field)
    return int(_marks(field).get("maxLength") or (said.characters if said else LONGEST))


def is_required(field: FieldInfo) -> bool:
    """Whether a field is compulsory."""
    return bool(_marks(field).get("required_field"))


def mark_of(kind: type[Mark], field: FieldInfo) -> Mark | None:
    """What a field's type says of itself, beside None or as what a table holds: Longest, Offered, Places."""
    return _mark(kind, field.metadata, field.annotation)


def _mark(kind: type[Mark], metadata: Iterable[Any], annotation: Any) -> Mark | None:
    own = next((mark for mark in metadata if isinstance(mark, kind)), None)
    parts = getattr(annotation, "__args__", ())
    inside = (_mark(kind, getattr(part, "__metadata__", ()), part) for part in parts)
    return own or next((mark for mark in inside if mark), None)


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
