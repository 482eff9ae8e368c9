"""Exit candidates and bars: the table of cases, through the commands; the bar's days against the calendar."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from datetime import date, timedelta
from operator import le, lt
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from anlian_cli.model.events import Attachment, Dismissed, Event, Exited, Opened, Reported, Revoked
from anlian_cli.model.exits import YearGrade
from anlian_cli.model.ranking import Grade
from anlian_cli.regulation.documents import newest, regulation_named
from anlian_cli.regulation.jinganlianfa_2017_4.exits import Rules, answers, counts_the_day, grounds_of
from anlian_cli.regulation.life import last_barred_day
from tests.office import UNITS as THREE
from tests.office import must, open_workspace

pytestmark = pytest.mark.no_cover
CASES: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).with_name("exits.yaml").read_text(encoding="utf-8"))
JIA, *OTHERS = THREE
REGULATION = regulation_named(newest())
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


def years(*grades: str | None) -> list[YearGrade]:
    """The grades of years from 2018 on, a year's scores recorded in the batch of its number; None: not assessed."""
    given = {"优": Grade.EXCELLENT, "良": Grade.GOOD, "合": Grade.QUALIFIED, "不": Grade.FAILED, None: None}
    return [YearGrade(year, given[grade], "50", year) for year, grade in enumerate(grades, start=2018)]


def found(grades: list[YearGrade], **readings: str) -> list[tuple[str, str, int]]:
    rules = Rules(REGULATION, {**REGULATION.choose({}), **readings})
    found = grounds_of(grades, (), lambda _: rules)
    return [(ground.clause, ground.consequence.value, ground.batch) for ground in found]


@pytest.mark.parametrize(
    ("grades", "readings", "expected"),
    [
        (("良", "合", "优"), {}, []),
        (("不",), {}, [("16", "procedure", 2018)]),
        (("不",), {"R6": "一年即退出"}, [("16", "remove", 2018)]),
        (
            ("不", "不"),
            {},
            [("18.7a", "remove", 2019), ("16", "procedure", 2018), ("16", "procedure", 2019)],
        ),
        (
            ("不", "不", "不"),
            {},
            [("18.7a", "remove", 2019), ("18.7a", "remove", 2020)]
            + [("16", "procedure", year) for year in (2018, 2019, 2020)],
        ),
        (("不", "良", "不"), {}, [("16", "procedure", 2018), ("16", "procedure", 2020)]),
        (("不", None, "不"), {}, [("16", "procedure", 2018), ("16", "procedure", 2020)]),
        (
            ("不", None, "不"),
            {"R7": "跳过不计"},
            [("18.7a", "remove", 2020), ("16", "procedure", 2018), ("16", "procedure", 2020)],
        ),
        (("不", None, "良"), {"R7": "跳过不计"}, [("16", "procedure", 2018)]),
        ((None, None), {}, []),
    ],
)
def test_failed_years_are_grounds_by_the_readings(
    grades: tuple[str | None, ...], readings: dict[str, str], expected: list[tuple[str, str, int]]
) -> None:
    assert found(years(*grades), **readings) == expected


FILE = Attachment(path="evidence/1.pdf", digest="ab" * 32)


@pytest.mark.parametrize(
    ("report", "evidence"),
    [
        ({}, "2019-03-01 记录"),
        ({"attachments": (FILE, FILE)}, "2019-03-01 记录，附件 2 个"),
        ({"substantiated": True, "by_body": "调查组"}, "2019-03-01 记录，调查组认定"),
    ],
)
def test_what_a_reported_ground_rests_on(report: dict[str, Any], evidence: str) -> None:
    """Its day, its files, and the body that found it true; nothing of what there is not."""
    event = Reported(on=date(2019, 3, 1), ground="18.4", note="漏项", **report)
    grounds = grounds_of((), [(event, 1)], lambda _: Rules(REGULATION, REGULATION.choose({})))
    assert [ground.evidence for ground in grounds] == [evidence]


@pytest.mark.parametrize(
    ("event", "answered"),
    [
        (Dismissed(on=date(2020, 1, 1), note="x", grounds=("18.4",)), {"18.4"}),
        (Dismissed(on=date(2020, 1, 1), note="x", grounds=("18.4", "16")), {"18.4", "16"}),
        (Dismissed(on=date(2020, 1, 1), note="x", grounds=("18.7a",)), {"18.7a"}),
        (Dismissed(on=date(2020, 1, 1), note="x"), {"16", "17", "18.4", "18.7a"}),
        (Exited(on=date(2020, 1, 1), note="x", ground="18.4"), {"18.4"}),
        (Exited(on=date(2020, 1, 1), note="x", ground="17", also=("18.4",)), {"17", "18.4"}),
        (Exited(on=date(2020, 1, 1), note="x", ground="18.7a"), {"18.7a", "16"}),
        (Exited(on=date(2020, 1, 1), note="x", ground="17", also=("18.7a",)), {"17", "18.7a", "16"}),
        (Revoked(on=date(2020, 1, 1), note="x"), set()),
        (Opened(on=date(2020, 1, 1), grounds=("16",)), set()),
    ],
)
def test_an_event_answers_the_grounds_that_it_names(event: Event, answered: set[str]) -> None:
    assert {clause for clause in ("16", "17", "18.4", "18.7a") if answers(event, clause)} == answered


def the_last(announced: date, is_barred: Callable[[tuple[int, int, int], tuple[int, int, int]], bool]) -> date:
    """The last day, counted on one by one, whose year, month and day are barred by those of three years on."""
    over = (announced.year + 3, announced.month, announced.day)
    day = announced + timedelta(days=3 * 365 - 1)  # no three years are shorter
    assert is_barred(_written(day), over)
    while is_barred(_written(day + timedelta(days=1)), over):
        day += timedelta(days=1)
    return day


def _written(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def test_the_last_day_of_a_bar_for_every_start_day_of_eight_years() -> None:
    """Dates compare as they are written: through that day three years on, or, the first day counted, before it."""
    day = date(2016, 1, 1)
    while day < date(2024, 1, 1):
        assert last_barred_day(day, 3, False) == the_last(day, le)
        assert last_barred_day(day, 3, True) == the_last(day, lt)
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("announced", "last", "from_the_day_itself"),
    [
        ("2018-03-15", "2021-03-15", "2021-03-14"),
        ("2020-02-29", "2023-02-28", "2023-02-28"),
        ("2017-02-28", "2020-02-28", "2020-02-27"),
        ("2017-03-01", "2020-03-01", "2020-02-29"),
    ],
)
def test_leap_days(announced: str, last: str, from_the_day_itself: str) -> None:
    day = date.fromisoformat(announced)
    assert last_barred_day(day, 3, False).isoformat() == last
    assert last_barred_day(day, 3, True).isoformat() == from_the_day_itself
    assert last_barred_day(date(2020, 2, 29), 4, True).isoformat() == "2024-02-28"


def test_reading_r3_says_whether_the_day_of_the_announcement_counts() -> None:
    """A bar from 2018-03-15: through the same day of 2021, or, that first day counted, to its eve."""
    last = {
        answer: last_barred_day(date(2018, 3, 15), 3, counts_the_day(REGULATION.choose({"R3": answer}))).isoformat()
        for answer in REGULATION.readings["R3"].alternatives
    }
    assert last == {"公告次日起算": "2021-03-15", "公告当日起算": "2021-03-14"}


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
        ("2019-04-01", "exit decide 甲 --yes --announced 2019-04-01 --ground 18.4 --note 漏项"),
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
        ("2019-04-01", "exit decide 甲 --yes --announced 2019-04-01 --ground 18.4 --note 漏项"),
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
