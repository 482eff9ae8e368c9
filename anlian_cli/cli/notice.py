"""`anlian notice`: letters to the units of a round that do not pass, with their own forms marked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anlian_cli.cli import output as out
from anlian_cli.cli.desk import open_office
from anlian_cli.cli.options import AsOf, Force, Format, Workspace, as_day
from anlian_cli.cli.progress import ProgressBar
from anlian_cli.cli.scanning import Scanned, reader
from anlian_cli.errors import UsageFault
from anlian_cli.office.admission.checking import named_round
from anlian_cli.office.admission.open_items import locations_of
from anlian_cli.office.notices.writing import write_notices
from anlian_cli.report.notice_view import notice_document, notice_json


def notice(
    round_name: Annotated[str | None, typer.Argument(metavar="批次", help="如 2017；不写是当前批次")] = None,
    into: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件夹", help="写进这个文件夹，每家一个子文件夹")
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="申报单位", help="只写给这一家：文件夹、全称、代码或名称的一部分")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="通知的日期，默认今天")] = None,
    scan: Scanned = False,
    force: Force = False,
    kind: Format = None,
    as_of: AsOf = None,
    workspace: Workspace = None,
) -> None:
    """给没有通过的单位写通知：补正、核实、不予通过，附标注好的登记表。例：anlian notice 2017 -o 通知"""
    to = out.target(kind, None, force)
    if into is None:
        raise UsageFault("通知写进哪个文件夹？", "加 -o 文件夹，例如 -o 通知")
    office = open_office(workspace, as_of)
    chosen = named_round(office, round_name, office.today)
    if chosen is None:
        raise UsageFault("anlian.yaml 里没有批次", "请写上批次和截止日期")
    day, units = as_day(on, "--on"), locations_of(office, chosen)
    with reader(scan, office.workspace) as read, ProgressBar(len(units)) as progress:
        run = write_notices(office, chosen, unit, day, into, force, progress.advance, read)
    to.emit(notice_document(run), lambda: notice_json(run))
