"""`anlian rank`, `shortlist` and `admit` on real records: what is printed, published, refused, and seen again later."""

from __future__ import annotations

import csv
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.conftest import ROOT
from tests.make_workspace import STEPS, UNITS, WORKSPACE, code_of, prepare, told
from tests.office import UNITS as THREE
from tests.office import act, must, open_workspace

JIA, YI, BING = THREE
LATER = "2020-01-06 09:00"


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example workspace as it stood after its second year."""
    return told(tmp_path_factory.mktemp("story") / "w", until="2020-01-05")


@pytest.fixture
def story(two_years: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(two_years, tmp_path / "w"))


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return open_workspace(tmp_path / "w")


def give(office: Path, unit: str, daily: str | None, review: str | None, year: str = "2018") -> None:
    for stage, points in (("daily", daily), ("review", review)):
        if points is not None:
            must(office, "score", stage, year, "--unit", unit, "--points", points)


def ranking(office: Path, *arguments: str) -> dict[str, object]:
    told: dict[str, object] = json.loads(must(office, "rank", *arguments, "--format", "json").out)
    return told


def rows(office: Path, *arguments: str) -> list[dict[str, object]]:
    return ranking(office, *arguments)["ranking"]  # type: ignore[return-value]


def test_the_worked_example_of_the_readme_is_what_the_command_prints(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    match = re.search(r"<!-- rank -->\n\n    \$ anlian (.*?)\n(.*?)\n<!-- end -->", readme, re.S)
    assert match is not None
    arguments = match[1].replace("-C examples/workspace", "").split()
    shown = [line.removeprefix("    ").rstrip() for line in match[2].strip("\n").splitlines()]
    whole = Path(shutil.copytree(WORKSPACE, tmp_path / "whole"))
    printed = [line.rstrip() for line in must(whole, *arguments).out.strip("\n").splitlines()]
    assert shown == printed


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_a_look_back_reproduces_the_table_that_was_printed_then(tmp_path: Path, kind: str) -> None:
    """Printed two days before a correction, and asked for again a year later."""
    office, evening = tmp_path / "w", "2018-12-22 20:00"
    prepare(office)
    for at, command, _ in (step for step in STEPS if step[0] < evening):
        act(office, *shlex.split(command), at=at)
    printed = must(office, "rank", "2018", "--format", kind, at=evening).out
    for at, command, _ in (step for step in STEPS if step[0] > evening):
        act(office, *shlex.split(command), at=at)
    assert must(office, "rank", "2018", "--as-of", "2018-12-22", "--format", kind, at=LATER).out == printed
    assert "82.95" in printed
    assert "83.55" in must(office, "rank", "2018", "--format", kind, at=LATER).out


def test_totals_and_points_are_json_numbers_written_exactly(office: Path) -> None:
    give(office, JIA, "84.99", "85")
    give(office, YI, "100", "100")
    give(office, BING, "0", "0")
    text = must(office, "rank", "2018", "--format", "json").out
    assert '"total": 84.996,' in text
    assert '"total": 100,' in text
    assert '"total": 0,' in text
    table = must(office, "rank", "2018").out
    assert "84.996" in table
    assert "85.00 " in table  # the review score, whole
    assert [(row["rank"], row["grade"]) for row in rows(office, "2018")] == [
        (1, "excellent"),
        (2, "good"),
        (3, "failed"),
    ]


def test_a_missing_score_is_listed_apart_and_a_zero_is_ranked(office: Path) -> None:
    give(office, JIA, "0", "0")
    give(office, YI, "90", None)
    told = ranking(office, "2018")
    assert [row["name"] for row in told["ranking"]] == [JIA]  # type: ignore[attr-defined]
    missing = {unit["name"]: unit["missing"] for unit in told["incomplete"]}  # type: ignore[attr-defined]
    assert missing == {YI: ["review"], BING: ["daily", "review"]}
    assert "缺年度资格审查" in must(office, "rank", "2018").out


def test_a_ranking_is_not_published_while_units_are_not_assessed(office: Path) -> None:
    give(office, JIA, "90", "90")
    for options in ((), ("--without-incomplete",), ("--reason", "会议决定")):
        refused = act(office, "rank", "2018", "--publish", "公告.html", *options)
        assert (refused.code, YI in refused.err) == (2, True)
        assert not (office / "公告.html").exists()
    must(office, "rank", "2018", "--publish", "公告.html", "--without-incomplete", "--reason", "会议决定")
    page = (office / "公告.html").read_text(encoding="utf-8")
    assert "会议决定" in page and YI in page


def test_last_years_rank_and_movement(office: Path) -> None:
    for unit, points in ((JIA, "90"), (YI, "80"), (BING, "70")):
        give(office, unit, points, points)
    for unit, points in ((JIA, "70"), (YI, "80"), (BING, "90")):
        give(office, unit, points, points, "2019")
    assert {row["name"]: row["last_rank"] for row in rows(office, "2019")} == {JIA: 1, YI: 2, BING: 3}
    table = must(office, "rank", "2019").out
    assert "3 ↑2" in table and "1 ↓2" in table and "2 平" in table


def test_who_came_in_within_the_year_holds_nothing_up(office: Path) -> None:
    (office / "新.csv").write_text(f"单位全称,统一代码\n丁安全有限公司,{code_of('安泰')}\n", encoding="utf-8")
    must(office, "admit", "--founding", "新.csv", "--announced", "2018-06-01")
    for unit in THREE:
        give(office, unit, "80", "80")
    told = ranking(office, "2018")
    assert told["incomplete"] == []
    assert [unit["name"] for unit in told["newcomers"]] == ["丁安全有限公司"]  # type: ignore[attr-defined]
    assert "年内新入册：丁安全有限公司" in must(office, "rank", "2018").out


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"13.4": 25}', '"13.4": 20}', "合计为 95"),
        ("年度资格审查", "年度审查", "不认识的栏目"),
    ],
)
def test_items_that_do_not_sum_to_a_hundred_are_refused(office: Path, old: str, new: str, words: str) -> None:
    settings = office / "anlian.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    refused = act(office, "rank", "2018")
    assert (refused.code, words in refused.err) == (3, True)


def test_weights_that_sum_to_less_than_one_are_refused(story: Path) -> None:
    settings = story / "anlian.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("面试答辩: 0.5", "面试答辩: 0.49"), encoding="utf-8"
    )
    refused = act(story, "rank", "2017", "--selection")
    assert (refused.code, "合计为 0.99" in refused.err) == (3, True)


def test_a_year_that_was_changed_after_it_was_locked_is_not_ranked(story: Path) -> None:
    settings = story / "anlian.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('"13.1": 25, "13.2": 25', '"13.1": 30, "13.2": 20', 1), encoding="utf-8")
    refused = act(story, "rank", "2018")
    assert (refused.code, "台账 25，anlian.yaml 30" in refused.err) == (4, True)


@pytest.mark.parametrize(
    "arguments",
    [(), ("2018", "--trend"), ("2017", "--selection", "--explain", "安泰"), ("2016",), ("2018", "--explain", "恩泽")],
)
def test_what_cannot_be_ranked(story: Path, arguments: tuple[str, ...]) -> None:
    assert act(story, "rank", *arguments).code == 2


def test_the_explanation_names_every_correction_and_its_sheet(story: Path) -> None:
    told = must(story, "rank", "2018", "--explain", "博远").out.replace("\n", "")
    for words in (
        "88.5×40% + 80.25×60% = 83.55 → 良好",
        "79.25 → 80.25，14.4 收费服务 17 → 18（收费服务一项漏计1分）",
        "差 1.45 分",
        "-更正.csv",
    ):
        assert words in told
    incomplete = must(story, "rank", "2019", "--explain", "诚信").out
    assert "没有成绩：缺年度资格审查" in incomplete


def tied(story: Path) -> None:
    """德安 and 恩泽 come to the same total, one on either side of the quota line."""
    must(story, "undo", "6", "--yes", "--reason", "重新确认", at=LATER)
    for unit in ("德安", "恩泽"):
        for stage in ("材料", "面试"):
            must(story, "score", stage, "2017", "--unit", unit, "--points", "80", "--reason", "试", at=LATER)


def test_the_quota_line_stands_in_the_table(story: Path) -> None:
    table = must(story, "rank", "2017", "--selection").out.splitlines()
    order = [next(i for i, line in enumerate(table) if words in line) for words in ("德安", "名额 4 家", "恩泽")]
    assert order == sorted(order)
    assert "已在册 4 家" in "".join(table)
    assert [row["within_quota"] for row in rows(story, "2017", "--selection")] == ["yes"] * 4 + ["no"]


def test_a_tie_across_the_quota_line_is_for_the_panel(story: Path) -> None:
    tied(story)
    assert [row["within_quota"] for row in rows(story, "2017", "--selection")] == ["yes"] * 3 + ["tied"] * 2
    assert "跨名额线同分，由考核评定小组决定" in must(story, "rank", "2017", "--selection").out
    refused = act(story, "admit", "2017", "--announced", "2020-01-05", at=LATER)
    assert (refused.code, "德安" in refused.err and "恩泽" in refused.err) == (2, True)


def test_the_panels_list_names_and_records_every_difference(story: Path) -> None:
    tied(story)
    listed = ["安泰", "诚信", "恩泽"]
    lines = "\n".join(f"{UNITS[short]},{code_of(short)}" for short in listed)
    (story / "名单.csv").write_text(f"单位全称,统一代码\n{lines}\n", encoding="utf-8")
    arguments = ("admit", "2017", "--announced", "2020-01-05", "--list", "名单.csv")
    assert act(story, *arguments, at=LATER).code == 2  # without a reason
    told = must(story, *arguments, "--reason", "评定小组表决", "--publish", "名单.html", at=LATER).out
    assert "恩泽社区安全服务有限公司：2020-01-05 入册（排名第 4，名额线上同分，由评定小组确认）" in told
    assert "博远安全科技有限公司：排名第 2，名额内，评定小组未确认" in told
    assert "未列入确认名单" in must(story, "show", "博远").out
    assert "名额线上同分" in must(story, "show", "恩泽").out
    page = (story / "名单.html").read_text(encoding="utf-8")
    assert "恩泽" in page and "博远" not in page and "同分" not in page
    must(story, "verify")


def test_without_a_quota_no_line_is_drawn_and_the_panel_must_list(story: Path) -> None:
    settings = story / "anlian.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("名额: 4", "名额: 未定"), encoding="utf-8")
    must(story, "lock", "2017", "--reason", "名额未定", at=LATER)
    told = ranking(story, "2017", "--selection")
    assert told["rule"]["quota"] is None  # type: ignore[index]
    assert {row["within_quota"] for row in told["ranking"]} == {None}  # type: ignore[attr-defined]
    assert "名额未定，不划线" in must(story, "rank", "2017", "--selection").out
    must(story, "undo", "6", "--yes", "--reason", "重新确认", at=LATER)
    refused = act(story, "admit", "2017", "--announced", "2020-01-05", at=LATER)
    assert (refused.code, "名额未定" in refused.err) == (2, True)


def test_a_shortlist_decides_who_is_interviewed(story: Path) -> None:
    again = act(story, "shortlist", "2017", "--announced", "2017-11-06", at=LATER)
    assert (again.code, "已经公布过" in again.err) == (2, True)
    assert "入围（批次 2017）：联合会秘书处" in must(story, "show", "安泰").out
    must(story, "shortlist", "2017", "--publish", "入围.docx", at=LATER)
    told = json.loads(must(story, "shortlist", "2017", "--format", "json").out)
    assert (len(told["units"]), told["others"]) == (5, [])


def test_grades_over_the_years(story: Path) -> None:
    told = must(story, "rank", "--trend").out
    assert "82" not in told.split("诚信")[1].split("\n")[0]
    assert re.search(r"诚信.*69\.70 合格（第 3）\s+未完成考核", told)
    assert [year["period"] for year in json.loads(must(story, "rank", "--trend", "--format", "json").out)["years"]] == [
        "2018",
        "2019",
    ]


def test_a_long_ranking_shows_its_ends_and_says_how_many_lie_between(tmp_path: Path) -> None:
    from tests.benchmarks.records import scored_workspace
    from tests.office import SETTINGS

    office = scored_workspace(tmp_path / "w", 200, 1)
    (office / "anlian.yaml").write_text(SETTINGS, encoding="utf-8")
    table = must(office, "rank", "2018").out
    assert "……中间 150 家" in table
    assert len(re.findall(r"北京示例", table)) == 50
    assert len(must(office, "rank", "2018", "--format", "csv").out.splitlines()) == 201


def test_the_workbook_of_a_ranking_says_what_the_csv_says(story: Path) -> None:
    must(story, "rank", "2019", "-o", "排名.xlsx")
    cells = CalamineWorkbook.from_path(story / "排名.xlsx").get_sheet_by_name("排名").to_python()
    table = csv.reader(must(story, "rank", "2019", "--format", "csv").out.removeprefix("\ufeff").splitlines())
    shown = [[f"{cell:g}" if isinstance(cell, float) else cell for cell in line] for line in cells]
    assert shown == [[f"{float(cell):g}" if re.fullmatch(r"[\d.]+", cell) else cell for cell in line] for line in table]
