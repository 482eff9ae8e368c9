"""Answers that are none: a stroke in a field that must be filled, and 详见附件 where the form itself must say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from anlian_cli.forms.vocabulary import (
    MATERIALS_SECTION,
    NAME,
    PERSONS_SECTION,
    ROSTER_LABEL,
    SELF_CHECK_SECTION,
    STAFF_LABEL,
    TRACK_LABEL,
    UNIT_SECTION,
    alias,
)
from anlian_cli.model.application import Application, PersonForm
from anlian_cli.model.findings import Finding, warning
from anlian_cli.model.labels import attribute_path, fields_of
from anlian_cli.model.paths import Path
from anlian_cli.model.text import compact, is_blank, quoted

_ELSEWHERE = re.compile(
    r"^[（(]?(?:详见|参见|请见|另附|附后|同上|同左|如附|详附|见(?:附|人员|单位|营业|执照|材料|登记|证|合同|原件|清单|[上下左右后]))"
)
_LONGEST = 20
_ANSWERS: tuple[Path, ...] = (
    (SELF_CHECK_SECTION,),
    (MATERIALS_SECTION,),
    (UNIT_SECTION, STAFF_LABEL),
    (UNIT_SECTION, ROSTER_LABEL),
    (UNIT_SECTION, TRACK_LABEL),
    *((PERSONS_SECTION, alias(PersonForm, attribute)) for attribute in ("certificates", "career")),
)
"""Where a clause is judged, or a person assessed, from what the form says."""


def without_non_answers(tree: dict[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """The tree without them. What is said elsewhere is remarked (F34); a blank is missing like any other."""
    found: list[Finding] = []
    for route in _ANSWERS:
        tree = _without_references(tree, route, (), found)
    return _without_strokes(tree, Application), found


def _without_references(content: Any, route: Path, at: Path, found: list[Finding]) -> Any:
    """`content` without the references below `route`, each of them remarked."""
    if route and isinstance(content, list):
        return [_without_references(row, route, (*at, number), found) for number, row in enumerate(content)]
    if route:
        if not isinstance(content, dict) or route[0] not in content:
            return content
        inside = _without_references(content[str(route[0])], route[1:], (*at, route[0]), found)
        return _with(content, str(route[0]), inside)
    if isinstance(content, dict):
        kept = ((label, _without_references(part, (), (*at, label), found)) for label, part in content.items())
        return {label: part for label, part in kept if part is not None}
    if isinstance(content, list):
        return _without_references_in(content, at, found)
    if isinstance(content, str) and _is_reference(content):
        found.append(_remark(content, at))
        return None
    return content


def _without_references_in(rows: list[Any], at: Path, found: list[Finding]) -> list[Any] | None:
    """Rows without those that stand for a name, or for all that they should say."""
    references = [text for row in rows if (text := _reference(row))]
    if references:
        found.append(_remark(references[0], at))
    return [row for row in rows if not _reference(row)] or None


def _reference(row: Any) -> str | None:
    text = row.get(NAME) if isinstance(row, dict) else row
    return text if isinstance(text, str) and _is_reference(text) else None


def _is_reference(text: str) -> bool:
    return len(text) <= _LONGEST and _says_elsewhere(text)


@lru_cache(maxsize=4096)
def _says_elsewhere(text: str) -> bool:
    return _ELSEWHERE.match(compact(text)) is not None


def _remark(text: str, at: Path) -> Finding:
    message = f"写的是{quoted(text)}，表里没有内容"
    return warning("F34", message, "请把内容写进表里；或由初核人核对所指的材料后认定", attribute_path(Application, at))


def _without_strokes(content: Any, form: Any) -> Any:
    """Without / and — in the fields that must be filled; where nothing has to go, `content` itself."""
    for label, required, inside in _fields(form):
        value = content.get(label) if isinstance(content, dict) else None
        if required and isinstance(value, str) and is_blank(value):
            content = _with(content, label, None)
        elif inside and isinstance(value, dict):
            content = _with(content, label, _without_strokes(value, inside))
        elif inside and isinstance(value, list):
            rows = [_without_strokes(row, inside) for row in value]
            content = _with(content, label, rows)
    return content


def _fields(form: Any) -> Iterator[tuple[str, bool, Any]]:
    for field in fields_of(form).values():
        if field.required or field.inside:
            yield field.label, field.required, field.inside


def _with(content: dict[str, Any], label: str, value: Any) -> dict[str, Any]:
    """`content` with another value, or without one; itself where that changes nothing."""
    if content.get(label) is value:
        return content
    others = {known: part for known, part in content.items() if known != label}
    return others if value is None else {**others, label: value}
