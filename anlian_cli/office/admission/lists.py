"""The lists of Art. 11: the announced shortlist, the confirmed list, and units 在册 before the records began."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from anlian_cli.errors import UsageFault
from anlian_cli.forms.score_head import RowFault
from anlian_cli.forms.unit_list import Listed, read_unit_list, refuse
from anlian_cli.model.events import Admitted, PassedOver, Shortlisted
from anlian_cli.model.text import folded
from anlian_cli.office.admission.confirmed_list import (
    Named,
    confirmed_list,
    notes_joined,
    with_unmet_clauses,
    within_quota,
)
from anlian_cli.office.directory import directory
from anlian_cli.office.office import Decision, Intent, Office, at_work, committed
from anlian_cli.office.periods import in_force, lock
from anlian_cli.office.standing import ask, life_of
from anlian_cli.office.supervision.ranking import selection, shortlist
from anlian_cli.records.history import History
from anlian_cli.records.places import dossier_code
from anlian_cli.records.recorder import Recorder
from anlian_cli.regulation.identity import credit_code_faults


def announce_shortlist(office: Office, intent: Intent, round_name: str, decision: Decision) -> None:
    """Record that a round's shortlist was announced. Raises UsageFault where it was already, or is empty."""
    with at_work(office, intent) as (office, recorder):
        if any(dossier.is_shortlisted(round_name) for dossier in office.units()):
            raise UsageFault(f"批次 {round_name} 的入围名单已经公布过", "公布错了的，先用 anlian undo 撤销那一批")
        entering, _ = shortlist(office, round_name)
        if not entering:
            raise UsageFault(f"批次 {round_name} 没有可以入围的单位", "要审核通过并有材料审核得分")
        for unit in entering:
            code = dossier_code(unit.credit_code) or ""
            ask(office, office.history.dossiers[code], "shortlisted", decision.on)
            event = Shortlisted(
                on=decision.on,
                name=unit.name,
                round=round_name,
                approved_by=decision.approved_by,
                document=decision.document,
            )
            recorder.put_event(code, event)
        committed(office, recorder, intent)


def admit_round(office: Office, intent: Intent, round_name: str, confirmed: Path | None, decision: Decision) -> None:
    """Record a round's confirmed list: the units within the quota, or the panel's own list with its reason."""
    if confirmed is not None and not intent.reason:
        raise UsageFault("名单与排名不同要写原因", f"anlian admit {round_name} --list 名单.xlsx --reason 原因")
    with at_work(office, intent) as (held, recorder):
        ranking = selection(held, round_name)
        named, passed_over = confirmed_list(held, ranking, confirmed) if confirmed else (within_quota(ranking), [])
        named = [with_unmet_clauses(held, unit, round_name, intent.reason) for unit in named]
        # Nobody is told of before everybody was allowed.
        for line in list(_put_round(recorder, held, round_name, named, passed_over, decision)):
            held.listener.line(line)
        lock(recorder, held, in_force(held, "round", round_name))
        committed(held, recorder, intent)


def _put_round(
    recorder: Recorder,
    office: Office,
    round_name: str,
    named: Sequence[Named],
    passed_over: Sequence[Named],
    decision: Decision,
) -> Iterator[str]:
    """Plan the confirmed list; each unit in a sentence, every difference from the ranking named."""
    for unit in named:
        yield _put_admission(recorder, office, unit, decision, round_name)
    for unit in passed_over:
        note = f"{unit.note}，评定小组未确认"
        ask(office, office.history.dossiers[unit.code], "passed-over", decision.on)
        event = PassedOver(on=decision.on, name=unit.name, round=round_name, note=note)
        recorder.put_event(unit.code, event)
        yield f"{unit.name}：{note}"


def _put_admission(recorder: Recorder, office: Office, unit: Named, decision: Decision, round_name: str | None) -> str:
    """Plan one admission; a unit that is 在册 is left as it is. Raises UsageFault where its state does not allow it."""
    known = office.history.dossiers.get(unit.code)
    life = life_of(office, known) if known is not None else None
    if life is not None and life.state.registered and life.admitted_on is not None:
        return f"{unit.name}：{life.admitted_on.isoformat()} 起已在册，没有改动"
    if known is not None:
        ask(office, known, "admitted", decision.on)
    event = Admitted(
        on=decision.on,
        name=unit.name,
        round=round_name,
        founding=round_name is None,
        note=unit.note,
        unmet=unit.unmet,
        approved_by=decision.approved_by,
        document=decision.document,
    )
    recorder.put_event(unit.code, event)
    remarks = notes_joined(unit.note, f"不符合的条款：{'、'.join(unit.unmet)}" if unit.unmet else None)
    return f"{unit.name}：{decision.on.isoformat()} 入册" + (f"（{remarks}）" if remarks else "")


def admit_founding(office: Office, intent: Intent, path: Path, decision: Decision) -> None:
    """Record the units that were 在册 before the records began."""
    with at_work(office, intent) as (office, recorder):
        for line in [
            _put_admission(recorder, office, unit, decision, None) for unit in _founding(office.history, path)
        ]:
            office.listener.line(line)
        committed(office, recorder, intent)


def _founding(history: History, path: Path) -> list[Named]:
    """The founding units of a list. Raises InputFault that names every faulty row."""
    units = directory(history)
    faults: list[RowFault] = []
    named: dict[str, Named] = {}
    for listed in read_unit_list(path):
        fault = _fault(listed, named)
        known = units.with_code(listed.code)
        if not fault and known is not None and folded(listed.name) not in {folded(name) for name in known.names}:
            fault = f"统一代码 {listed.code} 在台账里是“{known.name}”"
        if fault:
            faults.append(RowFault(listed.row, listed.cell, fault))
        else:
            code = known.code if known else dossier_code(listed.code)
            named[listed.code] = Named(code or "", listed.name)
    if not named and not faults:
        faults.append(RowFault(1, "A1", "名单是空的"))
    refuse(path, faults)
    return list(named.values())


def _fault(listed: Listed, named: dict[str, Named]) -> str:
    if not listed.name:
        return "没有写单位全称"
    if dossier_code(listed.code) is None or credit_code_faults(listed.code):
        return f"“{listed.name}”没有有效的统一代码"
    return f"统一代码 {listed.code} 重复了" if listed.code in named else ""
