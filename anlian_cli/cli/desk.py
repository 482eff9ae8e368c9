"""The desk that every command sits down at: the workspace around it, the moment it looks at, and the terminal."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

from anlian_cli.cli import clock
from anlian_cli.cli.output import say, tell
from anlian_cli.errors import InputFault, UsageFault
from anlian_cli.model.dates import parse_day
from anlian_cli.office.office import Moment, Office
from anlian_cli.office.office import open_office as opened
from anlian_cli.office.settings import find_workspace


class Terminal:
    """Shows what the office says: lines are results, remarks are asides."""

    def line(self, text: str) -> None:
        tell(text)

    def remark(self, text: str, file: Path | None = None) -> None:
        say(text, file)


def open_office(workspace: Path | None, as_of: str | None = None) -> Office:
    """The workspace of -C, or around the current folder, as it stood at --as-of. Raises InputFault, UsageFault."""
    found = find_workspace(workspace or Path())
    if found is None:
        raise InputFault(f"{workspace or '当前文件夹'} 不在工作区内（没有 anlian.yaml）", "用 anlian init 新建工作区")
    return opened(found, _moment(as_of), Terminal(), fixed_clock=clock.is_fixed(), clock=clock.now)


def _moment(as_of: str | None) -> Moment:
    return Moment(clock.now(), None if as_of is None else _last_instant(as_of))


def _last_instant(text: str) -> datetime:
    """What --as-of names: the end of a day, or an instant, both in Beijing. Raises UsageFault."""
    try:
        if ":" in text:
            instant = datetime.fromisoformat(text.strip())
            instant = instant.replace(tzinfo=clock.BEIJING) if instant.tzinfo is None else instant
            return clock.usable(instant.astimezone(clock.BEIJING))
        return datetime.combine(parse_day(text), time.max, clock.BEIJING)
    except (ValueError, OverflowError):
        raise UsageFault(
            f"--as-of “{text}”不是日期", "例如 --as-of 2018-12-31，或 --as-of '2018-12-31 09:00'"
        ) from None
