"""Admissions: lists of units matched to dossiers, and their recording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from anlian_cli.cli.units import directory
from anlian_cli.forms.score_sheet import Fault
from anlian_cli.forms.unit_list import Listed, read_unit_list, refuse
from anlian_cli.model.events import Admitted
from anlian_cli.model.text import folded
from anlian_cli.records.history import History
from anlian_cli.records.places import dossier_code
from anlian_cli.records.recorder import Recorder
from anlian_cli.regulation.identity import credit_code_faults


@dataclass(frozen=True, slots=True)
class Named:
    """A unit to be admitted."""

    code: str
    name: str


def admitted_from(history: History, path: Path) -> list[Named]:
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


def put_admissions(
    recorder: Recorder, named: list[Named], on: date, approved_by: str | None, document: str | None
) -> Iterator[str]:
    """Plan the admissions; each in a sentence. A unit that is 在册 already is named and left as it is."""
    dossiers = recorder.history.dossiers
    for unit in named:
        known = dossiers.get(unit.code)
        admissions = [event for event in known.events if isinstance(event, Admitted)] if known else []
        if admissions:
            yield f"{unit.name}：{admissions[-1].on.isoformat()} 起已在册，没有改动"
            continue
        event = Admitted(on=on, name=unit.name, founding=True, approved_by=approved_by, document=document)
        recorder.put_event(unit.code, event)
        yield f"{unit.name}：{on.isoformat()} 入册"
