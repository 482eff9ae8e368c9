"""`anlian undo`: a recorded batch taken back, as a new version."""

from __future__ import annotations

from typing import Annotated

import typer

from anlian_cli.cli.desk import open_office
from anlian_cli.cli.options import By, DryRun, Reason, Workspace
from anlian_cli.errors import UsageFault
from anlian_cli.office.office import Intent, at_work, committed
from anlian_cli.records.undo import take_back


def undo(
    batch: Annotated[int, typer.Argument(metavar="批号", help="要撤销的批，见 anlian log")],
    reason: Reason = None,
    dry_run: DryRun = False,
    by: By = None,
    workspace: Workspace = None,
) -> None:
    """撤销一批误录的记录：恢复原来的内容，历史照样留着。例：anlian undo 12 --reason 表格传错了"""
    if not reason:
        raise UsageFault("撤销要写原因", f"anlian undo {batch} --reason 原因")
    office = open_office(workspace)
    intent = Intent("undo", by, reason, dry_run, undoes=batch)
    with at_work(office, intent) as (office, recorder):
        take_back(recorder, batch)
        units = sorted({folder.partition("/")[0] for folder in recorder.changed})
        names = [office.history.dossiers[code].name for code in units if code in office.history.dossiers]
        print(f"第 {batch} 批撤销后恢复原来的内容，涉及：{'、'.join(names) or '参数'}")
        committed(office, recorder, intent)
