"""The check itself, put together: files, then rules, then places, unit by unit; then the units against each other.

Units stream through: of each only its result and hashed keys are kept. No Typer here, and no clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from anlian_cli.cli.workers import mapped
from anlian_cli.errors import InputFault, UsageFault
from anlian_cli.forms.discovery import UnitLocation
from anlian_cli.forms.settings_file import read_settings
from anlian_cli.forms.source import SETTINGS_FILE
from anlian_cli.forms.unit_folder import UnitFiles, read_unit
from anlian_cli.model.findings import Finding, Place, error
from anlian_cli.model.results import CheckReport, ClauseResult, UnitResult, UnitVerdict
from anlian_cli.model.workspace import Round, Settings
from anlian_cli.records.places import RECORDS
from anlian_cli.regulation.assessment import assess, unit_verdict
from anlian_cli.regulation.clause import Bar, Case, Terms
from anlian_cli.regulation.cross_unit import compare, settlements, shared_keys
from anlian_cli.regulation.text import current_regulation

_USED_READINGS = ("R3", "R4", "R5", "R10", "R11")
_NO_WORKSPACE = "不在工作区内，没有台账可查"

Observer = Callable[[int], None]
"""Told after each unit how many are done."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a check takes place: the workspace with its settings, or None of either."""

    workspace: Path | None
    settings: Settings | None

    def round(self, name: str | None) -> Round | None:
        return self.settings.rounds.get(name) if self.settings and name else None


def open_setting(workspace: Path | None) -> Setting:
    """Read the workspace's anlian.yaml, and refuse one that speaks of another document or reading."""
    if workspace is None:
        return Setting(None, None)
    settings = read_settings(workspace / SETTINGS_FILE)
    regulation = current_regulation()
    if settings.regulation != regulation.document:
        hint = f"本版本只有 {regulation.document}"
        raise InputFault(f"anlian.yaml 的规范是“{settings.regulation}”", hint)
    regulation.choose({key: choice.value for key, choice in settings.readings.items()})
    return Setting(workspace, settings)


def terms_of(setting: Setting, round_name: str | None, as_of: date, deadline: date | None) -> Terms:
    """What a unit of this round is judged under."""
    settings, regulation = setting.settings, current_regulation()
    chosen = {key: choice.value for key, choice in settings.readings.items()} if settings else {}
    entry = setting.round(round_name)
    bars, note = _bars(setting.workspace, as_of)
    return Terms(
        regulation=regulation,
        readings=regulation.choose(chosen),
        as_of=as_of,
        in_workspace=setting.workspace is not None,
        deadline=deadline or (entry.deadline if entry else None),
        correction_deadline=entry.correction_deadline if entry else None,
        bars=bars,
        bars_note=note,
    )


def _bars(workspace: Path | None, as_of: date) -> tuple[tuple[Bar, ...] | None, str]:
    if workspace is None:
        return None, _NO_WORKSPACE
    if not (workspace / RECORDS).exists():
        return (), "台账为空"
    from anlian_cli.cli.lives import bars_for_check
    from anlian_cli.records.history import read_history

    return bars_for_check(read_history(workspace), as_of), ""


def check(
    locations: Sequence[UnitLocation],
    setting: Setting,
    *,
    as_of: date,
    round_name: str | None = None,
    deadline: date | None = None,
    observer: Observer = lambda _done: None,
) -> CheckReport:
    """Check every unit and compare them. A unit that cannot be read is a result beside the others."""
    rounds = {location.round_name or round_name for location in locations}
    terms = {name: terms_of(setting, name, as_of, deadline) for name in rounds}
    tasks = [(location, location.round_name or round_name) for location in locations]
    results: list[UnitResult] = []
    known: dict[ClauseResult, ClauseResult] = {}
    for done, result in enumerate(mapped(partial(_examine_under, terms), tasks), start=1):
        results.append(_sharing(result, known))
        observer(done)
    return _report(setting, results, as_of, _common_deadline(terms.values()))


def round_report(setting: Setting, results: Sequence[UnitResult], terms: Terms) -> CheckReport:
    """The report on units that were judged one by one under the same terms."""
    return _report(setting, results, terms.as_of, terms.deadline)


def _report(setting: Setting, results: Sequence[UnitResult], as_of: date, deadline: date | None) -> CheckReport:
    units, shared = compare(results)
    return CheckReport(
        as_of=as_of,
        regulation=current_regulation().document,
        units=units,
        shared=shared,
        deadline=deadline,
        remarks=tuple(_remarks(setting, units)),
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
        unread_files=files.unread_files,
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


def _remarks(setting: Setting, units: Iterable[UnitResult]) -> Iterable[str]:
    uncounted = {clause.id for unit in units for clause in unit.clauses if clause.undecided and not clause.counts}
    if uncounted:
        yield f"不在工作区内：没有批次和台账，{'、'.join(sorted(uncounted))} 无法判定，不影响结论"
    chosen = setting.settings.readings if setting.settings else {}
    open_readings = [key for key in _USED_READINGS if key not in chosen or not chosen[key].confirmed_by]
    if open_readings:
        yield f"暂按口径 {'、'.join(open_readings)}（待确认；含义见 anlian explain R4）"


def named_round(setting: Setting, name: str | None, as_of: date) -> str | None:
    """The round that --round names, or the current one. Raises UsageFault where there is no such round."""
    if setting.settings is None:
        return None
    if name is None:
        return setting.settings.current_round(as_of)
    if name not in setting.settings.rounds:
        raise UsageFault(f"anlian.yaml 中没有批次“{name}”", f"有：{'、'.join(setting.settings.rounds) or '无'}")
    return name
