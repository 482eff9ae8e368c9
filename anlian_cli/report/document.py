"""The neutral document: headings, lines and tables of plain text. Every format renders this and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from enum import Enum
from typing import Generic, TypeVar

from msgspec import Struct

from anlian_cli.model.decimals import plain


class Tone(Enum):
    """How a cell should strike the eye, where the format can show it."""

    PLAIN = "plain"
    GOOD = "good"
    BAD = "bad"
    WAITING = "waiting"
    FAINT = "faint"


class Cell(Struct, frozen=True):
    """One value of a table. Numbers stay numbers for the formats that have them; `shown` is how a person reads one."""

    value: str | int | Decimal
    tone: Tone = Tone.PLAIN
    shown: str | None = None

    @property
    def text(self) -> str:
        """The value as it is read."""
        if self.shown is not None:
            return self.shown
        return plain(self.value) if isinstance(self.value, Decimal) else str(self.value)


class Column(Struct, frozen=True):
    """A heading; `share` is the part of the width that a flexible column claims, None for one that never wraps.

    A narrow window leaves out the columns with the highest `spare` first, and never those with 0. Of a `name` the
    first line stays whole as long as there is anything to leave out.
    """

    heading: str
    share: int | None = None
    right: bool = False
    spare: int = 0
    name: bool = False


Part = TypeVar("Part")


class Lazily(Struct, Generic[Part], frozen=True):
    """Parts of a report that are made anew each time they are gone through, since there may be very many."""

    make: Callable[[], Iterator[Part]]

    def __iter__(self) -> Iterator[Part]:
        return self.make()


class Table(Struct, frozen=True):
    """Rows under headings. `name` is what a sheet of it is called."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]


class Heading(Struct, frozen=True):
    """The head of a part; on a terminal it stands whole on one line."""

    text: str
    tone: Tone = Tone.PLAIN


class Sentence(Struct, frozen=True):
    """A sentence of its own."""

    text: str
    tone: Tone = Tone.PLAIN


Block = Heading | Sentence | Table


class Report(Struct, frozen=True):
    """A report: its title, its blocks in order, and the same as flat tables for formats that have only tables.

    `tables` are a workbook's sheets; `flat_table` is the one that says everything when there can be only one.
    """

    title: str
    blocks: Iterable[Block]
    tables: tuple[Table, ...]
    flat_table: Table
    last_line: str = ""


def row(*values: str | int | Decimal | Cell) -> tuple[Cell, ...]:
    """A row of cells from plain values and cells."""
    return tuple(value if isinstance(value, Cell) else Cell(value) for value in values)
