"""What `anlian score` and `template` say back and refuse, and what rankings and lists say of scores."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.cli.test_admission import CHI, PRINCIPAL
from tests.cli.test_record import AN, BAO, write
from tests.make_examples import SETTINGS
from tests.office import ITEMS, UNITS, act, daily_sheet, must, open_workspace

JIA, YI, BING = UNITS
BY_NAME = [BING, YI, JIA]
"""丙 U+4E19, 乙 U+4E59, 甲 U+7532."""
DAILY = "13.1 业绩及资料报送 25、13.2 被指导单位建设情况 25、13.3 社区反馈 25、13.4 投诉举报 25"
FULL = ("25", "25", "25", "25")
SHORT = "单位全称,整体掌握程度,提高工作质量的措施办法,综合管理和业务分析能力"
LONG = SHORT.replace("单位全称", "单位全称,专家")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return open_workspace(tmp_path_factory.mktemp("office") / "w")


@pytest.fixture
def office(opened: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(opened, tmp_path / "w"))


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round in which 安安 and 宝宝 pass and 池池 fails."""
    office = tmp_path_factory.mktemp("round") / "w"
    office.mkdir()
    (office / "anlian.yaml").write_text(SETTINGS, encoding="utf-8")
    for firm, name in ((802, BAO), (801, AN)):
        write(office, firm, name)
    write(office, 803, CHI, lambda tree: tree["申报条件自查"].update({"固定办公场所": "否"}))
    act(office, "check", "--record", "-q", at="2017-10-26 09:00")
    return office


@pytest.fixture
def round_2017(checked: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(checked, tmp_path / "r"))


def told(office: Path, *command: object, at: str = "2019-01-10 09:00") -> Any:
    return json.loads(must(office, *command, "--format", "json", at=at).out)


def unwrapped(text: str) -> str:
    """A table's text without its blanks, so that a cell of several lines reads as one."""
    return "".join(text.split())


def sheet(office: Path, head: str, *rows: str, name: str = "表.csv") -> str:
    (office / name).write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return name


def test_the_echo_names_the_maxima_and_every_item_that_was_corrected(office: Path) -> None:
    first = must(office, "score", "日常", "2018", daily_sheet(office / "一.csv", {JIA: FULL, YI: FULL}))
    assert unwrapped(f"2018 日常工作考核，满分：{DAILY}") in unwrapped(first.out)
    second = daily_sheet(office / "二.csv", {JIA: ("25", "25", "22.25", "24"), YI: FULL, BING: FULL})
    echo = unwrapped(must(office, "score", "日常", "2018", second, "--reason", "复核").out)
    assert unwrapped("100.00 96.25 更正 13.3 社区反馈 25 → 22.25；13.4 投诉举报 25 → 24") in echo
    assert unwrapped("共 3 家；新录入 1 · 更正 1 · 已录入 1") in echo


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("单位全称,得分\n{0},80", "单位全称,得分\n{0},81", "总分 80 → 81"),
        ("单位全称,得分,备注\n{0},80,甲", "单位全称,得分,备注\n{0},80,乙", "备注 甲 → 乙"),
        ("单位全称,得分,答辩人\n{0},80,孔某", "单位全称,得分,答辩人\n{0},80,李某", "答辩人 孔某 → 李某"),
        ("单位全称,专家：张\n{0},80", "单位全称,专家：张\n{0},80.5", "张 80 → 80.5"),
        ("单位全称,专家：张,专家：李\n{0},80,80", "单位全称,专家：张,专家：李\n{0},80,回避", "李 80 → 回避"),
        (f"{LONG},备注\n{{0}},张,30,25,20,甲", f"{LONG},备注\n{{0}},张,31,25,20,甲", "张·整体掌握程度 30 → 31"),
        (f"{LONG},备注\n{{0}},张,30,25,20,甲", f"{LONG},备注\n{{0}},张,30,25,20,乙", "张·备注 甲 → 乙"),
        (f"{LONG}\n{{0}},张,30,25,20", f"{LONG},备注\n{{0}},张,30,25,20,乙", "张·备注 （无） → 乙"),
        (
            f"{SHORT},整体掌握程度扣分原因\n{{0}},30,25,20,晚",
            f"{SHORT},整体掌握程度扣分原因\n{{0}},30,25,20,",
            "整体掌握程度·扣分原因 晚",
        ),
    ],
)
def test_the_echo_of_an_interview_says_what_changed(round_2017: Path, old: str, new: str, words: str) -> None:
    must(round_2017, "score", "材料", "2017", "--unit", AN, "--points", "90", at="2017-11-01 09:00")
    for number, text in enumerate((old, new)):
        (round_2017 / f"{number}.csv").write_text(text.format(AN) + "\n", encoding="utf-8")
        options = ("--reason", "更正") if number else ()
        echo = must(round_2017, "score", "面试", "2017", f"{number}.csv", *options, at=f"2017-11-1{number} 09:00").out
    assert unwrapped(words) in unwrapped(echo), echo


@pytest.mark.parametrize(
    ("stage", "head", "row", "silent"),
    [
        ("面试", "得分", "90", False),
        ("面试", "得分,答辩人", f"90,{PRINCIPAL[AN]}", True),
        ("面试", "得分,答辩人", "90,李某", True),
        ("材料", "得分", "91", True),
    ],
)
def test_who_answered_is_missed_in_an_interview_only(
    round_2017: Path, stage: str, head: str, row: str, silent: bool
) -> None:
    must(round_2017, "score", "材料", "2017", "--unit", AN, "--points", "90", at="2017-11-01 09:00")
    name = sheet(round_2017, f"单位全称,{head}", f"{AN},{row}")
    echo = must(round_2017, "score", stage, "2017", name, "--reason", "更正", at="2017-11-10 09:00").out
    assert ("没有写答辩人" not in unwrapped(echo)) == silent


def test_after_a_change_of_principal_the_former_one_is_another(round_2017: Path) -> None:
    must(round_2017, "score", "材料", "2017", "--unit", AN, "--points", "90", at="2017-11-01 09:00")
    for number, principal in enumerate(("前任", "新负责"), start=1):
        change = ("--principal", principal, "--from", f"2017-11-0{number}")
        must(round_2017, "change", AN, *change, at=f"2017-11-0{number} 10:00")
    for number, (name, remarks) in enumerate({PRINCIPAL[AN]: 1, "前任": 1, "新负责": 0}.items()):
        score = ("score", "面试", "2017", sheet(round_2017, "单位全称,得分,答辩人", f"{AN},90,{name}"))
        must(round_2017, *score, at=f"2017-11-10 09:0{number}")
        noted = told(round_2017, "show", AN, at="2017-11-11 09:00")["scores"][-1]["remarks"]
        assert noted == [f"答辩人{name}不是主要负责人新负责"] * remarks


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (FULL, None),
        (("25", "24.5", "25", "0"), "有 2 处扣分没有写原因"),
    ],
)
def test_points_taken_off_without_a_reason_are_counted(
    office: Path, points: tuple[str, ...], words: str | None
) -> None:
    echo = must(office, "score", "日常", "2018", daily_sheet(office / "表.csv", {JIA: points})).out
    assert [line for line in echo.splitlines() if "没有写原因" in line] == ([words] if words else [])


def test_faults_are_told_with_the_sheet_of_a_workbook(office: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = "年中考核"
    for row in (("单位全称", *ITEMS), (JIA, *FULL[:3], "25.5")):
        book.active.append(row)
    book.save(office / "错.xlsx")
    head = ",".join(("单位全称", *ITEMS))
    for name, where in (
        ("错.xlsx", "错.xlsx（年中考核） 有 1 处"),
        (sheet(office, head, f"{JIA},25,25,25,26"), "表.csv 有 1 处"),
    ):
        refused = act(office, "score", "日常", "2018", name)
        assert (refused.code, refused.err.startswith(where), "第 2 行 E2：" in refused.err) == (3, True, True)


@pytest.mark.parametrize(
    ("items", "words"),
    [
        (("13.1=25", "13.2=25", "13.3=25", "13.5=25"), "--item “13.5=25”不对"),
        (("13.1=25", "13.2=25", "13.2=24", "13.3=25", "13.4=25"), "--item “13.2=24”不对"),
        (("13.1=25", "13.2=25", "13.3=25"), "--item 缺少 13.4 投诉举报情况"),
        (("13.1=25", "13.2=25", "13.3=25", "13.4=25.01"), "--item 13.4：得分 25.01 不在 0 至 25 之间"),
    ],
)
def test_items_of_the_command_line_are_named_once_each(office: Path, items: tuple[str, ...], words: str) -> None:
    refused = act(office, "score", "日常", "2018", "--unit", JIA, *(f"--item={item}" for item in items))
    assert (refused.code, words in refused.err) == (2, True), refused.err
    assert told(office, "show", JIA)["scores"] == []


def test_a_sheet_with_a_unit_that_may_not_be_scored_is_refused_whole(round_2017: Path) -> None:
    name = sheet(round_2017, "单位全称,得分", f"{AN},90", f"{CHI},80")
    refused = act(round_2017, "score", "材料", "2017", name, at="2017-11-10 09:00")
    assert (refused.code, f"第 3 行 A3：{CHI}：" in refused.err, "审核结论是不符合" in refused.err) == (3, True, True)
    assert told(round_2017, "show", AN, at="2017-11-10 10:00")["scores"] == []


def test_a_score_sheet_for_nobody_is_refused_and_one_for_several_is_by_name(office: Path, round_2017: Path) -> None:
    refused = act(round_2017, "template", "面试", "2017", at="2017-11-10 09:00")
    assert (refused.code, "2017 面试答辩现在没有可以评分的单位" in refused.err) == (2, True)
    rows = list(
        csv.DictReader(must(office, "template", "日常", "2018", "--format", "csv").out.lstrip("\ufeff").splitlines())
    )
    assert [row["单位全称"] for row in rows] == BY_NAME


def test_who_is_not_assessed_is_listed_by_name_and_without_any_score_there_is_no_trend(office: Path) -> None:
    assert [unit["name"] for unit in told(office, "rank", "2018")["incomplete"]] == BY_NAME
    refused = act(office, "rank", "--trend")
    assert (refused.code, "台账里还没有年度考核的得分" in refused.err) == (2, True)


def test_a_shortlist_is_by_name_and_says_where_a_score_is_of_an_older_application(round_2017: Path) -> None:
    """安 U+5B89 comes before 宝 U+5B9D."""
    for unit in (BAO, AN):
        must(round_2017, "score", "材料", "2017", "--unit", unit, "--points", "90", at="2017-11-01 09:00")
    write(round_2017, 802, BAO, lambda tree: tree["单位登记表"].update({"邮编": "100021"}))
    act(round_2017, "check", "--record", "-q", at="2017-11-02 09:00")
    units = told(round_2017, "shortlist", "2017", at="2017-11-03 09:00")["units"]
    assert [(unit["name"], unit["note"]) for unit in units] == [(AN, None), (BAO, "材料审核评分依据旧版")]


def test_a_round_of_which_nothing_is_filed_has_no_shortlist(round_2017: Path) -> None:
    settings = round_2017 / "anlian.yaml"
    text = settings.read_text(encoding="utf-8")
    block = text.partition('  "2017":\n')[2].partition("考核年度:")[0]
    settings.write_text(text.replace("考核年度:", f'  "2018":\n{block}考核年度:', 1), encoding="utf-8")
    refused = act(round_2017, "shortlist", "2018", at="2017-11-10 09:00")
    assert (refused.code, "批次 2018 还没有存档的审核结论" in refused.err) == (2, True)


def test_a_year_explained_has_the_daily_log_of_that_year_alone(office: Path) -> None:
    for day, note in (("2018-12-31", "年末走访"), ("2019-01-01", "元旦走访"), ("2018-05-03", "五月走访")):
        must(office, "daily", "甲", "--item", "13.3", "--on", day, "--note", note)
    shown = must(office, "rank", "2018", "--explain", "甲").out
    noted = [line for line in shown.splitlines() if "走访" in line]
    assert noted == ["2018-05-03  13.3  五月走访", "2018-12-31  13.3  年末走访"]


def test_scores_lock_their_year_again_where_its_lock_was_taken_back(office: Path) -> None:
    """Whatever is scored, a later difference in anlian.yaml is an error that names both values (contract, 2)."""
    must(office, "lock", "2018")
    must(office, "score", "日常", "2018", daily_sheet(office / "一.csv", {JIA: FULL}))
    must(office, "undo", "2", "--reason", "先不锁定")
    must(office, "score", "日常", "2018", daily_sheet(office / "二.csv", {JIA: FULL, YI: FULL}))
    settings = office / "anlian.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('"13.1": 25, "13.2": 25', '"13.1": 30, "13.2": 20', 1), encoding="utf-8")
    refused = act(office, "rank", "2018")
    assert (refused.code, "13.1：台账 25，anlian.yaml 30" in refused.err) == (4, True)


def test_an_interview_is_scored_where_the_recorded_check_was_taken_back(round_2017: Path) -> None:
    """Who is shortlisted may be scored (contract, 5); no application is left that names a principal."""
    must(round_2017, "score", "材料", "2017", "--unit", AN, "--points", "90", at="2017-11-01 09:00")
    must(round_2017, "shortlist", "2017", "--announced", "2017-11-06", at="2017-11-06 09:00")
    must(round_2017, "undo", "1", "--yes", "--reason", "审核要重做", at="2017-11-07 09:00")
    name = sheet(round_2017, "单位全称,得分,答辩人", f"{AN},90,孔某")
    must(round_2017, "score", "面试", "2017", name, at="2017-11-10 09:00")
    kept = told(round_2017, "show", AN, at="2017-11-11 09:00")["scores"][-1]
    assert (kept["total"], kept["answered_by"], kept["remarks"]) == (90, "孔某", [])


def test_where_a_lock_was_taken_back_and_the_deadline_with_it_the_shortlist_is_of_all_who_passed(
    tmp_path: Path,
) -> None:
    """Without a deadline nobody was 在册 on it; who passed and has a materials score enters (contract, 5)."""
    settings = tmp_path / "anlian.yaml"
    settings.write_text(SETTINGS, encoding="utf-8")
    write(tmp_path, 801, AN)
    must(tmp_path, "lock", "2017", at="2017-10-20 09:00")
    must(tmp_path, "check", "--record", "-q", at="2017-10-26 09:00")
    must(tmp_path, "score", "材料", "2017", "--unit", AN, "--points", "90", at="2017-11-01 09:00")
    must(tmp_path, "undo", "1", "--reason", "先不锁定", at="2017-11-02 09:00")
    settings.write_text(SETTINGS.replace("    截止日期: 2017-10-25\n", ""), encoding="utf-8")
    units = told(tmp_path, "shortlist", "2017", at="2017-11-03 09:00")["units"]
    assert [unit["name"] for unit in units] == [AN]
