"""What `status` says is not settled: exits, earlier years, applications that were not recorded."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES
from tests.office import UNITS, act, must, open_workspace

JIA, YI, BING = UNITS


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return open_workspace(tmp_path / "w")


def score(office: Path, year: str, unit: str, *points: int, at: str = "") -> None:
    for stage, number in zip(("日常", "审查"), points, strict=False):
        must(office, "score", stage, year, "--unit", unit, "--points", number, at=at or f"{year}-12-20 09:00")


def unsettled(office: Path, at: str) -> list[tuple[str, str]]:
    """The units with what waits, in the board's order."""
    return [(one["name"], one["what"]) for one in about_units(office, at)]


def about_units(office: Path, at: str) -> list[dict[str, str]]:
    """What is not settled but for publications, which another test tells of."""
    told = json.loads(must(office, "status", "--format", "json", at=at).out)["unsettled"]
    return [one for one in told if not one["what"].endswith("还没有记为已公布")]


def test_nothing_is_unsettled_in_the_first_year(office: Path) -> None:
    assert unsettled(office, "2018-06-01 09:00") == []
    assert "还没有了结" not in must(office, "status", at="2018-06-01 09:00").out


def test_every_year_that_is_not_finished_stays_until_it_is(office: Path) -> None:
    """2018: 乙 lacks one score, 丙 both; a year later they are still told of, with 2019 behind."""
    score(office, "2018", JIA, 90, 90)
    score(office, "2018", YI, 90)
    for unit in UNITS:
        score(office, "2019", unit, 90, 90)
    assert unsettled(office, "2020-02-01 09:00") == [
        (BING, "2018 年度缺日常工作考核、年度资格审查"),
        (YI, "2018 年度缺年度资格审查"),
    ]
    score(office, "2018", YI, 90, 90, at="2020-02-01 10:00")
    assert [name for name, _ in unsettled(office, "2020-02-02 09:00")] == [BING]
    must(office, "withdraw", BING, "--on", "2020-03-01", at="2020-03-02 09:00")
    assert unsettled(office, "2020-04-01 09:00") == []


def test_an_exit_is_told_of_from_its_ground_to_its_decision_and_each_command_can_be_typed(office: Path) -> None:
    """A year of 50 and 50 is 不合格; then the procedure, then the decision: what is shown does the next step."""
    for unit, points in ((JIA, 50), (YI, 90), (BING, 90)):
        score(office, "2018", unit, points, points)
    steps = []
    for at in ("2019-01-10 09:00", "2019-01-11 09:00"):
        (one,) = about_units(office, at)
        steps.append((one["name"], one["what"].partition("：")[0]))
        command = one["command"].replace("日期", at[:10]).replace("说明", "不合格")
        yes = ["--yes"] if " decide " in command else []
        must(office, *shlex.split(command)[1:], *yes, at=at)
    assert steps == [(JIA, "启动退出程序"), (JIA, "2019-01-10 启动的退出程序还没有决定")]
    assert unsettled(office, "2019-02-01 09:00") == []
    assert [bar["name"] for bar in json.loads(must(office, "exit", "--format", "json").out)["barred"]] == []
    assert act(office, "exit", "--format", "json", at="2019-02-01 09:00").out.count('"barred_through"') == 1


def test_a_clue_waits_for_an_answer(office: Path) -> None:
    must(office, "exit", "report", YI, "18.4", "--found-on", "2018-03-01", "--note", "漏项", at="2018-03-02 09:00")
    ((name, what),) = unsettled(office, "2018-04-01 09:00")
    assert name == YI and what.startswith("线索待查：举报未查实")
    shown = must(office, "status", at="2018-04-01 09:00").out
    assert f"→ anlian exit dismiss {UNITS[YI]} --ground 18.4 --reason 原因" in shown


def test_an_application_that_was_not_recorded_stays_on_the_board(tmp_path: Path) -> None:
    """A firm whose form nobody could read is left out of the recording, and is told of until it is in."""
    office = tmp_path / "w"
    shutil.copytree(EXAMPLES / "workspace", office, ignore=shutil.ignore_patterns("records"))
    broken = office / "applications" / "2017" / "读不出"
    broken.mkdir()
    (broken / "申报材料.yaml").write_text("[", encoding="utf-8")
    assert of_folders(office, "2017-10-25 09:00") == []
    act(office, "check", "applications/2017", "--record", at="2017-10-26 09:00")
    assert of_folders(office, "2017-10-27 09:00") == [("读不出", "批次 2017 没有存档")]
    shutil.copy(office / "applications" / "2017" / "安泰" / "申报材料.yaml", broken)
    assert of_folders(office, "2017-10-27 09:00") == []


def of_folders(office: Path, at: str) -> list[tuple[str, str]]:
    return [one for one in unsettled(office, at) if one[0] != "批次 2017"]


def test_a_batch_that_others_rest_on_is_not_taken_back_unasked(office: Path) -> None:
    """Batch 1 admits the three; 乙 is scored, then withdraws: taking the admission back names both."""
    score(office, "2018", YI, 90)
    must(office, "withdraw", YI, "--on", "2019-01-03", at="2019-01-04 09:00")
    refused = act(office, "undo", "1", "--reason", "录错", at="2019-01-05 09:00")
    assert refused.code == 2 and "第 3 批（自愿退出）是在它之上作出的" in refused.err
    listed = json.loads(must(office, "log", "--format", "json", at="2019-01-05 10:00").out)["entries"]
    assert max(entry["batch"] for entry in listed) == 3
    must(office, "undo", "3", "--reason", "录错", at="2019-01-05 11:00")  # nothing rests on it
    must(office, "undo", "1", "--yes", "--reason", "录错", at="2019-01-05 12:00")


def test_a_round_is_led_from_command_to_command_to_its_confirmed_list(tmp_path: Path) -> None:
    """What the board says next, of a round that a later one in anlian.yaml does not push aside; the example's dates.

    A firm that never corrects its form, and so is on no list, holds nobody up.
    """
    office = tmp_path / "w"
    shutil.copytree(EXAMPLES / "workspace", office, ignore=shutil.ignore_patterns("records"))
    late = office / "applications" / "2017" / "迟补"
    shutil.copytree(EXAMPLES / "applications" / "2017" / "联创", late)
    steps = [
        ("2017-10-26", "check applications/2017 --record -q"),
        ("2017-10-30", "score 材料 2017 评分表/2017材料审核.csv"),
        ("2017-11-06", "shortlist 2017 --announced 2017-11-06"),
        ("2017-11-10", "score 面试 2017 评分表/2017面试答辩.csv"),
        ("2017-12-01", "admit 2017 --announced 2017-12-01"),
    ]
    led = []
    for day, command in steps:
        led.append(next_of(office, "批次 2017", f"{day} 09:00"))
        act(office, *shlex.split(command), at=f"{day} 10:00")
    assert led == [
        ["anlian check applications/2017 --record"],
        ["anlian template 材料 2017 -o 材料.xlsx"],
        ["anlian shortlist 2017 --announced 日期"],
        ["anlian template 面试 2017 -o 面试.xlsx"],
        ["anlian admit 2017 --announced 日期"],
    ]
    # The list is out, and the year that it opens has not begun.
    assert about_units(office, "2017-12-02 09:00") == []


def test_a_year_that_the_settings_lack_is_told_of_once_it_has_begun(office: Path) -> None:
    """anlian.yaml ends with 2021."""
    hints = {}
    for day in ("2021-12-31", "2022-01-01"):
        told = json.loads(must(office, "status", "--format", "json", at=f"{day} 09:00").out)
        hints[day] = [one["command"] for one in told["next"]]
    assert "anlian lock 2022" not in hints["2021-12-31"] and "anlian lock 2022" in hints["2022-01-01"]


def next_of(office: Path, name: str, at: str) -> list[str]:
    return [one["command"] for one in about_units(office, at) if one["name"] == name and "补正" not in one["what"]]
