"""The administrator's office: a workspace with its settings and records, opened at a moment; and who records there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from anlian_cli.errors import InputFault, UsageFault
from anlian_cli.model.batches import Batch
from anlian_cli.model.dates import parse_day
from anlian_cli.model.personal import refuse_unfit
from anlian_cli.model.workspace import Settings
from anlian_cli.office.settings import keep, settings_of
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.history import History, read_history
from anlian_cli.records.places import dossier_code
from anlian_cli.regulation.documents import regulation_named
from anlian_cli.regulation.identity import credit_code_faults
from anlian_cli.regulation.life import Lifeline
from anlian_cli.regulation.text import DEFAULT_CHOICE, Regulation

if TYPE_CHECKING:  # who reads loads nothing that records
    from anlian_cli.records.recorder import Recorder


class Moment(Struct, frozen=True):
    """The time of Beijing's clock, and the last instant that is looked at; None: everything recorded."""

    now: datetime
    until: datetime | None = None

    @property
    def today(self) -> date:
        """The day that stands for today."""
        return (self.until or self.now).date()


class Listener(Protocol):
    """Who hears what the office says while it works."""

    def line(self, text: str) -> None:
        """What was done for a unit."""

    def remark(self, text: str, file: Path | None = None) -> None:
        """What is worth knowing besides; `file` is one that was written and that the text names."""


class Heard(Struct):
    """A listener that keeps what it hears."""

    lines: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def line(self, text: str) -> None:
        self.lines.append(text)

    def remark(self, text: str, file: Path | None = None) -> None:  # noqa: ARG002  nobody to click on it
        self.remarks.append(text)


class Office(Struct, frozen=True, eq=False, dict=True):
    """A workspace as it stands at a moment; its records are read once, when they are first asked for."""

    workspace: Path
    settings: Settings
    moment: Moment
    listener: Listener
    fixed_clock: bool = False
    clock: Callable[[], datetime] | None = None
    """Tells the time anew, for what is recorded after a wait."""

    @property
    def today(self) -> date:
        """The day on which the office is at work, or at which it looks."""
        return self.moment.today

    @property
    def code(self) -> str:
        """The federation's own dossier. Raises InputFault where anlian.yaml does not give its code."""
        code = dossier_code(self.settings.federation.credit_code)
        if code is None:
            hint = "请在“单位”中填写联合会的 18 位统一代码；批次和年度的参数存在它名下"
            raise InputFault("anlian.yaml 没有联合会的统一代码，不能记录", hint)
        return code

    @property
    def regulation(self) -> Regulation:
        """The document that anlian.yaml names now; a locked period keeps its own."""
        return regulation_named(self.settings.regulation)

    @property
    def chosen(self) -> dict[str, str]:
        """The readings that anlian.yaml answers in words of its own."""
        answers = {key: choice.value for key, choice in self.settings.readings.items()}
        return {key: answer for key, answer in answers.items() if answer != DEFAULT_CHOICE}

    @property
    def readings(self) -> dict[str, str]:
        """The answer to every reading now."""
        return self.regulation.completed(self.chosen)

    def unconfirmed(self, readings: Iterable[str]) -> tuple[str, ...]:
        """Those of some readings that the federation has not confirmed yet (Art. 19)."""
        chosen = self.settings.readings
        return tuple(key for key in readings if key not in chosen or not chosen[key].confirmed_by)

    @cached_property
    def history(self) -> History:
        """The records at the moment; a remark where a recording was left unfinished."""
        history = read_history(self.workspace, self.moment.until)
        if history.unfinished:
            self.listener.remark("提醒：有一次记录没有写完，这里没有算进去；下一次记录时会先补完")
        return history

    @cached_property
    def lifelines(self) -> dict[str, Lifeline]:
        """Each unit's life by its code, once it was put together."""
        return {}

    @cached_property
    def assessed(self) -> dict[str, Any]:
        """The years as `supervision.assessed` has read them, once each."""
        return {}

    def units(self) -> list[Dossier]:
        """The dossiers of units; the federation's own is none."""
        return [dossier for dossier in self.history.dossiers.values() if dossier.is_unit]

    def holding(self, history: History) -> Office:
        """The same office over records that were read already."""
        office = replace(self)
        vars(office)["history"] = history
        return office


def open_office(
    workspace: Path,
    moment: Moment,
    listener: Listener | None = None,
    *,
    fixed_clock: bool = False,
    clock: Callable[[], datetime] | None = None,
) -> Office:
    """A workspace at a moment.

    Raises InputFault where its anlian.yaml cannot be used, or names a document or reading that is none.
    """
    settings = settings_of(workspace)
    chosen = {key: choice.value for key, choice in settings.readings.items()}
    regulation_named(settings.regulation).choose(chosen)
    _refuse_wrong_code(settings.federation.credit_code)
    return Office(workspace.resolve(), settings, moment, listener or Heard(), fixed_clock, clock)


def _refuse_wrong_code(code: str | None) -> None:
    """At once, rather than at the first recording; none is told there."""
    if code and (dossier_code(code) is None or credit_code_faults(code)):
        raise InputFault(
            f"anlian.yaml 里单位的统一代码 {code} 不对", "请照登记证书逐位核对；共 18 位，最后一位是校验码"
        )


class Intent(Struct, frozen=True):
    """What a recording command was asked to do, beside its subject."""

    action: str
    by: str | None = None
    reason: str | None = None
    dry_run: bool = False
    undoes: int | None = None


class Decision(Struct, frozen=True):
    """What a body decided and announced."""

    on: date
    approved_by: str | None = None
    document: str | None = None

    @classmethod
    def announced_on(cls, text: str, today: date, approved_by: str | None, document: str | None) -> Decision:
        """A decision by the day of its announcement. Raises UsageFault where that is no day, or still to come."""
        try:
            day = parse_day(text)
        except ValueError as problem:
            raise UsageFault(f"--announced：{problem}", "例如 --announced 2017-12-01") from None
        if day > today:
            raise UsageFault(f"--announced {text} 还没有到", "请写公告的日期")
        return cls(day, approved_by, document)


@contextmanager
def at_work(office: Office, intent: Intent) -> Iterator[tuple[Office, Recorder]]:
    """The office as it stands under the lock, and a recorder for one command; or a rehearsal that writes nothing."""
    # Only here: most commands record nothing.
    from anlian_cli.records.recorder import Maker
    from anlian_cli.records.recording import recording, rehearsal

    by = intent.by or office.settings.clerk or getuser()
    refuse_unfit(intent.reason, by)
    maker = Maker(
        by=by,
        at=office.moment.now,
        action=intent.action,
        address=f"urn:uscc:{office.code}",
        reason=intent.reason,
        undoes=intent.undoes,
        fixed_clock=office.fixed_clock,
    )
    if intent.dry_run:
        recorder = rehearsal(office.workspace, maker)
        yield office.holding(recorder.history), recorder
        return
    with recording(office.workspace, maker, clock=office.clock) as recorder:
        _tell_recovery(office.listener, recorder)
        yield office.holding(recorder.history), recorder
        keep(office.workspace)


def _tell_recovery(listener: Listener, recorder: Recorder) -> None:
    recovery = recorder.recovery
    if recovery is None:
        return
    if recovery.completed:
        listener.remark(f"上一次没有写完的第 {recovery.batch} 批记录，现在已经补完")
    else:
        listener.remark("上一次记录没有开始就中断了，它的草稿已清除；那一次什么也没有记录")


def committed(office: Office, recorder: Recorder, intent: Intent) -> Batch | None:
    """Record, unless it is a rehearsal. The remark says what became of it."""
    if intent.dry_run:
        office.listener.remark("试运行：什么也没有记录" if recorder.changed else "试运行：与台账相同，没有要记录的")
        return None
    batch = recorder.commit()
    office.listener.remark(f"已记为第 {batch.number} 批" if batch else "已录入：与台账相同，没有新的记录")
    return batch
