"""Nothing that is hidden on a sheet is recorded, and nothing is passed over because another sheet stands before it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from anlian_cli.errors import InputFault
from anlian_cli.forms.daily_sheet import read_daily_sheet
from anlian_cli.forms.score_sheet import read_score_sheet
from anlian_cli.forms.sheet_mark import mark
from anlian_cli.forms.unit_list import read_unit_list
from tests.conftest import ROOT
from tests.forms.test_score_office import DAILY, FIRST, NAMED, Rows, save

LIBREOFFICE = ROOT / "tests" / "data" / "libreoffice"
UNSEEN_ROW = "第 4 行是隐藏的（或被筛选掉了），请显示出来看过再录；不录的请删去"
UNSEEN_COLUMN = "“扣分原因”一栏是隐藏的，里面有内容；请显示出来看过再录；不录的请删去"


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_hidden_row_or_column_that_would_be_recorded_is_a_fault(kind: str) -> None:
    """Written by LibreOffice."""
    faults = read_score_sheet(LIBREOFFICE / f"隐藏.{kind}", DAILY).faults
    assert [(fault.row, fault.cell, fault.message) for fault in faults] == [
        (4, "A4", UNSEEN_ROW),
        (2, "E2", UNSEEN_COLUMN),
    ]


def test_what_is_hidden_and_not_recorded_is_no_fault(tmp_path: Path) -> None:
    rows: Rows = [
        ["统一代码", *NAMED, "备注", "名次"],
        ["91110105MA0000015F", "甲", 1, 2, 3, 4, None, 1],
        [],
        [None, "合计"],
    ]
    path = save(tmp_path / "表.xlsx", {"评分": rows})
    book = load_workbook(path)
    for column in ("A", "G", "H"):
        book.active.column_dimensions[column].hidden = True
    for row in (3, 4):
        book.active.row_dimensions[row].hidden = True
    book.save(path)
    sheet = read_score_sheet(path, DAILY)
    assert (sheet.faults, len(sheet.rows)) == ([], 1)


NOTED: Rows = [["单位名称", "日期", "项目", "记录"], ["甲", "2018-05-03", "13.1", "走访"]]
LISTED: Rows = [["单位全称", "统一代码"], ["甲", "91110105MA0000015F"]]


@pytest.mark.parametrize(("read", "rows"), [(read_daily_sheet, NOTED), (read_unit_list, LISTED)])
def test_notes_or_a_list_on_two_sheets_are_a_fault_that_names_them(
    read: Callable[[Path], object], rows: Rows, tmp_path: Path
) -> None:
    with pytest.raises(InputFault, match=r"有 2 张工作表.*“一月”、“二月”"):
        read(save(tmp_path / "两张.xlsx", {"一月": rows, "二月": rows}))
    read(save(tmp_path / "一张.xlsx", {"空表": rows[:1], "二月": rows}))


def test_a_hidden_note_or_unit_on_a_list_is_a_fault(tmp_path: Path) -> None:
    for name, rows in (("记录.xlsx", NOTED), ("名单.xlsx", LISTED)):
        book = load_workbook(save(tmp_path / name, {"表": rows}))
        book.active.row_dimensions[2].hidden = True
        book.save(tmp_path / name)
    (fault,) = read_daily_sheet(tmp_path / "记录.xlsx")[1]
    assert fault.message.startswith("第 2 行是隐藏的")
    with pytest.raises(InputFault, match="第 2 行是隐藏的"):
        read_unit_list(tmp_path / "名单.xlsx")


def test_a_score_sheet_is_no_list_of_units(tmp_path: Path) -> None:
    path = save(tmp_path / "评分.xlsx", {"评分": [["2017 材料审核评分表"], *FIRST]})
    with pytest.raises(InputFault, match="是“2017 材料审核评分表”，不是名单"):
        read_unit_list(path)


def test_a_mark_tells_of_a_score_sheet_when_its_title_has_gone(tmp_path: Path) -> None:
    path = save(tmp_path / "名单.xlsx", {"名单": FIRST})
    book = load_workbook(path)
    mark(book, "2017 材料审核评分表")
    book.save(path)
    with pytest.raises(InputFault, match="是“2017 材料审核评分表”，不是名单"):
        read_unit_list(path)
