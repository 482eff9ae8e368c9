"""In which column the values of a list stand: under their label, or where it heads two columns that nobody merged.

What stands in a column without a heading may be two labels' value. Where nothing tells whose it is, it is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from anlian_cli.forms.grid import Cell, Grid
from anlian_cli.forms.layout import Region
from anlian_cli.forms.tables import TableHead, headings, texts_of_row
from anlian_cli.forms.vocabulary import is_foot
from anlian_cli.model.text import label_key, quoted

UNCLEAR_HINT = "请一人一行，把内容写在栏目名称的正下方，删去栏目之间的空列"
_NOTE = re.compile(r"[（(][^（()）]*[)）]")


class Unclear(Struct, frozen=True):
    """Why a list is not read, and the cell where that is seen."""

    reason: str
    cell: Cell


class _Columns(Struct, frozen=True):
    """A list's columns: its headings, those of them that are ours, and in which rows each column is filled."""

    headed: Sequence[int]
    labels: Mapping[int, str]
    filled: Mapping[int, frozenset[int]]

    def rows_of(self, column: int) -> frozenset[int]:
        return self.filled.get(column, frozenset())

    def without_heading(self, column: int, end: int) -> list[int]:
        """The filled columns between a heading and the next; behind the last one, as far as `end`."""
        following = min((other for other in self.headed if other > column), default=end + 1)
        return [beside for beside in range(column + 1, following) if self.rows_of(beside)]

    def lacks_values(self, column: int) -> bool:
        """Whether a heading is ours and nothing at all stands under it."""
        return column in self.labels and not self.rows_of(column)

    def behind(self, column: int) -> list[int]:
        """The heading behind this one, where it is ours."""
        following = min((other for other in self.headed if other > column), default=column)
        return [following] if following > column and following in self.labels else []


def rows_under(grid: Grid, head: TableHead, region: Region) -> list[int]:
    """The rows under a head, without its notes, （签字）, and without itself, printed again on the next page."""
    said = {(column, label_key(text)) for column, text in headings(grid, head.row, head.last_row).items()}
    for row in range(head.row, head.last_row + 1):
        said |= {(column, label_key(grid.cells[row, column])) for column in grid.columns(row)}
    return [row for row in range(head.last_row + 1, region.bottom + 1) if not _repeats(grid, row, region, said)]


def _repeats(grid: Grid, row: int, region: Region, said: Collection[tuple[int, str]]) -> bool:
    texts = [(column, grid.cells[row, column]) for column in grid.columns(row) if region.holds((row, column))]
    return bool(texts) and all(_NOTE.fullmatch(text) or (column, label_key(text)) in said for column, text in texts)


def as_filled(grid: Grid, head: TableHead, region: Region) -> TableHead | Unclear:
    """The head with each label over the column in which its values stand."""
    columns = _columns(grid, head, region)
    moved = _moved(grid, head, columns)
    for column in [column for column in columns.headed if column not in moved]:
        if unclear := _in_doubt(columns, column, columns.without_heading(column, _end(grid, head, column)), moved):
            return unclear
    placed = tuple((moved.get(column, column), label) for column, label in head.columns)
    return TableHead(head.row, placed, head.last_row)


def _columns(grid: Grid, head: TableHead, region: Region) -> _Columns:
    headed = [column for column in headings(grid, head.row, head.last_row) if region.left <= column <= region.right]
    looked_at = range(headed[0], min(_end(grid, head, headed[-1]), region.right) + 1)
    filled: dict[int, set[int]] = {}
    for row in _said(grid, head, region):
        for column in (column for column in looked_at if grid.filled((row, column))):
            filled.setdefault(column, set()).add(row)
    return _Columns(headed, dict(head.columns), {column: frozenset(rows) for column, rows in filled.items()})


def _said(grid: Grid, head: TableHead, region: Region) -> list[int]:
    """The rows under a head without its foot: 制表人, a day and a seal stand in any column."""
    texts = {row: texts_of_row(grid, row, region) for row in rows_under(grid, head, region)}
    last = max((row for row, said in texts.items() if len(said) > 1), default=region.bottom)
    return [row for row, said in texts.items() if row <= last and not any(map(is_foot, said[:2]))]


def _end(grid: Grid, head: TableHead, column: int) -> int:
    """The last column that a label may head with no other behind it: its merged ones, or the next."""
    merged = max(grid.end_of((row, column))[1] for row in range(head.row, head.last_row + 1))
    return max(merged, column + 1)


def _moved(grid: Grid, head: TableHead, columns: _Columns) -> dict[int, int]:
    """The labels with nothing under them and one filled column beside them, which has no heading.

    Behind the last label that may be a remark: it is the value only where another label's stands so.
    """
    beside = {column: columns.without_heading(column, _end(grid, head, column)) for column in columns.labels}
    found = {column: other[0] for column, other in beside.items() if columns.lacks_values(column) and len(other) == 1}
    moved: dict[int, int] = {}
    for column in reversed(columns.headed if len(found) > 1 else columns.headed[:-1]):
        lacking = [one for one in columns.behind(column) if one not in moved and columns.lacks_values(one)]
        if column in found and not lacking:
            moved[column] = found[column]
    return moved


def _in_doubt(columns: _Columns, column: int, beside: Sequence[int], moved: Mapping[int, int]) -> Unclear | None:
    """The first value beside a heading that may be its own, or the next label's, where that has none in its row."""
    may_be = [one for one in (column, *columns.behind(column)) if one in columns.labels]
    for other in beside:
        lacking = {one: columns.rows_of(other) - columns.rows_of(moved.get(one, one)) for one in may_be}
        if rows := frozenset[int]().union(*lacking.values()):
            named = "、".join(quoted(columns.labels[one]) for one in may_be if lacking[one])
            return Unclear(f"这一列没有栏目名称，看不出其中的内容是不是{named}", (min(rows), other))
    return None
