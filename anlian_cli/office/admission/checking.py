"""The check itself, put together: files, then rules, then places, unit by unit; then the units against each other.

Units stream through: of each only its result and hashed keys are kept. No Typer here, and no clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from anlian_cli.errors import UsageFault
from anlian_cli.forms.discovery import UnitLocation
from anlian_cli.forms.unit_folder import UnitFiles, read_unit
from anlian_cli.model.findings import Finding, Place, error
from anlian_cli.model.results import CheckReport, ClauseResult, UnitResult, UnitVerdict
from anlian_cli.office.admission.workers import mapped
from anlian_cli.records.places import RECORDS
from anlian_cli.regulation.assessment import assess, unit_verdict
from anlian_cli.regulation.clause import Bar, Case, Terms
from anlian_cli.regulation.cross_unit import compare, settlements, shared_keys
from anlian_cli.regulation.text import Regulation, current_regulation, regulation_named

if TYPE_CHECKING:  # a bare folder is checked without the records that an office opens
    from anlian_cli.office.office import Office

_USED_READINGS = ("R3", "R4", "R5", "R10", "R11")
_NO_WORKSPACE = "不在工作区内，没有台账可查"

Observer = Callable[[int], None]
"""Told after each unit how many are done."""


def terms_of(office: Office | None, round_name: str | None, as_of: date, deadline: date | None) -> Terms:
    """What a unit of this round is judged under: the round's own document where it is locked, else the present one."""
    entry = office.settings.rounds.get(round_name) if office and round_name else None
    regulation, chosen, bars, note = _ground(office, round_name, as_of)
    return Terms(
        regulation=regulation,
        readings=regulation.completed(chosen),
        as_of=as_of,
        in_workspace=office is not None,
        deadline=deadline or (entry.deadline if entry else None),
        correction_deadline=entry.correction_deadline if entry else None,
        bars=bars,
        bars_note=note,
    )


def _ground(
    office: Office | None, round_name: str | None, as_of: date
) -> tuple[Regulation, Mapping[str, str], tuple[Bar, ...] | None, str]:
    """The document and the chosen readings of a round, and the bars that the records hold."""
    if office is None:
        return current_regulation(), {}, None, _NO_WORKSPACE
    from anlian_cli.office.exits.bars import bars_for_check
    from anlian_cli.office.periods import locked

    if not (office.workspace / RECORDS).exists():
        return office.regulation, office.chosen, (), "台账为空"
    kept = locked(office, "round", round_name) if round_name else None
    regulation = regulation_named(kept.regulation) if kept else office.regulation
    return regulation, office.chosen, bars_for_check(office, as_of), ""


def check(
    locations: Sequence[UnitLocation],
    office: Office | None,
    *,
    as_of: date,
    round_name: str | None = None,
    deadline: date | None = None,
    observer: Observer = lambda _done: None,
) -> CheckReport:
    """Check every unit and compare them. A unit that cannot be read is a result beside the others."""
    rounds = {location.round_name or round_name for location in locations}
    terms = {name: terms_of(office, name, as_of, deadline) for name in rounds}
    tasks = [(location, location.round_name or round_name) for location in locations]
    results: list[UnitResult] = []
    known: dict[ClauseResult, ClauseResult] = {}
    for done, result in enumerate(mapped(partial(_examine_under, terms), tasks), start=1):
        results.append(_sharing(result, known))
        observer(done)
    return _report(office, results, as_of, _common_deadline(terms.values()), _documents(terms.values()))


def round_report(office: Office | None, results: Sequence[UnitResult], terms: Terms) -> CheckReport:
    """The report on units that were judged one by one under the same terms."""
    return _report(office, results, terms.as_of, terms.deadline, terms.regulation.document)


def _report(
    office: Office | None, results: Sequence[UnitResult], as_of: date, deadline: date | None, documents: str
) -> CheckReport:
    units, shared = compare(results)
    return CheckReport(
        as_of=as_of,
        regulation=documents,
        units=units,
        shared=shared,
        deadline=deadline,
        remarks=tuple(_remarks(office, units)),
    )


def _sharing(result: UnitResult, known: dict[ClauseResult, ClauseResult]) -> UnitResult:
    """The result with its clauses shared: most units say the same of most clauses, and a batch may be large."""
    return replace(result, clauses=tuple(known.setdefault(clause, clause) for clause in result.clauses))


def _examine_under(terms: Mapping[str | None, Terms], task: tuple[UnitLocation, str | None]) -> UnitResult:
    location, round_name = task
    return examine(location, terms[round_name])


def examine(location: UnitLocation, terms: Terms) -> UnitResult:
    """One unit, from its files to its verdict."""
    try:
        files = read_unit(location.path, location.shown)
    except OSError as problem:
        files = UnitFiles(location.path.name, location.shown)
        message = f"文件夹打不开（{problem.strerror}）"
        files.findings.append(error("F01", message, "请检查权限或磁盘", place=Place(location.shown)))
    return judged(files, terms) if files.readable else unreadable_result(files)


def unreadable_result(files: UnitFiles) -> UnitResult:
    """The result of a unit of which no form could be read."""
    return UnitResult(files.name, None, files.source, UnitVerdict.UNREADABLE, findings=tuple(files.findings))


def judged(files: UnitFiles, terms: Terms) -> UnitResult:
    """A unit that was read, before the rules."""
    case = Case(
        application=files.application,
        terms=terms,
        verification=files.verification,
        materials=files.materials,
        photos=files.photos,
        misread=files.misread,
        unread=tuple(files.unread),
        only_listed=files.only_listed,
    )
    assessment = assess(case)
    findings = tuple(files.atlas.located(finding) for finding in (*files.findings, *assessment.findings))
    return UnitResult(
        name=files.application.name or files.name,
        credit_code=files.application.credit_code,
        source=files.source,
        verdict=unit_verdict(assessment.clauses, findings),
        received_on=files.verification.first_received_on,
        clauses=assessment.clauses,
        findings=tuple(sorted(findings, key=_by_place)),
        keys=shared_keys(case),
        settlements=settlements(case),
    )


def _by_place(finding: Finding) -> tuple[str, str, int, int, str]:
    place = finding.place or Place("")
    return (place.file, place.sheet or "", place.line or 0, place.column or 0, finding.code)


def _common_deadline(terms: Iterable[Terms]) -> date | None:
    deadlines = {entry.deadline for entry in terms}
    return deadlines.pop() if len(deadlines) == 1 else None


def _documents(terms: Iterable[Terms]) -> str:
    """The documents that the units were judged under; several rounds may have several."""
    return "、".join(dict.fromkeys(entry.regulation.document for entry in terms))


def _remarks(office: Office | None, units: Iterable[UnitResult]) -> Iterable[str]:
    uncounted = {clause.id for unit in units for clause in unit.clauses if clause.undecided and not clause.counts}
    if uncounted:
        yield f"不在工作区内：没有批次和台账，{'、'.join(sorted(uncounted))} 无法判定，不影响结论"
    chosen = office.settings.readings if office else {}
    open_readings = [key for key in _USED_READINGS if key not in chosen or not chosen[key].confirmed_by]
    if open_readings:
        yield f"暂按口径 {'、'.join(open_readings)}（待确认；含义见 anlian explain R4）"


def named_round(office: Office | None, name: str | None, as_of: date) -> str | None:
    """The round that --round names, or the current one. Raises UsageFault where there is no such round."""
    if office is None:
        return None
    if name is None:
        return office.settings.current_round(as_of)
    if name not in office.settings.rounds:
        raise UsageFault(f"anlian.yaml 中没有批次“{name}”", f"有：{'、'.join(office.settings.rounds) or '无'}")
    return name
