"""Exit candidates and bars: the table of cases, through the commands; the bar's days against the calendar."""

from __future__ import annotations

import json
import shlex
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from anlian_cli.regulation.life import last_barred_day
from tests.office import UNITS as THREE
from tests.office import must, open_workspace

CASES: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).with_name("exits.yaml").read_text(encoding="utf-8"))
JIA, *OTHERS = THREE
STEPS = {"应予退出": "remove", "启动退出程序": "procedure", "线索待查": "clue"}


def play(office: Path, case: dict[str, Any]) -> None:
    """The scores in the Decembers of their years, then the steps."""
    own, others = case.get("得分", {}), case.get("其他单位得分", {})
    for year in sorted({*own, *others}):
        points = {JIA: own.get(year), **dict.fromkeys(OTHERS, others.get(year, 80))}
        for unit, shown in points.items():
            for stage in ("日常", "审查") if shown is not None else ():
                must(office, "score", stage, year, "--unit", unit, "--points", shown, at=f"{year}-12-20 09:00")
    for day, command in case.get("步骤", {}).items():
        must(office, *_words(office, command), at=f"{day} 09:00")


def _words(office: Path, command: str) -> list[str]:
    """A command as it is typed; LAST is the number of the last batch."""
    entries = json.loads(must(office, "log", "--format", "json").out)["entries"]
    return [str(entries[-1]["batch"]) if word == "LAST" else word for word in shlex.split(command)]


@pytest.mark.parametrize("case", CASES, ids=[case["情形"] for case in CASES])
def test_the_table_of_cases(case: dict[str, Any], tmp_path: Path) -> None:
    office = open_workspace(tmp_path / "w")
    play(office, case)
    at = f"{case['看']} 10:00"
    told = json.loads(must(office, "exit", "--format", "json", at=at).out)
    own = [candidate for candidate in told["candidates"] if candidate["name"] == JIA]
    assert [candidate["step"] for candidate in own] == ([STEPS[case["处理"]]] if case["处理"] != "无" else [])
    assert [ground["clause"] for candidate in own for ground in candidate["grounds"]] == case.get("情形号", [])
    assert [bar["barred_through"] for bar in told["barred"]] == ([str(case["限制至"])] if "限制至" in case else [])
    assert [entry["year"] for entry in told["undecided"] if entry["name"] == JIA] == case.get("不能判断", [])
    for candidate in own:
        for ground in candidate["grounds"]:
            assert (ground["step"] == "clue") == ("未查实" in ground["detail"] or "不构成" in ground["detail"])
    if "状态" in case:
        assert own[0]["state"] == case["状态"]
    must(office, "exit", at=at)
    must(office, "verify", at=at)


def independent_end(announced: date) -> date:
    """The last day that is not later than three years on, found by counting days one by one."""
    day = announced
    while (day + timedelta(days=1)) <= _three_years_on(announced):
        day += timedelta(days=1)
    return day


def _three_years_on(day: date) -> date:
    wanted = (day.year + 3, day.month, day.day)
    last = date(day.year + 3, day.month, 28)
    while last.month == day.month and (last.year, last.month, last.day) < wanted:
        following = last + timedelta(days=1)
        if following.month != day.month:
            break
        last = following
    return last if day.day >= 28 else date(*wanted)


def test_the_last_day_of_a_bar_for_every_start_day_of_eight_years() -> None:
    day = date(2016, 1, 1)
    while day < date(2024, 1, 1):
        assert last_barred_day(day, 3, False) == independent_end(day)
        assert last_barred_day(day, 3, True) == independent_end(day) - timedelta(days=1)
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("announced", "last"), [("2018-03-15", "2021-03-15"), ("2020-02-29", "2023-02-28"), ("2017-02-28", "2020-02-28")]
)
def test_leap_days(announced: str, last: str) -> None:
    assert last_barred_day(date.fromisoformat(announced), 3, False).isoformat() == last


def test_the_list_of_each_day_is_seen_again_later(tmp_path: Path) -> None:
    """Asked for on each day of a history, and asked for again at its end with --as-of."""
    office = open_workspace(tmp_path / "w")
    story = [
        ("2018-12-20", "score 日常 2018 --unit 甲 --points 50"),
        ("2018-12-21", "score 审查 2018 --unit 甲 --points 50"),
        ("2019-01-10", "exit open 甲 --on 2019-01-10"),
        ("2019-02-01", "exit dismiss 甲 --reason 整改到位"),
        ("2019-03-01", "exit report 甲 18.4 --found-on 2019-02-20 --note 漏项 --substantiated --by-body 调查组"),
        ("2019-03-05", "exit open 甲 --on 2019-03-05"),
        ("2019-04-01", "exit decide 甲 --announced 2019-04-01 --ground 18.4 --note 漏项"),
        ("2019-06-01", "exit revoke 甲 --announced 2019-06-01 --reason 申诉成立"),
    ]
    told = {}
    for day, command in story:
        must(office, *shlex.split(command), at=f"{day} 09:00")
        told[day] = must(office, "exit", "--format", "json", at=f"{day} 20:00").out
    assert len(set(told.values())) == len(story)
    for day, printed in told.items():
        assert must(office, "exit", "--as-of", day, "--format", "json", at="2024-01-01 09:00").out == printed


def test_the_list_of_every_day_between_is_that_of_the_last_event(tmp_path: Path) -> None:
    office = open_workspace(tmp_path / "w")
    story = [
        ("2019-03-01", "exit report 甲 18.4 --found-on 2019-02-20 --note 漏项 --substantiated --by-body 调查组"),
        ("2019-03-05", "exit open 甲 --on 2019-03-05"),
        ("2019-04-01", "exit decide 甲 --announced 2019-04-01 --ground 18.4 --note 漏项"),
        ("2019-04-20", "exit revoke 甲 --announced 2019-04-20 --reason 申诉成立"),
    ]
    for day, command in story:
        must(office, *shlex.split(command), at=f"{day} 09:00")
    today, expected = date(2019, 2, 27), {"candidates": [], "barred": []}
    while today < date(2019, 4, 24):
        told = json.loads(must(office, "exit", "--as-of", today, "--format", "json", at="2024-01-01 09:00").out)
        found = {key: told[key] for key in expected}
        if today.isoformat() in dict(story):
            assert found != expected
            expected = found
        assert found == expected
        today += timedelta(days=1)
