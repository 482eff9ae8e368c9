"""The lists of Art. 11: the announced shortlist, the confirmed list, and units 在册 before the records began."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from anlian_cli.cli import clock
from anlian_cli.cli.office import Decision, Intent, Moment, Office, at_work, committed
from anlian_cli.cli.periods import lock
from anlian_cli.cli.publishing import publish_list
from anlian_cli.cli.ranking import Sight, look, selection, shortlist
from anlian_cli.cli.units import directory, match_row
from anlian_cli.errors import UsageFault
from anlian_cli.forms.score_sheet import Fault
from anlian_cli.forms.unit_list import Listed, read_unit_list, refuse
from anlian_cli.model.events import Admitted, PassedOver, Shortlisted
from anlian_cli.model.ranking import Line, ListedUnit, SelectionPlace, SelectionRanking
from anlian_cli.model.text import folded
from anlian_cli.records.history import History
from anlian_cli.records.places import dossier_code
from anlian_cli.records.recorder import Recorder
from anlian_cli.records.standings import admitted_on, is_shortlisted
from anlian_cli.regulation.identity import credit_code_faults


@dataclass(frozen=True, slots=True)
class Named:
    """A unit to be admitted, and how it differs from the ranking."""

    code: str
    name: str
    note: str | None = None


def announce_shortlist(office: Office, intent: Intent, round_name: str, decision: Decision) -> None:
    """Record that a round's shortlist was announced. Raises UsageFault where it was already, or is empty."""
    with at_work(office, intent) as recorder:
        sight = Sight(office, recorder.history, Moment(clock.today()))
        if any(is_shortlisted(dossier, round_name) for dossier in sight.units()):
            raise UsageFault(f"批次 {round_name} 的入围名单已经公布过", "公布错了的，先用 anlian undo 撤销那一批")
        entering, _ = shortlist(sight, round_name)
        if not entering:
            raise UsageFault(f"批次 {round_name} 没有可以入围的单位", "要审核通过并有材料审核得分")
        for unit in entering:
            event = Shortlisted(
                on=decision.on,
                name=unit.name,
                round=round_name,
                approved_by=decision.approved_by,
                document=decision.document,
            )
            recorder.put_event(dossier_code(unit.credit_code) or "", event)
        committed(recorder, intent)


def admit_round(
    office: Office, intent: Intent, round_name: str, confirmed: Path | None, decision: Decision, publish: Path | None
) -> None:
    """Record a round's confirmed list: the units within the quota, or the panel's own list with its reason."""
    if confirmed is not None and not intent.reason:
        raise UsageFault("名单与排名不同要写原因", f"anlian admit {round_name} --list 名单.xlsx --reason 原因")
    with at_work(office, intent) as recorder:
        sight = Sight(office, recorder.history, Moment(clock.today()))
        ranking = selection(sight, round_name)
        named, passed_over = _confirmed(sight, ranking, confirmed) if confirmed else (_within_quota(ranking), [])
        for line in _put_round(recorder, round_name, named, passed_over, decision):
            print(line)
        lock(recorder, office, sight.parameters("round", round_name))
        committed(recorder, intent)
    if publish is not None and not intent.dry_run:
        listed = [ListedUnit(unit.name, unit.code) for unit in named]
        publish_list(publish, look(office, Moment(clock.today())), "确认名单", round_name, listed, clock.now())


def _within_quota(ranking: SelectionRanking) -> list[Named]:
    """The units within the quota. Raises UsageFault where the ranking alone does not decide."""
    hint = "由评定小组决定后，用 --list 名单 --reason 原因 记录"
    if ranking.quota is None:
        raise UsageFault(f"批次 {ranking.round} 的名额未定，不能只按排名确认", hint)
    if ranking.incomplete:
        names = "、".join(unit.name for unit in ranking.incomplete)
        raise UsageFault(f"还有 {len(ranking.incomplete)} 家没有完成：{names}", f"录完再确认；或{hint}")
    if tied := [place.name for place in ranking.places if place.line is Line.TIED]:
        raise UsageFault(f"名额线上 {len(tied)} 家同分：{'、'.join(tied)}", hint)
    if not ranking.places:
        raise UsageFault(f"批次 {ranking.round} 还没有排名", "先录入材料审核和面试答辩的得分")
    return [_named(place) for place in ranking.places if place.line is Line.YES]


def _named(place: SelectionPlace, note: str | None = None) -> Named:
    return Named(dossier_code(place.credit_code) or "", place.name, note)


def _confirmed(sight: Sight, ranking: SelectionRanking, path: Path) -> tuple[list[Named], list[Named]]:
    """The panel's list, and who stood within the quota and is not on it. Raises InputFault by row."""
    units, faults = directory(sight.history), []
    places = {place.credit_code: place for place in ranking.places}
    named: dict[str, Named] = {}
    for listed in read_unit_list(path):
        try:
            dossier = match_row(units, listed.name, listed.code)
        except ValueError as problem:
            faults.append(Fault(listed.row, listed.cell, str(problem)))
            continue
        if dossier.code in named:
            faults.append(Fault(listed.row, listed.cell, f"“{dossier.name}”重复了"))
        named[dossier.code] = Named(dossier.code, dossier.name, _difference(places.get(dossier.credit_code)))
    refuse(path, faults)
    passed_over = [
        _named(place, f"排名第 {place.rank}，名额内")
        for place in ranking.places
        if place.line is Line.YES and dossier_code(place.credit_code) not in named
    ]
    return list(named.values()), passed_over


def _difference(place: SelectionPlace | None) -> str | None:
    """How a confirmed unit differs from the ranking; None where it stood within the quota."""
    if place is None:
        return "不在综合测评排名中，由评定小组确认"
    if place.line is Line.TIED:
        return f"排名第 {place.rank}，名额线上同分，由评定小组确认"
    return f"排名第 {place.rank}，名额外，由评定小组确认" if place.line is Line.NO else None


def _put_round(
    recorder: Recorder, round_name: str, named: Sequence[Named], passed_over: Sequence[Named], decision: Decision
) -> Iterator[str]:
    """Plan the confirmed list; each unit in a sentence, every difference from the ranking named."""
    for unit in named:
        yield _put_admission(recorder, unit, decision, round_name)
    for unit in passed_over:
        note = f"{unit.note}，评定小组未确认"
        event = PassedOver(on=decision.on, name=unit.name, round=round_name, note=note)
        recorder.put_event(unit.code, event)
        yield f"{unit.name}：{note}"


def _put_admission(recorder: Recorder, unit: Named, decision: Decision, round_name: str | None) -> str:
    """Plan one admission; a unit that is 在册 already is left as it is."""
    known = recorder.history.dossiers.get(unit.code)
    since = admitted_on(known) if known else None
    if since is not None:
        return f"{unit.name}：{since.isoformat()} 起已在册，没有改动"
    event = Admitted(
        on=decision.on,
        name=unit.name,
        round=round_name,
        founding=round_name is None,
        note=unit.note,
        approved_by=decision.approved_by,
        document=decision.document,
    )
    recorder.put_event(unit.code, event)
    return f"{unit.name}：{decision.on.isoformat()} 入册" + (f"（{unit.note}）" if unit.note else "")


def admit_founding(office: Office, intent: Intent, path: Path, decision: Decision) -> None:
    """Record the units that were 在册 before the records began."""
    with at_work(office, intent) as recorder:
        for unit in _founding(recorder.history, path):
            print(_put_admission(recorder, unit, decision, None))
        committed(recorder, intent)


def _founding(history: History, path: Path) -> list[Named]:
    """The founding units of a list. Raises InputFault that names every faulty row."""
    units = directory(history)
    faults: list[Fault] = []
    named: dict[str, Named] = {}
    for listed in read_unit_list(path):
        fault = _fault(listed, named)
        known = units.with_code(listed.code)
        if not fault and known is not None and folded(listed.name) not in {folded(name) for name in known.names}:
            fault = f"统一代码 {listed.code} 在台账里是“{known.name}”"
        if fault:
            faults.append(Fault(listed.row, listed.cell, fault))
        else:
            code = known.code if known else dossier_code(listed.code)
            named[listed.code] = Named(code or "", listed.name)
    if not named and not faults:
        faults.append(Fault(1, "A1", "名单是空的"))
    refuse(path, faults)
    return list(named.values())


def _fault(listed: Listed, named: dict[str, Named]) -> str:
    if not listed.name:
        return "没有写单位全称"
    if dossier_code(listed.code) is None or credit_code_faults(listed.code):
        return f"“{listed.name}”没有有效的统一代码"
    return f"统一代码 {listed.code} 重复了" if listed.code in named else ""
