"""A Word document as one sheet: paragraphs and tables below each other, a table's cells where its columns are.

So what reads workbooks reads it too: a form that is split in two tables is one again, as it is on paper.
"""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from anlian_cli.forms.grid import Cell, Grid
from anlian_cli.forms.word_blocks import Block, WordCell, Words, WordTable, extent, starts
from anlian_cli.forms.workbook_limits import check_area
from anlian_cli.forms.workbook_pictures import Box

_TEXT = "正文"


class Standing(NamedTuple):
    """What has a name on the sheet: an element of the document, and how many of its kind stand before it."""

    kind: str
    number: int


def sheet_of(blocks: list[Block], name: str) -> Grid:
    """The sheet of a document. Raises Unreadable where it would be larger than any form."""
    layout = _laid_out(blocks, name)
    layout.grid.pictures = tuple(layout.pictures)
    return layout.grid


def standing_in(blocks: list[Block], name: str) -> dict[tuple[str, str], Standing]:
    """Where what the sheet names stands in the document itself."""
    return _laid_out(blocks, name).standing


def _laid_out(blocks: list[Block], name: str) -> _Layout:
    height, width = extent(blocks)
    check_area(height, width, name)
    layout = _Layout(Grid("", height=height, width=width))
    layout.place_all(blocks, (0, 0))
    return layout


class _Layout:
    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.pictures: list[Box] = []
        self.standing: dict[tuple[str, str], Standing] = {}
        self._tables = self._paragraphs = 0

    def place_all(self, blocks: list[Block], at: Cell, inside: tuple[str, str] | None = None) -> None:
        """Blocks below each other from `at`; `inside` names the table's cell that they stand in."""
        row, column = at
        for block in blocks:
            if isinstance(block, Words):
                self._words(block, (row, column), inside or self._paragraph(block))
                row += 1
            else:
                self._table(block, (row, column), inside)
                row += sum(block.heights)

    def _paragraph(self, words: Words) -> tuple[str, str]:
        self._paragraphs += 1
        called = _TEXT, f"第{self._paragraphs}段"
        self.standing[called] = Standing("p", words.number)
        return called

    def _words(self, words: Words, cell: Cell, called: tuple[str, str]) -> None:
        self.grid.named[cell] = called
        if words.text:
            self.grid.cells[cell] = words.text
        if words.picture:
            self.pictures.append((cell, cell))

    def _table(self, table: WordTable, at: Cell, inside: tuple[str, str] | None) -> None:
        if inside is None:
            self._tables += 1
        sheet, opening = inside or (f"表{self._tables}", "")
        rows = list(accumulate(table.heights, initial=at[0]))
        columns = list(accumulate(table.widths, initial=at[1]))
        ends = _ends(table)
        for number, row in enumerate(table.rows):
            for place, (column, cell) in enumerate(starts(row)):
                if not cell.goes_on and column < len(table.widths):
                    first = (rows[number], columns[column])
                    below = rows[ends.get((number, column), number) + 1] - 1
                    last = (below, columns[min(column + cell.span, len(table.widths))] - 1)
                    called = (sheet, f"{opening}{'内' if opening else ''}第{number + 1}行第{place + 1}格")
                    self._cell(cell, first, last, called)

    def _cell(self, cell: WordCell, first: Cell, last: Cell, called: tuple[str, str]) -> None:
        self.grid.named[first] = called
        self.standing[called] = Standing("tc", cell.number)
        if last != first and not any(isinstance(block, WordTable) for block in cell.inside):
            self.grid.spans[first] = last
        self.place_all(cell.inside, first, called)


def _ends(table: WordTable) -> dict[Cell, int]:
    """The last row of every cell that goes on below, by its own row and column."""
    ends: dict[Cell, int] = {}
    begun: dict[int, int] = {}
    for number, row in enumerate(table.rows):
        begun = {column: _begins(begun, number, column, cell) for column, cell in starts(row)}
        ends |= {(first, column): number for column, first in begun.items()}
    return ends


def _begins(above: dict[int, int], number: int, column: int, cell: WordCell) -> int:
    """The row in which a cell began."""
    return above.get(column, number) if cell.goes_on else number
