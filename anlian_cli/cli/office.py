"""The administrator's office: a workspace, its settings, its records, the moment it looks at them, and who records."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from anlian_cli.cli import clock
from anlian_cli.cli.output import say
from anlian_cli.cli.setting import open_setting
from anlian_cli.errors import InputFault, UsageFault
from anlian_cli.forms.discovery import find_workspace
from anlian_cli.model.batches import Batch
from anlian_cli.model.dates import parse_day
from anlian_cli.model.text import masked
from anlian_cli.model.workspace import Settings
from anlian_cli.records.history import History, read_history
from anlian_cli.records.places import dossier_code
from anlian_cli.records.recorder import Maker, Recorder, recording, rehearsal
from anlian_cli.regulation.text import DEFAULT_CHOICE, Regulation, regulation_named


@dataclass(frozen=True, slots=True)
class Moment:
    """The day that stands for today, and the last instant that is looked at; None: everything recorded."""

    today: date
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """An open workspace."""

    workspace: Path
    settings: Settings

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
        told = {key: choice.value for key, choice in self.settings.readings.items()}
        return {key: answer for key, answer in told.items() if answer != DEFAULT_CHOICE}

    @property
    def readings(self) -> dict[str, str]:
        """The answer to every reading now."""
        return self.regulation.completed(self.chosen)

    def unconfirmed(self, readings: Iterable[str]) -> tuple[str, ...]:
        """Those of some readings that the federation has not confirmed yet (Art. 19)."""
        chosen = self.settings.readings
        return tuple(key for key in readings if key not in chosen or not chosen[key].confirmed_by)

    def history(self, moment: Moment) -> History:
        """The records at a moment; a remark where a recording was left unfinished."""
        history = read_history(self.workspace, moment.until)
        if history.unfinished:
            say("提醒：有一次记录没有写完，这里没有算进去；下一次记录时会先补完")
        return history


def open_office(workspace: Path | None) -> Office:
    """The workspace of -C, or around the current folder. Raises InputFault where there is none."""
    found = find_workspace(workspace or Path())
    if found is None:
        raise InputFault(f"{workspace or '当前文件夹'} 不在工作区内（没有 anlian.yaml）", "用 anlian init 新建工作区")
    setting = open_setting(found)
    assert setting.settings is not None  # a workspace has settings
    return Office(found, setting.settings)


def as_moment(text: str | None) -> Moment:
    """The moment that --as-of names: the end of a day, or an instant, both in Beijing. Raises UsageFault."""
    if text is None:
        return Moment(clock.today())
    try:
        if ":" in text:
            instant = datetime.fromisoformat(text.strip())
            instant = instant.replace(tzinfo=clock.BEIJING) if instant.tzinfo is None else instant
            return Moment(instant.astimezone(clock.BEIJING).date(), instant)
        day = parse_day(text)
    except ValueError:
        raise UsageFault(
            f"--as-of “{text}”不是日期", "例如 --as-of 2018-12-31，或 --as-of '2018-12-31 09:00'"
        ) from None
    return Moment(day, datetime.combine(day, time.max, clock.BEIJING))


@dataclass(frozen=True, slots=True)
class Intent:
    """What a recording command was asked to do, beside its subject."""

    action: str
    by: str | None = None
    reason: str | None = None
    dry_run: bool = False
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a body decided and announced."""

    on: date
    approved_by: str | None = None
    document: str | None = None

    @classmethod
    def announced_on(cls, text: str, approved_by: str | None, document: str | None) -> Decision:
        """A decision by the day of its announcement. Raises UsageFault where that is no day, or still to come."""
        try:
            day = parse_day(text)
        except ValueError as problem:
            raise UsageFault(f"--announced：{problem}", "例如 --announced 2017-12-01") from None
        if day > clock.today():
            raise UsageFault(f"--announced {text} 还没有到", "请写公告的日期")
        return cls(day, approved_by, document)


@contextmanager
def at_work(office: Office, intent: Intent) -> Iterator[Recorder]:
    """A recorder for one command: under the lock, or a rehearsal that writes nothing."""
    _refuse_personal(intent.reason)
    maker = Maker(
        by=intent.by or office.settings.clerk or getpass.getuser(),
        at=clock.now(),
        action=intent.action,
        address=f"urn:uscc:{office.code}",
        reason=intent.reason,
        undoes=intent.undoes,
        fixed_clock=clock.is_fixed(),
    )
    if intent.dry_run:
        yield rehearsal(office.workspace, maker)
        return
    with recording(office.workspace, maker) as recorder:
        _tell_recovery(recorder)
        yield recorder


def _refuse_personal(reason: str | None) -> None:
    """The reason goes into the journal for good, where nobody's numbers belong."""
    if reason is not None and masked(reason) != reason:
        raise UsageFault("原因里有身份证号、手机号或邮箱，没有记录", "原因会永久留在日志里，请不要写个人信息")


def _tell_recovery(recorder: Recorder) -> None:
    recovery = recorder.recovery
    if recovery is None:
        return
    if recovery.completed:
        say(f"上一次没有写完的第 {recovery.batch} 批记录，现在已经补完")
    else:
        say("上一次记录没有开始就中断了，它的草稿已清除；那一次什么也没有记录")


def committed(recorder: Recorder, intent: Intent) -> Batch | None:
    """Record, unless it is a rehearsal. The remark says what became of it."""
    if intent.dry_run:
        say("试运行：什么也没有记录" if recorder.changed else "试运行：与台账相同，没有要记录的")
        return None
    batch = recorder.commit()
    say(f"已记为第 {batch.number} 批" if batch else "已录入：与台账相同，没有新的记录")
    return batch
