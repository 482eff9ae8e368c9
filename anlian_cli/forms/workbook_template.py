"""The application as a workbook that looks like the official forms, blank or filled; reading it gives it back.

Every value cell is text, so that Excel changes no number; what it asks stands beside it as an input hint.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.header_footer import _HeaderFooterPart as HeaderFooterPart
from openpyxl.worksheet.worksheet import Worksheet

from anlian_cli.forms.cell_rules import field_rule, prompted
from anlian_cli.forms.print_page import set_page
from anlian_cli.forms.sheet_pieces import Piece, Sheet
from anlian_cli.forms.workbook_layout import (
    MATERIALS,
    NOTES,
    PERSONS,
    person_sheet,
    self_check_sheet,
    unit_sheet,
)
from anlian_cli.model.application import Application
from anlian_cli.model.packed import timeless

VERSION = "表样第 1 版"
_FONT, _TITLE_FONT = "仿宋", "宋体"
_THIN = Side(style="thin")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TALL = 60
"""In points: a higher row is for a text of many lines, which begins at its top."""
_TO_FILL = PatternFill(bgColor="FFF2CC")


def application_workbook(application: Application | None = None, persons: int = 6) -> bytes:
    """A workbook with at least `persons` consultants' forms, filled where the application has values."""
    tree = application.model_dump(mode="json", exclude_none=True) if application else {}
    book = Workbook()
    _explain(book.active or book.create_sheet())
    for sheet in _sheets(tree, persons):
        _draw(book.create_sheet(sheet.name), sheet, tree)
    book.active = 1
    book.properties.creator, book.properties.keywords = "anlian", VERSION
    book.properties.created = datetime(2017, 1, 1)
    buffer = io.BytesIO()
    book.save(buffer)
    return timeless(buffer.getvalue())


def _sheets(tree: dict[str, Any], persons: int) -> Iterator[Sheet]:
    yield unit_sheet(tree)
    for row in range(max(persons, len(tree.get(PERSONS, ())))):
        yield person_sheet(row)
    yield self_check_sheet()


def _explain(sheet: Worksheet) -> None:
    sheet.title = "填写说明"
    # A column wider than the page is cut in print: LibreOffice shrinks none that it cannot break, and its font is wider
    # where Calibri is missing.
    sheet.column_dimensions["A"].width = 75
    for row, line in enumerate(NOTES, start=1):
        cell = sheet.cell(row, 1)
        cell.value = line
        cell.font = Font(name=_TITLE_FONT if row == 1 else _FONT, size=16 if row == 1 else 12, bold=row == 1)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        # No program fits the height of a row by itself that wraps when it is opened.
        sheet.row_dimensions[row].height = 40
    _page(sheet)


def _draw(sheet: Worksheet, layout: Sheet, tree: dict[str, Any]) -> None:
    for column, columns in enumerate(layout.widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = columns
    for row, height in layout.heights.items():
        sheet.row_dimensions[row].height = height
    for piece in layout.pieces:
        _place(sheet, piece, tree)
    _page(sheet)


def _place(sheet: Worksheet, piece: Piece, tree: dict[str, Any]) -> None:
    if piece.kind == "frame":
        _frame(sheet, piece)
        return
    if piece.lined:
        _box(sheet, piece)
    cell, title = sheet.cell(piece.row, piece.column), piece.kind == "title"
    assert isinstance(cell, ExcelCell)
    is_long = piece.kind == "value" and (sheet.row_dimensions[piece.row].height or 0) > _TALL
    cell.alignment = Alignment(horizontal=piece.aligned, vertical="top" if is_long else "center", wrap_text=not title)
    cell.font = Font(name=_TITLE_FONT, size=18, bold=True) if title else Font(name=_FONT, size=12)
    _write(cell, (_text_at(tree, piece.route) if piece.route else None) or piece.text or None)
    if piece.kind == "value":
        cell.number_format = "@"
        _ask(sheet, cell, piece)
        if piece.required:
            _mark(sheet, cell, piece)
    if (piece.last_row, piece.last_column) != (piece.row, piece.column):
        sheet.merge_cells(f"{cell.coordinate}:{get_column_letter(piece.last_column)}{piece.last_row}")


def _box(sheet: Worksheet, piece: Piece) -> None:
    for row in range(piece.row, piece.last_row + 1):
        for column in range(piece.column, piece.last_column + 1):
            sheet.cell(row, column).border = _BORDER


def _frame(sheet: Worksheet, piece: Piece) -> None:
    """Lines around the rectangle, and none inside it."""
    for row in range(piece.row, piece.last_row + 1):
        for column in range(piece.column, piece.last_column + 1):
            sheet.cell(row, column).border = Border(
                top=_THIN if row == piece.row else None,
                bottom=_THIN if row == piece.last_row else None,
                left=_THIN if column == piece.column else None,
                right=_THIN if column == piece.last_column else None,
            )


def _write(cell: ExcelCell, text: str | None) -> None:
    if text is not None:
        cell.value = text
        cell.data_type = "s"  # a text that begins with '=' is no formula


def _text_at(tree: Any, route: tuple[Any, ...]) -> str | None:
    """The value at a route of labels, as one cell shows it."""
    for step in route:
        if isinstance(step, tuple):
            return _joined(tree, step)  # two facts in one cell
        if isinstance(tree, dict):
            tree = tree.get(str(step))
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    if isinstance(tree, list):
        return ("\n" if route[0] == MATERIALS else "、").join(map(str, tree)) or "无"
    return None if tree is None else str(tree)


def _joined(row: Any, labels: tuple[str, str]) -> str | None:
    """安全工程、高级工程师; a part that is missing leaves its mark, so that the other is not mistaken for it."""
    if not isinstance(row, dict):
        return None
    first, second = (row.get(label) for label in labels)
    if first is None and second is not None and not set("、，,；;/") & set(second):
        return str(second)
    return None if first is second is None else f"{first or ''}、{second or ''}"


def _ask(sheet: Worksheet, cell: ExcelCell, piece: Piece) -> None:
    """The cell's rule from its field's type, with what it asks beside it."""
    assert piece.of
    rule = prompted(field_rule(piece.of, cell.coordinate), piece.name, piece.hint or piece.name)
    rule.add(cell.coordinate)
    sheet.add_data_validation(rule)


def _mark(sheet: Worksheet, cell: ExcelCell, piece: Piece) -> None:
    """A compulsory cell is shaded as long as it is blank, so that a filled form looks like the official one."""
    first = f"${cell.column_letter}${cell.row}"
    blank = f"LEN(TRIM({first}))=0" + (f',{first}="{piece.text}"' if piece.text else "")
    cells = f"{cell.coordinate}:{get_column_letter(piece.last_column)}{piece.last_row}"
    sheet.conditional_formatting.add(cells, FormulaRule([f"OR({blank})"], fill=_TO_FILL))  # type: ignore[no-untyped-call]


def _page(sheet: Worksheet) -> None:
    set_page(sheet, "portrait")
    sheet.oddFooter = HeaderFooterItem(right=HeaderFooterPart(VERSION))
