"""The mark of a sheet that we made: a sheet that nobody sees, saying which it is when its title has been changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from anlian_cli.forms.grid import Grid

if TYPE_CHECKING:
    # Who reads a sheet needs nothing that writes one.
    from openpyxl import Workbook

_SHEET = "anlian"


def mark(book: Workbook, title: str) -> None:
    """Put a mark into a workbook, which not even Excel's own menu shows."""
    sheet = book.create_sheet(_SHEET)
    sheet["A1"] = title
    sheet.sheet_state = "veryHidden"


def marks_in(hidden: Sequence[Grid]) -> tuple[list[Grid], list[Grid]]:
    """Of the hidden sheets the marks, and the others."""
    return [grid for grid in hidden if grid.sheet == _SHEET], [grid for grid in hidden if grid.sheet != _SHEET]
