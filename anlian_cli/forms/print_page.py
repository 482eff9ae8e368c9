"""How a sheet comes out of the printer: A4, as wide as the page, as many pages high as it takes."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from anlian_cli.forms.print_width import MARGINS

OWN_FONT = Font(name="宋体", size=11)
"""Each digit of it is eight pixels wide here."""


def set_page(sheet: Worksheet, orientation: str) -> None:
    """A4 and one page wide. Never one page high: what firms add would shrink the rest until nobody can read it."""
    sides, ends = MARGINS[orientation]
    sheet.page_setup.orientation = "portrait" if orientation == "portrait" else "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = sides
    sheet.page_margins.top = sheet.page_margins.bottom = ends
    sheet.page_margins.header = sheet.page_margins.footer = 0.3


def set_own_font(book: Workbook) -> None:
    """宋体 in place of Calibri, which a machine without Office has not, and then every column is wider than was meant.

    To be called first: openpyxl has no public way, and the first of its fonts is the book's own.
    """
    book._fonts[0] = OWN_FONT  # type: ignore[attr-defined]
    book._named_styles["Normal"].font = OWN_FONT  # type: ignore[attr-defined]
