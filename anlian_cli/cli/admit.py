"""`anlian admit`: the confirmed list of a round (Art. 11), or the units that were 在册 before the records began."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anlian_cli.cli import output as out
from anlian_cli.cli.issuing import issue
from anlian_cli.cli.options import ApprovedBy, DocumentNumber, Force, Publish
from anlian_cli.cli.preamble import records
from anlian_cli.errors import UsageFault
from anlian_cli.office.admission.lists import admit_founding, admit_round
from anlian_cli.office.office import Decision, Intent, Office
from anlian_cli.office.papers.asked import Asked


@records("admit", reasoned=True)
def admit(
    office: Office,
    intent: Intent,
    announced: Annotated[str, typer.Option("--announced", metavar="日期", help="名单公告的日期")],
    round_name: Annotated[str | None, typer.Argument(metavar="批次", help="如 2017")] = None,
    confirmed: Annotated[
        Path | None, typer.Option("--list", metavar="名单", help="评定小组确认的名单，与排名不同时用（要写 --reason）")
    ] = None,
    founding: Annotated[
        Path | None, typer.Option("--founding", metavar="名单", help="启用前已入册的单位：.xlsx、.xls 或 .csv")
    ] = None,
    approved_by: ApprovedBy = None,
    document: DocumentNumber = None,
    publish: Publish = None,
    force: Force = False,
) -> None:
    """记录确认名单，名单上的单位即为在册。例：anlian admit 2017 --announced 2017-12-01"""
    if round_name is None and founding is None:
        raise UsageFault(
            "写一个批次，或用 --founding 记录启用前已入册的单位", "例如 anlian admit 2017 --announced 2017-12-01"
        )
    out.refuse_existing(publish, force)
    decision = Decision.announced_on(announced, office.today, approved_by, document)
    if founding is not None:
        admit_founding(office, intent, founding, decision)
    else:
        admit_round(office, intent, round_name or "", confirmed, decision)
        if publish is not None and not intent.dry_run:
            issue(office, Intent("paper", intent.by), "入选公告", Asked(round_name or ""), publish)
