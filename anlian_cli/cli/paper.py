"""`anlian paper`: the announcements and letters of the year, from the records, on her own templates."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anlian_cli.cli import output as out
from anlian_cli.cli.desk import open_office
from anlian_cli.cli.options import AsOf, By, DocumentNumber, DryRun, Force, Reason, Workspace, as_day
from anlian_cli.errors import UsageFault
from anlian_cli.office.office import Intent
from anlian_cli.office.papers.asked import Asked
from anlian_cli.office.papers.issuing import issue
from anlian_cli.office.papers.kinds import KINDS, kind_named


def paper(
    kind: Annotated[str, typer.Argument(metavar="公文", help="如 入选公告、年度考核公示、退出公告")],
    subject: Annotated[
        str | None, typer.Argument(metavar="批次、年度或单位", help="关于哪个批次、年度或单位；更正公告写更正哪一份")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help=".docx、.html、.pdf，名单另有 .xlsx、.csv")
    ] = None,
    announced: Annotated[
        str | None, typer.Option("--announced", metavar="日期", help="成文日期；台账里记了公告日期的，以台账为准")
    ] = None,
    document: DocumentNumber = None,
    reason: Reason = None,
    dry_run: DryRun = False,
    by: By = None,
    as_of: AsOf = None,
    workspace: Workspace = None,
    force: Force = False,
) -> None:
    """出公文并记为已公布；版式和文字在 公文模板/ 里，可以改。例：anlian paper 入选公告 2017 -o 入选公告.docx"""
    named = kind_named(kind)
    about = KINDS[named].about
    if about and subject is None:
        raise UsageFault(f"{named}是关于哪个{about}的？", f"例如 anlian paper {named} {about} -o {named}.docx")
    if output is None:
        raise UsageFault("写进哪个文件？", f"加 -o {named}.docx；也可以 .html 或 .pdf")
    out.refuse_existing(output, force)
    asked = Asked(subject or "", as_day(announced, "--announced"), document, reason)
    issue(open_office(workspace, as_of), Intent("paper", by, reason, dry_run), named, asked, output)
