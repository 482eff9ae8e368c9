"""Lists on a sheet: the row or two of labels over one, and which rows under it are records."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from anlian_cli.forms.grid import Cell, Grid
from anlian_cli.forms.layout import Region
from anlian_cli.forms.vocabulary import NAME, Words, is_exact, is_foot, is_foreign, label_of, names_a_label

_LONGEST_NAME = 10


class TableHead(Struct, frozen=True):
    """The labels over a list: which column holds what; the head ends in `last_row`."""

    row: int
    columns: tuple[tuple[int, str], ...]
    last_row: int

    def labels(self) -> frozenset[str]:
        return frozenset(label for _, label in self.columns)


def rows_of_labels(grid: Grid, words: Words, least: int) -> Iterator[int]:
    """The rows that may be a list's head: in them, under them or merged down are `least` labels."""
    labels: dict[int, set[str]] = {}
    merged: set[str] = set()
    for cell in grid.labelled():
        if label := label_of(grid.cells[cell], words):
            (merged if grid.end_of(cell)[0] > cell[0] else labels.setdefault(cell[0], set())).add(label)
    for row in range(grid.height):
        if len(merged.union(labels.get(row, ()), labels.get(row + 1, ()))) >= least:
            yield row


def table_head(grid: Grid, row: int, region: Region, words: Words, least: int) -> TableHead | None:
    """The row as a list's head, with the one below it where the head has two: at least `least` labels.

    In a form, values stand between the labels; in a head, other labels at most, and over a list's rows blank columns.
    """
    last_row = row + 1 if row < region.bottom and _goes_on(grid, row, region, words) else row
    texts = {
        column: text for column, text in headings(grid, row, last_row).items() if region.left <= column <= region.right
    }
    columns = {column: label for column, text in texts.items() if (label := label_of(text, words))}
    if len(set(columns.values())) < least:
        return None
    gaps = _gaps(grid, row, columns, texts)
    if len(gaps) > len(columns) // 2 and not _is_spaced(grid, last_row, region, gaps & texts.keys(), len(columns)):
        return None
    return TableHead(row, tuple(columns.items()), last_row)


def _is_spaced(grid: Grid, last_row: int, region: Region, headed: Collection[int], labels: int) -> bool:
    """Whether blank columns stand between a list's labels. A blank form looks alike, but has labels in its next row."""
    below = next((row for row in range(last_row + 1, region.bottom + 1) if texts_of_row(grid, row, region)), None)
    if below is None or len(headed) > labels // 2:
        return False
    return not any(names_a_label(text) or is_foreign(text) for text in texts_of_row(grid, below, region))


def texts_of_row(grid: Grid, row: int, region: Region) -> list[str]:
    """What stands in one row of a region."""
    return [grid.cells[row, column] for column in grid.columns(row) if region.left <= column <= region.right]


def _goes_on(grid: Grid, row: int, region: Region, words: Words) -> bool:
    """Whether the head has a second row: labels, each under a blank, under a heading of theirs or under no label."""
    below = [column for column in grid.columns(row + 1) if region.left <= column <= region.right]
    labels = [column for column in below if label_of(grid.cells[row + 1, column], words)]
    if not labels or not any(label_of(grid.cells[row, column], words) for column in grid.columns(row)):
        return False
    return all(_may_stand_over(grid, (row, column), words, column in labels) for column in below)


def _may_stand_over(grid: Grid, cell: Cell, words: Words, over_label: bool) -> bool:
    """A heading over several columns is merged over them, or has nothing beside it but what stands below."""
    text, (row, beside) = grid.cells.get(cell), (cell[0], cell[1] + 1)
    open_beside = (row, beside) not in grid.cells and (row + 1, beside) in grid.cells
    heads_several = open_beside or grid.end_of(cell)[1] >= beside
    if text is None or (over_label and heads_several):
        return True
    return not label_of(text, words) and not is_foreign(text)


def headings(grid: Grid, row: int, last_row: int) -> dict[int, str]:
    """What stands over each column: its lowest text in the head, or one from above that is merged down into it."""
    found = {
        start[1]: grid.cells[start]
        for start, end in grid.spans.items()
        if start[0] < row <= end[0] and start in grid.cells
    }
    for at in range(row, last_row + 1):
        found |= {column: grid.cells[at, column] for column in grid.columns(at)}
    return dict(sorted(found.items()))


def _gaps(grid: Grid, row: int, columns: Mapping[int, str], texts: Mapping[int, str]) -> set[int]:
    """The columns between the first label and the last that have no label over them, ours or anybody's."""
    labelled = [*columns, *(column for column, text in texts.items() if is_foreign(text))]
    covered = {inner for column in labelled for inner in range(column, grid.end_of((row, column))[1] + 1)}
    return set(range(min(columns), max(columns))) - covered


def one_column_each(grid: Grid, head: TableHead) -> TableHead:
    """A head in which each label stands once: its own spelling goes before one that only may mean it."""
    texts = headings(grid, head.row, head.last_row)
    chosen: dict[str, int] = {}
    for column, label in sorted(head.columns, key=lambda entry: (not is_exact(texts[entry[0]], entry[1]), entry[0])):
        chosen.setdefault(label, column)
    columns = tuple(sorted((column, label) for label, column in chosen.items()))
    return TableHead(head.row, columns, head.last_row)


def unknown_columns(grid: Grid, head: TableHead) -> Iterator[tuple[Cell, str]]:
    """The headings of a head that are no label of ours."""
    known = {column for column, _ in head.columns}
    for row in range(head.row, head.last_row + 1):
        for column in grid.columns(row):
            under_it = range(column, grid.end_of((row, column))[1] + 1)
            if not known & set(under_it):
                yield (row, column), grid.cells[row, column]


def is_record(grid: Grid, cells: Mapping[str, Cell]) -> bool:
    """Whether a row of a list is a record: two cells filled, or a name alone.

    A title, a sum or a remark under the list is none; a name alone is kept, so that its gaps are told.
    """
    filled = [label for label, cell in cells.items() if grid.filled(cell)]
    row = next(iter(cells.values()))[0]
    if not filled or any(is_foot(grid.cells[row, column]) for column in grid.columns(row)[:2]):
        return False
    text = grid.cells.get(cells[filled[0]], "")
    return len(filled) > 1 or (filled[0] == NAME and len(text) <= _LONGEST_NAME and not is_foot(text))
