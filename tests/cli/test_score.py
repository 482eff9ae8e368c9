"""`anlian score` and what keeps its history: corrections, undo, looks into the past, refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.judge import is_valid
from tests.office import UNITS, act, daily_sheet, must, open_workspace
from tests.records.test_damage import digest_of_all

FIRST, SECOND = ("24", "24", "24", "24"), ("20", "21.5", "22.25", "23")
JIA = next(iter(UNITS))


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return open_workspace(tmp_path / "w")


def score(office: Path, points: tuple[str, ...], *options: str, at: str, name: str = "日常.csv") -> None:
    daily_sheet(office / name, dict.fromkeys(UNITS, points))
    must(office, "score", "日常", "2018", name, *options, at=at)


def shown(office: Path, *options: str) -> str:
    """The total of the first unit's daily score."""
    told = json.loads(must(office, "show", JIA, "--format", "json", *options).out)
    return " ".join(json.dumps(entry["total"]) for entry in told["scores"])


def test_a_look_before_a_correction_shows_the_old_score(office: Path) -> None:
    score(office, FIRST, at="2018-12-01 09:00")
    score(office, SECOND, "--reason", "复核更正", at="2018-12-03 10:30")
    assert shown(office) == "86.75"
    assert shown(office, "--as-of", "2018-12-02") == "96"
    assert shown(office, "--as-of", "2018-12-03 10:29:59") == "96"
    assert shown(office, "--as-of", "2018-12-03 10:30") == "86.75"
    assert shown(office, "--as-of", "2018-11-30") == ""


def test_the_log_tells_old_and_new_who_when_and_why(office: Path) -> None:
    score(office, FIRST, at="2018-12-01 09:00")
    score(office, SECOND, "--reason", "复核更正", "--by", "李复核", at="2018-12-03 10:30")
    entry = json.loads(must(office, "log", JIA, "--format", "json").out)["entries"][-1]
    assert (entry["batch"], entry["recorded_by"], entry["reason"]) == (3, "李复核", "复核更正")
    assert entry["recorded_at"] == "2018-12-03T10:30:00+08:00"
    changes = {change["path"]: (change["old"], change["new"]) for change in entry["changes"]}
    assert changes["scores/2018/daily.json#items/13.3/points"] == ("24", "22.25")
    table = must(office, "log", JIA).out
    assert "2018 日常工作考核·13.3·得分" in table
    assert "原因：复核更正" in table


def test_a_changed_score_needs_a_reason(office: Path) -> None:
    score(office, FIRST, at="2018-12-01 09:00")
    daily_sheet(office / "改.csv", dict.fromkeys(UNITS, SECOND))
    before = digest_of_all(office / "records" / "dossiers")
    refused = act(office, "score", "日常", "2018", "改.csv")
    assert refused.code == 2
    assert f"{JIA}：96.00 → 86.75" in refused.err
    assert digest_of_all(office / "records" / "dossiers") == before


def test_the_same_sheet_again_adds_nothing(office: Path) -> None:
    score(office, FIRST, at="2018-12-01 09:00")
    again = must(office, "score", "日常", "2018", "日常.csv")
    assert "已录入" in again.err
    assert len(json.loads(must(office, "log", "--format", "json").out)["entries"]) == 7


def test_back_and_forth_is_three_batches(office: Path) -> None:
    score(office, FIRST, at="2018-12-01 09:00")
    score(office, SECOND, "--reason", "更正", at="2018-12-02 09:00")
    score(office, FIRST, "--reason", "原来没错", at="2018-12-03 09:00")
    entries = json.loads(must(office, "log", JIA, "--format", "json").out)["entries"]
    assert [entry["batch"] for entry in entries] == [1, 2, 3, 4]
    assert shown(office) == "96"


def test_undo_restores_and_is_told_in_the_log(office: Path) -> None:
    score(office, FIRST, at="2018-12-01 09:00")
    score(office, SECOND, "--reason", "更正", at="2018-12-02 09:00")
    refused = act(office, "undo", "2", "--reason", "录错", at="2018-12-03 09:00")
    assert (refused.code, "第 3 批" in refused.err) == (2, True)
    must(office, "undo", "3", "--reason", "传错了表", at="2018-12-03 09:00")
    assert shown(office) == "96"
    last = json.loads(must(office, "log", JIA, "--format", "json").out)["entries"][-1]
    assert (last["action"], last["undoes"], last["reason"]) == ("undo", 3, "传错了表")
    assert act(office, "undo", "3", "--reason", "再撤", at="2018-12-04 09:00").code == 2
    must(office, "undo", "2", "--reason", "年度录错", at="2018-12-04 09:00")
    assert shown(office) == ""


def test_an_undone_undo_stands_again(office: Path) -> None:
    score(office, FIRST, at="2018-12-01 09:00")
    must(office, "undo", "2", "--reason", "录错", at="2018-12-02 09:00")
    must(office, "undo", "3", "--reason", "没有录错", at="2018-12-03 09:00")
    assert shown(office) == "96"
    must(office, "undo", "2", "--reason", "确实录错", at="2018-12-04 09:00")
    assert shown(office) == ""


def test_a_clock_behind_the_last_batch_is_refused(office: Path) -> None:
    score(office, FIRST, at="2018-12-01 09:00")
    daily_sheet(office / "改.csv", dict.fromkeys(UNITS, SECOND))
    refused = act(office, "score", "日常", "2018", "改.csv", "--reason", "更正", at="2018-11-30 09:00")
    assert refused.code == 4
    assert "2018-11-30 09:00:00" in refused.err and "2018-12-01 09:00:00" in refused.err


def test_a_dry_run_shows_and_writes_nothing(office: Path) -> None:
    daily_sheet(office / "日常.csv", dict.fromkeys(UNITS, FIRST))
    before = digest_of_all(office / "records")
    rehearsed = must(office, "score", "日常", "2018", "日常.csv", "--dry-run")
    assert "新录入 3" in rehearsed.out
    assert digest_of_all(office / "records") == before


FAULTY = """\
单位全称,统一代码,13.1（25）,13.2 被指导单位建设情况（25）,社区反馈,投诉举报（25）,备注
甲安全有限公司,{0},25.01,24,24,24,
乙安全有限公司,{1},24.125,abc,,不适用,
丙安全公司,,24,24,24,-1,
丁安全有限公司,{0},24,24,24,24,
甲安全有限公司,{0},24,24,24,24,
甲安全有限公司,,24,24,24,24,
"""


def test_every_fault_of_a_sheet_is_told_by_row_and_cell(office: Path) -> None:
    (office / "错.csv").write_text(FAULTY.format(*UNITS.values()), encoding="gb18030")
    before = digest_of_all(office / "records" / "dossiers")
    refused = act(office, "score", "日常", "2018", "错.csv")
    assert refused.code == 3
    for place, words in {
        "第 2 行 C2": "不在 0 至 25 之间",
        "第 3 行 C3": "多于 2 位小数",
        "第 3 行 D3": "不是得分",
        "第 3 行 E3": "没有得分",
        "第 3 行 F3": "不适用",
        "第 4 行 A4": "您是不是要写“丙安全有限公司”",
        "第 4 行 F4": "不在 0 至 25 之间",
        "第 5 行 A5": "是“甲安全有限公司”",
        "第 7 行 A7": "第 6 行已经有了",
    }.items():
        assert any(place in line and words in line for line in refused.err.splitlines()), (place, refused.err)
    assert digest_of_all(office / "records" / "dossiers") == before


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("单位全称,13.1（30）,13.2,13.3,13.4", "表头写满分 30，台账锁定的是 25"),
        ("单位全称,13.1,13.2,13.3", "缺少项目：13.4 投诉举报"),
        ("单位全称,13.1,13.2,13.3,13.4,13.5", "不认识的栏目“13.5”"),
        ("单位全称,13.1,13.1,13.2,13.3,13.4", "栏目“13.1”重复了"),
        ("单位全称,得分,专家：张", "只能用一种"),
        ("单位全称", "没有得分栏"),
    ],
)
def test_a_head_that_is_not_the_stage_s_is_refused(office: Path, head: str, words: str) -> None:
    (office / "错.csv").write_text(f"{head}\n{JIA}" + ",1" * head.count(",") + "\n", encoding="utf-8")
    refused = act(office, "score", "日常", "2018", "错.csv")
    assert (refused.code, words in refused.err) == (3, True), refused.err


@pytest.mark.parametrize(
    "options",
    [
        ("--unit", JIA, "--points", "88.5"),
        ("--unit", "甲", "--item", "13.1=22", "--item", "13.2=22.5", "--item", "社区反馈=22", "--item", "13.4=22"),
        ("--unit", UNITS[JIA], "--points", "88.5"),
    ],
)
def test_one_unit_from_the_command_line(office: Path, options: tuple[str, ...]) -> None:
    must(office, "score", "daily", "2018", *options)
    assert shown(office) == "88.5"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--unit", "甲安全有限公同", "--points", "88"), "您是不是要找 甲安全有限公司"),
        (("--unit", "安全", "--points", "88"), "符合 3 家单位"),
        (("--unit", "甲", "--points", "100.01"), "不在 0 至 100 之间"),
        (("--unit", "甲", "--item", "13.1=22"), "缺少"),
        (("--unit", "甲"), "--points"),
        ((), "评分表"),
    ],
)
def test_what_the_command_line_refuses(office: Path, options: tuple[str, ...], words: str) -> None:
    refused = act(office, "score", "daily", "2018", *options)
    assert (refused.code, words in refused.err) == (2, True), refused.err


def test_who_is_not_admitted_by_then_is_not_scored(office: Path) -> None:
    (office / "anlian.yaml").write_text(
        (office / "anlian.yaml").read_text(encoding="utf-8").replace('"2019":', '"2016":'), encoding="utf-8"
    )
    refused = act(office, "score", "daily", "2016", "--unit", "甲", "--points", "88")
    assert (refused.code, "2017-12-01 才入册" in refused.err) == (2, True), refused.err


def test_changed_parameters_are_named_until_they_are_locked_anew(office: Path) -> None:
    score(office, FIRST, at="2018-12-01 09:00")
    settings = office / "anlian.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('"13.1": 25, "13.2": 25', '"13.1": 30, "13.2": 20', 1), encoding="utf-8")
    for command in (("score", "日常", "2018", "日常.csv"), ("show", JIA)):
        refused = act(office, *command)
        assert refused.code == 4
        assert "13.1：台账 25，anlian.yaml 30" in refused.err
    assert act(office, "lock", "2018").code == 2
    assert "13.1：台账 25，anlian.yaml 30" in must(office, "lock", "2018", "--reason", "会议决定").out
    must(office, "show", JIA)
    assert shown(office, "--as-of", "2018-12-01") == "96"


def test_a_reason_with_somebody_s_number_is_refused(office: Path) -> None:
    refused = act(office, "score", "daily", "2018", "--unit", "甲", "--points", "88", "--reason", "电话 13800000001")
    assert (refused.code, "个人信息" in refused.err) == (2, True)


def test_the_daily_log_stands_beside_the_columns_it_speaks_to(office: Path) -> None:
    entry = ("--item", "社区反馈", "--on", "2018-05-03", "--note", "街道来函表扬")
    must(office, "daily", "甲", *entry, "--attach", "在册.csv")
    assert act(office, "daily", "甲", *entry, "--attach", "在册.csv").code == 2
    sheet = must(office, "template", "日常", "2018", "--format", "csv").out
    head, *rows = sheet.splitlines()
    jia = next(row for row in rows if JIA in row)
    column = head.split(",").index("13.3 社区对咨询服务的反馈情况日常记录")
    assert jia.split(",")[column] == "2018-05-03 街道来函表扬"
    assert "附件 1 个" in must(office, "show", "甲").out


@pytest.mark.parametrize(
    "command",
    [
        ("daily", "甲", "--item", "13.3", "--on", "2018-05-03", "--note", "走访", "--attach", "在册.csv"),
        ("score", "review", "2018", "--unit", "甲", "--points", "90"),
        ("lock", "2019"),
        ("undo", "1", "--yes", "--reason", "名单不对"),
        ("admit", "--founding", "新.csv", "--announced", "2018-03-01"),
    ],
)
def test_the_independent_judge_approves_after_every_kind_of_command(office: Path, command: tuple[str, ...]) -> None:
    (office / "新.csv").write_text("单位全称,统一代码\n丁安全有限公司,91110105MA0000015F\n", encoding="utf-8")
    score(office, FIRST, at="2018-12-01 09:00")
    must(office, *command)
    must(office, "verify")
    must(office, "verify", "--quick")
    for root in ("dossiers", "imports"):
        assert is_valid(office / "records" / root)


def test_without_the_index_every_answer_is_the_same(office: Path) -> None:
    score(office, FIRST, at="2018-12-01 09:00")
    score(office, SECOND, "--reason", "更正", at="2018-12-02 09:00")
    asked = [("log", "--format", "json"), ("show", "甲", "--format", "json"), ("show", "甲", "--as-of", "2018-12-01")]
    told = [must(office, *question).out for question in asked]
    for name in ("index.jsonl", "index.seal"):
        (office / "records" / "work" / name).unlink()
    assert [must(office, *question).out for question in asked] == told
    must(office, "daily", "甲", "--item", "13.1", "--on", "2018-05-03", "--note", "报送")
    assert (office / "records/work/index.seal").exists()
    must(office, "verify")


def test_the_digest_on_an_old_table_is_found_again(office: Path) -> None:
    score(office, FIRST, at="2018-12-01 09:00")
    printed = json.loads(must(office, "show", JIA, "--format", "json").out)["digest"]
    score(office, SECOND, "--reason", "更正", at="2018-12-03 09:00")
    then = json.loads(must(office, "verify", "--as-of", "2018-12-02", "--format", "json").out)
    assert (then["digest"], then["batches"]) == (printed, 2)
    assert json.loads(must(office, "verify", "--format", "json").out)["digest"] != printed
