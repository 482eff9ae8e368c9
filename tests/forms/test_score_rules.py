"""Every cell of a score sheet takes what it asks for, and refuses what is no score; judged as Excel would."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.worksheet.worksheet import Worksheet

from anlian_cli.forms.score_rows import score_rows
from anlian_cli.forms.score_sheet import read_score_sheet
from anlian_cli.model.scores import Stage
from tests.excel_rules import verdict
from tests.forms.score_sheets import RULES, open_sheet, score_sheet


@pytest.mark.parametrize("stage", list(Stage))
def test_points_are_taken_and_what_is_none_is_refused(stage: Stage) -> None:
    sheet = open_sheet(stage)
    for cell, maximum in points_cells(sheet):
        for answer in ("", "0", "12.5", "0.01", maximum, f"{float(maximum) - 0.25}"):
            assert verdict(sheet, cell, answer) == "accepted", (cell, answer)
        for answer in (str(float(maximum) + 0.01), "-1", "2.555", "二十", "22分", "好"):
            assert verdict(sheet, cell, answer) == "refused", (cell, answer)


@pytest.mark.parametrize("stage", list(Stage))
def test_a_word_is_taken_where_the_sheet_asks_for_it(stage: Stage) -> None:
    for scaled in (False, True):
        sheet = open_sheet(stage, scaled)
        for word, asks in (("回避", stage is Stage.INTERVIEW), ("不适用", scaled)):
            assert (word in note(sheet)) is asks
            for cell, _ in points_cells(sheet):
                assert verdict(sheet, cell, word) == ("accepted" if asks else "refused"), (cell, word)


def test_an_interview_whose_experts_have_no_rows_asks_for_no_recusal() -> None:
    sheet = open_sheet(Stage.INTERVIEW, experts=0)
    assert "回避" not in note(sheet)
    assert {verdict(sheet, cell, "回避") for cell, _ in points_cells(sheet)} == {"refused"}


def test_every_other_cell_of_a_score_sheet_takes_any_answer() -> None:
    for stage in Stage:
        sheet = open_sheet(stage)
        points = {cell for cell, _ in points_cells(sheet)}
        for row in sheet.iter_rows(min_row=first_unit(sheet), max_row=first_unit(sheet) + 1):
            for cell in row:
                if cell.coordinate not in points:
                    for answer in ("2018-11-20", "2018年11月20日", "2018.11.20"):
                        assert verdict(sheet, cell.coordinate, answer) == "accepted"


def test_a_day_that_is_none_is_questioned() -> None:
    sheet = open_sheet(Stage.REVIEW)
    day = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "考核日期")
    assert verdict(sheet, f"{day.column_letter}{first_unit(sheet)}", "上周") == "warned"


@pytest.mark.parametrize("stage", list(Stage))
def test_a_sheet_that_is_filled_as_it_asks_is_read_without_a_remark(stage: Stage, tmp_path: Path) -> None:
    rule = RULES[stage]
    book = load_workbook(io.BytesIO(score_sheet(stage)))
    sheet = book.worksheets[0]
    for cell, maximum in points_cells(sheet):
        sheet[cell].value = float(maximum) - 0.5
    for row in sheet.iter_rows(min_row=first_unit(sheet)):
        for cell in row:
            head = heads(sheet).get(cell.column)
            if isinstance(cell, ExcelCell) and cell.value is None and head in ("专家", "答辩人", "备注", "扣分原因"):
                cell.value = f"{head}{cell.row if head == '专家' else ''}"
    path = tmp_path / "评分表.xlsx"
    book.save(path)
    read = read_score_sheet(path, rule)
    scored = score_rows(read, rule, lambda name, _code: name, "d" * 64)
    assert (read.remarks, scored.faults) == ([], [])
    wanted = [maximum - Decimal("0.5") for maximum in rule.items.values()]
    for score in scored.scores.values():
        for items in [expert.items for expert in score.experts] or [score.items]:
            assert [item.points for item in items] == wanted


def note(sheet: Worksheet) -> str:
    """What the sheet says of itself under its title."""
    return "".join(str(cell.value) for cell in sheet[2] if cell.value)


def heads(sheet: Worksheet) -> dict[int, str]:
    """The lowest text of each column's head."""
    rows = sheet.iter_rows(min_row=3, max_row=first_unit(sheet) - 1)
    return {cell.column: str(cell.value) for row in rows for cell in row if cell.value is not None}


def first_unit(sheet: Worksheet) -> int:
    return next(row for row in range(3, 9) if sheet.cell(row, 1).value == "1")


def points_cells(sheet: Worksheet) -> Iterator[tuple[str, str]]:
    """Every cell that points are typed into, with their maximum as its head says it."""
    units = [row for row in range(3, sheet.max_row + 1) if str(sheet.cell(row, 1).value).isdigit()]
    for column, head in heads(sheet).items():
        above = next((str(sheet.cell(3, left).value) for left in range(column, 0, -1) if sheet.cell(3, left).value), "")
        maximum = re.search(r"（([\d.]+)）$", above)
        if maximum and (head == "得分" or head == above):
            for row in units:
                yield f"{sheet.cell(row, column).coordinate}", maximum[1]
