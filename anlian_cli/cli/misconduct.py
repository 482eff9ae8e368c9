"""What a report or a decision must say before it is recorded."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from anlian_cli.cli import clock
from anlian_cli.cli.daily_log import attach
from anlian_cli.cli.exit_events import Make
from anlian_cli.cli.exits import exit_list
from anlian_cli.cli.lives import life_of
from anlian_cli.cli.office import Moment, Office
from anlian_cli.cli.ranking import Sight
from anlian_cli.errors import UsageFault
from anlian_cli.model.events import Dismissed, Event, Reported
from anlian_cli.model.exits import State
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.recorder import Recorder
from anlian_cli.regulation.ch4_exit import CLIENT, COMPLAINT, OTHER, REPORTABLE
from anlian_cli.regulation.text import current_regulation


def reported(
    ground: str,
    on: date,
    note: str,
    complainant: str | None,
    evidence: list[Path],
    by_body: str | None,
    substantiated: bool,
) -> Make:
    """A report in the making. Raises UsageFault where it does not say what it must."""
    if ground not in REPORTABLE:
        hint = f"可用：{_told(REPORTABLE)}；年度考核不合格由得分得出，不用举报"
        raise UsageFault(f"没有可以举报的情形“{ground}”", hint)
    if complainant not in (None, CLIENT, OTHER) or (ground == COMPLAINT and complainant is None):
        raise UsageFault(f"{COMPLAINT} 要写投诉人", f"--complainant {CLIENT} 或 --complainant {OTHER}")
    if substantiated and not by_body:
        raise UsageFault("查实的要写由谁认定", "例如 --substantiated --by-body 联合会调查组")
    if not note.strip():
        raise UsageFault("--note 是空的", "请写明事实")

    def make(recorder: Recorder, dossier: Dossier) -> Event:
        attachments = tuple(attach(recorder, dossier, on, path) for path in evidence)
        return Reported(
            on=on,
            ground=ground,
            note=note.strip(),
            complainant=complainant,
            substantiated=substantiated,
            by_body=by_body,
            attachments=attachments,
        )

    return make


def decidable(ground: str) -> str:
    """A ground that a decision may rest on. Raises UsageFault."""
    known = current_regulation().exit_grounds
    if ground not in known:
        raise UsageFault(f"没有退出情形“{ground}”", f"可用：{_told(tuple(known))}")
    return ground


def needs_grounds(office: Office, event: Dismissed) -> Make:
    """A dismissal of something: an open procedure, or a ground on the list. Raises UsageFault when it is made."""

    def make(recorder: Recorder, dossier: Dossier) -> Event:
        moment = Moment(clock.today())
        if life_of(office, dossier, moment.today).state is not State.PROCEDURE:
            listed = exit_list(Sight(office, recorder.history, moment), None).candidates
            if all(candidate.credit_code != dossier.credit_code for candidate in listed):
                raise UsageFault(f"{dossier.name} 没有线索，也没有退出程序", "候选名单见 anlian exit")
        return event

    return make


def _told(grounds: tuple[str, ...]) -> str:
    names = current_regulation().exit_grounds
    return "、".join(f"{ground} {names[ground]}" for ground in grounds)
