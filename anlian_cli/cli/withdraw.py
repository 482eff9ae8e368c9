"""`anlian withdraw`: a unit leaves of its own will; no bar."""

from __future__ import annotations

from typing import Annotated

import typer

from anlian_cli.cli.preamble import records
from anlian_cli.model.events import Withdrawn
from anlian_cli.office.exits.steps import past_day, record_event
from anlian_cli.office.office import Intent, Office


@records("withdraw")
def withdraw(
    office: Office,
    intent: Intent,
    unit: Annotated[str, typer.Argument(metavar="单位", help="全称、曾用名、统一代码或名称的一部分")],
    on: Annotated[str, typer.Option("--on", metavar="日期", help="退出的日期")],
    note: Annotated[str | None, typer.Option("--note", metavar="说明")] = None,
) -> None:
    """单位自愿退出，不受限制期约束。例：anlian withdraw 诚信 --on 2020-05-01 --note 业务调整"""
    day = past_day("--on", on, office.today)
    event = Withdrawn(on=day, note=note)
    record_event(office, intent, unit, "withdrawn", day, lambda _office, _recorder, _dossier: event)
