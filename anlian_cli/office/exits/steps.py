"""Recording the steps of an exit, a change, a withdrawal: each asks the rules of life before it is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from anlian_cli.errors import UsageFault
from anlian_cli.model.dates import parse_day
from anlian_cli.model.events import Changed, Event, Exited
from anlian_cli.model.text import compact
from anlian_cli.office.directory import directory, find_unit
from anlian_cli.office.office import Intent, Office, at_work, committed
from anlian_cli.office.standing import ask, bar_rule
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.places import dossier_code
from anlian_cli.records.recorder import Recorder
from anlian_cli.regulation.identity import credit_code_faults
from anlian_cli.report.event_words import event_in_words

Make = Callable[[Office, Recorder, Dossier], Event]


def past_day(option: str, text: str, today: date) -> date:
    """A day that an option names and that has come. Raises UsageFault."""
    try:
        day = parse_day(text)
    except ValueError as problem:
        raise UsageFault(f"{option}：{problem}", f"例如 {option} 2019-03-15") from None
    if day > today:
        raise UsageFault(f"{option} {text} 还没有到", "请写已经发生的日期")
    return day


def record_event(
    office: Office,
    intent: Intent,
    unit: str,
    kind: str,
    on: date,
    make: Make,
    go_ahead: Callable[[], None] = lambda: None,
) -> Event:
    """Record one event of a unit and return it; `go_ahead` is asked before.

    Raises UsageFault where its state does not allow it.
    """
    with at_work(office, intent) as (office, recorder):
        dossier = find_unit(directory(office.history), unit)
        ask(office, dossier, kind, on)
        event = make(office, recorder, dossier)
        if event in dossier.events:
            raise UsageFault(f"{dossier.name}：台账里已经有完全相同的一条", "见 anlian show")
        if isinstance(event, Exited):
            office.listener.remark(_what_follows(office, dossier, event))
        if not intent.dry_run:
            go_ahead()
        recorder.put_event(dossier.code, event)
        office.listener.line(f"{dossier.name}：{event.on.isoformat()} {event_in_words(event)}")
        committed(office, recorder, intent)
    return event


def _what_follows(office: Office, dossier: Dossier, decision: Exited) -> str:
    last, grounds = bar_rule(office)(decision), "、".join((decision.ground, *decision.also))
    barred = f"{decision.on.isoformat()} 至 {last.isoformat()} 不得申请"
    return f"决定以后：{dossier.name}（{dossier.credit_code}）因 {grounds} 退出，不再在册、不再推荐，{barred}"


def record_change(
    office: Office,
    intent: Intent,
    unit: str,
    on: date,
    name: str | None,
    code: str | None,
    principal: str | None,
) -> None:
    """Record a change; a new code's dossier takes the former one in. Raises UsageFault."""
    with at_work(office, intent) as (office, recorder):
        dossier = find_unit(directory(office.history), unit)
        ask(office, dossier, "changed", on)
        new_code = _new_code(recorder, code) if code else dossier.code
        nothing_new = new_code == dossier.code and not principal and (name is None or name == dossier.name)
        if nothing_new:
            raise UsageFault(f"{dossier.name}：与现在的相同，没有要记录的", "见 anlian show")
        event = Changed(
            on=on,
            # Even where it stays: under a new code this document is the first that names the unit.
            name=name or dossier.name,
            former_name=dossier.name if name and name != dossier.name else None,
            former_code=dossier.code if new_code != dossier.code else None,
            principal=principal,
        )
        recorder.put_event(new_code, event)
        office.listener.line(f"{event.name}：{on.isoformat()} {event_in_words(event)}")
        committed(office, recorder, intent)


def _new_code(recorder: Recorder, code: str) -> str:
    """The dossier's code of a new credit code. Raises UsageFault where it is wrong, or another unit's."""
    written = compact(code).upper()
    found = dossier_code(written)
    if found is None or credit_code_faults(written):
        raise UsageFault(f"统一代码 {code} 不对", "请照新的营业执照逐位核对")
    known = recorder.history.dossiers.get(found)
    if known is not None and known.is_unit:
        raise UsageFault(f"统一代码 {written} 在台账里是“{known.name}”", "请核对；同一家单位不能有两份档案")
    return found
