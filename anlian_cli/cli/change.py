"""`anlian change`: a new name, code or principal from a day on."""

from __future__ import annotations

from typing import Annotated

import typer

from anlian_cli.cli.preamble import records
from anlian_cli.errors import UsageFault
from anlian_cli.office.exits.steps import past_day, record_change
from anlian_cli.office.office import Intent, Office


@records("change")
def change(
    office: Office,
    intent: Intent,
    unit: Annotated[str, typer.Argument(metavar="单位", help="全称、曾用名、统一代码或名称的一部分")],
    on: Annotated[str, typer.Option("--from", metavar="日期", help="从哪一天起")],
    name: Annotated[str | None, typer.Option("--name", metavar="新名称")] = None,
    code: Annotated[str | None, typer.Option("--code", metavar="新代码", help="换发的统一代码")] = None,
    principal: Annotated[str | None, typer.Option("--principal", metavar="姓名", help="新的主要负责人")] = None,
) -> None:
    """单位更名、换代码或换主要负责人；旧名旧代码照样查得到。例：anlian change 安泰 --name 新名称 --from 2020-05-01"""
    if not (name or code or principal):
        raise UsageFault("没有写改什么", "写 --name、--code 或 --principal")
    day = past_day("--from", on, office.today)
    record_change(office, intent, unit, day, name, code, principal)
