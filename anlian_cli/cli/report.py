"""`anlian report`: two pages for the leadership."""

from __future__ import annotations

from typing import Annotated

import typer

from anlian_cli.cli.output import Target
from anlian_cli.cli.preamble import hands_over
from anlian_cli.office.office import Office
from anlian_cli.office.yearly.report import year_report
from anlian_cli.report.year_numbers import report_json
from anlian_cli.report.year_view import year_document, year_leaflet


@hands_over
def report(
    to: Target, office: Office, year: Annotated[str, typer.Argument(metavar="年度", help="已经开始的年份，如 2018")]
) -> None:
    """给领导看的两页年度情况：申报、在册、等次、退出、投诉、没有了结的事。例：anlian report 2018 -o 报告.docx"""
    found = year_report(office, year)
    to.emit(year_document(found), lambda: report_json(found), year_leaflet(found))
