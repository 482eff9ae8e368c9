"""anlian.check/1, the frozen JSON shape of a check. The internal types may change; this may only grow."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from anlian_cli.model.findings import Finding, Place
from anlian_cli.model.results import CheckReport, ClauseResult, UnitResult, UnitVerdict
from anlian_cli.report.scanned_view import ComparisonJson, comparison_json
from anlian_cli.report.shaped import shaped
from anlian_cli.report.text import escaped_for_json

SCHEMA: Literal["anlian.check/1"] = "anlian.check/1"

Severity = Literal["error", "warning"]


class ClauseJson(TypedDict):
    """One of the 24 clauses; `found` is what the files say, `required` what the regulation asks."""

    id: str
    verdict: Literal["met", "unmet", "unproven", "error"]
    found: str | None
    required: str | None
    note: str | None


class FindingJson(TypedDict):
    """One fault. `file` is relative to the unit's folder; line and column, or sheet and cell, where known."""

    code: str
    clause: str | None
    severity: Severity
    message: str
    hint: str | None
    file: str | None
    sheet: str | None
    cell: str | None
    line: int | None
    column: int | None


class UnitJson(TypedDict):
    """One unit; an unreadable one has its folder's name, no code and no clauses.

    `scanned` is there where the materials were read: what they say beside the forms.
    """

    name: str
    credit_code: str | None
    source: str
    verdict: Literal["pass", "correct", "fail", "pending", "unreadable"]
    received_on: str | None
    clauses: list[ClauseJson]
    findings: list[FindingJson]
    scanned: NotRequired[list[ComparisonJson]]


class CrossFindingJson(TypedDict):
    """Something that units share; each is named by its credit code, or its folder where that says nothing."""

    code: str
    severity: Severity
    message: str
    units: list[str]


# `pass` is a keyword, so this one is declared by its call.
SummaryJson = TypedDict(
    "SummaryJson", {"total": int, "pass": int, "correct": int, "fail": int, "pending": int, "unreadable": int}
)


class CheckJson(TypedDict):
    """The whole check."""

    schema: Literal["anlian.check/1"]
    as_of: str
    regulation: str
    units: list[UnitJson]
    findings: list[CrossFindingJson]
    summary: SummaryJson


def check_json(report: CheckReport) -> str:
    """The report as a JSON document."""
    return "".join(check_json_parts(report))


def check_json_parts(report: CheckReport) -> Iterator[str]:
    """The same document in parts: a unit at a time, so that a country's firms never stand in memory as text."""
    document = {
        "schema": SCHEMA,
        "as_of": report.as_of.isoformat(),
        "regulation": report.regulation,
        "units": [_HERE] if report.units else [],
        "findings": [shaped(CrossFindingJson, finding) for finding in report.shared],
        "summary": _summary(report),
    }
    before, _, behind = _text(document).partition(f'"{_HERE}"')
    yield before
    for number, unit in enumerate(report.units):
        yield (",\n    " if number else "") + escaped_for_json(_unit(unit))
    yield behind + "\n"


_HERE = "the units"


def _text(tree: dict[str, Any]) -> str:
    return escaped_for_json(json.dumps(tree, ensure_ascii=False, indent=2))


def _unit(unit: UnitResult) -> str:
    """A unit as deep as it lies, in the layout of `json.dumps` with an indent.

    By the encoder in C: the one that indents leaves the collector of circles some for every unit.
    """
    lists = {"clauses": _list(map(clause_json, unit.clauses)), "findings": _list(map(finding_json, unit.findings))}
    if unit.scanned is not None:
        scanned = json.dumps(list(map(comparison_json, unit.scanned)), ensure_ascii=False, indent=2)
        lists["scanned"] = scanned.replace("\n", "\n      ")
    tree = shaped(UnitJson, unit, clauses=(), findings=(), scanned=())
    values = _object({key: value for key, value in tree.items() if key not in _LISTS}, depth=2)
    told = (f',\n      "{key}": {items}' for key, items in lists.items())
    return f"{values.removesuffix(_END)}{''.join(told)}{_END}"


_LISTS = ("clauses", "findings", "scanned")
_END = "\n    }"


def _list(items: Iterable[dict[str, Any]]) -> str:
    shown = ",\n        ".join(_object(item, depth=4) for item in items)
    return f"[\n        {shown}\n      ]" if shown else "[]"


def _object(values: dict[str, Any], *, depth: int) -> str:
    """Plain values by their keys, at a depth of two blanks each."""
    outside = "\n" + "  " * depth
    return f"{{{outside}  {_encoder(f',{outside}  ').encode(values)[1:-1]}{outside}}}"


@cache
def _encoder(between: str) -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=False, separators=(between, ": "))


def clause_json(clause: ClauseResult) -> dict[str, Any]:
    """A clause in the frozen shape; the records keep it so too."""
    return shaped(ClauseJson, clause)


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding in the frozen shape; the records keep it so too."""
    place = finding.place or Place("")
    where = {"file": place.file or None, **{key: getattr(place, key) for key in ("sheet", "cell", "line", "column")}}
    return shaped(FindingJson, finding, hint=finding.hint or None, **where)


def _summary(report: CheckReport) -> dict[str, int]:
    counts = report.summary
    return {"total": len(report.units), **{verdict.value: counts[verdict] for verdict in UnitVerdict}}
