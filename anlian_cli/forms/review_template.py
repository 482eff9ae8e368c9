"""A round's 初核表, blank: a row for every firm and open item, and one for every receipt that is missing.

One sheet for all firms and not one for each: so she filters a clause, looks at the firms one below the other, and
fills a conclusion and its basis down the column with Excel's own tools. The sheet is not locked, since a locked one can
be neither sorted nor filtered; what is not hers to fill is grey, and every row says whose it is and what stood there
when it was written, so that reading it back needs neither the order of the rows nor trust in the grey cells.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from copy import copy

from openpyxl import Workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from anlian_cli.forms.review_words import (
    ANSWERS,
    ASKED,
    BASIS,
    CLAUSE,
    CONCLUSION,
    COUNTERPART,
    DELIVERY,
    ELECTRONIC,
    FOLDER,
    FOUND,
    GIVEN_ON,
    MARK,
    PAPER,
    PHRASES_SHEET,
    RECEIPT_COLUMNS,
    RECEIPTS_SHEET,
    RECEIVED_ON,
    SCANNED,
    TITLE,
    WORDS_SHEET,
    as_in_cell,
    columns_for,
)
from anlian_cli.forms.score_words import CODE, NAME
from anlian_cli.forms.sheet_mark import mark
from anlian_cli.model.packed import timeless
from anlian_cli.model.review import OpenItem, OpenUnit
from anlian_cli.model.verification import Conclusion

Phrases = Callable[[str], Sequence[str]]
"""The bases that are offered for a clause."""

_Look = tuple[str, bool]
"""How a cell looks: by its column, and whether its row is a unit's first."""

_FONT = "宋体"
_THIN, _THICK = Side(style="thin", color="A6A6A6"), Side(style="medium", color="595959")
_GIVEN, _HEAD = (PatternFill("solid", fgColor=colour) for colour in ("F2F2F2", "D9D9D9"))
_WIDTHS = {
    NAME: 30,
    CODE: 20,
    CLAUSE: 7,
    TITLE: 20,
    FOUND: 26,
    SCANNED: 40,
    ASKED: 32,
    CONCLUSION: 9,
    BASIS: 34,
    COUNTERPART: 20,
    MARK: 9,
}
_WIDTH = 12
_FIRST = 4
"""The first row below the head."""
_ANSWERS = {
    CONCLUSION: tuple(Conclusion),
    ELECTRONIC: ("是", "否"),
    PAPER: ("是", "否"),
}
_HOW = (
    "白色的格子由您填；灰色的请不要改。向下填同样的内容：选中几格按 Ctrl+D（拖动会让日期逐日增加）。",
    "结论留空的，仍待核实；写了结论就要写依据。依据可以从列表选，也可以另写，请不要写个人信息。",
    "填好以后：anlian review {round} 本文件",
)


def review_workbook(round_name: str, units: Sequence[OpenUnit], phrases: Phrases) -> bytes:
    """The workbook of a round; the sheet of receipts is there where one is missing."""
    book = Workbook()
    _remove_first(book)
    codes = list(dict.fromkeys(item.code for unit in units for item in unit.items))
    offered = {code: tuple(phrases(code)) for code in codes if phrases(code)}
    receipts = [(unit, _receipt_row(unit)) for unit in units if unit.delivery]
    if receipts:
        _sheet(book, f"{round_name} 批次收件", RECEIPTS_SHEET, RECEIPT_COLUMNS, receipts, round_name)
    words = [(unit, _word_row(unit, item)) for unit in units for item in unit.items]
    columns = columns_for([item for unit in units for item in unit.items])
    sheet = _sheet(book, f"{round_name} 批次初核", WORDS_SHEET, columns, words, round_name)
    if offered:
        _offer(book, sheet, columns, _FIRST + len(words) - 1, offered)
    mark(book, f"{round_name} 批次初核")
    buffer = io.BytesIO()
    book.save(buffer)
    return timeless(buffer.getvalue())


def _remove_first(book: Workbook) -> None:
    assert book.active is not None
    book.remove(book.active)
    book.properties.creator = "anlian"


def _word_row(unit: OpenUnit, item: OpenItem) -> dict[str, str]:
    own = {CLAUSE: item.code, TITLE: item.title, FOUND: item.found, ASKED: item.asked, SCANNED: item.scanned}
    return {**_whose(unit), **own, COUNTERPART: item.counterpart, MARK: item.mark}


def _receipt_row(unit: OpenUnit) -> dict[str, str]:
    return {**_whose(unit), DELIVERY: str(unit.delivery), MARK: unit.mark}


def _whose(unit: OpenUnit) -> dict[str, str]:
    return {NAME: unit.name, CODE: unit.credit_code, FOLDER: unit.folder}


def _sheet(
    book: Workbook,
    title: str,
    name: str,
    columns: Sequence[str],
    rows: Sequence[tuple[OpenUnit, dict[str, str]]],
    round_name: str,
) -> Worksheet:
    sheet: Worksheet = book.create_sheet(name)
    _head(sheet, title, columns, round_name)
    made: dict[_Look, ExcelCell] = {}
    for line, (unit, values) in enumerate(rows, start=_FIRST):
        new = line > _FIRST and CLAUSE in columns and rows[line - _FIRST - 1][0] is not unit
        for column, heading in enumerate(columns, start=1):
            cell = sheet.cell(line, column)
            assert isinstance(cell, ExcelCell)
            _cell(cell, as_in_cell(values.get(heading, "")), heading, made, (heading, new))
        lines = max(_lines(values.get(heading, ""), heading) for heading in columns)
        sheet.row_dimensions[line].height = 15 * lines + 3
    last = _FIRST + len(rows) - 1
    for heading, choices in _ANSWERS.items():
        if heading in columns and rows:
            _choose(sheet, f'"{",".join(choices)}"', _range(columns, heading, _FIRST, last), strict=True)
    sheet.auto_filter.ref = f"A{_FIRST - 1}:{get_column_letter(len(columns))}{max(last, _FIRST)}"
    _page(sheet, columns)
    return sheet


def _head(sheet: Worksheet, title: str, columns: Sequence[str], round_name: str) -> None:
    how = "\n".join(_HOW if sheet.title == WORDS_SHEET else (_HOW[0], _HOW[2]))
    for line, text, size in ((1, title, 16), (2, how.format(round=round_name), 10)):
        cell = sheet.cell(line, 1)
        cell.value, cell.font = text, Font(name=_FONT, size=size, bold=line == 1)
        cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
        sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=len(columns))
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 28, 15 * (how.count("\n") + 1) + 4
    for column, heading in enumerate(columns, start=1):
        cell = sheet.cell(_FIRST - 1, column)
        cell.value, cell.font, cell.fill = heading, Font(name=_FONT, size=10, bold=True), _HEAD
        cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _cell(cell: ExcelCell, value: str, heading: str, made: dict[_Look, ExcelCell], look: _Look) -> None:
    if value:
        cell.value = value
        # A name that begins with '=' is no formula.
        cell.data_type = "s"
    if look in made:
        # A look is worked out once: else a round of 200 firms, of thirty thousand cells, takes six times as long.
        cell._style = copy(made[look]._style)  # type: ignore[attr-defined]
    else:
        made[look] = cell
        _dress(cell, heading, first_of_unit=look[1])


def _dress(cell: ExcelCell, heading: str, *, first_of_unit: bool) -> None:
    cell.font = Font(name=_FONT, size=8 if heading == MARK else 10, color="808080" if heading == MARK else None)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    cell.border = Border(left=_THIN, right=_THIN, top=_THICK if first_of_unit else _THIN, bottom=_THIN)
    if heading not in ANSWERS:
        cell.fill, cell.number_format = _GIVEN, "@"
    elif heading in (GIVEN_ON, RECEIVED_ON):
        # A day typed without its year shows the year that Excel took it for.
        cell.number_format = "yyyy-mm-dd"
    elif heading == BASIS:
        cell.number_format = "@"


def _lines(text: str, heading: str) -> int:
    """How many lines a text takes in its column: Excel does not make room by itself for what a program wrote."""
    wide = sum(2 if not character.isascii() else 1 for character in text)
    return max(1, -(-wide // (_WIDTHS.get(heading, _WIDTH) - 1)) + text.count("\n"))


def _range(columns: Sequence[str], heading: str, first: int, last: int) -> str:
    letter = get_column_letter(columns.index(heading) + 1)
    return f"{letter}{first}:{letter}{last}"


def _choose(sheet: Worksheet, formula: str, cells: str, *, strict: bool) -> None:
    """A drop-down; where it is not strict, other text is taken as well."""
    rule = DataValidation(type="list", formula1=formula, allow_blank=True)
    # openpyxl leaves the message off, and Excel then lets everything pass.
    rule.showErrorMessage = strict
    rule.errorTitle, rule.error = "请从列表中选择", "只能选列表里的；还没有定的，请留空"
    rule.add(cells)
    sheet.add_data_validation(rule)


def _offer(
    book: Workbook, sheet: Worksheet, columns: Sequence[str], last: int, offered: Mapping[str, Sequence[str]]
) -> None:
    """The phrases on a sheet of their own, a column for each clause, and a drop-down from it in every row.

    Every row looks up its own clause: a sorted row takes its texts along and leaves a rule of its place behind.
    """
    store = book.create_sheet(PHRASES_SHEET)
    for column, (code, texts) in enumerate(offered.items(), start=1):
        for line, text in enumerate((code, *texts), start=1):
            cell = store.cell(line, column)
            assert isinstance(cell, ExcelCell)
            cell.value, cell.data_type = text, "s"
            cell.font = Font(name=_FONT, size=10, bold=line == 1)
        store.column_dimensions[get_column_letter(column)].width = _WIDTHS[BASIS]
    own = f"${get_column_letter(columns.index(CLAUSE) + 1)}{_FIRST}"
    at = f"'{PHRASES_SHEET}'!$A$2,0,MATCH({own},'{PHRASES_SHEET}'!$1:$1,0)-1"
    longest = max(map(len, offered.values()))
    formula = f"OFFSET({at},COUNTA(OFFSET({at},{longest},1)),1)"
    _choose(sheet, formula, _range(columns, BASIS, _FIRST, last), strict=False)


def _page(sheet: Worksheet, columns: Sequence[str]) -> None:
    for column, heading in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(heading, _WIDTH)
    sheet.freeze_panes = f"B{_FIRST}"
    sheet.print_title_rows = f"{_FIRST - 1}:{_FIRST - 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
