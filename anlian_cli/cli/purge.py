"""`anlian purge`: personal data of a unit, or of one of its people, erased from every version."""

from __future__ import annotations

from typing import Annotated

import typer

from anlian_cli.cli.asking import Yes, go_ahead
from anlian_cli.cli.preamble import records
from anlian_cli.errors import UsageFault
from anlian_cli.model.batches import PURGE
from anlian_cli.office.erasure import purging
from anlian_cli.office.office import Intent, Office


@records(PURGE, reasoned=True)
def purge(
    office: Office,
    intent: Intent,
    unit: Annotated[str, typer.Argument(metavar="单位", help="全称、曾用名、统一代码或名称的一部分")],
    person: Annotated[str | None, typer.Option("--person", metavar="姓名", help="只清除这一个人的")] = None,
    yes: Yes = False,
) -> None:
    """依法清除个人信息：得分和决定留下，不能恢复。例：anlian purge 诚信 --reason 保存期满"""
    if not intent.reason:
        raise UsageFault("清除要写原因", f"anlian purge {unit} --reason 保存期满")
    purging.purge(office, intent, unit, person, lambda: go_ahead(yes, "清除以后不能恢复，继续吗", "什么也没有清除"))
