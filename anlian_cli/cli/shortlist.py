"""`anlian shortlist`: who enters a round's interview (Art. 11(1)), and the announcement of it."""

from __future__ import annotations

from typing import Annotated

import typer

from anlian_cli.cli import output as out
from anlian_cli.cli.desk import open_office
from anlian_cli.cli.issuing import issue
from anlian_cli.cli.options import (
    ApprovedBy,
    AsOf,
    By,
    DocumentNumber,
    DryRun,
    Force,
    Format,
    Output,
    Publish,
    Workspace,
)
from anlian_cli.office.admission.lists import announce_shortlist
from anlian_cli.office.admission.unrecorded import unrecorded_in_words
from anlian_cli.office.office import Decision, Intent
from anlian_cli.office.papers.asked import Asked
from anlian_cli.office.supervision import ranking
from anlian_cli.report.selection_view import list_document
from anlian_cli.report.shortlist_json import shortlist_json


def shortlist(
    round_name: Annotated[str, typer.Argument(metavar="批次", help="如 2017")],
    announced: Annotated[
        str | None, typer.Option("--announced", metavar="日期", help="记录入围名单已于这一天公布")
    ] = None,
    approved_by: ApprovedBy = None,
    document: DocumentNumber = None,
    publish: Publish = None,
    dry_run: DryRun = False,
    by: By = None,
    as_of: AsOf = None,
    workspace: Workspace = None,
    kind: Format = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """进入面试答辩的入围名单：结论为通过并有材料审核得分。例：anlian shortlist 2017 --announced 2017-11-05"""
    to = out.target(kind, output, force, publish)
    if announced is not None:
        now = open_office(workspace)
        decision = Decision.announced_on(announced, now.today, approved_by, document)
        announce_shortlist(now, Intent("shortlist", by, None, dry_run), round_name, decision)
    office = open_office(workspace, as_of)
    entering, staying = ranking.shortlist(office, round_name)
    if unseen := unrecorded_in_words(office, round_name):
        out.say(unseen)
    title, digest = f"{round_name} 批次入围名单", office.history.digest
    if publish is not None:
        issue(office, Intent("paper", by), "入围名单公告", Asked(round_name), publish)
    listed = list_document(title, entering, staying, digest)
    to.emit(listed, lambda: shortlist_json(round_name, office.today, entering, staying, digest))
