"""A sheet as text in its cells: what a person reads there, and which cells hold something that cannot be trusted.

Numbers that Excel damaged are marked and left out; nothing is repaired.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from msgspec import Struct, field
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from anlian_cli.forms.guard import unreadable
from anlian_cli.forms.hidden_lines import HiddenLines
from anlian_cli.forms.vocabulary import Pair, Words, names_a_label, pairs_in
from anlian_cli.forms.workbook_guard import within_limits
from anlian_cli.forms.workbook_limits import check_area
from anlian_cli.forms.workbook_pictures import Box
from anlian_cli.forms.workbook_scan import SheetFacts, WorkbookFacts
from anlian_cli.model.application import PICTURE

Cell = tuple[int, int]
"""Row and column, counted from 0."""

_PICTURE_FORMULA = re.compile(r"^=?(?:_xlfn\.)?DISPIMG\(", re.IGNORECASE)
_APOSTROPHE = re.compile(r"^['’‘`′](?=[\dA-Za-z+][\dA-Za-z -]{4,}$)")
"""Typed to keep a number as text; in a cell that is text already it stays as a character."""
_EXACT_DIGITS = 15
_NEEDS_SAVING = ("公式没有算出的值", "请用 Excel 打开这个文件，保存一次后重新提交；或直接填写内容")


class Doubt(Struct, frozen=True):
    """Why a cell's content cannot be used, and what to do in Excel."""

    message: str
    hint: str


class Grid(Struct):
    """One sheet."""

    sheet: str
    cells: dict[Cell, str] = field(default_factory=dict)
    doubts: dict[Cell, Doubt] = field(default_factory=dict)
    spans: dict[Cell, Cell] = field(default_factory=dict)
    ambiguous_months: set[Cell] = field(default_factory=set)
    pictures: tuple[Box, ...] = ()
    height: int = 0
    width: int = 0
    hidden: HiddenLines = field(default_factory=HiddenLines)
    named: dict[Cell, tuple[str, str]] = field(default_factory=dict)
    """How a cell is called where it has no letters and numbers: in Word."""
    _columns: dict[int, list[int]] = field(default_factory=dict)
    _labelled: tuple[Cell, ...] | None = None
    _labels: dict[Words, Mapping[Cell, tuple[Pair, ...]]] = field(default_factory=dict)

    def filled(self, cell: Cell) -> bool:
        return cell in self.cells or cell in self.doubts

    def columns(self, row: int) -> list[int]:
        """The columns of a row that hold text, from left to right."""
        if not self._columns:
            for at, column in sorted(self.cells):
                self._columns.setdefault(at, []).append(column)
        return self._columns.get(row, [])

    def labelled(self) -> tuple[Cell, ...]:
        """The cells that are or name a label of any form, in reading order. Every text is looked at once."""
        if self._labelled is None:
            self._labelled = tuple(cell for cell in sorted(self.cells) if names_a_label(self.cells[cell]))
        return self._labelled

    def labels(self, words: Words) -> Mapping[Cell, tuple[Pair, ...]]:
        """The labels of one form by their cells, in reading order."""
        if words not in self._labels:
            texts = ((cell, self.cells[cell]) for cell in self.labelled())
            self._labels[words] = {cell: pairs for cell, text in texts if (pairs := pairs_in(text, words))}
        return self._labels[words]

    def end_of(self, cell: Cell) -> Cell:
        """The last cell of the merged range that begins at `cell`, or the cell itself."""
        return self.spans.get(cell, cell)

    def reference(self, cell: Cell) -> tuple[str, str]:
        """Sheet and cell as Excel names them; in Word the table's cell, or the one before a place beside it."""
        if not self.named:
            return self.sheet, a1(cell)
        row, column = cell
        before = ((at, left) for at in range(row, -1, -1) for left in range(column, -1, -1))
        return next((self.named[one] for one in before if one in self.named), (self.sheet, a1(cell)))


@lru_cache(maxsize=8192)
def a1(cell: Cell) -> str:
    """(4, 2) is C5."""
    row, column = cell
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row + 1}"


def open_grids(data: bytes, name: str, facts: WorkbookFacts) -> tuple[list[Grid], list[Grid]]:
    """The visible sheets and the hidden ones; of these no value is to be taken. Raises Unreadable."""
    return within_limits(facts, name, _opened, data, name, facts)


def _opened(data: bytes, name: str, facts: WorkbookFacts) -> tuple[list[Grid], list[Grid]]:
    try:
        # Not from_path, which trusts the file's suffix.
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        visible: list[Grid] = []
        hidden: list[Grid] = []
        for sheet in book.sheets_metadata:
            if sheet.typ is SheetTypeEnum.WorkSheet:
                grids = visible if sheet.visible is SheetVisibleEnum.Visible else hidden
                grids.append(_grid(book.get_sheet_by_name(sheet.name), facts.of(sheet.name), name))
        return visible, hidden
    except PasswordError:
        raise unreadable(name, "文件有密码，打不开", "请取消密码后重新提交") from None
    except (CalamineError, OSError, ValueError) as problem:
        message = f"工作簿打不开（{type(problem).__name__}）"
        raise unreadable(name, message, "请用 Excel 或 WPS 打开，另存为 .xlsx 后重新提交") from None


def _grid(sheet: Any, facts: SheetFacts, name: str) -> Grid:
    check_area(sheet.end[0] + 1 if sheet.end else 0, sheet.end[1] + 1 if sheet.end else 0, name)
    grid = Grid(sheet.name, pictures=facts.pictures, hidden=facts.hidden)
    # Else calamine drops the empty rows and columns before the first value, but goes on counting merged ranges from A1.
    rows = sheet.to_python(skip_empty_area=False)
    grid.height, grid.width = len(rows), max(map(len, rows), default=0)
    for start, end in sheet.merged_cell_ranges or ():
        # A range may be merged down to the last of a million rows.
        grid.spans[start] = (min(end[0], grid.height + 50), min(end[1], grid.width + 50))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if value != "":
                _put(grid, (row, column), value)
    _add_facts(grid, facts)
    return grid


def _put(grid: Grid, cell: Cell, value: Any) -> None:
    if isinstance(value, float) and not isinstance(value, bool):
        _put_number(grid, cell, value)
        return
    if text := _APOSTROPHE.sub("", _text(value).strip()):
        grid.cells[cell] = PICTURE if _PICTURE_FORMULA.match(text) else text


def _put_number(grid: Grid, cell: Cell, value: float) -> None:
    """A number in at most 15 exact digits; one with more has lost its last digits for good."""
    if abs(value) >= 10**_EXACT_DIGITS:
        message = "号码被 Excel 变成了数值，第 16 位以后已经丢失"
        grid.doubts[cell] = Doubt(message, "请把这一格设为文本格式，照原件重新输入全部号码")
        return
    text = str(int(value)) if value.is_integer() else f"{value:.{_EXACT_DIGITS}g}"
    grid.cells[cell] = text
    # 2015.10, typed into a cell that is no text, is stored as 2015.1.
    if re.fullmatch(r"(?:19|20)\d{2}\.1", text):
        grid.ambiguous_months.add(cell)


def _text(value: Any) -> str:
    if isinstance(value, str):
        # _x000D_ is how Excel writes a carriage return into its XML.
        return value.replace("\r\n", "\n").replace("_x000D_", "")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def _add_facts(grid: Grid, facts: SheetFacts) -> None:
    # calamine reads these as empty; they were found in the file itself.
    for reference, shown in facts.errors.items():
        for cell in _cell(reference):
            grid.doubts[cell] = Doubt(f"单元格里是错误值 {shown}", "请在 Excel 中改正这一格的公式，或直接填写内容")
            grid.cells.pop(cell, None)
    for reference in facts.uncalculated:
        for cell in _cell(reference):
            grid.doubts.setdefault(cell, Doubt(*_NEEDS_SAVING))


def _cell(reference: str) -> Iterator[Cell]:
    match = re.fullmatch(r"([A-Z]{1,3})(\d+)", reference)
    if match:
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - 64
        yield int(match[2]) - 1, column - 1
