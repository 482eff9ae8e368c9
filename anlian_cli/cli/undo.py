"""`anlian undo`: a recorded batch taken back, as a new version."""

from __future__ import annotations

from typing import Annotated

import typer
from msgspec.structs import replace

from anlian_cli.cli.asking import Yes, go_ahead
from anlian_cli.cli.preamble import records
from anlian_cli.errors import UsageFault
from anlian_cli.office import undoing
from anlian_cli.office.office import Intent, Office


@records("undo", reasoned=True)
def undo(
    office: Office,
    intent: Intent,
    batch: Annotated[int, typer.Argument(metavar="批号", help="要撤销的批，见 anlian log")],
    yes: Yes = False,
) -> None:
    """撤销一批误录的记录：恢复原来的内容，历史照样留着。例：anlian undo 12 --reason 表格传错了"""
    if not intent.reason:
        raise UsageFault("撤销要写原因", f"anlian undo {batch} --reason 原因")
    taken_back = replace(intent, undoes=batch)
    undoing.undo(office, taken_back, batch, lambda: go_ahead(yes, f"仍要撤销第 {batch} 批吗", "什么也没有撤销"))
