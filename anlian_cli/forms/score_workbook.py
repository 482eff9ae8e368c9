"""A blank score sheet as a workbook: an item over its columns, rules that refuse what is no score, a readable page."""

from __future__ import annotations

import io
import math
import unicodedata
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.header_footer import _HeaderFooterPart as HeaderFooterPart
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from anlian_cli.forms.cell_rules import day_rule, points_rule
from anlian_cli.forms.on_file_sheet import add_on_file_sheet
from anlian_cli.forms.print_page import set_own_font, set_page
from anlian_cli.forms.score_columns import (
    LEAST_SIZE,
    REPEATED,
    SIZE,
    Column,
    head_spans,
    heading,
    item_head,
    print_widths,
)
from anlian_cli.forms.score_template import UnitToScore, template_columns, template_rows
from anlian_cli.forms.score_words import (
    ASSESSED_ON,
    EXPERT,
    LOG,
    NAME,
    NOT_APPLICABLE,
    NOTE,
    REASON,
    RECUSED,
    SIGNED,
    TOTAL,
)
from anlian_cli.forms.sheet_mark import mark
from anlian_cli.model.on_file import OnFile
from anlian_cli.model.packed import timeless
from anlian_cli.model.scores import Stage
from anlian_cli.model.scoring import StageRule

_FONT = "宋体"
_THIN = Side(style="thin", color="808080")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="E7E6E6")
_HEAD_ROW = 3
_TO_READ = frozenset({NAME, LOG, REASON, NOTE})
"""Columns of texts; all others are centred."""
_SIGNATURE = f"{SIGNED}：{'　' * 12}日期：{'　' * 4}年{'　' * 2}月{'　' * 2}日{'　' * 2}"
_LINE, _LEAST_HEIGHT = 13.5, 30
"""In points: a line of text, and a row that a hand can write in."""


def score_workbook(
    rule: StageRule, units: Sequence[UnitToScore], experts: Sequence[str], on_file: Sequence[OnFile] = ()
) -> bytes:
    """The sheet as a workbook that refuses points over the maximum while they are typed; behind it what is on file."""
    book = Workbook()
    set_own_font(book)
    sheet = book.active or book.create_sheet()
    assert isinstance(sheet, Worksheet)
    sheet.title = rule.stage.label
    columns = template_columns(rule, units, experts)
    _Drawing(sheet, rule, columns).draw(template_rows(columns, units, experts))
    if on_file:
        add_on_file_sheet(book, on_file)
    mark(book, f"{rule.period} {rule.stage.label}评分表")
    book.properties.creator, book.properties.created = "anlian", datetime(2017, 1, 1)
    buffer = io.BytesIO()
    book.save(buffer)
    return timeless(buffer.getvalue())


class _Drawing:
    """One sheet while it is drawn."""

    def __init__(self, sheet: Worksheet, rule: StageRule, columns: Sequence[Column]) -> None:
        self._sheet, self._rule, self._columns = sheet, rule, columns
        self._widths, self._breaks = print_widths(columns)
        self._repeated = sum(column.kind in REPEATED for column in columns)
        # An item with reasons stands over them and its points.
        self._first = _HEAD_ROW + (2 if any(column.kind in (LOG, REASON) for column in columns) else 1)

    def draw(self, rows: Sequence[Sequence[str]]) -> None:
        self._line(1, f"{self._rule.period} {self._rule.stage.label}评分表", 16, "center")
        self._line(2, _note(self._rule, self._columns), SIZE, "left")
        self._head()
        for line, values in enumerate(rows, start=self._first):
            for column, value in enumerate(values, start=1):
                self._write(line, column, value)
            self._sheet.row_dimensions[line].height = max(_LEAST_HEIGHT, *map(_height, values, self._widths))
        last = self._first + len(rows) - 1
        if rows:
            self._ask(last)
        self._line(last + 1, _SIGNATURE, SIZE, "right")
        self._sheet.row_dimensions[last + 1].height = 40
        self._page()

    def _line(self, line: int, text: str, size: int, aligned: str) -> None:
        """A line over all columns of the first page, but for those that every page repeats."""
        first, last = (self._repeated + 1, self._breaks[0]) if self._breaks else (1, len(self._columns))
        cell = self._sheet.cell(line, first)
        cell.value, cell.font = text, Font(name=_FONT, size=size, bold=line == 1)
        cell.alignment = Alignment(horizontal=aligned, wrap_text=line == 2, vertical="center")
        self._sheet.merge_cells(start_row=line, end_row=line, start_column=first, end_column=last)
        self._sheet.row_dimensions[line].height = (
            30 if line == 1 else _height(text, sum(self._widths[first - 1 : last]))
        )

    def _head(self) -> None:
        heights = [self._head_of(first, last) for first, last in head_spans(self._columns)]
        self._sheet.row_dimensions[_HEAD_ROW].height = max(24.0, *heights)

    def _head_of(self, first: int, last: int) -> float:
        """The head of an item over its columns, or of one column over both lines; how high it must be."""
        column, below = self._columns[first - 1], self._first - 1
        is_item = bool(column.item) and below > _HEAD_ROW
        text = item_head(column.item, self._rule) if is_item else heading(column, self._rule)
        for number in range(first, last + 1):
            self._write(_HEAD_ROW, number, text if number == first else "", head=True)
            if below > _HEAD_ROW:
                self._write(below, number, self._columns[number - 1].kind if is_item else "", head=True)
        merged = (_HEAD_ROW, first), (_HEAD_ROW if is_item else below, last)
        if merged[0] != merged[1]:
            corners = [f"{get_column_letter(column)}{row}" for row, column in merged]
            self._sheet.merge_cells(":".join(corners))
        return _height(text, sum(self._widths[first - 1 : last]))

    def _write(self, line: int, column: int, value: str, *, head: bool = False) -> None:
        cell, kind = self._sheet.cell(line, column), self._columns[column - 1].kind
        assert isinstance(cell, ExcelCell)
        if value:
            cell.value = value
            # A name that begins with '=' is no formula.
            cell.data_type = "s"
        cell.border, cell.font = _BORDER, Font(name=_FONT, size=SIZE, bold=head)
        aligned = "center" if head or kind not in _TO_READ else "left"
        cell.alignment = Alignment(horizontal=aligned, vertical="center", wrap_text=True)
        if head:
            cell.fill = _HEAD
        elif kind == ASSESSED_ON:
            cell.number_format = "yyyy-mm-dd"

    def _ask(self, last: int) -> None:
        """The rules of the columns: points within their maximum, or the words that the note names; a day."""
        words = _words(self._rule, self._columns)
        for number, column in enumerate(self._columns, start=1):
            letter = get_column_letter(number)
            cells = f"{letter}{self._first}:{letter}{last}"
            if column.kind == TOTAL:
                self._sheet.add_data_validation(points_rule(cells, self._rule.items[column.item], words))
            elif column.kind == ASSESSED_ON:
                rule = day_rule(f"{letter}{self._first}")
                rule.add(cells)
                self._sheet.add_data_validation(rule)

    def _page(self) -> None:
        sheet = self._sheet
        for number, width in enumerate(self._widths, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.freeze_panes = f"{get_column_letter(self._repeated + 1)}{self._first}"
        sheet.print_title_rows = f"{_HEAD_ROW}:{self._first - 1}"
        set_page(sheet, "landscape")
        sheet.oddFooter = HeaderFooterItem(center=HeaderFooterPart("第 &P 页，共 &N 页"))
        if self._breaks:
            self._several_pages()

    def _several_pages(self) -> None:
        """Pages side by side, each with the units' names: Excel knows no breaks where it fits a sheet to a page."""
        sheet = self._sheet
        assert sheet.sheet_properties.pageSetUpPr
        sheet.sheet_properties.pageSetUpPr.fitToPage = False
        sheet.page_setup.scale = 100 * LEAST_SIZE // SIZE
        sheet.print_title_cols = f"A:{get_column_letter(self._repeated)}"
        for column in self._breaks:
            sheet.col_breaks.append(Break(id=column))


def _words(rule: StageRule, columns: Sequence[Column]) -> list[str]:
    """What may stand in place of points: only an expert in a row of his own is recused."""
    recused = [RECUSED] if any(column.kind == EXPERT for column in columns) else []
    return recused + ([NOT_APPLICABLE] if rule.scaled else [])


def _note(rule: StageRule, columns: Sequence[Column]) -> str:
    parts = ["得分最多两位小数，不超过括号里的满分；得零分请填 0，暂不评分的单位请删去整行。"]
    words = _words(rule, columns)
    if RECUSED in words:
        parts.append("回避的专家在得分处填“回避”；多一位专家就复制一行。")
    if rule.stage is Stage.INTERVIEW:
        parts.append("答辩人写实际答辩的人。")
    else:
        parts += ["考核日期写实际考核的日子。"] if rule.stage is Stage.REVIEW else []
        parts.append("扣分的请写原因。")
    if NOT_APPLICABLE in words:
        parts.append("不适用的项目填“不适用”。")
    return "".join(parts)


def _height(text: str, width: float) -> float:
    """How high a text is that wraps in a column: a Chinese character takes two places, of 6.7 pixels each."""
    places = max(2, int((width * 8 - 6) / 6.7))
    lines = sum(max(1, math.ceil(_places(line) / places)) for line in text.split("\n"))
    return lines * _LINE + 6


def _places(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
