"""How a sheet comes out of the printer: A4, as wide as the page, as many pages high as it takes."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

_MARGINS = {"portrait": (0.6, 0.7), "landscape": (0.3, 0.55)}
"""In inches: at the sides; above and below."""
_A4 = {"portrait": (8.27, 11.69), "landscape": (11.69, 8.27)}
OWN_FONT, _PIXELS_PER_CHARACTER, _PIXELS_PER_INCH = Font(name="宋体", size=11), 8, 96
"""Excel's columns are as many digits of the book's own font wide, here eight pixels each."""


def set_page(sheet: Worksheet, orientation: str) -> None:
    """A4 and one page wide. Never one page high: what firms add would shrink the rest until nobody can read it."""
    sides, ends = _MARGINS[orientation]
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


def characters_across(orientation: str, size: float, least: float) -> float:
    """How many characters wide columns may be together, so that a font of `size` prints at no less than `least`."""
    inches = _A4[orientation][0] - 2 * _MARGINS[orientation][0]
    return inches * _PIXELS_PER_INCH / _PIXELS_PER_CHARACTER * size / least
