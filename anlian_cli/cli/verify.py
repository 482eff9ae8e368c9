"""`anlian verify`: an audit of the records. It repairs nothing."""

from __future__ import annotations

from typing import Annotated

import typer

from anlian_cli.cli import output as out
from anlian_cli.cli.desk import open_office
from anlian_cli.cli.options import AsOf, Force, Format, Output, Workspace
from anlian_cli.records.audit import audit
from anlian_cli.report.audit_view import audit_document, audit_json


def verify(
    quick: Annotated[bool, typer.Option("--quick", help="只核对日志和各档案最新的清单")] = False,
    as_of: AsOf = None,
    workspace: Workspace = None,
    kind: Format = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """核验台账：逐个文件核对摘要、日志和索引；只报告，不修复。例：anlian verify"""
    to = out.target(kind, output, force)
    office = open_office(workspace, as_of)
    found = audit(office.workspace, quick=quick, until=office.moment.until)
    to.emit(audit_document(found), lambda: audit_json(found))
    raise typer.Exit(1 if found.damages else 0)
