"""`anlian exit`: the order of its rows, the days of its bars, what answers a ground, what a step says and refuses."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.office import UNITS, act, must, open_workspace

JIA, YI, BING = UNITS
FOUND = "--note 违规 --substantiated --by-body 调查组"
Story = list[tuple[str, str]]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return open_workspace(tmp_path_factory.mktemp("office") / "w")


@pytest.fixture
def office(opened: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(opened, tmp_path / "w"))


def play(office: Path, story: Story) -> None:
    for day, command in story:
        must(office, *shlex.split(command), at=f"{day} 09:00")


def listed(office: Path, day: str, *year: str) -> Any:
    return json.loads(must(office, "exit", *year, "--format", "json", at=f"{day} 20:00").out)


def clauses(office: Path, day: str) -> list[str]:
    return [ground["clause"] for one in listed(office, day)["candidates"] for ground in one["grounds"]]


def test_the_gravest_step_stands_first_and_the_bar_that_ends_first(office: Path) -> None:
    reports = [
        ("2019-01-10", "exit report 甲 18.4 --found-on 2019-01-09 --note 漏项"),
        ("2019-01-11", f"exit report 乙 17 --found-on 2019-01-09 {FOUND}"),
        ("2019-01-12", f"exit report 丙 18.4 --found-on 2019-01-09 {FOUND}"),
    ]
    play(office, reports)
    told = listed(office, "2019-01-12")["candidates"]
    assert [(one["name"], one["step"]) for one in told] == [(BING, "remove"), (YI, "procedure"), (JIA, "clue")]
    for unit, announced in (("甲", "2019-03-01"), ("乙", "2019-02-01")):
        play(office, [("2019-03-01", f"exit open {unit} --on 2019-01-15")])
        play(office, [("2019-03-01", f"exit decide {unit} --yes --announced {announced} --note 违规")])
    assert [bar["name"] for bar in listed(office, "2019-03-02")["barred"]] == [YI, JIA]


def test_a_bar_is_told_with_its_last_day_and_the_day_after_it_and_no_longer(office: Path) -> None:
    """Announced on 1 March 2019: no application up to and including 1 March 2022 (Art. 18, reading R3)."""
    out = [
        ("2019-01-10", f"exit report 甲 17 --found-on 2019-01-09 {FOUND}"),
        ("2019-01-10", "exit open 甲 --on 2019-01-10"),
    ]
    play(office, [*out, ("2019-03-01", "exit decide 甲 --yes --announced 2019-03-01 --note 违规")])
    days = {"announced_on": "2019-03-01", "barred_through": "2022-03-01", "free_from": "2022-03-02"}
    expected = [{"name": JIA, "credit_code": UNITS[JIA], **days}]
    assert [listed(office, day)["barred"] for day in ("2019-03-01", "2022-03-01", "2022-03-02")] == [
        expected,
        expected,
        [],
    ]
    told = json.loads(must(office, "show", JIA, "--format", "json", at="2022-03-02 09:00").out)
    assert told["state"] == "free"


def test_a_unit_says_since_when_its_procedure_is_open(office: Path) -> None:
    play(office, [("2019-01-10", f"exit report 甲 17 --found-on 2019-01-09 {FOUND}")])
    assert "未启动" in must(office, "exit", at="2019-01-10 20:00").out
    play(office, [("2019-01-15", "exit open 甲 --on 2019-01-14")])
    told = must(office, "exit", "--format", "csv", at="2019-01-15 20:00").out
    assert ("2019-01-14 启动" in told, "未启动" in told) == (True, False)


def test_a_report_from_before_the_admission_in_force_was_answered_with_the_membership_that_ended(office: Path) -> None:
    (office / "甲.csv").write_text(f"单位全称,统一代码\n{JIA},{UNITS[JIA]}\n", encoding="utf-8")
    play(office, [("2018-05-02", "exit report 甲 18.4 --found-on 2018-05-01 --note 漏项")])
    assert clauses(office, "2018-05-02") == ["18.4"]
    play(office, [("2018-06-01", "withdraw 甲 --on 2018-06-01")])
    play(office, [("2018-07-01", "admit --founding 甲.csv --announced 2018-07-01")])
    assert clauses(office, "2018-07-01") == []


def failed(office: Path, year: str = "2018", at: str = "2018-12-20") -> None:
    """甲 comes to 50, the others to 80."""
    rows = "".join(f"{name},{50 if name == JIA else 80}\n" for name in UNITS)
    (office / "得分.csv").write_text(f"单位全称,得分\n{rows}", encoding="utf-8")
    play(office, [(at, f"score {stage} {year} 得分.csv") for stage in ("日常", "审查")])


@pytest.mark.parametrize(("stage", "points"), [("日常", 51), ("审查", 52)])
def test_a_failed_year_that_is_corrected_after_its_dismissal_and_fails_again_stands_again(
    office: Path, stage: str, points: int
) -> None:
    failed(office)
    play(office, [("2019-01-10", "exit open 甲 --on 2019-01-10"), ("2019-01-11", "exit dismiss 甲 --reason 整改到位")])
    assert clauses(office, "2019-01-11") == []
    play(office, [("2019-01-12", f"score {stage} 2018 --unit 甲 --points {points} --reason 复核")])
    assert clauses(office, "2019-01-12") == ["16"]


def to_be_opened(office: Path, day: str) -> bool:
    """Whether the public copy names 甲 as one whose procedure is being started (Art. 16)."""
    must(office, "rank", "2018", "--publish", "公告.html", "--force", "--reason", "重出", at=f"{day} 20:00")
    return f"按第十六条启动退出程序的单位：{JIA}。" in (office / "公告.html").read_text(encoding="utf-8")


def test_the_public_copy_names_a_failed_unit_only_until_its_procedure_is_open_or_it_has_left(office: Path) -> None:
    (office / "甲.csv").write_text(f"单位全称,统一代码\n{JIA},{UNITS[JIA]}\n", encoding="utf-8")
    failed(office)
    assert to_be_opened(office, "2019-01-09") is True
    play(office, [("2019-01-10", "exit open 甲 --on 2019-01-10")])
    assert to_be_opened(office, "2019-01-10") is False
    play(office, [("2019-01-11", "exit dismiss 甲 --reason 整改到位"), ("2019-01-12", "withdraw 甲 --on 2019-01-12")])
    play(office, [("2019-02-01", "admit --founding 甲.csv --announced 2019-02-01")])
    assert to_be_opened(office, "2019-02-01") is False


def test_a_failed_year_of_a_membership_that_ended_calls_for_no_procedure(office: Path) -> None:
    (office / "甲.csv").write_text(f"单位全称,统一代码\n{JIA},{UNITS[JIA]}\n", encoding="utf-8")
    failed(office)
    play(office, [("2019-01-12", "withdraw 甲 --on 2019-01-12")])
    play(office, [("2019-02-01", "admit --founding 甲.csv --announced 2019-02-01")])
    assert to_be_opened(office, "2019-02-01") is False


def test_a_dismissal_answers_what_it_names_and_what_has_gone_and_says_what_still_stands(office: Path) -> None:
    """Two failed years open the procedure (Art. 16, 18(7)); both are corrected, and two reports remain."""
    failed(office)
    failed(office, "2019", "2019-12-20")
    play(
        office,
        [
            (f"2020-01-0{day}", f"exit report 甲 {ground} --found-on 2020-01-01 {FOUND}")
            for day, ground in ((2, "18.4"), (3, "18.5"))
        ],
    )
    play(office, [("2020-01-10", "exit open 甲 --on 2020-01-10")])
    play(office, [("2020-01-11", f"score 日常 {year} --unit 甲 --points 100 --reason 漏记") for year in (2018, 2019)])
    assert clauses(office, "2020-01-11") == ["18.4", "18.5"]
    told = must(office, "exit", "dismiss", "甲", "--ground", "18.4", "--reason", "不实", at="2020-01-12 09:00")
    remaining = [line for line in told.err.splitlines() if line.startswith("仍在名单上")]
    assert [line.startswith("仍在名单上：18.5 ") for line in remaining] == [True]
    assert f"{JIA}：2020-01-12 不予退出（18.4、16、18.7a）：不实" in told.out
    assert clauses(office, "2020-01-12") == ["18.5"]


REPORTABLE = ("17", "18.1", "18.2", "18.3", "18.4", "18.5", "18.6", "18.7b")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("exit report 甲 18.4 --found-on 2019-01-09 --note 漏项", ["台账里已经有完全相同的一条"]),
        ("exit report 甲 18.5 --found-on 昨天 --note 诋毁", ["--found-on：", "“昨天”不是日期"]),
        ("exit open 甲 --on 2019-13-01", ["--on：", "2019-13-01"]),
        ("exit report 甲 18.5 --found-on 2019-01-09 --note ' '", ["--note 是空的", "请写明事实"]),
        (
            "exit report 甲 18.4 --found-on 2019-01-09 --note x --complainant 路人",
            ["没有投诉人“路人”", "服务对象 或 其他"],
        ),
        (
            "exit report 甲 16 --found-on 2019-01-09 --note x",
            ["没有可以举报的情形“16”", *(f"{one} " for one in REPORTABLE)],
        ),
        ("exit open 甲 --on 2019-01-10 --ground 9", ["没有退出情形“9”", "16 年度考核成绩为不合格、17 "]),
        ("exit open 甲 --on 2019-01-10 --ground 18.5", [f"{JIA} 没有退出情形 18.5", "现有：18.4；"]),
        ("exit dismiss 甲 --ground 18.5 --reason 不实", [f"{JIA} 没有退出情形 18.5", "现有：18.4；"]),
    ],
)
def test_a_step_that_is_refused_says_why_and_records_nothing(office: Path, command: str, words: list[str]) -> None:
    play(office, [("2019-01-10", "exit report 甲 18.4 --found-on 2019-01-09 --note 漏项")])
    refused = act(office, *shlex.split(command), at="2019-01-10 10:00")
    assert (refused.code, [word for word in words if word not in refused.err]) == (2, []), refused.err
    entries = json.loads(must(office, "log", JIA, "--format", "json", at="2019-01-10 11:00").out)["entries"]
    assert [entry["action"] for entry in entries] == ["admit", "exit report"]


def test_one_clause_reported_twice_needs_no_choice_and_is_no_clue_once_it_was_found_true(office: Path) -> None:
    report = ("exit", "report", JIA, "18.4", "--note", "漏项", "--found-on")
    must(office, *report, "2019-02-01", at="2019-02-02 09:00")
    must(office, "exit", "open", JIA, "--on", "2019-02-03", at="2019-02-03 09:00")
    must(office, *report, "2019-02-10", "--substantiated", "--by-body", "调查组", at="2019-02-11 09:00")
    decide = ("exit", "decide", JIA, "--announced", "2019-02-20", "--note", "漏项")
    asked = act(office, *decide, at="2019-02-20 09:00")
    assert "因 18.4 退出" in asked.err and "线索" not in asked.err
    must(office, *decide, "--yes", at="2019-02-20 09:00")
    assert json.loads(must(office, "exit", "--format", "json", at="2019-02-21 09:00").out)["candidates"] == []
