"""A paper's table as CSV for Excel: data alone."""

from __future__ import annotations

from decimal import Decimal

from anlian_cli.report.csv import csv_text
from anlian_cli.report.document import Cell, Column, Table
from anlian_cli.report.papers.paper import Paper


def paper_csv(paper: Paper) -> bytes:
    """The table with every column; numbers as they are printed."""
    rows = tuple(tuple(_printed(cell) for cell in cells) for cells in paper.rows)
    columns = tuple(Column(column.text) for column in paper.columns)
    return csv_text(Table(paper.table_title, columns, rows)).encode()


def _printed(cell: Cell) -> Cell:
    return Cell(cell.text) if isinstance(cell.value, Decimal) else cell
