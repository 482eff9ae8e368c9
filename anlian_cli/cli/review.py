"""`anlian review`: what a round waits for of its reviewer, as one workbook; and back into each 初核记录.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from anlian_cli.cli import output as out
from anlian_cli.cli.desk import open_office
from anlian_cli.cli.options import Force, Workspace
from anlian_cli.cli.progress import ProgressBar
from anlian_cli.cli.scanning import Scanned, reader
from anlian_cli.errors import UsageFault
from anlian_cli.forms.review_sheet import read_review_sheet
from anlian_cli.forms.review_template import review_workbook
from anlian_cli.office.admission.open_items import (
    RoundUnderReview,
    locations_of,
    round_in_words,
    under_review,
    unit_in_words,
)
from anlian_cli.office.admission.reviewing import Amendment, amendments, changes_in_words, write
from anlian_cli.office.files import write_file
from anlian_cli.office.office import Office


def review(
    round_name: Annotated[str, typer.Argument(metavar="批次", help="如 2017")],
    sheet: Annotated[Path | None, typer.Argument(metavar="初核表", help="填好的初核表：写进各家的初核记录")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="把待核实的写成初核表（.xlsx）")
    ] = None,
    force: Force = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示会写什么，不写入")] = False,
    scan: Scanned = False,
    workspace: Workspace = None,
) -> None:
    """整个批次的初核：待核实的出成一张表，填好再读回各家的初核记录。例：anlian review 2017 -o 初核表.xlsx"""
    if output is not None and output.suffix.lower() != ".xlsx":
        raise UsageFault(f"初核表是工作簿，不能写成 {output.name}", "例如 -o 初核表.xlsx")
    out.refuse_existing(output, force)
    office = open_office(workspace)
    # Before the round is checked: a file that is no sheet is told at once.
    filled = read_review_sheet(sheet, round_name) if sheet is not None else None
    now = _checked(office, round_name, scan)
    for remark in (*now.remarks, *(filled.remarks if filled else ())):
        out.say(remark)
    if sheet is not None and filled is not None:
        _read_back(amendments(office, now, filled, sheet), dry_run)
    elif output is not None:
        write_file(output, review_workbook(round_name, now.waiting, office.settings.phrases_for))
        out.say(f"已写入 {output}", output)
        out.say(round_in_words(now))
    else:
        for unit in now.waiting:
            out.tell(unit_in_words(unit))
        out.say(round_in_words(now))


def _checked(office: Office, round_name: str, scan: bool) -> RoundUnderReview:
    locations = locations_of(office, round_name)
    with reader(scan, office.workspace) as read, ProgressBar(len(locations)) as progress:
        return under_review(office, round_name, locations, progress.advance, read)


def _read_back(changed: Sequence[Amendment], dry_run: bool) -> None:
    for line in changes_in_words(changed):
        out.tell(line)
    if not changed:
        out.say("各家的初核记录里都已有表上写的，没有新的内容")
    elif dry_run:
        out.say(f"试运行：会写 {len(changed)} 家，什么也没有写入")
    else:
        write(changed)
        out.say(f"已写入 {len(changed)} 家的初核记录；再审核一次：anlian check")
