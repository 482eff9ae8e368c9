"""What is recorded of a paper that was published: its day, its files' digests, and what its table said."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from anlian_cli.model.record import Recorded

Row = dict[str, str]
"""A row of a published table as it was printed, by heading."""


class Corrected(Recorded, frozen=True, kw_only=True):
    """The publication that a correction puts right."""

    paper: str
    subject: str


class Published(Recorded, frozen=True, kw_only=True, tag_field="kind", tag="published"):
    """A paper as it was published. `files` are the SHA-256 of its files by suffix, `records` the 日志摘要 they bear.

    `fields` is what it said beside its table.
    `stands` are the whole rows of the table that a correction puts right, as they stand with it.
    """

    paper: str
    subject: str
    on: date
    document: str | None = None
    records: str
    files: dict[str, str] = {}
    fields: Row = {}
    said: tuple[Row, ...] = ()
    corrects: Corrected | None = None
    stands: tuple[Row, ...] = ()


class Difference(Struct, frozen=True):
    """What a publication said of a unit, and what the records say now; None where the unit is not named."""

    name: str
    what: str
    old: str | None
    new: str | None


class PublicationState(Struct, frozen=True):
    """A publication on the board: which, about what, when, and whether the records have moved on since."""

    paper: str
    about: str
    on: date
    document: str | None
    differences: tuple[Difference, ...]
    """What is to be put right; none for a paper that still says what the records say."""
