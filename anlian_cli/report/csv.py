"""A table as CSV for Excel: a byte-order mark, and no text that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from anlian_cli.model.decimals import plain
from anlian_cli.report.document import Cell, Table
from anlian_cli.report.text import printable

# Without it Excel takes UTF-8 for the system's code page, in China GBK.
BYTE_ORDER_MARK = "\ufeff"
# Full width too: some East Asian locales read it as half width. Tab and CR are visible text by then.
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def csv_text(table: Table) -> str:
    """The table with its headings; line breaks inside a cell become blanks."""
    return "".join(csv_lines(table))


def csv_lines(table: Table) -> Iterator[str]:
    """The same line by line."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    writer.writerow([column.heading for column in table.columns])
    yield BYTE_ORDER_MARK + line.getvalue()
    for cells in table.rows:
        line.seek(0)
        line.truncate()
        writer.writerow([_value(cell) for cell in cells])
        yield line.getvalue()


def _value(cell: Cell) -> str | int:
    if isinstance(cell.value, int):
        return cell.value
    if isinstance(cell.value, Decimal):
        return plain(cell.value)
    text = printable(cell.value.replace("\n", " "))
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
