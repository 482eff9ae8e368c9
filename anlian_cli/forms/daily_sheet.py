"""Many entries of the year's log (Art. 13) on one sheet: a row for each, with the unit, the day, the item, the note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from anlian_cli.errors import InputFault
from anlian_cli.forms.grid import Cell, Grid, a1
from anlian_cli.forms.opened_sheet import read_grids
from anlian_cli.forms.score_head import RowFault, head_rows
from anlian_cli.forms.score_words import CODE, NAME, kind_of_head
from anlian_cli.forms.unseen import unseen
from anlian_cli.model.text import label_key

ON, ITEM, ENTRY, ATTACHED = "日期", "项目", "记录", "附件"
_HEADS: Mapping[str, tuple[str, ...]] = {
    ON: ("时间", "记录日期"),
    ITEM: ("考核项目", "考核内容"),
    ENTRY: ("记录内容", "日常记录", "内容", "情况"),
    ATTACHED: ("附件文件",),
}
"""Each column's own word, and what else it is called."""
_KINDS = {label_key(word): kind for kind, others in _HEADS.items() for word in (kind, *others)}
_NEEDED = (ON, ITEM, ENTRY)
_Headed = tuple[Grid, int, dict[str, int]]


class DailyRow(Struct, frozen=True):
    """One row as it is written; `cells` say where each of its columns stands."""

    row: int
    texts: Mapping[str, str]
    cells: Mapping[str, str]

    def text(self, kind: str) -> str:
        return self.texts.get(kind, "")

    def fault(self, kind: str, message: str) -> RowFault:
        return RowFault(self.row, self.cells.get(kind, ""), message)

    @property
    def attached(self) -> list[str]:
        """The names of the files in 附件: one a line, or parted by commas of the Chinese kind."""
        parts = self.text(ATTACHED).replace("；", "\n").replace("、", "\n").splitlines()
        return [part.strip() for part in parts if part.strip()]


def read_daily_sheet(path: Path) -> tuple[list[DailyRow], list[RowFault], list[str]]:
    """The rows of a sheet, the cells that cannot be read, and remarks. Raises InputFault where it is none."""
    _, grids, remarks, _ = read_grids(path, "日常记录表")
    headed = [(grid, *found) for grid in grids if (found := _headed(grid))]
    if not headed:
        raise InputFault(f"{path} 里没有找到日常记录表的表头", f"表头要有 {NAME}（或 {CODE}）、{'、'.join(_NEEDED)}")
    # A prepared sheet of the next year may lie behind, still empty.
    grid, head, columns = _only_one(path, [one for one in headed if any(_rows(*one))] or headed[:1])
    rows = list(_rows(grid, head, columns))
    hidden = unseen(grid, [row.row - 1 for row in rows], head, columns.values())
    return rows, [*_doubts(grid, head, columns), *hidden], remarks


def _headed(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """The head of a sheet and its columns; None where it lacks one that is needed."""
    heads = ((head, _columns(grid, head)) for head in head_rows(grid))
    return next(((head, columns) for head, columns in heads if set(columns) >= set(_NEEDED)), None)


def _only_one(path: Path, headed: Sequence[_Headed]) -> _Headed:
    """The one sheet that holds entries. Raises InputFault where several do."""
    if len(headed) > 1:
        named = "、".join(f"“{grid.sheet}”" for grid, *_ in headed)
        hint = "一次只录一张：请把要录的另存成一个文件，或把各行放到一张表里"
        raise InputFault(f"{path} 里有 {len(headed)} 张工作表都有日常记录：{named}；什么也没有记录", hint)
    return headed[0]


def _columns(grid: Grid, head: int) -> dict[str, int]:
    texts = ((column, grid.cells[head, column]) for column in grid.columns(head))
    kinds = ((kind_of_head(text) or _KINDS.get(label_key(text)), column) for column, text in texts)
    return {kind: column for kind, column in kinds if kind in (NAME, CODE, *_HEADS)}


def _rows(grid: Grid, head: int, columns: Mapping[str, int]) -> Iterator[DailyRow]:
    for row in range(head + 1, grid.height):
        texts = {kind: grid.cells.get((row, column), "") for kind, column in columns.items()}
        # A row of a prepared sheet may name the unit alone.
        if any(texts[kind] for kind in _NEEDED):
            yield DailyRow(row + 1, texts, {kind: a1((row, column)) for kind, column in columns.items()})


def _doubts(grid: Grid, head: int, columns: Mapping[str, int]) -> Iterator[RowFault]:
    cells: list[Cell] = sorted(grid.doubts)
    for cell in cells:
        if cell[0] > head and cell[1] in columns.values():
            doubt = grid.doubts[cell]
            yield RowFault(cell[0] + 1, a1(cell), f"{doubt.message}（{doubt.hint}）")
