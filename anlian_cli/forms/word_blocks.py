"""What a Word document is made of: paragraphs, and tables whose cells hold paragraphs and tables again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from msgspec import Struct, field

from anlian_cli.forms.workbook_limits import MAX_COLUMNS


class Words(Struct):
    """A paragraph, or all the text between two tables of a cell, and whether a picture stands in it.

    `number` counts the paragraphs of the document.
    """

    text: str
    picture: bool = False
    number: int = 0


class WordCell(Struct):
    """A cell over `span` columns; `goes_on` where it belongs to the one above, `left_on` to the one before.

    `number` counts the cells of the document.
    """

    span: int = 1
    goes_on: bool = False
    left_on: bool = False
    inside: list[Block] = field(default_factory=list)
    number: int = 0


class WordRow(Struct):
    """A row of cells that begins `before` columns into its table."""

    before: int = 0
    cells: list[WordCell] = field(default_factory=list)
    deleted: bool = False


class WordTable(Struct):
    """A table; `heights` and `widths` are those of its rows and columns on a sheet, once it is complete."""

    rows: list[WordRow] = field(default_factory=list)
    heights: list[int] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)

    def complete(self) -> None:
        """Measure it: a cell with a table inside is as high and as wide as that."""
        columns = max((row.before + sum(cell.span for cell in row.cells) for row in self.rows), default=0)
        self.widths = [1] * min(columns, MAX_COLUMNS + 1)
        for row in self.rows:
            self.heights.append(max((extent(cell.inside)[0] for cell in row.cells if not cell.goes_on), default=1))
        for column, cell in sorted(self._standing(), key=lambda placed: placed[1].span):
            lacking = extent(cell.inside)[1] - sum(self.widths[column : column + cell.span])
            last = min(column + cell.span, len(self.widths)) - 1
            self.widths[last] += max(lacking, 0)

    def _standing(self) -> Iterator[tuple[int, WordCell]]:
        """Every cell that is not a part of the one above, with its column."""
        for row in self.rows:
            for column, cell in starts(row):
                if not cell.goes_on and column < len(self.widths):
                    yield column, cell


Block = Words | WordTable


def starts(row: WordRow) -> Iterator[tuple[int, WordCell]]:
    """The cells of a row, each with the column of its table that it begins in."""
    ends = accumulate((cell.span for cell in row.cells), initial=row.before)
    yield from zip(ends, row.cells, strict=False)


def extent(blocks: list[Block]) -> tuple[int, int]:
    """How many rows and columns blocks below each other take on a sheet; an empty cell takes one."""
    tables = [block for block in blocks if isinstance(block, WordTable)]
    height = len(blocks) - len(tables) + sum(sum(table.heights) for table in tables)
    return max(height, 1), max((sum(table.widths) for table in tables), default=1)
