"""The formats of a report by their names; each writer's module, some of them heavy, is loaded when it is asked for."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime

from anlian_cli.report.document import Report

Writer = Callable[[Report, datetime], bytes]
_FILE_WIDTH = 120


def table_text(document: Report) -> str:
    """The table of the terminal as plain text, for a file."""
    # Rich is loaded only for tables.
    from anlian_cli.report.terminal import console, print_document

    buffer = io.StringIO()
    out = console(buffer)
    out.width = _FILE_WIDTH
    print_document(document, out, "存成 .xlsx 可以看到全部")
    return buffer.getvalue()


def _csv(document: Report, _made_on: datetime) -> bytes:
    from anlian_cli.report.csv import csv_text

    return csv_text(document.flat_table).encode()


def _workbook(document: Report, made_on: datetime) -> bytes:
    # openpyxl takes longer to load than a whole check of one firm.
    from anlian_cli.report.workbook import workbook

    return workbook(document, made_on)


def _markdown(document: Report, _made_on: datetime) -> bytes:
    from anlian_cli.report.markdown import markdown

    return markdown(document).encode()


WRITERS: dict[str, Writer] = {"csv": _csv, "xlsx": _workbook, "md": _markdown}
"""A new format is a new line here. The table and JSON, which has a shape for every command, come before."""
