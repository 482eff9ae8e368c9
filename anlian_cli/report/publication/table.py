"""An announcement's data as CSV for other systems: exact numbers and codes, nothing said around them."""

from __future__ import annotations

from collections.abc import Iterator

from anlian_cli.report.csv import csv_text
from anlian_cli.report.document import Cell, Column, Table, row
from anlian_cli.report.publication.announcement import CODE, NAME, NOTE, Announcement


def announcement_csv(announcement: Announcement) -> bytes:
    """A row for every unit: those of the table, then those that have no place in it."""
    headings = [heading.text for heading in announcement.headings if heading.text != CODE]
    headings.insert(headings.index(NAME) + 1, CODE)
    rows = tuple(tuple(unit.get(heading, Cell("")) for heading in headings) for unit in _units(announcement))
    return csv_text(Table(announcement.table_title, tuple(map(Column, headings)), rows)).encode()


def _units(announcement: Announcement) -> Iterator[dict[str, Cell]]:
    """What is said of each unit, by heading."""
    shown = [heading.text for heading in announcement.headings]
    for cells, code in zip(announcement.rows, announcement.codes, strict=True):
        yield {**dict(zip(shown, cells, strict=True)), CODE: Cell(code)}
    for unit in announcement.unplaced:
        yield dict(zip((NAME, CODE, NOTE), row(unit.name, unit.credit_code, unit.note), strict=True))
