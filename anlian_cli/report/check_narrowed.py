"""A check narrowed to what she works on now: one kind of item, or some units."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from anlian_cli.errors import UsageFault
from anlian_cli.model.findings import Severity
from anlian_cli.model.results import CheckReport, ClauseVerdict, UnitResult
from anlian_cli.model.text import folded, perhaps

_KINDS = {
    Severity.ERROR.label: lambda unit: _with(unit, Severity.ERROR),
    Severity.WARNING.label: lambda unit: _with(unit, Severity.WARNING),
    ClauseVerdict.UNPROVEN.label: lambda unit: _undecided(unit),
}
"""What --only calls a kind of item, and a unit with that kind alone."""


def narrowed(report: CheckReport, only: Sequence[str]) -> CheckReport:
    """The report with what `only` names: kinds of items, units by name or code. Raises UsageFault for anything else."""
    if not only:
        return report
    units = report.units
    if named := [word for word in only if word not in _KINDS]:
        units = tuple(unit for unit in units if any(_is_meant(unit, word) for word in named))
        for word in named:
            _refuse_unknown(report, word)
    kinds = [_KINDS[word] for word in only if word in _KINDS]
    if kinds:
        units = tuple(_narrowed(units, kinds))
    keys = {key for unit in units for key in (unit.credit_code, unit.source)}
    return replace(report, units=units, shared=tuple(one for one in report.shared if keys & set(one.units)))


def _refuse_unknown(report: CheckReport, word: str) -> None:
    if not any(_is_meant(unit, word) for unit in report.units):
        meant = perhaps(word, (*_KINDS, *(unit.name for unit in report.units)))
        hint = f"{meant}可写 {'、'.join(_KINDS)}，或单位名称的一部分、统一代码"
        raise UsageFault(f"--only：这次审核里没有“{word}”", hint)


def _is_meant(unit: UnitResult, word: str) -> bool:
    return folded(word) in folded(unit.name) or word.upper() == unit.credit_code or word in unit.source.split("/")


def _narrowed(units: Sequence[UnitResult], kinds: list[Callable[[UnitResult], UnitResult]]) -> Iterator[UnitResult]:
    """The units that have something of the kinds, each with these alone."""
    for unit in units:
        parts = [kind(unit) for kind in kinds]
        findings = tuple(finding for finding in unit.findings if any(finding in part.findings for part in parts))
        clauses = tuple(clause for clause in unit.clauses if any(clause in part.clauses for part in parts))
        if findings or clauses:
            yield replace(unit, findings=findings, clauses=clauses)


def _with(unit: UnitResult, severity: Severity) -> UnitResult:
    findings = tuple(finding for finding in unit.findings if finding.severity is severity)
    return replace(unit, findings=findings, clauses=())


def _undecided(unit: UnitResult) -> UnitResult:
    return replace(unit, findings=(), clauses=tuple(clause for clause in unit.clauses if clause.undecided))
