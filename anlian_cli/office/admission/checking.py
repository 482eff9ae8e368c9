"""The check itself, put together: files, then rules, then places, unit by unit; then the units against each other.

Units stream through: of each only its result and hashed keys are kept. No Typer here, and no clock.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from anlian_cli.errors import UsageFault, reason
from anlian_cli.forms.discovery import UnitLocation
from anlian_cli.forms.typed import typed
from anlian_cli.forms.unit_folder import UnitFiles, read_unit
from anlian_cli.model.application import Application
from anlian_cli.model.findings import Finding, Place, error
from anlian_cli.model.packed_results import PackedBatch, Results
from anlian_cli.model.personal import masked
from anlian_cli.model.results import CheckReport, ClauseResult, UnitResult, UnitVerdict
from anlian_cli.model.text import perhaps
from anlian_cli.model.verification import Verification
from anlian_cli.office.admission.workers import in_batches
from anlian_cli.regulation.assessment import assess, unit_verdict
from anlian_cli.regulation.clause import Bar, Case, Terms
from anlian_cli.regulation.cross_unit import compare, settlements, shared_keys
from anlian_cli.regulation.documents import newest, regulation_named
from anlian_cli.regulation.text import Regulation
from anlian_cli.report.unconfirmed import unconfirmed_line

if TYPE_CHECKING:  # a bare folder is checked without the records that an office opens, and most read no scans
    from anlian_cli.office.office import Office
    from anlian_cli.office.scanning.papers import Reader

_NO_WORKSPACE = "不在工作区内，没有台账可查"

Task = tuple[UnitLocation, Terms]
"""A unit, and what it is judged under."""

Observer = Callable[[int], None]
"""Told after each unit how many are done."""

Kept = dict[UnitLocation, tuple[Terms, UnitResult]]
"""Units as they were read, before they were compared, and under which terms."""


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
        return regulation_named(newest()), {}, None, _NO_WORKSPACE
    from anlian_cli.office.admission.bars import bars_for_check
    from anlian_cli.office.periods import locked
    from anlian_cli.records.places import nothing_recorded

    if nothing_recorded(office.workspace):
        return office.regulation, office.chosen, (), "台账为空"
    kept = locked(office, "round", round_name) if round_name else None
    return kept.regulation if kept else office.regulation, office.chosen, bars_for_check(office, as_of), ""


def check(
    locations: Sequence[UnitLocation],
    office: Office | None,
    *,
    as_of: date,
    round_name: str | None = None,
    deadline: date | None = None,
    observer: Observer = lambda _done: None,
    kept: Kept | None = None,
    read: Reader | None = None,
) -> CheckReport:
    """Check every unit and compare them. A unit that cannot be read is a result beside the others.

    What `kept` holds under the same terms is not read again; what is read is put in. `read` reads materials too.
    """
    rounds = {location.round_name or round_name for location in locations}
    terms = {name: terms_of(office, name, as_of, deadline) for name in rounds}
    tasks = [(location, terms[location.round_name or round_name]) for location in locations]
    if kept is None:
        return _report(office, Results(_read(tasks, read, observer)), list(terms.values()))
    stale = [task for task in tasks if task[0] not in kept or kept[task[0]][0] != task[1]]
    for task, result in zip(stale, chain.from_iterable(_read(stale, read, observer)), strict=True):
        kept[task[0]] = task[1], _sharing(result)
    return _report(office, tuple(kept[location][1] for location in locations), list(terms.values()))


def _read(tasks: Sequence[Task], read: Reader | None, observer: Observer) -> Iterator[Collection[UnitResult]]:
    """The results of the tasks in their order, some at a time."""
    done = 0
    for results in _batches(tasks, read):
        yield results
        done += len(results)
        observer(done)


def _batches(tasks: Sequence[Task], read: Reader | None) -> Iterator[Collection[UnitResult]]:
    if read is None:
        return in_batches(examine, tasks, _lost, _ready, PackedBatch.of)
    # Scans are read by one process of their own, however many units there are.
    return ((examine(task, read=read),) for task in tasks)


def round_report(office: Office | None, results: Sequence[UnitResult], terms: Terms) -> CheckReport:
    """The report on units that were judged one by one under the same terms."""
    return _report(office, tuple(results), [terms])


def _report(office: Office | None, results: Sequence[UnitResult], terms: Sequence[Terms]) -> CheckReport:
    """The report on units that were judged each under one of the terms; several rounds may have several documents."""
    units, shared = compare(results)
    deadlines = {entry.deadline for entry in terms}
    regulations = {entry.regulation.document: entry.regulation for entry in terms}
    return CheckReport(
        as_of=terms[0].as_of,
        regulation="、".join(regulations),
        units=units,
        shared=shared,
        deadline=deadlines.pop() if len(deadlines) == 1 else None,
        remarks=tuple(_remarks(office, units, regulations.values())),
    )


def _sharing(result: UnitResult) -> UnitResult:
    """The result with its clauses shared: most units say the same of most clauses, and a batch may be large."""
    return replace(result, clauses=tuple(map(_one_of_its_kind, result.clauses)))


@lru_cache(maxsize=4096)
def _one_of_its_kind(clause: ClauseResult) -> ClauseResult:
    return clause


def _lost(task: Task) -> UnitResult:
    """The result of a unit whose files ended the process that read them, or never let it end."""
    location, _ = task
    files = UnitFiles(location.path.name, location.shown)
    message = "读取这家单位的文件时占用了过多的内存或时间，已经停止"
    hint = "请用 Excel 或 WPS 打开它的登记表，另存为 .xlsx 后重新提交"
    files.findings.append(error("F01", message, hint, place=Place(location.shown)))
    return unreadable_result(files)


def _ready(task: Task) -> None:
    """Load what judges units, and the types of their forms, by judging one that sent nothing."""
    judged(UnitFiles("", "", application=typed(Application, {})[0], verification=typed(Verification, {})[0]), task[1])


def examine(task: Task, read: Reader | None = None) -> UnitResult:
    """One unit, from its files to its verdict; with a reader, its materials beside it."""
    location, terms = task
    try:
        files = read_unit(location.path, location.shown)
    except OSError as problem:
        files = UnitFiles(location.path.name, location.shown)
        message = f"文件夹打不开（{reason(problem)}）"
        files.findings.append(error("F01", message, "请检查权限或磁盘", place=Place(location.shown)))
    if not files.readable:
        return unreadable_result(files)
    result = judged(files, terms)
    if read is None:
        return result
    from anlian_cli.office.scanning.comparing import with_papers

    return with_papers(result, files, case_of(files, terms), location.path, read)


def unreadable_result(files: UnitFiles) -> UnitResult:
    """The result of a unit of which no form could be read."""
    return UnitResult(files.name, None, files.source, UnitVerdict.UNREADABLE, findings=tuple(files.findings))


def judged(files: UnitFiles, terms: Terms) -> UnitResult:
    """A unit that was read, under the rules."""
    case = case_of(files, terms)
    assessment = assess(case)
    findings = tuple(files.atlas.located(finding) for finding in (*files.findings, *assessment.findings))
    return UnitResult(
        name=masked(files.application.name or files.name),
        credit_code=files.application.credit_code,
        source=files.source,
        verdict=unit_verdict(assessment.clauses, findings),
        received_on=files.verification.first_received_on,
        # Shared here already: what many units have in common is sent once from the process that read them.
        clauses=tuple(map(_one_of_its_kind, assessment.clauses)),
        findings=tuple(sorted(findings, key=_by_place)),
        keys=shared_keys(case),
        settlements=settlements(case),
    )


def case_of(files: UnitFiles, terms: Terms) -> Case:
    """A unit that was read, before the rules."""
    return Case(
        application=files.application,
        terms=terms,
        verification=files.verification,
        materials=files.materials,
        photos=files.photos,
        misread=files.misread,
        unread=tuple(files.unread),
        only_listed=files.only_listed,
    )


def _by_place(finding: Finding) -> tuple[str, str, int, int, str]:
    place = finding.place or Place("")
    return (place.file, place.sheet or "", place.line or 0, place.column or 0, finding.code)


def _remarks(office: Office | None, units: Iterable[UnitResult], regulations: Iterable[Regulation]) -> Iterable[str]:
    uncounted = {clause.id for unit in units for clause in unit.clauses if clause.undecided and not clause.counts}
    if uncounted:
        yield f"不在工作区内：没有批次和台账，{'、'.join(sorted(uncounted))} 无法判定，不影响结论"
    asked = dict.fromkeys(reading for regulation in regulations for reading in regulation.clause_readings)
    if line := unconfirmed_line(office.unconfirmed(asked) if office else tuple(asked)):
        yield line


def named_round(office: Office | None, name: str | None, as_of: date) -> str | None:
    """The round that --round names, or the current one. Raises UsageFault where there is no such round."""
    if office is None:
        return None
    if name is None:
        return office.settings.current_round(as_of)
    if name not in (rounds := office.settings.rounds):
        hint = f"{perhaps(name, rounds)}有：{'、'.join(rounds) or '无'}"
        raise UsageFault(f"anlian.yaml 中没有批次“{name}”", hint)
    return name
