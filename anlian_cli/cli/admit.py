"""`anlian admit`: which units are 在册 (Art. 11); so far those that were admitted before the records began."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anlian_cli.cli.options import By, DryRun, Workspace, as_day


def admit(
    founding: Annotated[
        Path, typer.Option("--founding", metavar="名单", help="启用前已入册的单位：.xlsx、.xls 或 .csv")
    ],
    announced: Annotated[str, typer.Option("--announced", metavar="日期", help="名单公告的日期")],
    approved_by: Annotated[
        str | None, typer.Option("--approved-by", metavar="批准", help="由谁批准，如 评定小组")
    ] = None,
    document: Annotated[str | None, typer.Option("--document", metavar="文号", help="公告的文号")] = None,
    dry_run: DryRun = False,
    by: By = None,
    workspace: Workspace = None,
) -> None:
    """记录在册单位。例：anlian admit --founding 在册名单.xlsx --announced 2017-12-01"""
    from anlian_cli.cli import clock
    from anlian_cli.cli.admission import admitted_from, put_admissions
    from anlian_cli.cli.office import Intent, at_work, committed, open_office
    from anlian_cli.errors import UsageFault

    office, day = open_office(workspace), as_day(announced, "--announced")
    if day is None or day > clock.today():
        raise UsageFault(f"--announced {announced} 还没有到", "请写公告的日期")
    intent = Intent("admit", by, None, dry_run)
    with at_work(office, intent) as recorder:
        named = admitted_from(recorder.history, founding)
        for line in put_admissions(recorder, named, day, approved_by, document):
            print(line)
        committed(recorder, intent)
