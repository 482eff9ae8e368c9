"""An announcement's table as CSV for Excel."""

from __future__ import annotations

from decimal import Decimal

from anlian_cli.report.csv import csv_text
from anlian_cli.report.document import Cell, Column, Table
from anlian_cli.report.publication.announcement import NAME, NOTE, Announcement


def announcement_csv(told: Announcement) -> bytes:
    """The table; numbers as they are printed, and what is said below it as rows of notes."""
    headings = [heading.text for heading in told.headings]
    rows = [tuple(_printed(cell) for cell in cells) for cells in told.rows]
    for text in told.below:
        rows.append(tuple(Cell(text if heading == NOTE else "") for heading in headings))
    rows.append(tuple(Cell(_signed(told, heading)) for heading in headings))
    return csv_text(Table(told.table_title, tuple(Column(heading) for heading in headings), tuple(rows))).encode()


def _printed(cell: Cell) -> Cell:
    return Cell(cell.text) if isinstance(cell.value, Decimal) else cell


def _signed(told: Announcement, heading: str) -> str:
    return told.federation if heading == NAME else told.date_told if heading == NOTE else ""
