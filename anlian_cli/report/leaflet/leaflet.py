"""The neutral leaflet: sections with figures, sentences, bars and tables; and the same as a document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from anlian_cli.report.document import Block, Heading, Report, Sentence, Table


class Figure(Struct, frozen=True):
    """A number that is seen first: what it counts, and what is to be known of it."""

    label: str
    number: str
    note: str = ""


class Bars(Struct, frozen=True):
    """A bar for each row, of parts in the order of the keys. A table of its title says the same."""

    title: str
    keys: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def longest(self) -> int:
        return max((sum(parts) for _, parts in self.rows), default=0)


class Section(Struct, frozen=True):
    """A part under a heading; on paper it may begin a page of its own."""

    heading: str
    sentences: tuple[str, ...] = ()
    bars: Bars | None = None
    tables: tuple[Table, ...] = ()
    own_page: bool = False


class Leaflet(Struct, frozen=True):
    """Everything that is handed over. `digest` stands in the footer."""

    title: str
    subtitle: str
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    federation: str
    on: date
    digest: str


def leaflet_document(leaflet: Leaflet, flat: Table, last_line: str) -> Report:
    """The leaflet for the terminal and the formats of tables."""
    tables = tuple(table for section in leaflet.sections for table in section.tables)
    return Report(leaflet.title, tuple(_blocks(leaflet)), (flat, *tables), flat, last_line)


def _blocks(leaflet: Leaflet) -> Iterator[Block]:
    yield Heading(leaflet.title)
    yield Sentence(leaflet.subtitle)
    for section in leaflet.sections:
        yield Heading(section.heading)
        yield from map(Sentence, section.sentences)
        yield from (table for table in section.tables if table.rows)
