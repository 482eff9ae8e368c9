"""A blank score sheet for a stage, prefilled with the units concerned; read back, it is what was typed into it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from anlian_cli.forms.score_words import ANSWERED_BY, ASSESSED_ON, CODE, EXPERT, LOG, NAME, NOTE, NUMBER, REASON
from anlian_cli.forms.workbook_template import reproducible
from anlian_cli.model.record import plain
from anlian_cli.model.scores import Stage
from anlian_cli.model.scoring import StageRule

_FONT = "宋体"
_THIN = Side(style="thin", color="808080")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="E7E6E6")
_WIDTHS, _WIDTH = {NUMBER: 5, NAME: 32, CODE: 22, NOTE: 20, LOG: 28, REASON: 16}, 12
"""Of columns by what their headings end with, and of all others."""
_BESIDE = {Stage.INTERVIEW: (ANSWERED_BY,), Stage.REVIEW: (ASSESSED_ON,)}
"""What a stage asks beside the points: who answered (Art. 11(2)), when the review was (Art. 14)."""


@dataclass(frozen=True, slots=True)
class UnitToScore:
    """A unit that may be scored, and what its log of the year says to each item."""

    name: str
    credit_code: str
    log: Mapping[str, str] = field(default_factory=dict)


def headings(rule: StageRule, experts: int, logged: Set[str]) -> list[str]:
    """The columns of a stage's sheet, `logged` items with their log; an interview has a row per unit and expert."""
    columns = [NUMBER, NAME, CODE]
    if experts:
        columns.append(EXPERT)
    for item, maximum in rule.items.items():
        columns.append(f"{rule.title(item)}（{plain(maximum)}）")
        if item in logged:
            columns.append(f"{rule.title(item)}{LOG}")
        if rule.stage is not Stage.INTERVIEW:
            columns.append(f"{rule.title(item)}{REASON}")
    return [*columns, *_BESIDE.get(rule.stage, ()), NOTE]


def template_rows(rule: StageRule, units: Sequence[UnitToScore], experts: int) -> list[list[str]]:
    """The head and a row for every unit, or for every unit and expert."""
    head = headings(rule, experts, {item for unit in units for item in unit.log})
    rows = [head]
    for number, unit in enumerate(units, start=1):
        known = {NUMBER: str(number), NAME: unit.name, CODE: unit.credit_code}
        known |= {f"{rule.title(item)}{LOG}": text for item, text in unit.log.items()}
        rows += [[known.get(column, "") for column in head] for _ in range(max(1, experts))]
    return rows


def score_csv(rule: StageRule, units: Sequence[UnitToScore], experts: int) -> bytes:
    """The sheet as CSV that Excel opens in Chinese."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(template_rows(rule, units, experts))
    return buffer.getvalue().encode("utf-8-sig")


def score_workbook(rule: StageRule, units: Sequence[UnitToScore], experts: int) -> bytes:
    """The sheet as a workbook that refuses points over the maximum while they are typed."""
    book = Workbook()
    sheet = book.active or book.create_sheet()
    assert isinstance(sheet, Worksheet)
    sheet.title = rule.stage.label
    rows = template_rows(rule, units, experts)
    _title(sheet, rule, len(rows[0]))
    for line, values in enumerate(rows, start=3):
        for column, value in enumerate(values, start=1):
            _write(sheet, line, column, value, head=line == 3)
        sheet.row_dimensions[line].height = 14 * (max(value.count("\n") for value in values) + 1) + 8
    _limits(sheet, rule, len(rows) + 2)
    _page(sheet, rows[0])
    buffer = io.BytesIO()
    book.save(buffer)
    return reproducible(buffer.getvalue())


def _title(sheet: Worksheet, rule: StageRule, width: int) -> None:
    for line, text, size in ((1, f"{rule.period} {rule.stage.label}评分表", 16), (2, _note(rule), 10)):
        cell = sheet.cell(line, 1)
        cell.value = text
        cell.font = Font(name=_FONT, size=size, bold=line == 1)
        cell.alignment = Alignment(horizontal="center" if line == 1 else "left", wrap_text=True, vertical="center")
        sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=width)
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 28, 30


def _note(rule: StageRule) -> str:
    parts = ["得分最多两位小数，不超过括号里的满分；得零分请填 0，暂不评分的单位请删去整行。"]
    if rule.stage is Stage.INTERVIEW:
        parts.append("回避的专家在得分处填“回避”；多一位专家就复制一行。答辩人写实际答辩的人。")
    else:
        parts += ["考核日期写实际考核的日子。"] if rule.stage is Stage.REVIEW else []
        parts.append("扣分的请写原因。")
    if rule.scaled:
        parts.append("不适用的项目填“不适用”。")
    return "".join(parts)


def _write(sheet: Worksheet, line: int, column: int, value: str, *, head: bool) -> None:
    cell = sheet.cell(line, column)
    assert isinstance(cell, ExcelCell)
    if value:
        cell.value = value
        # A name that begins with '=' is no formula.
        cell.data_type = "s"
    cell.border = _BORDER
    cell.font = Font(name=_FONT, size=10, bold=head)
    cell.alignment = Alignment(vertical="center", wrap_text=True, horizontal="center" if head else None)
    if head:
        cell.fill = _HEAD


def _limits(sheet: Worksheet, rule: StageRule, last: int) -> None:
    """Points are numbers between 0 and the maximum; words such as 回避 are let through with a warning."""
    for column in range(1, sheet.max_column + 1):
        heading = str(sheet.cell(3, column).value)
        for item, maximum in rule.items.items():
            if heading == f"{rule.title(item)}（{plain(maximum)}）" and last > 3:
                check = DataValidation(type="decimal", operator="between", formula1="0", formula2=plain(maximum))
                # openpyxl leaves the message off, and Excel then lets everything pass.
                check.errorStyle, check.showErrorMessage = "warning", True
                check.errorTitle, check.error = "得分", f"应在 0 至 {plain(maximum)} 之间"
                check.add(f"{get_column_letter(column)}4:{get_column_letter(column)}{last}")
                sheet.add_data_validation(check)


def _page(sheet: Worksheet, head: Sequence[str]) -> None:
    for column, heading in enumerate(head, start=1):
        own = next((width for ending, width in _WIDTHS.items() if heading.endswith(ending)), _WIDTH)
        sheet.column_dimensions[get_column_letter(column)].width = own
    sheet.row_dimensions[3].height = 44
    sheet.freeze_panes = "D4"
    sheet.print_title_rows = "3:3"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
