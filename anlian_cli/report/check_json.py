"""anlian.check/1, the frozen JSON shape of a check. The internal types may change; this may only grow."""

from __future__ import annotations

import json
from typing import Literal

from typing_extensions import TypedDict

from anlian_cli.model.findings import CrossFinding, Finding, Place
from anlian_cli.model.results import CheckReport, ClauseResult, UnitResult, UnitVerdict
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
    """One unit; an unreadable one has its folder's name, no code and no clauses."""

    name: str
    credit_code: str | None
    source: str
    verdict: Literal["pass", "correct", "fail", "pending", "unreadable"]
    received_on: str | None
    clauses: list[ClauseJson]
    findings: list[FindingJson]


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
    document: CheckJson = {
        "schema": SCHEMA,
        "as_of": report.as_of.isoformat(),
        "regulation": report.regulation,
        "units": [_unit(unit) for unit in report.units],
        "findings": [_cross(finding) for finding in report.shared],
        "summary": _summary(report),
    }
    return escaped_for_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _unit(unit: UnitResult) -> UnitJson:
    return {
        "name": unit.name,
        "credit_code": unit.credit_code,
        "source": unit.source,
        "verdict": unit.verdict.value,
        "received_on": unit.received_on.isoformat() if unit.received_on else None,
        "clauses": [clause_json(clause) for clause in unit.clauses],
        "findings": [finding_json(finding) for finding in unit.findings],
    }


def clause_json(clause: ClauseResult) -> ClauseJson:
    """A clause in the frozen shape; the records keep it so too."""
    return {
        "id": clause.id,
        "verdict": clause.verdict.value,
        "found": clause.found,
        "required": clause.required,
        "note": clause.note,
    }


def finding_json(finding: Finding) -> FindingJson:
    """A finding in the frozen shape; the records keep it so too."""
    place = finding.place or Place("")
    return {
        "code": finding.code,
        "clause": finding.clause,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint or None,
        "file": place.file or None,
        "sheet": place.sheet,
        "cell": place.cell,
        "line": place.line,
        "column": place.column,
    }


def _cross(finding: CrossFinding) -> CrossFindingJson:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "units": list(finding.units),
    }


def _summary(report: CheckReport) -> SummaryJson:
    counts = report.summary
    return {
        "total": len(report.units),
        "pass": counts[UnitVerdict.PASS],
        "correct": counts[UnitVerdict.CORRECT],
        "fail": counts[UnitVerdict.FAIL],
        "pending": counts[UnitVerdict.PENDING],
        "unreadable": counts[UnitVerdict.UNREADABLE],
    }
