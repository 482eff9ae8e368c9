"""How long a field may be, asked before anything looks into its text: what is too long is a finding, and left out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from anlian_cli.model.findings import Finding, error
from anlian_cli.model.labels import LONGEST, FieldFacts, fields_of
from anlian_cli.model.paths import Path

MOST_ROWS = 1_000
"""Of a list in a form; those of honest firms have some dozens."""
_SHORTEN = "请缩短，详细内容放在附件里"


def bounded(form: type[BaseModel], tree: dict[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """The tree without the texts and lists that are too long, and F07 for each of them."""
    found: list[Finding] = []
    return _parts(tree, form, FieldFacts("", False, False, form, LONGEST), (), found), found


def _within(value: Any, field: FieldFacts, path: Path, found: list[Finding]) -> Any:
    """`value`, or nothing where it is too long for its field."""
    if isinstance(value, str):
        return (
            value if len(value) <= field.longest else _left_out(field, len(value), "个字", field.longest, path, found)
        )
    if isinstance(value, list):
        if len(value) > MOST_ROWS:
            return _left_out(field, len(value), "行", MOST_ROWS, path, found)
        rows = (_within(row, field, (*path, number), found) for number, row in enumerate(value))
        return ["" if row is None else row for row in rows]
    return _parts(value, field.inside, field, path, found) if isinstance(value, dict) else value


def _parts(
    tree: dict[str, Any], form: type[BaseModel] | None, field: FieldFacts, path: Path, found: list[Finding]
) -> dict[str, Any]:
    """The parts of a form, each by its own field; what has no field there is a name in a table, or not used at all."""
    known = _by_label(form) if form else {}
    kept: dict[str, Any] = {}
    for key, value in tree.items():
        name, own = known.get(key, (key, field))
        unused = form is not None and key not in known and isinstance(value, str)
        part = value if unused else _within(value, own, (*path, name), found)
        if part is not None or value is None:
            kept[key] = part
    return kept


def _left_out(field: FieldFacts, size: int, unit: str, most: int, path: Path, found: list[Finding]) -> None:
    found.append(error("F07", f"{field.label}有 {size} {unit}，最多 {most} {unit.removesuffix('字')}", _SHORTEN, path))


@lru_cache
def _by_label(form: type[BaseModel]) -> Mapping[str, tuple[str, FieldFacts]]:
    return {field.label: (name, field) for name, field in fields_of(form).items()}
