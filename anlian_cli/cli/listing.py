"""`anlian list`: the register that a community would ask for."""

from __future__ import annotations

from anlian_cli.cli.issuing import issue
from anlian_cli.cli.options import Announced, DocumentNumber, Publish, as_day
from anlian_cli.cli.output import Target
from anlian_cli.cli.preamble import reads
from anlian_cli.office.office import Intent, Office
from anlian_cli.office.papers.asked import Asked
from anlian_cli.office.register import register
from anlian_cli.report.register_view import register_document, register_json


@reads
def list_units(
    to: Target, office: Office, publish: Publish = None, announced: Announced = None, document: DocumentNumber = None
) -> None:
    """在册单位名册：入册日期、最近等次、优先推荐、退出程序和限制期。例：anlian list --publish 名册.html"""
    found = register(office)
    if publish is not None:
        issue(office, Intent("paper"), "在册名单公告", Asked("", as_day(announced, "--announced"), document), publish)
    to.emit(register_document(found), lambda: register_json(found))
