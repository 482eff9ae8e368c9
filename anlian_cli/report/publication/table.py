"""An announcement's table as CSV for Excel."""

from __future__ import annotations

from decimal import Decimal

from anlian_cli.report.csv import csv_text
from anlian_cli.report.document import Cell, Column, Table
from anlian_cli.report.publication.announcement import NAME, NOTE, Announcement


def announcement_csv(announcement: Announcement) -> bytes:
    """The table; numbers as they are printed, and what is said below it as rows of notes."""
    headings = [heading.text for heading in announcement.headings]
    rows = [tuple(_printed(cell) for cell in cells) for cells in announcement.rows]
    for text in announcement.below:
        rows.append(tuple(Cell(text if heading == NOTE else "") for heading in headings))
    rows.append(tuple(Cell(_signed(announcement, heading)) for heading in headings))
    return csv_text(
        Table(announcement.table_title, tuple(Column(heading) for heading in headings), tuple(rows))
    ).encode()


def _printed(cell: Cell) -> Cell:
    return Cell(cell.text) if isinstance(cell.value, Decimal) else cell


def _signed(announcement: Announcement, heading: str) -> str:
    return {NAME: announcement.federation, NOTE: announcement.date_in_words}.get(heading, "")
