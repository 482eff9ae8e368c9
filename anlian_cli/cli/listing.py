"""`anlian list`: the register that a community would ask for."""

from __future__ import annotations

from anlian_cli.cli import output as out
from anlian_cli.cli.desk import open_office
from anlian_cli.cli.options import AsOf, Force, Format, Output, Publish, Workspace
from anlian_cli.office.publishing import publish as write
from anlian_cli.office.register import register
from anlian_cli.report.publication.announcement import register_announcement
from anlian_cli.report.register_view import register_document, register_json


def list_units(
    publish: Publish = None,
    as_of: AsOf = None,
    workspace: Workspace = None,
    kind: Format = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """在册单位名册：入册日期、最近等次、优先推荐、退出程序和限制期。例：anlian list --publish 名册.html"""
    to = out.target(kind, output, force, publish)
    office = open_office(workspace, as_of)
    found = register(office)
    if publish is not None:
        write(office, publish, register_announcement(found))
    to.emit(register_document(found), lambda: register_json(found))
