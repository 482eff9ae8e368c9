"""The formats of a report by their names; each writer's module, some of them heavy, is loaded when it is asked for."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice

from anlian_cli.report.document import Report

Writer = Callable[[Report, datetime], Iterable[bytes]]
"""The bytes of a report, in parts: of a country's firms the whole is never in memory."""
_FILE_WIDTH = 120
_LINES_AT_A_TIME = 500


def table_parts(document: Report) -> Iterator[bytes]:
    """The table of the terminal as plain text, for a file."""
    # Rich is loaded only for tables.
    from anlian_cli.report.terminal import console, printing

    buffer = io.StringIO()
    out = console(buffer)
    out.width = _FILE_WIDTH
    for _ in printing(document, out, "存成 .xlsx 可以看到全部"):
        yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    """What a buffer holds, which then is empty."""
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()


def _csv(document: Report, _made_on: datetime) -> Iterator[bytes]:
    from anlian_cli.report.csv import csv_lines

    return _parts(csv_lines(document.flat_table))


def _workbook(document: Report, made_on: datetime) -> Iterable[bytes]:
    # openpyxl takes longer to load than a whole check of one firm.
    from anlian_cli.report.workbook import workbook

    return (workbook(document, made_on),)


def _markdown(document: Report, _made_on: datetime) -> Iterator[bytes]:
    from anlian_cli.report.markdown import markdown_lines

    return _parts(markdown_lines(document))


def _parts(lines: Iterator[str]) -> Iterator[bytes]:
    """Lines joined to parts that are worth a write each."""
    while part := "".join(islice(lines, _LINES_AT_A_TIME)):
        yield part.encode()


WRITERS: dict[str, Writer] = {"csv": _csv, "xlsx": _workbook, "md": _markdown}
"""A new format is a new line here. The table and JSON, which has a shape for every command, come before."""
