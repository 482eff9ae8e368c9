"""The formats of a public copy by their suffix; each module, some of them heavy, is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from anlian_cli.report.publication.announcement import Announcement

Writer = Callable[[Announcement, datetime], bytes]


def _sheet(announcement: Announcement, made_on: datetime) -> bytes:
    from anlian_cli.report.publication.sheet import announcement_workbook

    return announcement_workbook(announcement, made_on)


def _page(announcement: Announcement, _made_on: datetime) -> bytes:
    from anlian_cli.report.publication.page import announcement_page

    return announcement_page(announcement)


def _letter(announcement: Announcement, made_on: datetime) -> bytes:
    from anlian_cli.report.publication.letter import announcement_letter

    return announcement_letter(announcement, made_on)


def _table(announcement: Announcement, _made_on: datetime) -> bytes:
    from anlian_cli.report.publication.table import announcement_csv

    return announcement_csv(announcement)


WRITERS: dict[str, Writer] = {".xlsx": _sheet, ".html": _page, ".htm": _page, ".docx": _letter, ".csv": _table}
"""A new format is a new line here."""
FORMATS = (".xlsx", ".html", ".docx", ".csv")
"""As they are offered."""
