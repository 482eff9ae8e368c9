"""How a table fits a window: which of its columns are shown, and how wide each is."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from anlian_cli.report.document import Column, Table
from anlian_cli.report.text import longest_piece, width

_EDGES = 2
_GAPS = (3, 2, 1)
_LEAST, _LEAST_NAME, _MOST = 10, 16, 24
"""Flowing text is not squeezed below the first, a name not below the second; a word longer than the last is broken."""


class Layout(Struct, frozen=True):
    """The columns that are shown by their numbers, their widths, the gap between them, and what was left out."""

    columns: tuple[int, ...]
    widths: tuple[int, ...]
    gap: int
    left_out: tuple[str, ...]


def laid_out(table: Table, window: int) -> Layout | None:
    """The table with as many columns as the window holds without cutting a number or breaking a name.

    None where not even those fit that are never left out.
    """
    room = window - _EDGES
    measures = _measured(table, room)
    said = [
        number for number, column in enumerate(table.columns) if not column.spare or measures[number].says_something
    ]
    kept, gap = _fitting(said, measures, table, room)
    if gap is None:
        for measure in measures:
            measure.give_way()
        kept, gap = _fitting(said, measures, table, room)
    if gap is None:
        return None
    left_out = tuple(table.columns[number].heading for number in said if number not in kept)
    widths = _widths([measures[number] for number in kept], room - gap * (len(kept) - 1))
    return Layout(tuple(kept), tuple(widths), gap, tuple(filter(None, left_out)))


def _measured(table: Table, room: int) -> list[_Measure]:
    """Each column's measure, the rows gone through once."""
    measures = [_Measure(column) for column in table.columns]
    for cells in table.rows:
        for measure, cell in zip(measures, cells, strict=True):
            measure.take(cell.text)
    for measure in measures:
        measure.settle(room)
    return measures


class _Measure:
    """How wide a column is at least, and at most."""

    def __init__(self, column: Column) -> None:
        self._column = column
        self.share = column.share or 0
        self.widest = self._longest = self._whole = 0
        self.says_something = False
        self._hold(column.heading)

    def take(self, text: str) -> None:
        """Be wide enough for a text of the column."""
        self.says_something = self.says_something or bool(text)
        self._hold(text)

    def _hold(self, text: str) -> None:
        for line in text.split("\n"):
            columns = width(line)
            self.widest = max(self.widest, columns)
            if self.share:
                self._longest = max(self._longest, longest_piece(line))
                # What a name has in brackets below it, a former name, may break.
                self._whole = self._whole if line.startswith("（") else max(self._whole, columns)

    def settle(self, room: int) -> None:
        """Say how narrow the column may be, now that every text was seen."""
        self.least = self.flowing = self.widest
        if self.share:
            least = _LEAST_NAME if self._column.name else _LEAST
            self.flowing = min(self.widest, max(least, width(self._column.heading), min(self._longest, _MOST)))
            named = self._column.name
            self.least = max(self.flowing, min(self._whole, room * 3 // 5)) if named else self.flowing

    def give_way(self) -> None:
        """The window holds no whole name, whatever is left out: a name breaks like other text."""
        self.least = self.flowing


def _fitting(
    said: Sequence[int], measures: Sequence[_Measure], table: Table, room: int
) -> tuple[list[int], int | None]:
    """The columns that fit and their gap; without a gap, those that are never left out."""
    kept = list(said)
    while (gap := _gap(kept, measures, room)) is None and (spare := _most_spare(kept, table)) is not None:
        kept.remove(spare)
    return kept, gap


def _gap(kept: Sequence[int], measures: Sequence[_Measure], room: int) -> int | None:
    """The widest gap with which the columns fit, or None where they do not."""
    needed = sum(measures[number].least for number in kept)
    return next((gap for gap in _GAPS if needed + gap * (len(kept) - 1) <= room), None)


def _most_spare(kept: Sequence[int], table: Table) -> int | None:
    number = max(kept, key=lambda number: table.columns[number].spare)
    return number if table.columns[number].spare else None


def _widths(measures: Sequence[_Measure], room: int) -> list[int]:
    """What is left beyond the least widths goes to whoever has use for it, by its share."""
    widths = [measure.least for measure in measures]
    left = room - sum(widths)
    while left > 0 and (open_ := [index for index, one in enumerate(measures) if widths[index] < one.widest]):
        neediest = min(open_, key=lambda index: widths[index] / measures[index].share)
        widths[neediest] += 1
        left -= 1
    return widths
