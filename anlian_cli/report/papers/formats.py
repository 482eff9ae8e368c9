"""The formats of a paper by their suffix; each module, some of them heavy, is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from anlian_cli.report.papers.paper import Paper

Writer = Callable[[bytes, Paper], bytes]
"""From the filled template, and what it was filled with."""


def _sheet(filled: bytes, paper: Paper) -> bytes:
    from anlian_cli.report.papers.sheet import paper_workbook

    return paper_workbook(filled, paper)


def _page(filled: bytes, paper: Paper) -> bytes:
    from anlian_cli.report.papers.page import paper_page

    return paper_page(filled, paper)


def _letter(filled: bytes, _paper: Paper) -> bytes:
    return filled


def _table(_filled: bytes, paper: Paper) -> bytes:
    from anlian_cli.report.papers.table import paper_csv

    return paper_csv(paper)


def _print(filled: bytes, _paper: Paper) -> bytes:
    from anlian_cli.report.papers.pdf import as_pdf

    return as_pdf(filled)


WRITERS: dict[str, Writer] = {
    ".docx": _letter,
    ".html": _page,
    ".htm": _page,
    ".pdf": _print,
    ".xlsx": _sheet,
    ".csv": _table,
}
"""A new format is a new line here."""
FORMATS = (".docx", ".html", ".pdf", ".xlsx", ".csv")
"""As they are offered."""
TABLES = (".xlsx", ".csv")
"""Those that hold the table alone."""
