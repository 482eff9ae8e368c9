"""Finding values in a sheet: labels by their text wherever they stand, values beside or below them.

People insert rows and columns, merge cells, and put two forms side by side; so no address is ever assumed. A
region is a part of a sheet that holds one form; inside it only that form's labels are labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from anlian_cli.forms.grid import Cell, Grid
from anlian_cli.forms.vocabulary import OPINIONS, PHOTO, SERIAL, Pair, Words, is_foreign
from anlian_cli.model.application import PICTURE

_PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp")
_NUMBER = re.compile(r"\A[（(](.*)[)）]\s*号", re.DOTALL)
_NUMBER_BEGINS, _NUMBER_ENDS = re.compile(r"[（(]"), re.compile(r"[)）]\s*号")

Labels = Mapping[Cell, tuple[Pair, ...]]
"""Every cell of a region that is a label, or names some with their values, in reading order."""


class Region(Struct, frozen=True):
    """A rectangle of a sheet, its last row and column included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, cell: Cell) -> bool:
        return self.top <= cell[0] <= self.bottom and self.left <= cell[1] <= self.right


class LabelledValue(Struct, frozen=True):
    """A label with its value as found: the value's cell is named even where it is blank."""

    label: str
    at: Cell
    text: str | None
    value_at: Cell


def whole(grid: Grid) -> Region:
    """All of a sheet, and one column more for a value that is blank."""
    return Region(0, 0, grid.height, grid.width)


def labels_in(grid: Grid, region: Region, words: Words) -> Labels:
    """Every label of a form in a region; one that only may mean a field gives way to the field's own label."""
    found = {cell: pairs for cell, pairs in grid.labels(words).items() if region.holds(cell)}
    exact = {pair.label for pairs in found.values() for pair in pairs if pair.exact}
    return {cell: pairs for cell, pairs in found.items() if pairs[0].exact or pairs[0].label not in exact}


def cells_in(grid: Grid, region: Region) -> Iterator[Cell]:
    """Every cell of a region that holds text, in reading order."""
    for row in range(region.top, min(region.bottom, grid.height) + 1):
        yield from ((row, column) for column in grid.columns(row) if region.left <= column <= region.right)


def distinct(labels: Labels) -> frozenset[str]:
    """Which labels there are."""
    return frozenset(pair.label for pairs in labels.values() for pair in pairs)


def entries(grid: Grid, region: Region, words: Words, *, below: bool = True) -> Iterator[LabelledValue]:
    """Every label with its value, in reading order; before them the form's number, where it has one in brackets."""
    labels = labels_in(grid, region, words)
    if SERIAL in words.spelt.values() and labels and SERIAL not in distinct(labels):
        yield from _number(grid, replace(region, bottom=next(iter(labels))[0] - 1))
    for cell, pairs in labels.items():
        for pair in pairs:
            entry = _entry(grid, region, labels, cell, pair, below)
            yield _whole_box(grid, entry) if pair.label in OPINIONS else entry


def _entry(grid: Grid, region: Region, labels: Labels, cell: Cell, pair: Pair, below: bool) -> LabelledValue:
    if not pair.alone:
        return LabelledValue(pair.label, cell, pair.text, cell)
    if pair.label == PHOTO:
        return _photo(grid, cell)
    row, column = cell[0], grid.end_of(cell)[1] + 1
    beside = (row, column)
    while column <= region.right and not _is_label(grid, labels, (row, column)):
        if grid.filled((row, column)):
            return LabelledValue(pair.label, cell, grid.cells.get((row, column)), (row, column))
        column = grid.end_of((row, column))[1] + 1
    under = (grid.end_of(cell)[0] + 1, cell[1])
    # A blank beside a label is its value; only a label that is shut in, or as wide as the sheet, has it below.
    wide = beside[1] >= grid.width and beside[1] > cell[1] + 1 and cell[1] == region.left
    shut_in = wide or beside[1] > region.right or _is_label(grid, labels, beside)
    if below and shut_in and under[0] <= region.bottom and not _is_label(grid, labels, under):
        return LabelledValue(pair.label, cell, grid.cells.get(under), under)
    return LabelledValue(pair.label, cell, None, beside)


def _is_label(grid: Grid, labels: Labels, cell: Cell) -> bool:
    """A label, of this form or of anybody's, is never a value."""
    return cell in labels or is_foreign(grid.cells.get(cell, ""))


def _number(grid: Grid, head: Region) -> Iterator[LabelledValue]:
    """“( 12 ) 号” in a form's head: the number between its brackets, in their cell or in one of its own."""
    texts = [(cell, grid.cells[cell]) for cell in cells_in(grid, head)]
    for cell, text in texts:
        row, beside = cell[0], grid.end_of(cell)[1] + 1
        closed = any(at[0] == row and at[1] > beside and _NUMBER_ENDS.fullmatch(end) for at, end in texts)
        if inside := _NUMBER.fullmatch(text):
            yield LabelledValue(SERIAL, cell, inside[1].strip() or None, cell)
        elif closed and _NUMBER_BEGINS.fullmatch(text):
            yield LabelledValue(SERIAL, cell, grid.cells.get((row, beside)), (row, beside))


def _whole_box(grid: Grid, entry: LabelledValue) -> LabelledValue:
    """An opinion with what stands under it in its box, which is as high as its label: the seal and the day."""
    row, column = entry.value_at
    below = ((under, column) for under in range(row + 1, grid.end_of(entry.at)[0] + 1))
    parts = [text for text in (entry.text, *map(grid.cells.get, below)) if text]
    return replace(entry, text="\n".join(parts) or None)


def _photo(grid: Grid, cell: Cell) -> LabelledValue:
    """The photo box: a picture pasted into a cell, or a picture's file name, under the label or beside it."""
    last_row, last_column = grid.end_of(cell)
    under, beside = (last_row + 1, cell[1]), (cell[0], last_column + 1)
    for value_at in (under, beside):
        text = grid.cells.get(value_at, "")
        if text == PICTURE or text.lower().endswith(_PICTURE_SUFFIXES):
            return LabelledValue(PHOTO, cell, text, value_at)
    return LabelledValue(PHOTO, cell, None, under)
