"""What a paper is asked for, and what every paper takes from the office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from anlian_cli.office.office import Office
from anlian_cli.report.papers.paper import CODE, NAME, NOTE, NUMBER, Paper, PaperColumn


class Asked(Struct, frozen=True):
    """About which round, year or unit; the day and number that no record gives; why it is corrected, or early."""

    subject: str
    on: date | None = None
    document: str | None = None
    reason: str | None = None


def paper(office: Office, kind: str, asked: Asked, on: date | None = None, **more: Any) -> Paper:
    """A paper with what every one bears; `on` is the day that the records give it, before the one asked for."""
    more.setdefault("document", asked.document)
    return Paper(
        kind=kind,
        subject=more.pop("subject", asked.subject),
        on=on or asked.on or office.today,
        federation=office.settings.federation.name,
        digest=office.history.digest,
        **more,
    )


LISTED = (PaperColumn(NUMBER, number=True), PaperColumn(NAME), PaperColumn(CODE, number=True))
WITH_NOTE = (*LISTED, PaperColumn(NOTE))


def numbered(sentences: Sequence[str]) -> tuple[str, ...]:
    """1. …；2. …。: a list, a line each; one alone bears no number."""
    if len(sentences) == 1:
        return (f"{sentences[0]}。",)
    last = len(sentences)
    return tuple(
        f"{number}. {text}{'。' if number == last else '；'}" for number, text in enumerate(sentences, start=1)
    )


def numbers(*headings: str) -> tuple[PaperColumn, ...]:
    """Columns of numbers, grades or days."""
    return tuple(PaperColumn(heading, number=True) for heading in headings)
