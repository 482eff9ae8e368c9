"""The steps of an exit in the making: what a report must say, and which grounds a step acts on or answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from anlian_cli.errors import UsageFault
from anlian_cli.model.consequences import Consequence
from anlian_cli.model.events import Dismissed, Event, Exited, Opened, Reported
from anlian_cli.model.exits import Ground
from anlian_cli.model.states import State
from anlian_cli.office.exits.candidates import Grounds
from anlian_cli.office.exits.steps import Make
from anlian_cli.office.objections.standing import unanswered_of
from anlian_cli.office.office import Office
from anlian_cli.office.standing import life_of
from anlian_cli.office.supervision.daily_log import attach
from anlian_cli.records.dossier import Dossier
from anlian_cli.regulation.jinganlianfa_2017_4.exits import CLIENT, COMPLAINT, OTHER
from anlian_cli.regulation.text import Regulation

if TYPE_CHECKING:  # who reads loads nothing that records
    from anlian_cli.records.recorder import Recorder


def reported(regulation: Regulation, report: Reported, evidence: Sequence[Path]) -> Make:
    """A report in the making, with its evidence. Raises UsageFault where it does not say what it must."""
    if report.ground not in regulation.reportable:
        hint = f"可用：{_named(regulation, regulation.reportable)}；年度考核不合格由得分得出，不用举报"
        raise UsageFault(f"没有可以举报的情形“{report.ground}”", hint)
    if report.complainant not in (None, CLIENT, OTHER):
        raise UsageFault(f"没有投诉人“{report.complainant}”", f"可用：{CLIENT} 或 {OTHER}")
    if report.ground == COMPLAINT and report.complainant is None:
        raise UsageFault(f"{COMPLAINT} 要写投诉人", f"--complainant {CLIENT} 或 --complainant {OTHER}")
    if report.substantiated and not report.by_body:
        raise UsageFault("查实的要写由谁认定", "例如 --substantiated --by-body 联合会调查组")
    if not report.note:
        raise UsageFault("--note 是空的", "请写明事实")

    def make(_office: Office, recorder: Recorder, dossier: Dossier) -> Event:
        kept = tuple(attach(recorder, dossier, report.on, path) for path in evidence)
        return replace(report, attachments=kept)

    return make


def opened(on: date, note: str | None, named: Sequence[str]) -> Make:
    """A procedure in the making, on the grounds that are named, or on all that stand (Art. 16, 17)."""

    def make(office: Office, _recorder: Recorder, dossier: Dossier) -> Event:
        standing = _standing(office, dossier)
        if not standing:
            hint = "情形见 anlian exit；举报用 anlian exit report"
            raise UsageFault(f"{dossier.name} 没有退出情形，不能启动退出程序", hint)
        return Opened(on=on, note=note, grounds=_ids(_chosen(dossier, standing, named) if named else standing))

    return make


def decided(decision: Exited, named: Sequence[str]) -> Make:
    """A decision in the making, which answers the grounds that it names (Art. 18)."""

    def make(office: Office, _recorder: Recorder, dossier: Dossier) -> Event:
        answered = _answered(dossier, _standing(office, dossier), named, "decide")
        ground, *also = _ids(answered)
        for clause in _clues_alone(answered):
            office.listener.remark(f"提醒：{clause} 在台账里还只是线索，没有查实的记录")
        for objection in unanswered_of(dossier):
            office.listener.remark(f"提醒：{objection.title}还没有答复")
        return replace(decision, ground=ground, also=tuple(also), regulation=office.settings.regulation)

    return make


def _clues_alone(grounds: Sequence[Ground]) -> list[str]:
    """The ids of grounds of which no report was found true."""
    proven = {one.clause for one in grounds if one.consequence is not Consequence.CLUE}
    return [clause for clause in _ids(grounds) if clause not in proven]


def dismissed(event: Dismissed, named: Sequence[str]) -> Make:
    """A dismissal in the making, which answers the grounds that it names; the others stand.

    A procedure whose grounds have all gone, a score corrected say, ends without one.
    """

    def make(office: Office, _recorder: Recorder, dossier: Dossier) -> Event:
        standing = _standing(office, dossier)
        life = life_of(office, dossier)
        if not standing and life.state is State.PROCEDURE and not named:
            return event
        answered = _ids(_answered(dossier, standing, named, "dismiss"))
        # Those that went by themselves are answered too, or the procedure would never come to its last ground.
        gone = sorted(life.grounds - {ground.clause for ground in standing})
        remaining = [ground for ground in standing if ground.clause not in answered]
        for ground in remaining:
            office.listener.remark(f"仍在名单上：{ground.clause} {ground.detail}")
        return replace(event, grounds=(*answered, *gone))

    return make


def _standing(office: Office, dossier: Dossier) -> tuple[Ground, ...]:
    """The grounds of a unit that stand today."""
    return Grounds(office, office.today.year).standing(dossier)


def _answered(dossier: Dossier, standing: tuple[Ground, ...], named: Sequence[str], step: str) -> tuple[Ground, ...]:
    """The grounds that a step answers: those named; unnamed, those of the one clause that stands. Raises UsageFault."""
    if not standing:
        raise UsageFault(f"{dossier.name} 没有要答复的退出情形", "候选名单见 anlian exit")
    if not named and len(_ids(standing)) > 1:
        listed = "\n".join(f"{ground.clause} {ground.detail}" for ground in standing)
        hint = f"写明是哪一项，可写几次：anlian exit {step} … --ground {standing[0].clause}；没有写到的照旧"
        raise UsageFault(f"{dossier.name} 有 {len(standing)} 项情形：\n{listed}", hint)
    return _chosen(dossier, standing, named) if named else standing


def _chosen(dossier: Dossier, standing: tuple[Ground, ...], named: Sequence[str]) -> tuple[Ground, ...]:
    """The standing grounds of some ids. Raises UsageFault where one does not stand."""
    ids = _ids(standing)
    for clause in named:
        if clause not in ids:
            has = f"现有：{'、'.join(ids)}" if ids else "现在没有任何情形"
            raise UsageFault(f"{dossier.name} 没有退出情形 {clause}", f"{has}；见 anlian exit")
    return tuple(ground for ground in standing if ground.clause in named)


def _ids(grounds: Sequence[Ground]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ground.clause for ground in grounds))


def known_grounds(regulation: Regulation, named: Sequence[str]) -> tuple[str, ...]:
    """Ids of grounds as they were typed. Raises UsageFault for one that the document does not have."""
    for clause in named:
        if clause not in regulation.exit_grounds:
            hint = f"可用：{_named(regulation, tuple(regulation.exit_grounds))}"
            raise UsageFault(f"没有退出情形“{clause}”", hint)
    return tuple(dict.fromkeys(named))


def _named(regulation: Regulation, grounds: Sequence[str]) -> str:
    return "、".join(f"{ground} {regulation.exit_grounds[ground].name}" for ground in grounds)
