"""A sheet of hers as it came, .xlsx, .xls or .csv: its bytes, its visible grids, and the mark that we put there."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import NamedTuple

from anlian_cli.errors import InputFault
from anlian_cli.forms.grid import Grid, open_grids
from anlian_cli.forms.guard import MAX_TEXT_BYTES, MAX_WORKBOOK_BYTES, Unreadable, decode_text, read_regular_file
from anlian_cli.forms.sheet_mark import marks_in
from anlian_cli.forms.workbook_guard import examine_workbook

TEXT, _WORKBOOKS = frozenset({".csv"}), frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods"})


class Opened(NamedTuple):
    """A sheet's bytes, its grids, remarks, and the marks of the sheet that we made."""

    data: bytes
    grids: list[Grid]
    remarks: list[str]
    marks: list[Grid]


def read_grids(path: Path, kind: str = "评分表") -> Opened:
    """A sheet as it came. Raises InputFault where it cannot be read, or is no such `kind`."""
    suffix = path.suffix.lower()
    if suffix not in TEXT | _WORKBOOKS:
        raise InputFault(f"{path} 不是{kind}", "请用 .xlsx、.xls 或 .csv")
    try:
        data = read_regular_file(path, path.name, MAX_TEXT_BYTES if suffix in TEXT else MAX_WORKBOOK_BYTES)
        if suffix in TEXT:
            grid, remarks = _csv_grid(data, path.name)
            return Opened(data, [grid], remarks, [])
        grids, hidden = open_grids(data, path.name, examine_workbook(data, path.name))
        marks, others = marks_in(hidden)
        return Opened(data, grids, [f"工作表“{grid.sheet}”是隐藏的，没有读取" for grid in others], marks)
    except Unreadable as problem:
        raise InputFault(f"{path}：{problem.finding.message}", problem.finding.hint) from None


def _csv_grid(data: bytes, name: str) -> tuple[Grid, list[str]]:
    text = decode_text(data, name)
    grid = Grid("")
    first = text.text.split("\n", 1)[0]
    try:
        rows = list(csv.reader(io.StringIO(text.text, newline=""), delimiter="\t" if "\t" in first else ","))
    except csv.Error:
        raise InputFault(f"{name} 不是完整的 CSV（引号没有配对，或者一格太长）", "请用 Excel 重新导出") from None
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if value.strip():
                grid.cells[row, column] = value.strip()
    grid.height, grid.width = len(rows), max(map(len, rows), default=0)
    return grid, [remark.message for remark in text.remarks]
