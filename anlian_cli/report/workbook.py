"""Tables as a workbook that prints well: A4 landscape, headings repeated, text that stays text."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.header_footer import _HeaderFooterPart as HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from anlian_cli.report.document import Cell, Report, Table
from anlian_cli.report.text import printable, width, wrapped

_THIN = Side(style="thin", color="808080")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="E7E6E6")
_FONT = "宋体"
_WIDEST = 34
_LINE_HEIGHT = 13
_EXCEL_TEXT_LIMIT = 32_767


def workbook(document: Report, made_on: datetime) -> bytes:
    """The document's flat tables, a sheet each."""
    book = Workbook()
    for sheet in list(book.worksheets):
        book.remove(sheet)
    for table in document.tables:
        _fill(book.create_sheet(table.name), table, document.title)
    book.properties.creator = "anlian"
    book.properties.title = document.title
    book.properties.created = book.properties.modified = made_on
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(sheet: Worksheet, table: Table, title: str) -> None:
    for column, heading in enumerate(table.columns, start=1):
        cell = _write(sheet, 1, column, Cell(heading.heading))
        cell.font, cell.fill = Font(name=_FONT, bold=True), _HEAD
    for line, cells in enumerate(table.rows, start=2):
        for column, value in enumerate(cells, start=1):
            _write(sheet, line, column, value)
    _sizes(sheet, table)
    _page(sheet, title)


def _write(sheet: Worksheet, line: int, column: int, value: Cell) -> ExcelCell:
    cell = sheet.cell(line, column)
    assert isinstance(cell, ExcelCell)  # a new sheet has no merged cells
    if isinstance(value.value, Decimal):
        cell.value, cell.number_format = value.value, places_format(value.text)
    elif isinstance(value.value, int):
        cell.value = value.value
    else:
        cell.value = "\n".join(map(printable, value.value.split("\n")))[:_EXCEL_TEXT_LIMIT]
        cell.data_type = "s"  # a text that begins with '=' is no formula
    cell.font, cell.border = Font(name=_FONT, size=10), _BORDER
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def places_format(text: str) -> str:
    """The number format that shows as many places as a text does."""
    places = len(text.partition(".")[2])
    return f"0.{'0' * places}" if places else "0"


def _sizes(sheet: Worksheet, table: Table) -> None:
    """Columns as wide as their text, up to a limit; rows as high as what then wraps (Excel fits none by itself)."""
    lines = [
        [column.heading for column in table.columns],
        *([cell.text for cell in cells] for cells in table.rows),
    ]
    widths = [min(max(map(_widest, column)) + 2, _WIDEST) for column in zip(*lines, strict=True)]
    for column, columns in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = columns
    for number, values in enumerate(lines, start=1):
        height = max(len(wrapped(value, columns - 1)) for value, columns in zip(values, widths, strict=True))
        # Excel has no row higher than 409 points.
        sheet.row_dimensions[number].height = min(height * _LINE_HEIGHT + 2, 400)


def _widest(text: str) -> int:
    return max(map(width, text.split("\n")))


def _page(sheet: Worksheet, title: str) -> None:
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    # One page wide, as many high as it takes (0); Excel heeds it only with `fitToPage`.
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddHeader = HeaderFooterItem(center=HeaderFooterPart(title))
    sheet.oddFooter = HeaderFooterItem(center=HeaderFooterPart("第 &P 页 共 &N 页"))
