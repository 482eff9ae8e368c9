"""What keeps her from her own slips: each one told in a sentence, and nothing recorded."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import EXAMPLES
from tests.office import SETTINGS, UNITS, act, daily_sheet, must, open_workspace

JIA, YI, BING = UNITS
NOW = "2020-12-20 09:00"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """甲 is out since March 2020; the daily sheets of 2018 are recorded, and blank ones lie there."""
    office = open_workspace(tmp_path_factory.mktemp("guards") / "w")
    full = daily_sheet(office / "日常.csv", dict.fromkeys(UNITS, (25, 20, 20, 20)))
    must(office, "score", "日常", "2018", full, at="2018-12-20 09:00")
    found = ("--found-on", "2020-01-02", "--note", "违规", "--substantiated", "--by-body", "调查组")
    must(office, "exit", "report", JIA, "17", *found, at="2020-01-02 09:00")
    must(office, "exit", "open", JIA, "--on", "2020-01-03", at="2020-01-03 09:00")
    for year in (2019, 2020):
        must(office, "template", "日常", year, "-o", f"空表{year}.xlsx", at="2020-01-04 09:00")
    (office / "一项.csv").write_text(f"单位全称,13.2\n{YI},24\n", encoding="utf-8")
    (office / "外来.csv").write_text(f"单位全称,14.1,14.2,14.3,14.4,14.5\n{YI},1,2,3,4,5\n", encoding="utf-8")
    return office


@pytest.fixture
def office(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "w"))


DECIDE = ("exit", "decide", JIA, "--announced", "2020-03-15", "--note", "违规")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (
            ("score", "日常", "2020", "空表2019.xlsx"),
            "标题写的是“2019 日常工作考核评分表”，这次录入的是 2020 日常工作考核",
        ),
        (
            ("score", "审查", "2019", "空表2019.xlsx"),
            "标题写的是“2019 日常工作考核评分表”，这次录入的是 2019 年度资格审查",
        ),
        (("score", "日常", "2018", "外来.csv"), "这张表不是日常工作考核的：栏目是“14.1”“14.2”“14.3”等"),
        (("score", "日常", "2018", "一项.csv"), "更正已录入的，写上 --reason 就可以只写要改的项目"),
        (("score", "日常", "2019", "一项.csv", "--reason", "漏看"), "第一次录入要写全各项"),
        (("score", "日常", "2018", "--unit", YI, "--item", "13.2=24"), "写上 --reason 就可以只写要改的项目"),
        (DECIDE, "2020-03-15 至 2023-03-15 不得申请"),
        (DECIDE, "加 --yes 再运行"),
        (("init", "applications/里面"), "不能再建一个"),
    ],
)
def test_a_slip_is_told_in_one_sentence_and_nothing_is_recorded(
    office: Path, command: tuple[str, ...], words: str
) -> None:
    before = must(office, "log", "--format", "json", at=NOW).out
    refused = act(office, *command, at=NOW)
    assert refused.code in (2, 3) and words in refused.err
    assert len(refused.err.splitlines()) <= 3
    assert must(office, "log", "--format", "json", at=NOW).out == before


def test_a_sheet_of_last_year_under_a_new_title_is_known_by_its_mark(office: Path) -> None:
    book = load_workbook(office / "空表2019.xlsx")
    assert [(sheet.title, sheet.sheet_state) for sheet in book.worksheets[1:]] == [("anlian", "veryHidden")]
    book.worksheets[0]["A1"].value = "2020 日常工作考核评分表"
    book.save(office / "改名.xlsx")
    refused = act(office, "score", "日常", "2020", "改名.xlsx", at=NOW)
    assert refused.code == 3 and "是为“2019 日常工作考核评分表”生成的" in refused.err
    assert "隐藏" not in act(office, "score", "日常", "2020", "空表2020.xlsx", "--dry-run", at=NOW).err


def test_a_correction_names_only_what_it_corrects(office: Path) -> None:
    must(office, "score", "日常", "2018", "一项.csv", "--reason", "漏看一份材料", at=NOW)
    must(office, "score", "日常", "2018", "--unit", BING, "--item", "13.4=19", "--reason", "投诉属实", at=NOW)
    changes = [
        entry["changes"] for entry in json.loads(must(office, "log", YI, "--format", "json", at=NOW).out)["entries"]
    ]
    assert [(one["old"], one["new"]) for one in changes[-1] if "13.2" in one["path"]] == [("20", "24")]
    assert not [one for one in changes[-1] if "13.1" in one["path"]]


def test_an_undone_score_names_the_ranking_that_used_it(office: Path) -> None:
    told = must(office, "undo", "2", "--yes", "--reason", "表格传错了", at=NOW).err
    assert "2018 年度排名用到这些得分，撤销以后会不同" in told


def test_who_has_left_is_not_on_the_blank_sheet(office: Path) -> None:
    must(office, *DECIDE, "--yes", at="2020-03-16 09:00")
    must(office, "template", "日常", "2020", "-o", "之后.csv", at=NOW)
    with (office / "之后.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["单位全称"] for row in csv.DictReader(file)] == sorted((YI, BING))
    names = {cell.value for row in load_workbook(office / "空表2020.xlsx").active.iter_rows() for cell in row}
    assert JIA in names  # it was there while it was 在册


def test_who_has_left_and_stands_on_an_old_sheet_is_named(office: Path) -> None:
    must(office, *DECIDE, "--yes", at="2020-03-16 09:00")
    old = daily_sheet(office / "旧表.csv", dict.fromkeys(UNITS, (25, 20, 20, 20)))
    told = must(office, "score", "日常", "2020", old, at=NOW)
    assert f"{JIA}已经不在册，得分照录" in told.out + told.err
    of_2019 = must(office, "score", "日常", "2019", old, at=NOW)
    assert "已经不在册" not in of_2019.out + of_2019.err


def test_a_wrong_credit_code_of_the_federation_is_found_at_once(tmp_path: Path) -> None:
    (tmp_path / "anlian.yaml").write_text(SETTINGS.replace("000000000J", "000000000K"), encoding="utf-8")
    refused = act(tmp_path, "status")
    assert refused.code == 3 and "统一代码 51110000000000000K 不对" in refused.err


@pytest.mark.parametrize(("today", "deadline"), [("2019-10-24", "2019-10-25"), ("2019-10-25", "2020-10-25")])
def test_a_new_workspace_proposes_a_deadline_that_lies_ahead(tmp_path: Path, today: str, deadline: str) -> None:
    must(tmp_path, "init", "新", at=f"{today} 09:00")
    settings = (tmp_path / "新" / "anlian.yaml").read_text(encoding="utf-8")
    assert f"截止日期: {deadline} " in settings and settings.count("# 必填") == 2


def test_an_application_renames_nobody_who_is_recorded(tmp_path: Path) -> None:
    """德安 of the example writes another name in its application of 2021; the register and the log keep its own."""
    office = Path(shutil.copytree(EXAMPLES / "workspace", tmp_path / "w"))
    form = office / "applications" / "2021" / "德安" / "申报材料.yaml"
    assert "单位全称: 北京示例德安新安全顾问有限公司" in form.read_text(encoding="utf-8")
    act(office, "check", "applications/2021", "--record", at="2021-10-28 09:00")
    shown = json.loads(must(office, "show", "91110105MA00003490", "--format", "json", at="2021-10-29 09:00").out)
    assert shown["name"] == "北京示例德安安全顾问有限公司"


def test_who_could_not_be_read_is_named_beside_every_list_of_the_round(tmp_path: Path) -> None:
    """Also where as many folders as records lie there: one firm's folder was taken away, another is unreadable."""
    office = Path(shutil.copytree(EXAMPLES / "workspace", tmp_path / "w"))
    shutil.rmtree(office / "applications" / "2017" / "恩泽")
    (office / "applications" / "2017" / "读不出").mkdir()
    (office / "applications" / "2017" / "读不出" / "申报材料.yaml").write_text("[", encoding="utf-8")
    for command in (("shortlist", "2017"), ("rank", "2017", "--selection")):
        assert "不在表里：读不出" in must(office, *command, at="2021-10-28 09:00").err
    board = json.loads(must(office, "status", "--as-of", "2017-11-20", "--format", "json", at="2021-10-28 09:00").out)
    assert ("读不出", "批次 2017 没有存档") in [(one["name"], one["what"]) for one in board["unsettled"]]
