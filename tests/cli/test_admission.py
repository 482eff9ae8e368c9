"""`anlian admit`, `shortlist` and the interview: what the round must have, and what is noted of it (Art. 7, 11, 14)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from anlian_cli.forms.yaml_writer import dump
from tests.cli.test_record import AN, BAO, write
from tests.fictional import application, credit_code, verification
from tests.make_examples import SETTINGS
from tests.office import act, must

AT, LATER = "2017-10-26 09:00", "2017-12-01 09:00"
CHI = "北京示例池池安全技术咨询有限公司"
CODES = {AN: credit_code(801), BAO: credit_code(802), CHI: credit_code(803)}
PRINCIPAL = {
    name: application(firm, name)["单位登记表"]["主要负责人"]["姓名"] for firm, name in ((801, AN), (802, BAO))
}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A round of three: 安安 and 宝宝 pass, 池池 fails by five consultants and the firm's own word."""
    (tmp_path / "anlian.yaml").write_text(SETTINGS.replace("名额: 20", "名额: 2"), encoding="utf-8")
    write(tmp_path, 801, AN)
    write(tmp_path, 802, BAO)
    folder = write(tmp_path, 803, CHI, _five_consultants_and_no_office)
    assert folder.is_dir()
    act(tmp_path, "check", "--record", "-q", at=AT)
    return tmp_path


def _five_consultants_and_no_office(tree: dict[str, Any]) -> None:
    del tree["人员登记表"][5], tree["单位登记表"]["安全社区咨询员"][5]
    tree["申报条件自查"]["固定办公场所"] = "否"


def score(office: Path, stage: str, **points: object) -> None:
    for unit, number in points.items():
        must(office, "score", stage, "2017", "--unit", unit, "--points", number, at="2017-11-05 09:00")


def told(office: Path, *command: object) -> Any:
    return json.loads(must(office, *command, "--format", "json", at=LATER).out)


def listed(office: Path, *names: str) -> str:
    rows = "".join(f"{name},{CODES[name]}\n" for name in names)
    (office / "名单.csv").write_text(f"单位全称,统一代码\n{rows}", encoding="utf-8")
    return "名单.csv"


def read(office: Path, option: str, answer: str) -> None:
    """The workspace chooses a reading before anything of the round is scored."""
    settings = office / "anlian.yaml"
    text = settings.read_text(encoding="utf-8")
    reading = f"  {option}: {{取值: {answer}, 确认人: 秘书处, 日期: 2017-09-20}}\n"
    settings.write_text(text.replace("适用口径:\n", f"适用口径:\n{reading}"), encoding="utf-8")
    must(office, "lock", "2017", "--reason", f"口径 {option} 已确认", at="2017-10-27 09:00")


def test_an_empty_round_cannot_be_confirmed(office: Path) -> None:
    settings = office / "anlian.yaml"
    text = settings.read_text(encoding="utf-8")
    block = text.partition('  "2017":\n')[2].partition("考核年度:")[0]
    settings.write_text(text.replace("考核年度:", f'  "2018":\n{block}考核年度:', 1), encoding="utf-8")
    refused = act(office, "admit", "2018", "--announced", "2017-12-01", at=LATER)
    assert (refused.code, "批次 2018 还没有排名" in refused.err) == (2, True)


def test_an_incomplete_round_cannot_be_confirmed(office: Path) -> None:
    score(office, "材料", 安安=90, 宝宝=80)
    score(office, "面试", 安安=90)
    refused = act(office, "admit", "2017", "--announced", "2017-12-01", at=LATER)
    assert (refused.code, f"还有 1 家没有完成：{BAO}" in refused.err) == (2, True)


def test_a_round_without_a_shortlist_is_confirmed_by_who_passed(office: Path) -> None:
    score(office, "材料", 安安=90, 宝宝=80)
    score(office, "面试", 安安=90, 宝宝=80)
    must(office, "admit", "2017", "--announced", "2017-12-01", at=LATER)
    assert [unit["name"] for unit in told(office, "list")["units"]] == sorted([AN, BAO])


def test_who_was_not_shortlisted_is_not_within_the_quota(office: Path) -> None:
    score(office, "材料", 安安=90)
    must(office, "shortlist", "2017", "--announced", "2017-11-05", at="2017-11-05 09:00")
    refused = act(office, "score", "面试", "2017", "--unit", "宝宝", "--points", "80", at="2017-11-10 09:00")
    assert (refused.code, "不在批次 2017 的入围名单里" in refused.err) == (2, True)
    again = act(office, "shortlist", "2017", "--announced", "2017-11-06", at="2017-11-10 09:00")
    assert (again.code, "已经公布过" in again.err) == (2, True)
    score(office, "面试", 安安=90)
    must(office, "admit", "2017", "--announced", "2017-12-01", at=LATER)
    assert [unit["name"] for unit in told(office, "list")["units"]] == [AN]


def test_a_unit_that_failed_is_confirmed_only_with_a_reason_and_its_clauses_are_recorded(office: Path) -> None:
    score(office, "材料", 安安=90, 宝宝=80)
    score(office, "面试", 安安=90, 宝宝=80)
    command = ("admit", "2017", "--announced", "2017-12-01", "--list", listed(office, AN, CHI))
    refused = act(office, *command, at=LATER)
    assert (refused.code, "名单与排名不同要写原因" in refused.err) == (2, True)
    assert told(office, "list")["units"] == []
    echoed = must(office, *command, "--reason", "评定小组表决", at=LATER).out
    line = next(line for line in echoed.splitlines() if CHI in line)
    assert "（不在综合测评排名中，由评定小组确认；审核结论是不符合；不符合的条款：9.1b、9.4b）" in line
    assert f"{BAO}：排名第 2，名额内，评定小组未确认" in echoed
    assert [unit["name"] for unit in told(office, "list")["units"]] == sorted([AN, CHI])
    event = next(event for event in told(office, "show", CHI)["events"] if event["kind"] == "admitted")
    assert "不符合的条款 9.1b、9.4b" in event["text"]
    record = next((office / "records" / "dossiers" / CODES[CHI]).rglob("*-admitted-1.json"))
    assert json.loads(record.read_text(encoding="utf-8"))["unmet"] == ["9.1b", "9.4b"]


def test_a_shortlisted_unit_that_failed_since_is_confirmed_only_with_a_reason(office: Path) -> None:
    score(office, "材料", 安安=90, 宝宝=80)
    score(office, "面试", 安安=90, 宝宝=80)
    must(office, "shortlist", "2017", "--announced", "2017-11-06", at="2017-11-09 09:00")
    words = verification(**{"9.5c": {"结论": "不符合", "依据": "信用记录有处罚"}})
    (office / "applications/2017/宝宝/初核记录.yaml").write_text(dump(words), encoding="utf-8")
    act(office, "check", "--record", "-q", at="2017-11-20 09:00")
    refused = act(office, "admit", "2017", "--announced", "2017-12-01", at=LATER)
    assert (refused.code, f"{BAO} 存档的审核结论是不符合（9.5c）" in refused.err) == (2, True)
    assert told(office, "list")["units"] == []
    echoed = must(office, "admit", "2017", "--announced", "2017-12-01", "--reason", "处罚已撤销", at=LATER).out
    assert "不符合的条款：9.5c" in echoed


def test_who_answered_is_kept_and_another_than_the_principal_is_noted(office: Path) -> None:
    score(office, "材料", 安安=90, 宝宝=80)
    rows = f"{AN},{PRINCIPAL[AN]},90,80\n{BAO},副经理王某,80,81\n"
    (office / "面试.csv").write_text(f"单位全称,答辩人,专家：甲,专家：乙\n{rows}", encoding="utf-8")
    echoed = must(office, "score", "面试", "2017", "面试.csv", at="2017-11-10 09:00").out
    assert "答辩人副经理" in echoed and "答辩人谢" not in echoed
    kept = {name: told(office, "show", name)["scores"][-1] for name in (AN, BAO)}
    assert [entry["answered_by"] for entry in kept.values()] == [PRINCIPAL[AN], "副经理王某"]
    assert kept[AN]["remarks"] == []
    assert kept[BAO]["remarks"] == [f"答辩人副经理王某不是主要负责人{PRINCIPAL[BAO]}"]
    assert "已录入" in must(office, "score", "面试", "2017", "面试.csv", at="2017-11-11 09:00").err


def test_a_new_principal_answers_as_the_principal(office: Path) -> None:
    score(office, "材料", 安安=90)
    must(office, "change", "安安", "--principal", "新负责", "--from", "2017-11-01", at="2017-11-09 09:00")
    (office / "面试.csv").write_text(f"单位全称,答辩人,得分\n{AN},新负责,90\n", encoding="utf-8")
    must(office, "score", "面试", "2017", "面试.csv", at="2017-11-10 09:00")
    assert told(office, "show", AN)["scores"][-1]["remarks"] == []


def test_a_sheet_of_several_experts_names_one_who_answered(office: Path) -> None:
    score(office, "材料", 安安=90)
    head = "单位全称,专家,得分,答辩人\n"
    (office / "面试.csv").write_text(f"{head}{AN},甲,90,孔某\n{AN},乙,80,\n", encoding="utf-8")
    must(office, "score", "面试", "2017", "面试.csv", at="2017-11-10 09:00")
    assert told(office, "show", AN)["scores"][-1]["answered_by"] == "孔某"
    (office / "另.csv").write_text(f"{head}{AN},甲,90,孔某\n{AN},乙,80,李某\n", encoding="utf-8")
    refused = act(office, "score", "面试", "2017", "另.csv", "--reason", "更正", at="2017-11-11 09:00")
    assert (refused.code, "答辩人前面写的是“孔某”" in refused.err) == (3, True)


@pytest.mark.parametrize(("stage", "column"), [("材料", "答辩人"), ("材料", "考核日期")])
def test_a_column_of_another_stage_is_refused(office: Path, stage: str, column: str) -> None:
    (office / "表.csv").write_text(f"单位全称,{column},得分\n{AN},2017-11-01,90\n", encoding="utf-8")
    refused = act(office, "score", stage, "2017", "表.csv", at="2017-11-10 09:00")
    assert (refused.code, f"不认识的栏目“{column}”" in refused.err) == (3, True)


def test_under_sixty_the_panel_is_told_and_decides(office: Path) -> None:
    """(50 + 69.98) / 2 = 59.99."""
    score(office, "材料", 安安=90, 宝宝=50)
    score(office, "面试", 安安=90, 宝宝="69.98")
    rows = told(office, "rank", "2017", "--selection")["ranking"]
    assert [(row["total"], row["within_quota"], row["note"]) for row in rows] == [
        (90, "yes", None),
        (59.99, "yes", "低于 60 分"),
    ]
    must(office, "admit", "2017", "--announced", "2017-12-01", at=LATER)
    assert len(told(office, "list")["units"]) == 2


def test_by_the_other_reading_nobody_is_admitted_under_sixty(office: Path) -> None:
    read(office, "R15", "60分")
    score(office, "材料", 安安=90, 宝宝=50)
    score(office, "面试", 安安=90, 宝宝="69.98")
    assert [row["within_quota"] for row in told(office, "rank", "2017", "--selection")["ranking"]] == ["yes", "no"]
    command = ("admit", "2017", "--announced", "2017-12-01", "--list", listed(office, AN, BAO), "--reason", "表决")
    refused = act(office, *command, at=LATER)
    assert (refused.code, "总成绩 59.99 低于 60 分，按口径 R15 不能确认" in refused.err) == (3, True)
    must(office, "admit", "2017", "--announced", "2017-12-01", at=LATER)
    assert [unit["name"] for unit in told(office, "list")["units"]] == [AN]


def reviewed(office: Path, day: str, at: str) -> Any:
    """A unit that is 在册 since 2016, and its review of 2018 by a sheet."""
    must(office, "admit", "--founding", listed(office, AN), "--announced", "2016-12-01", at=LATER)
    (office / "审查.csv").write_text(f"单位全称,考核日期,得分\n{AN},{day},90\n", encoding="utf-8")
    return act(office, "score", "审查", "2018", "审查.csv", at=at)


@pytest.mark.parametrize(
    ("day", "at", "noted"),
    [
        ("2018-11-20", "2019-01-10 09:00", None),
        ("", "2018-12-31 23:00", None),
        ("2018-09-30", "2018-12-20 09:00", "2018-09-30"),
        ("", "2019-01-10 09:00", "2019-01-10"),
    ],
)
def test_a_review_outside_the_fourth_quarter_is_recorded_with_a_remark(
    office: Path, day: str, at: str, noted: str | None
) -> None:
    assert reviewed(office, day, at).code == 0
    kept = json.loads(must(office, "show", AN, "--format", "json", at=at).out)["scores"][-1]
    assert kept["assessed_on"] == (day or None)
    assert kept["remarks"] == ([f"年度资格审查日期 {noted} 不在 2018 年 10 至 12 月"] if noted else [])
    again = must(office, "score", "审查", "2018", "审查.csv", at="2019-02-01 09:00")
    assert "已录入" in again.err


def test_by_the_other_reading_such_a_review_is_refused(office: Path) -> None:
    settings = office / "anlian.yaml"
    text = settings.read_text(encoding="utf-8")
    reading = "  R16: {取值: 不予记录, 确认人: 秘书处, 日期: 2018-01-05}\n"
    settings.write_text(text.replace("适用口径:\n", f"适用口径:\n{reading}"), encoding="utf-8")
    must(office, "lock", "2017", "--reason", "口径 R16 已确认", at="2017-10-27 09:00")
    refused = reviewed(office, "2018-09-30", "2018-12-20 09:00")
    assert (refused.code, "按口径 R16 不予记录" in refused.err) == (2, True)
    assert reviewed(office, "2018-10-01", "2018-12-20 09:00").code == 0


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("", "第 1 行 A1：名单是空的"),
        (f",{CODES[AN]}\n", "第 2 行 A2：没有写单位全称"),
        (f"{AN},\n", "第 2 行 A2：“北京示例安安安全技术咨询有限公司”没有有效的统一代码"),
        (f"{AN},91110105MA0000015A\n", "没有有效的统一代码"),
        (f"丁公司,{CODES[AN]}\n", f"第 2 行 A2：统一代码 {CODES[AN]} 在台账里是“{AN}”"),
        (f"{AN},{CODES[AN]}\n{AN},{CODES[AN]}\n", f"第 3 行 A3：统一代码 {CODES[AN]} 重复了"),
    ],
)
def test_a_founding_list_with_faults_is_refused_whole(office: Path, rows: str, words: str) -> None:
    (office / "在册.csv").write_text(f"单位全称,统一代码\n{rows}", encoding="utf-8")
    refused = act(office, "admit", "--founding", "在册.csv", "--announced", "2016-12-01", at=LATER)
    assert (refused.code, words in refused.err) == (3, True), refused.err
    assert told(office, "list")["units"] == []


def test_a_panels_list_with_faults_is_refused_whole(office: Path) -> None:
    score(office, "材料", 安安=90, 宝宝=80)
    score(office, "面试", 安安=90, 宝宝=80)
    (office / "名单.csv").write_text(f"单位全称,统一代码\n{AN},\n无此公司,\n{AN},{CODES[AN]}\n", encoding="utf-8")
    command = ("admit", "2017", "--announced", "2017-12-01", "--list", "名单.csv", "--reason", "表决")
    refused = act(office, *command, at=LATER)
    assert refused.code == 3
    for words in ("第 3 行 A3：台账里没有单位“无此公司”", f"第 4 行 A4：“{AN}”重复了"):
        assert words in refused.err
    assert told(office, "list")["units"] == []


def test_who_is_on_the_register_already_is_not_shortlisted_again(office: Path) -> None:
    must(office, "admit", "--founding", listed(office, AN), "--announced", "2016-12-01", at=AT)
    score(office, "材料", 安安=90, 宝宝=80)
    others = {unit["name"]: unit["note"] for unit in told(office, "shortlist", "2017")["others"]}
    assert others[AN] == "已在册，不用再申报"
    must(office, "shortlist", "2017", "--announced", "2017-11-06", at="2017-11-10 09:00")
    assert told(office, "show", AN)["state"] == "admitted"
    assert told(office, "show", BAO)["state"] == "shortlisted"
