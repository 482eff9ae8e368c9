"""`anlian daily`: an entry of the year's log of daily checks (Art. 13), or a sheet of many."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anlian_cli.cli.options import as_day
from anlian_cli.cli.output import tell
from anlian_cli.cli.preamble import records
from anlian_cli.errors import UsageFault
from anlian_cli.office.directory import directory, find_unit
from anlian_cli.office.office import Intent, Office, at_work, committed
from anlian_cli.office.supervision.daily_log import put_entry
from anlian_cli.office.supervision.daily_sheet import put_sheet


@records("daily")
def daily(
    office: Office,
    intent: Intent,
    unit: Annotated[str | None, typer.Argument(metavar="单位", help="全称、统一代码或名称的一部分")] = None,
    item: Annotated[str | None, typer.Option("--item", metavar="项目", help="日常工作考核的项目，如 13.1")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="哪一天的事")] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="记录", help="走访、报送、反馈或投诉的内容")] = None,
    attach: Annotated[list[Path] | None, typer.Option("--attach", metavar="文件", help="附件，存一份在台账里")] = None,
    sheet: Annotated[
        Path | None,
        typer.Option("--sheet", metavar="表", help="一次记多条：有 单位全称、日期、项目、记录 各栏的表"),
    ] = None,
) -> None:
    """记一条日常工作：走访、报送、反馈、投诉。例：anlian daily 安泰 --item 13.3 --on 2018-05-03 --note 社区反馈良好"""
    if sheet is not None:
        _record_sheet(office, intent, sheet)
        return
    day = as_day(on, "--on")
    if unit is None or item is None or day is None or note is None:
        raise UsageFault("要写单位和 --item、--on、--note，或用 --sheet 一次记多条", "用法见 anlian daily --help")
    if day > office.today:
        raise UsageFault(f"--on {on} 还没有到", "请写事情发生的日期")
    with at_work(office, intent) as (office, recorder):
        dossier = find_unit(directory(office.history), unit)
        tell(put_entry(office, recorder, dossier, item, day, note, attach or []))
        committed(office, recorder, intent)


def _record_sheet(office: Office, intent: Intent, sheet: Path) -> None:
    with at_work(office, intent) as (office, recorder):
        for line in put_sheet(office, recorder, sheet):
            tell(line)
        committed(office, recorder, intent)
