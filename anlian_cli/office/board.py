"""The deadline board: what ends soon, what is missing, what is not settled, and the commands to type next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from anlian_cli.forms.discovery import APPLICATIONS, find_units
from anlian_cli.model.consequences import Consequence
from anlian_cli.model.events import Admitted
from anlian_cli.model.exits import ExitCandidate
from anlian_cli.model.register import Board, Deadline, UnitProgress, Unsettled
from anlian_cli.model.results import UnitVerdict
from anlian_cli.model.scores import Stage
from anlian_cli.model.states import State
from anlian_cli.office.admission.unrecorded import unrecorded
from anlian_cli.office.exits.bars import standing_bars
from anlian_cli.office.exits.candidates import exit_list
from anlian_cli.office.next_steps import next_of_round, next_of_settings, next_of_year
from anlian_cli.office.objections.standing import answers_due, unanswered
from anlian_cli.office.office import Office
from anlian_cli.office.papers.calendar import due, publications, to_be_corrected
from anlian_cli.office.periods import in_force
from anlian_cli.office.standing import life_of, same_membership
from anlian_cli.office.supervision.assessed import YEARLY, assessed_under
from anlian_cli.office.supervision.certificates import SOON, certificates_due
from anlian_cli.records.dossier import Dossier
from anlian_cli.regulation.jinganlianfa_2017_4.supervision import is_due


def board(office: Office) -> Board:
    """What is open, what is missing, what to do next."""
    round_name = _open_round(office)
    year = _open_year(office)
    round_units = tuple(_round_progress(office, round_name)) if round_name else ()
    year_units = tuple(_year_progress(office, year)) if year else ()
    return Board(
        office.today,
        tuple(sorted(_deadlines(office), key=lambda deadline: deadline.on)),
        round_name,
        round_units,
        year,
        year_units,
        tuple(_next(office, round_name, round_units, year, year_units)),
        office.unconfirmed(office.regulation.readings),
        office.history.digest,
        (*_unsettled(office, year), *to_be_corrected(office), *due(office)),
        publications(office),
    )


def _open_round(office: Office) -> str | None:
    """The current round, until its confirmed list is recorded."""
    name = office.settings.current_round(office.today)
    return None if name is None or _is_confirmed(office, name) else name


def _is_confirmed(office: Office, round_name: str) -> bool:
    events = (event for dossier in office.units() for event in dossier.events)
    return any(isinstance(event, Admitted) and event.round == round_name for event in events)


def _open_year(office: Office) -> str | None:
    """The latest assessment year that has begun."""
    years = [year for year in office.settings.years if year.isdigit() and int(year) <= office.today.year]
    return max(years, default=None)


def _deadlines(office: Office) -> Iterator[Deadline]:
    today = office.today
    for name, block in office.settings.rounds.items():
        for what, day in (("截止", block.deadline), ("补正截止", block.correction_deadline)):
            if day is not None and 0 <= (day - today).days <= SOON:
                yield Deadline(f"批次 {name} {what}", day, (day - today).days)
    for bar in standing_bars(office):
        if (bar.barred_through - today).days <= SOON:
            yield Deadline(f"{bar.name} 限制期届满", bar.barred_through, (bar.barred_through - today).days)
    yield from answers_due(office, SOON)
    yield from certificates_due(office)
    year = _open_year(office)
    if year == str(today.year) and (date(today.year, 12, 31) - today).days <= SOON:
        last = date(today.year, 12, 31)
        yield Deadline(f"{year} 年度考核（第四季度）", last, (last - today).days)


def _round_progress(office: Office, round_name: str) -> Iterator[UnitProgress]:
    folder = office.workspace / APPLICATIONS / round_name
    recorded = [dossier for dossier in office.units() if dossier.verdict(round_name) is not None]
    announced = any(dossier.is_shortlisted(round_name) for dossier in recorded)
    for dossier in recorded:
        yield _recorded(dossier, round_name, announced)
    if folder.is_dir() and not recorded:
        for unit in find_units(folder, office.workspace):
            yield UnitProgress(unit.path.name, ("申报材料",), ("审核存档",))


def _recorded(dossier: Dossier, round_name: str, announced: bool) -> UnitProgress:
    """How far a unit has come; once the shortlist is announced, who is not on it is not interviewed."""
    verdict = dossier.verdict(round_name)
    assert verdict is not None  # the caller looked
    has, missing = ["申报材料", f"审核{verdict.verdict.label}"], []
    for stage in (Stage.MATERIALS, Stage.INTERVIEW):
        if dossier.score(round_name, stage) is not None:
            has.append(f"{stage.label}得分")
        elif stage is Stage.INTERVIEW and announced:
            missing += [f"{stage.label}得分"] if dossier.is_shortlisted(round_name) else []
        elif verdict.verdict is UnitVerdict.PASS or (
            stage is Stage.MATERIALS and verdict.verdict is UnitVerdict.PENDING
        ):
            missing.append(f"{stage.label}得分")
    if verdict.verdict in (UnitVerdict.CORRECT, UnitVerdict.PENDING):
        missing.insert(0, "补正" if verdict.verdict is UnitVerdict.CORRECT else "核实")
    return UnitProgress(dossier.name, tuple(has), tuple(missing))


def _year_progress(office: Office, year: str) -> Iterator[UnitProgress]:
    period = in_force(office, "year", year)
    for dossier in sorted(office.units(), key=lambda dossier: dossier.name):
        life = life_of(office, dossier)
        if not life.state.registered or life.admitted_on is None:
            continue
        if is_due(life.admitted_on.year, int(year), period.readings):
            scored = {stage: dossier.is_scored(year, stage) for stage in YEARLY}
            yield UnitProgress(
                dossier.name,
                tuple(f"{stage.label}得分" for stage, there in scored.items() if there),
                tuple(f"{stage.label}得分" for stage, there in scored.items() if not there),
            )


def _next(
    office: Office,
    round_name: str | None,
    round_units: tuple[UnitProgress, ...],
    year: str | None,
    year_units: tuple[UnitProgress, ...],
) -> Iterator[tuple[str, str]]:
    if round_name:
        yield from next_of_round(office, round_name, round_units, current=True)
    if year:
        yield from next_of_year(year, year_units)
    yield from next_of_settings(office)


def _unsettled(office: Office, year: str | None) -> Iterator[Unsettled]:
    """What waits for a decision or a recording, and stands in neither table above."""
    for candidate in exit_list(office, None).candidates:
        what = _exit_in_words(candidate, (ground.detail for ground in candidate.grounds))
        outside = _exit_in_words(candidate, (ground.outside or ground.detail for ground in candidate.grounds))
        yield Unsettled(candidate.name, what, _exit_command(office, candidate), outside)
    for earlier in sorted(office.settings.years):
        if earlier.isdigit() and year is not None and int(earlier) < int(year):
            yield from _unfinished(office, earlier)
    yield from unanswered(office)
    for name in office.settings.rounds:
        if not _is_confirmed(office, name):
            yield from _not_recorded(office, name)
            yield from _next_of_another_round(office, name)


def _exit_in_words(candidate: ExitCandidate, details: Iterable[str]) -> str:
    grounds = "；".join(details)
    if candidate.state is State.PROCEDURE and candidate.since is not None:
        return f"{candidate.since.isoformat()} 启动的退出程序还没有决定" + (f"：{grounds}" if grounds else "")
    return f"{candidate.consequence.label}：{grounds}"


def _exit_command(office: Office, candidate: ExitCandidate) -> str:
    """The likely next step, as it is typed but for what she alone knows; by the code, which is short."""
    code, ground = candidate.credit_code, f" --ground {candidate.grounds[0].clause}" if candidate.grounds else ""
    if candidate.state is State.PROCEDURE:
        return f"anlian exit decide {code} --announced 日期{ground} --note 说明"
    if candidate.consequence is Consequence.CLUE:
        return f"anlian exit dismiss {code}{ground} --reason 原因"
    return f"anlian exit open {code} --on {office.today.isoformat()}"


def _unfinished(office: Office, year: str) -> Iterator[Unsettled]:
    """The units whose assessment of an earlier year of this membership lacks a score."""
    for unit in assessed_under(office, in_force(office, "year", year)).incomplete():
        if same_membership(office, unit.dossier, int(year)):
            lacking = "、".join(stage.label for stage in unit.missing)
            command = f"anlian score {unit.missing[0].short} {year} --unit {unit.dossier.credit_code} --points 得分"
            yield Unsettled(unit.dossier.name, f"{year} 年度缺{lacking}", command)


def _next_of_another_round(office: Office, round_name: str) -> Iterator[Unsettled]:
    """What a round waits for that is not the board's own: a later one may begin before it is done."""
    if round_name != _open_round(office):
        units = tuple(_round_progress(office, round_name))
        for what, command in next_of_round(office, round_name, units, current=False):
            yield Unsettled(f"批次 {round_name}", what, command)


def _not_recorded(office: Office, round_name: str) -> Iterator[Unsettled]:
    """The folders of a recorded round from which nothing was recorded: unreadable, or without a code of its own."""
    for location in unrecorded(office, round_name):
        shown = f"{APPLICATIONS}/{round_name}/{location.path.name}"
        yield Unsettled(location.path.name, f"批次 {round_name} 没有存档", f"anlian check {shown}")
