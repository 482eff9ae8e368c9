"""An export as values: what is to be written, what was, and what the whole is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from anlian_cli.model.tidy.tables import Table

Rows = list[tuple[Any, ...]]


class Draft(Struct, frozen=True):
    """One table's rows of one year, not made yet; equal fingerprints stand for equal rows."""

    table: Table
    year: int
    fingerprint: str
    make: Callable[[], Iterable[tuple[Any, ...]]]


class Part(Struct, frozen=True):
    """One written file: a table's rows of one year.

    `journal` is the records' last digest when it was written, `path` below the export's folder.
    """

    table: str
    year: int
    path: str
    rows: int
    bytes: int
    sha256: str
    fingerprint: str
    journal: str


class Export(Struct, frozen=True):
    """A whole export: whose, of which day and records, in which format, its files and the lists of its codes.

    `salt` tells equal salts from others and gives none away.
    """

    federation: str
    name: str
    document: str
    format: str
    as_of: date
    made_at: datetime
    journal: str
    salt: str | None
    parts: tuple[Part, ...]
    lists: Mapping[str, Mapping[str, str]]


class ExportRun(Struct, frozen=True):
    """What an export did: the files that it wrote, left as they were, and took away."""

    format: str
    written: tuple[Part, ...]
    kept: tuple[Part, ...]
    removed: tuple[Part, ...]
