"""A list of units as people keep it: a sheet with 单位全称 and 统一代码 in any of their words, whatever else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from anlian_cli.errors import InputFault
from anlian_cli.forms.grid import Grid, a1
from anlian_cli.forms.opened_sheet import read_grids
from anlian_cli.forms.score_head import RowFault, head_rows
from anlian_cli.forms.score_words import CODE, NAME, kind_of_head
from anlian_cli.model.text import compact


@dataclass(frozen=True, slots=True)
class Listed:
    """One unit on a list: the row it stands on, its name and code as written."""

    row: int
    cell: str
    name: str
    code: str


def read_unit_list(path: Path) -> list[Listed]:
    """The units on a list. Raises InputFault where it cannot be read or has no such columns."""
    grids = read_grids(path).grids
    for grid in grids:
        if heads := head_rows(grid):
            return _listed(grid, heads[0])
    raise InputFault(f"{path} 里没有单位名单", f"表头要有“{NAME}”和“{CODE}”")


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
