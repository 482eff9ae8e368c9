"""A paper's table as a workbook: its title, the table, what is said of it, and a chart of the totals, on A4."""

from __future__ import annotations

import io
from datetime import datetime, time
from decimal import Decimal

from docx import Document
from openpyxl import Workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.header_footer import _HeaderFooterPart as HeaderFooterPart
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from anlian_cli.model.packed import timeless
from anlian_cli.report.document import Cell
from anlian_cli.report.papers.paper import NAME, Paper, in_words
from anlian_cli.report.papers.reading import title_of
from anlian_cli.report.text import printable, width, wrapped
from anlian_cli.report.workbook import places_format

_TITLE_FONT, _FONT = "黑体", "宋体"
_THIN = Side(style="thin", color="000000")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="E7E6E6")
_PAGE_WIDTH, _PAGE_HEIGHT, _CHARACTER = 740, 480, 5.25
"""Points of a page on its side between its margins, and of a unit of width; a wider table is printed smaller."""
_MOST_BARS = 40
"""A chart of more bars than this says nothing on a page; the table has them all."""


def paper_workbook(filled: bytes, paper: Paper) -> bytes:
    """The table of a paper on one sheet, under the title that the filled paper bears."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = paper.kind
    columns, title = len(paper.columns), title_of(Document(io.BytesIO(filled)))
    _line(sheet, 1, title, columns, Font(name=_TITLE_FONT, size=16, bold=True), "center", 48)
    _line(sheet, 2, _issued(paper), columns, Font(name=_FONT, size=11), "right", 20)
    _table(sheet, paper)
    _below(sheet, paper, 4 + len(paper.rows), columns)
    _page(sheet, paper)
    if paper.bars:
        _chart(sheet, paper, 6 + len(paper.rows) + len(_notes(paper)))
    _properties(book, paper, title)
    buffer = io.BytesIO()
    book.save(buffer)
    return timeless(buffer.getvalue(), paper.on)


def _issued(paper: Paper) -> str:
    return "　".join(filter(None, (paper.federation, paper.document, in_words(paper.on))))


def _notes(paper: Paper) -> tuple[str, ...]:
    return paper.lists.get("说明", ())


def _line(sheet: Worksheet, line: int, text: str, columns: int, font: Font, across: str, height: int) -> None:
    cell = sheet.cell(line, 1)
    assert isinstance(cell, ExcelCell)
    _text(cell, text)
    cell.font = font
    cell.alignment = Alignment(horizontal=across, vertical="center", wrap_text=True)
    sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=columns)
    sheet.row_dimensions[line].height = height


def _text(cell: ExcelCell, text: str) -> None:
    cell.value = printable(text)
    cell.data_type = "s"  # a name that begins with '=' is no formula


def _table(sheet: Worksheet, paper: Paper) -> None:
    for column, heading in enumerate(paper.columns, start=1):
        cell = _boxed(sheet, 3, column, Cell(heading.text), number=True)
        cell.font, cell.fill = Font(name=_FONT, size=11, bold=True), _HEAD
        texts = [heading.text, *(cells[column - 1].text for cells in paper.rows)]
        sheet.column_dimensions[get_column_letter(column)].width = min(max(map(width, texts)) + 3, 36)
    sheet.row_dimensions[3].height = 32
    for line, cells in enumerate(paper.rows, start=4):
        for column, (value, heading) in enumerate(zip(cells, paper.columns, strict=True), start=1):
            _boxed(sheet, line, column, value, number=heading.number)
        lines = max(len(wrapped(value.text, 33)) for value in cells)
        sheet.row_dimensions[line].height = 8 + 14 * lines


def _boxed(sheet: Worksheet, line: int, column: int, value: Cell, *, number: bool) -> ExcelCell:
    cell = sheet.cell(line, column)
    assert isinstance(cell, ExcelCell)
    if isinstance(value.value, Decimal):
        cell.value, cell.number_format = value.value, places_format(value.text)
    elif isinstance(value.value, int):
        cell.value = value.value
    else:
        _text(cell, value.value)
    cell.font, cell.border = Font(name=_FONT, size=11), _BORDER
    cell.alignment = Alignment(horizontal="center" if number else "left", vertical="center", wrap_text=True)
    return cell


def _below(sheet: Worksheet, paper: Paper, line: int, columns: int) -> None:
    for number, text in enumerate(_notes(paper), start=line):
        height = 8 + 14 * len(wrapped(text, 90))
        _line(sheet, number, text, columns, Font(name=_FONT, size=10), "left", height)


def _chart(sheet: Worksheet, paper: Paper, line: int) -> None:
    headings = [heading.text for heading in paper.columns]
    total, name = headings.index(paper.chart_title) + 1, headings.index(NAME) + 1
    last = 3 + min(len(paper.bars), _MOST_BARS)
    chart = BarChart()
    chart.type, chart.style, chart.legend = "bar", 10, None
    chart.title = paper.chart_title
    chart.add_data(Reference(sheet, min_col=total, min_row=4, max_row=last))
    chart.set_categories(Reference(sheet, min_col=name, min_row=4, max_row=last))
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 100
    # A bar chart begins at its foot: turned over, the best stands on top.
    chart.x_axis.scaling.orientation = "maxMin"
    # Where openpyxl leaves this unsaid, Excel draws no axes.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.dataLabels = DataLabelList()
    labels = chart.dataLabels
    labels.showVal = True
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    chart.height, chart.width = max(6.0, 0.8 * (last - 3) + 3), 24
    _keep_whole(sheet, chart)
    sheet.add_chart(chart, f"A{line}")


def _keep_whole(sheet: Worksheet, chart: BarChart) -> None:
    """A chart for which the page has no room stands on the next."""
    table = sum(dimension.height or 0 for dimension in sheet.row_dimensions.values())
    across = _CHARACTER * sum(dimension.width for dimension in sheet.column_dimensions.values())
    if table + chart.height / 2.54 * 72 > _PAGE_HEIGHT * max(1, across / _PAGE_WIDTH):
        sheet.row_breaks.append(Break(id=sheet.max_row))


def _page(sheet: Worksheet, paper: Paper) -> None:
    landscape = len(paper.columns) >= 7
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "3:3"
    sheet.freeze_panes = "A4"
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter = HeaderFooterItem(
        center=HeaderFooterPart("第 &P 页 共 &N 页"),
        right=HeaderFooterPart(paper.digest_shown and f"日志摘要 {paper.digest_shown}"),
    )


def _properties(book: Workbook, paper: Paper, title: str) -> None:
    properties = book.properties
    properties.creator = properties.lastModifiedBy = None
    properties.title, properties.keywords = title, paper.digest
    properties.created = properties.modified = datetime.combine(paper.on, time())
