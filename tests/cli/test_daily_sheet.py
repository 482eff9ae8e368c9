"""`daily --sheet`: many notes of the year at once, whole or not at all, and again as the sheet grows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.office import UNITS, act, must, open_workspace

JIA, YI = list(UNITS)[:2]
_HEAD = ("单位名称", "统一代码", "日期", "项目", "记录内容", "附件")
_VISIT = (JIA, UNITS[JIA], date(2018, 5, 3), "13.1", "走访，资料齐全", "")
_COMPLAINT = ("乙", "", "2018年9月11日", "投诉举报", "社区投诉培训走过场", "来函.txt")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    workspace = open_workspace(tmp_path / "w")
    (workspace / "来函.txt").write_text("来函", encoding="utf-8")
    return workspace


def sheet(office: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    assert book.active is not None
    book.active.append(["2018 年日常记录"])
    for row in (_HEAD, *rows, (YI, UNITS[YI], "", "", "", "")):
        book.active.append(row)
    book.save(office / "日常记录.xlsx")
    return office / "日常记录.xlsx"


def test_every_row_is_recorded_and_told_and_a_grown_sheet_records_what_is_new(office: Path) -> None:
    rehearsed = must(office, "daily", "--sheet", sheet(office, _VISIT), "--dry-run")
    assert "2018-05-03" not in must(office, "show", JIA).out
    first = must(office, "daily", "--sheet", sheet(office, _VISIT))
    assert first.out == rehearsed.out
    assert first.out.startswith(f"{JIA}  2018-05-03  13.1 ") and first.out.endswith("：走访，资料齐全\n")
    second = must(office, "daily", "--sheet", sheet(office, _VISIT, _COMPLAINT))
    assert second.out.startswith(f"{YI}  2018-09-11  13.4 ")
    assert second.out.endswith("：社区投诉培训走过场（附件 1 个）\n")
    assert "有 1 行台账里已有，没有重复记录" in second.err and "已记为第 3 批" in second.err
    third = must(office, "daily", "--sheet", sheet(office, _VISIT, _COMPLAINT))
    assert third.out == "" and "没有新的记录" in third.err
    assert must(office, "verify").code == 0


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ((JIA, "", "2019-01-11", "13.1", "走访"), "日期 2019-01-11 还没有到"),
        ((JIA, "", "上周", "13.1", "走访"), "上周"),
        ((JIA, "", "2018-05-03", "13.9", "走访"), "没有项目“13.9”"),
        ((JIA, "", "2018-05-03", "13.1", ""), "没有写记录"),
        ((JIA, "", "2018-05-03", "13.1", "电话 13800138000"), "文字里有手机号"),
        ((JIA, UNITS[YI], "2018-05-03", "13.1", "走访"), "表上写的是"),
        (("丁", "", "2018-05-03", "13.1", "走访"), "台账里没有单位“丁”"),
        (("", "", "2018-05-03", "13.1", "走访"), "没有写单位"),
        ((JIA, "", "2018-05-03", "13.1", "走访", "没有.pdf"), "没有.pdf 打不开"),
        (_VISIT, "与上面的一行完全相同"),
    ],
)
def test_a_faulty_row_is_named_and_nothing_is_recorded(office: Path, row: tuple[object, ...], words: str) -> None:
    refused = act(office, "daily", "--sheet", sheet(office, _VISIT, row))
    assert (refused.code, words in refused.err, "第 4 行 E4：" in refused.err) == (3, True, True), refused.err
    assert "2018-05-03" not in must(office, "show", JIA).out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--sheet", "在册.csv"), 3, "没有找到日常记录表的表头"),
        (("--sheet", "来函.txt"), 3, "不是日常记录表"),
        (("--sheet", "在册.csv", "--note", "x"), 2, "--sheet 不和 --note 一起用"),
        (("甲", "--item", "13.1", "--on", "2018-05-03"), 2, "或用 --sheet 一次记多条"),
    ],
)
def test_what_cannot_be_done_is_told(office: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    refused = act(office, "daily", *arguments)
    assert (refused.code, words in refused.err) == (code, True), refused.err
