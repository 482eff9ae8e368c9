"""A paper's table as CSV for other systems: data alone, exact numbers and credit codes."""

from __future__ import annotations

from anlian_cli.report.csv import csv_text
from anlian_cli.report.document import Column, Table
from anlian_cli.report.papers.paper import Paper


def paper_csv(paper: Paper) -> bytes:
    """The table with every column."""
    columns = tuple(Column(column.text) for column in paper.columns)
    return csv_text(Table(paper.table_title, columns, paper.rows)).encode()
