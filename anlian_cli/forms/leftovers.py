"""What stands on a sheet and was not taken as it stands: labels of others with their values, and 同上."""

from __future__ import annotations

import re
from collections.abc import Sequence

from anlian_cli.forms.filler import Filler
from anlian_cli.forms.grid import Cell, Grid
from anlian_cli.forms.layout import LabelledValue, Region, cells_in
from anlian_cli.forms.tables import TableHead, unknown_columns
from anlian_cli.forms.vocabulary import is_foot, is_foreign
from anlian_cli.model.text import compact, quoted

_DITTO = frozenset({"同上", "上同", "〃", "″", "〞", '"', "''"})
_MAY_BE_A_LABEL = re.compile(r"[^\d\W][^\d、，,。；;]{1,11}")
_INLINE = re.compile(r"([^\d\W][^\d、，,。；;：:]{1,9})[：:]\s*\S")
_NO_LABEL = frozenset({"序号", "No", "No.", "备注", "年月日"})


def said(filler: Filler, grid: Grid, cell: Cell, above: str | None) -> str | None:
    """A list's cell; 同上 and 〃 say what the row above says, and that it was read so is remarked."""
    text = grid.cells.get(cell)
    if text is None or compact(text) not in _DITTO:
        return text
    read = f"按上一行读作{quoted(above)}" if above else "上一行没有内容"
    filler.remark(grid, "F34", f"写的是{quoted(text)}，{read}", "请核对，最好写出内容", cell)
    return above


def name_unknown_columns(filler: Filler, grid: Grid, head: TableHead, bottom: int) -> None:
    """F04 for each column of a list that has a heading and values, and is not ours."""
    for (row, column), text in unknown_columns(grid, head):
        below = range(head.last_row + 1, min(bottom, grid.height) + 1)
        if compact(text) not in _NO_LABEL and any(grid.filled((at, column)) for at in below):
            _unknown(filler, grid, text, (row, column))


def name_leftovers(
    filler: Filler, grid: Grid, region: Region, found: Sequence[LabelledValue], blocks: Sequence[Region] = ()
) -> None:
    """F04 for each label in a form that is not ours and has a value: beside it, or behind its colon.

    What stands in `blocks` are the form's own lists.
    """
    taken = {cell for entry in found for cell in (entry.at, entry.value_at)}
    if not found:
        return
    first = min(entry.at[0] for entry in found)
    for cell in cells_in(grid, region):
        text = grid.cells[cell]
        if cell in taken or cell[0] < first or any(block.holds(cell) for block in blocks):
            continue
        if is_foot(text) or compact(text) in _NO_LABEL:
            continue
        beside = (cell[0], grid.end_of(cell)[1] + 1)
        if match := _INLINE.match(text):
            _unknown(filler, grid, match[1], cell)
        elif beside not in taken and grid.filled(beside) and (is_foreign(text) or _MAY_BE_A_LABEL.fullmatch(text)):
            taken.add(beside)
            _unknown(filler, grid, text, cell)


def _unknown(filler: Filler, grid: Grid, text: str, cell: Cell) -> None:
    filler.remark(grid, "F04", f"不认识的栏目{quoted(text)}，其中的内容没有采用", "请改成登记表上的名称", cell)
