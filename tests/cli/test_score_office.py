"""`anlian score` with sheets as offices fill them: what is left out is said, and two sheets are one too many."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_score import FIRST, JIA, shown
from tests.fictional import credit_code
from tests.office import UNITS, act, daily_sheet, must, open_workspace
from tests.records.test_damage import digest_of_all
from tests.workbooks import book


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return open_workspace(tmp_path / "w")


def filled_workbook(path: Path, sheets: dict[str, list[list[object]]]) -> None:
    path.write_bytes(book(sheets))


HEAD: list[object] = ["单位名称", "统一社会信用代码", "13.1", "13.2", "社区反馈", "投诉", "总分", "名次"]


def test_a_sheet_as_offices_fill_it(office: Path) -> None:
    rows: list[list[object]] = [
        ["2018年度日常工作考核评分表"],
        HEAD,
        [JIA, UNITS[JIA], 24, 24, 24, 24, 96, 1],
        ["平均", None, 24, 24, 24, 24, 96],
        ["考核人签字：", None, None, None, "年 月 日"],
    ]
    filled_workbook(office / "日常.xlsx", {"说明": [["请逐项打分"]], "评分": rows})
    told = must(office, "score", "日常", "2018", "日常.xlsx").out
    said = "".join(told.split())
    assert "工作表“说明”没有评分表的表头，没有读取" in said
    assert "栏目“投诉”按“13.4投诉举报”录入" in said
    assert "“名次”一栏没有录入：名次由程序计算" in said
    assert "第4行“平均”、第5行“考核人签字”不是单位，没有录入" in said
    assert "应评3家中2家没有出现在表里：丙安全有限公司、乙安全有限公司" in said
    assert shown(office) == "96"


def test_two_sheets_with_scores_record_nothing_until_one_is_chosen(office: Path) -> None:
    first, second = ([HEAD[:6], [JIA, UNITS[JIA], *[points] * 4]] for points in (24, 20))
    filled_workbook(office / "日常.xlsx", {"初稿": first, "定稿": second})
    before = digest_of_all(office / "records" / "dossiers")
    refused = act(office, "score", "日常", "2018", "日常.xlsx")
    assert (refused.code, "“初稿”、“定稿”" in refused.err, "--sheet" in refused.err) == (3, True, True)
    missing = act(office, "score", "日常", "2018", "日常.xlsx", "--sheet", "终稿")
    assert (missing.code, "“初稿”、“定稿”" in missing.err) == (2, True)
    assert digest_of_all(office / "records" / "dossiers") == before
    must(office, "score", "日常", "2018", "日常.xlsx", "--sheet", "定稿")
    assert shown(office) == "80"


def test_a_csv_has_no_sheets_to_choose_from(office: Path) -> None:
    daily_sheet(office / "日常.csv", dict.fromkeys(UNITS, FIRST))
    refused = act(office, "score", "日常", "2018", "日常.csv", "--sheet", "定稿")
    assert (refused.code, "没有工作表可选" in refused.err) == (2, True)


def test_units_that_are_due_and_not_on_the_sheet_are_named(office: Path) -> None:
    yi, bing = list(UNITS)[1:]
    daily_sheet(office / "一.csv", {JIA: FIRST})
    daily_sheet(office / "二.csv", {bing: FIRST})
    daily_sheet(office / "三.csv", {yi: FIRST})
    told = [
        "".join(must(office, "score", "日常", "2018", name, at=f"2018-12-0{day} 09:00").out.split())
        for day, name in ((1, "一.csv"), (2, "二.csv"), (3, "三.csv"))
    ]
    assert f"应评3家中2家没有出现在表里：{bing}、{yi}" in told[0] and "家已有得分" not in told[0]
    assert f"应评3家中2家没有出现在表里：{yi}；另1家已有得分" in told[1]
    assert "应评3家中2家没有出现在表里，都已有得分" in told[2]


@pytest.mark.parametrize(("count", "more"), [(10, ""), (12, "等12家")])
def test_of_many_units_without_a_row_ten_are_named(office: Path, count: int, more: str) -> None:
    many = {f"第{number:02d}安全有限公司": credit_code(800 + number) for number in range(count)}
    rows = "".join(f"{name},{code}\n" for name, code in many.items())
    (office / "新.csv").write_text("单位名称,统一社会信用代码\n" + rows, encoding="utf-8")
    must(office, "admit", "--founding", "新.csv", "--announced", "2017-12-01", at="2018-01-06 09:00")
    daily_sheet(office / "日常.csv", dict.fromkeys(UNITS, FIRST))
    said = "".join(must(office, "score", "日常", "2018", "日常.csv").out.split())
    named = "、".join(f"第{number:02d}安全有限公司" for number in range(10))
    assert f"应评{count + 3}家中{count}家没有出现在表里：{named}{more}" in said and ("等" in said) is bool(more)


def test_a_full_sheet_says_nothing_of_missing_units(office: Path) -> None:
    daily_sheet(office / "日常.csv", dict.fromkeys(UNITS, FIRST))
    assert "应评" not in must(office, "score", "日常", "2018", "日常.csv").out
