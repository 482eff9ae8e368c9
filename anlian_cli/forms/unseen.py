"""What would be recorded though nobody sees it on the sheet: a fault, until it is shown or deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from anlian_cli.forms.grid import Grid, a1
from anlian_cli.forms.score_head import RowFault

_HINT = "请显示出来看过再录；不录的请删去"


def unseen(grid: Grid, rows: Sequence[int], head: int, columns: Iterable[int]) -> Iterator[RowFault]:
    """The hidden ones of these rows, and of these columns those in which a row says something. All from 0."""
    if hidden := sorted(grid.hidden.rows.intersection(rows)):
        named = "、".join(_run(first + 1, last + 1) for first, last in _runs(hidden))
        yield RowFault(hidden[0] + 1, a1((hidden[0], 0)), f"第 {named} 行是隐藏的（或被筛选掉了），{_HINT}")
    for column in sorted(grid.hidden.columns.intersection(columns)):
        if any(grid.filled((row, column)) for row in rows):
            heading = grid.cells.get((head, column), a1((head, column)))
            yield RowFault(head + 1, a1((head, column)), f"“{heading}”一栏是隐藏的，里面有内容；{_HINT}")


def _run(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first} 至 {last}"


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Ascending numbers as runs of neighbours, first to last."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return runs
