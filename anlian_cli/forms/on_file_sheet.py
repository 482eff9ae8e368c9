"""A second sheet beside the review's scores: what is on record of each unit's people and certificates (Art. 14(1))."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from anlian_cli.forms.print_page import set_page
from anlian_cli.forms.score_words import NAME, ON_FILE
from anlian_cli.model.on_file import OnFile

_FONT = "宋体"
_COLUMNS = (
    (NAME, 36),
    ("申报材料", 12),
    ("存档日期", 12),
    ("咨询人员", 18),
    ("高级职称", 18),
    ("写明有效期的证书", 12),
    ("已过期", 9),
    ("快到期", 9),
)
"""Each heading with its width in characters."""
_NOTE = "是否仍在职、后来有没有续证，台账里看不出，要另核；这张表不用填，录入得分时不读"


def add_on_file_sheet(book: Workbook, units: Sequence[OnFile]) -> None:
    """Add it behind the sheet of scores, which is read without it."""
    sheet = book.create_sheet(ON_FILE)
    sheet.append([_NOTE])
    sheet.append([heading for heading, _ in _COLUMNS])
    for unit in units:
        day = unit.filed_on.isoformat() if unit.filed_on else ""
        counts = (unit.consultants, unit.seniors, unit.stated, unit.lapsed, unit.ending)
        sheet.append([unit.name, unit.round_name or "无", day, *counts])
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.font = Font(name=_FONT, size=10, bold=cell.row == 2)
            aligned = "center" if cell.row > 1 and cell.column > 1 else None
            cell.alignment = Alignment(horizontal=aligned, wrap_text=cell.row != 1, vertical="center")
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a name that begins with = is no formula
    for column, (_, width) in zip("ABCDEFGH", _COLUMNS, strict=True):
        sheet.column_dimensions[column].width = width
    set_page(sheet, "landscape")
