"""`anlian undo`: a recorded batch taken back, as a new version."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from anlian_cli.cli.preamble import records
from anlian_cli.errors import UsageFault
from anlian_cli.office.office import Intent, Office, at_work, committed
from anlian_cli.records.undo import take_back


@records("undo", reasoned=True)
def undo(
    office: Office,
    intent: Intent,
    batch: Annotated[int, typer.Argument(metavar="批号", help="要撤销的批，见 anlian log")],
) -> None:
    """撤销一批误录的记录：恢复原来的内容，历史照样留着。例：anlian undo 12 --reason 表格传错了"""
    if not intent.reason:
        raise UsageFault("撤销要写原因", f"anlian undo {batch} --reason 原因")
    with at_work(office, replace(intent, undoes=batch)) as (office, recorder):
        take_back(recorder, batch)
        units = sorted({folder.partition("/")[0] for folder in recorder.changed})
        names = [office.history.dossiers[code].name for code in units if code in office.history.dossiers]
        print(f"第 {batch} 批撤销后恢复原来的内容，涉及：{'、'.join(names) or '参数'}")
        committed(office, recorder, intent)
