"""A list of units as people keep it: a sheet with 单位全称 and 统一代码 in any of their words, whatever else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from anlian_cli.errors import InputFault
from anlian_cli.forms.grid import Grid, a1
from anlian_cli.forms.opened_sheet import read_grids
from anlian_cli.forms.score_head import RowFault, head_rows
from anlian_cli.forms.score_words import CODE, NAME, kind_of_head
from anlian_cli.forms.sheet_title import score_sheet_title
from anlian_cli.forms.unseen import unseen
from anlian_cli.model.text import compact


class Listed(Struct, frozen=True):
    """One unit on a list: the row it stands on, its name and code as written."""

    row: int
    cell: str
    name: str
    code: str


def read_unit_list(path: Path) -> list[Listed]:
    """The units on a list. Raises InputFault where it cannot be read, has no such columns, or is no list."""
    opened = read_grids(path, "名单")
    headed = [(grid, heads[0]) for grid in opened.grids if (heads := head_rows(grid))]
    if not headed:
        raise InputFault(f"{path} 里没有单位名单", f"表头要有“{NAME}”和“{CODE}”")
    _refuse_score_sheet(path, [*((one, 1) for one in opened.marks), *headed])
    listed = [(grid, head, units) for grid, head in headed if (units := _listed(grid, head))]
    if len(listed) > 1:
        named = "、".join(f"“{grid.sheet}”" for grid, *_ in listed)
        raise InputFault(f"{path} 里有 {len(listed)} 张工作表都有单位：{named}", "名单请单独存成一个文件，只留一张表")
    for grid, head, units in listed:
        refuse(path, list(unseen(grid, [unit.row - 1 for unit in units], head, ())))
        return units
    return []


def _refuse_score_sheet(path: Path, grids: Sequence[tuple[Grid, int]]) -> None:
    """A score sheet names every unit that was to be scored, which is no list of those that were chosen."""
    for grid, above in grids:
        if title := score_sheet_title(grid, above):
            raise InputFault(f"{path} 是“{title}”，不是名单；什么也没有记录", "请换成名单；表头“单位全称”“统一代码”")


def _listed(grid: Grid, head: int) -> list[Listed]:
    columns = {
        label: next((c for c in range(grid.width) if kind_of_head(grid.cells.get((head, c), "")) == label), -1)
        for label in (NAME, CODE)
    }
    units = []
    for row in range(head + 1, grid.height):
        name, code = (grid.cells.get((row, columns[label]), "") for label in (NAME, CODE))
        if name or code:
            units.append(Listed(row + 1, a1((row, max(columns[NAME], 0))), name, compact(code).upper()))
    return units


def refuse(path: Path, faults: list[RowFault]) -> None:
    """Stop where a list has faults, all of them named. Raises InputFault."""
    if faults:
        lines = [f"第 {fault.row} 行 {fault.cell}：{fault.message}" for fault in faults]
        message = "\n".join([f"{path} 有 {len(faults)} 处需要改正", *lines])
        raise InputFault(message, "全部改正后再运行；什么也没有记录")
