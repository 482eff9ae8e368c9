"""`anlian report`: a year on two pages, each number as the other commands have it."""

from __future__ import annotations

import base64
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from html import unescape
from pathlib import Path
from typing import Any

import docx
import pytest
from msgspec.structs import replace

from anlian_cli.cli.clock import BEIJING
from anlian_cli.office.office import Moment, open_office
from anlian_cli.office.yearly.report import year_report
from anlian_cli.report.year_view import year_leaflet
from tests.browser import HOW_TO_GET_IT, browser, chromium
from tests.make_workspace import SHEETS, WORKSPACE
from tests.office import act, must, open_workspace

NOW = "2021-10-27 09:00"
MOMENTS = [("2017", None), ("2018", None), ("2018", "2018-12-10"), ("2019", None), ("2020", None), ("2021", None)]


def told(command: str, as_of: str | None, workspace: Path = WORKSPACE) -> dict[str, Any]:
    until = ("--as-of", as_of) if as_of else ()
    found: dict[str, Any] = json.loads(must(workspace, *command.split(), "--format", "json", *until, at=NOW).out)
    return found


def points(sheet: str) -> dict[str, Fraction]:
    """What each unit was given in a sheet of the story, summed up."""
    rows = (line.split() for line in SHEETS[sheet][1].strip().splitlines())
    return {short: sum(map(Fraction, given), Fraction(0)) for short, *given in rows}


def graded(year: str) -> Counter[str]:
    """The grades of Art. 15 from the sheets: 40 % and 60 %, 85, 75, 60."""
    daily, review = points(f"{year}日常工作考核.csv"), points(f"{year}年度资格审查.csv")
    if year == "2018":
        review |= points("2018年度资格审查-更正.csv")
    totals = [daily[short] * Fraction(2, 5) + review[short] * Fraction(3, 5) for short in daily.keys() & review.keys()]
    edges = ((85, "excellent"), (75, "good"), (60, "qualified"), (0, "failed"))
    return Counter(next(grade for edge, grade in edges if total >= edge) for total in totals)


@pytest.mark.parametrize("year", ["2018", "2019", "2020"])
def test_the_grades_are_those_of_the_sheets(year: str) -> None:
    now = told(f"report {year}", None)["assessment"]["years"][-1]
    assert Counter(now["grades"]) == graded(year)
    assert (now["due"], now["incomplete"]) == {"2018": (4, 0), "2019": (4, 1), "2020": (3, 0)}[year]


@pytest.mark.parametrize(("year", "as_of"), MOMENTS)
def test_every_number_is_that_of_the_other_commands(year: str, as_of: str | None) -> None:
    report = told(f"report {year}", as_of)
    listed, found, board = told("list", as_of), told(f"exit {year}", as_of), told("status", as_of)
    assert report["register"]["now"] == len(listed["units"])
    assert report["register"]["barred"] == len(listed["barred"]) == len(found["barred"])
    assert Counter(report["exits"]["candidates"]) == Counter(one["step"] for one in found["candidates"])
    assert report["exits"]["undecided"] == len(found["undecided"])
    assert [one["name"] for one in report["unsettled"]] == [one["name"] for one in board["unsettled"]]
    batches = {one["batch"] for one in told("log", as_of)["entries"] if one["recorded_at"].startswith(year)}
    assert sum(report["work"]["batches"].values()) == len(batches)
    assert {report["digest"]} == {listed["digest"], found["digest"], board["digest"]}
    if report["assessment"]:
        _is_as_ranked(report["assessment"]["years"], as_of)
        assert sum(report["assessment"]["movements"].values()) == report["assessment"]["years"][-1]["due"]


def _is_as_ranked(years: list[dict[str, Any]], as_of: str | None) -> None:
    for one in years:
        ranking = told(f"rank {one['year']}", as_of)
        assert Counter(one["grades"]) == Counter(place["grade"] for place in ranking["ranking"])
        assert one["incomplete"] == len(ranking["incomplete"])
        assert one["recommended"] == sum(place["recommended"] for place in ranking["ranking"])


def test_the_round_and_the_register_are_those_of_the_story() -> None:
    report = told("report 2017", None)
    (one,) = report["rounds"]
    assert (one["applied"], one["verdicts"]["pass"], one["shortlisted"], one["admitted"]) == (5, 5, 5, 4)
    assert (report["register"]["before"], report["register"]["admitted"], report["register"]["count"]) == (0, 4, 4)
    assert told("report 2021", None)["rounds"][0]["unfiled"] == 1
    now = told("report 2020", None)
    assert [(one["on"], one["grounds"], one["revoked"]) for one in now["exits"]["exited"]] == [
        ("2020-03-15", ["18.7a"], False)
    ]
    assert now["complaints"] == {"reported": {"18.3": 1}, "substantiated": 0, "by_clients": 1, "noted": 0}
    assert told("report 2018", None)["work"]["notes"] == {"13.1": 0, "13.2": 0, "13.3": 1, "13.4": 1}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("2016", "2016年台账里什么也没有记录"),
        ("2016", "2016年没有截止的申报批次。"),
        ("2017", "2017年不是考核年度（anlian.yaml 没有写明），没有等次。"),
        ("2018", "2017年不是考核年度，没有可以比较的等次。"),
        ("2018 --as-of 2018-12-10", "2018年还没有结束，以下是截至2018年12月10日的情况"),
        ("2018 --as-of 2018-12-10", "优秀0家、良好0家、合格0家、不合格0家；未完成考核4家。"),
        ("2019", "未完成考核的既不计零分，也不算不合格；录完以前，以上等次和比较不是最后的结果。"),
        ("2019", "上升1家、持平1家、下降1家、上年没有等次0家、本年未完成考核1家。"),
        ("2020", "线索待查：举报未查实（所涉情形：违反有关规定，被咨询服务企业投诉，经调查属实）"),
    ],
)
def test_what_is_not_there_is_said_honestly(arguments: str, words: str) -> None:
    assert words in must(WORKSPACE, "report", *arguments.split(), "--format", "md", at=NOW).out


@pytest.mark.parametrize("year", ["2022", "18", "今年"])
def test_a_year_that_is_none_or_has_not_begun_is_refused(year: str) -> None:
    assert act(WORKSPACE, "report", year, at=NOW).code == 2


def test_a_reversed_exit_and_a_withdrawal_are_counted_as_what_they_are(tmp_path: Path) -> None:
    office = open_workspace(tmp_path / "w")
    must(office, "exit", "report", "甲", "18.4", "--found-on", "2019-01-05", "--note", "漏项")
    must(office, "exit", "open", "甲", "--on", "2019-01-06")
    decide = ("--announced", "2019-01-07", "--ground", "18.4", "--note", "漏项", "--yes")
    must(office, "exit", "decide", "甲", *decide)
    must(office, "exit", "revoke", "甲", "--announced", "2019-01-08", "--reason", "申诉成立")
    must(office, "withdraw", "乙", "--on", "2019-01-09", at="2019-01-11 09:00")
    report = json.loads(must(office, "report", "2019", "--format", "json", at="2019-01-11 10:00").out)
    assert [one["revoked"] for one in report["exits"]["exited"]] == [True]
    assert (report["exits"]["withdrawn"], report["exits"]["revoked"]) == (1, 1)
    assert (report["register"]["before"], report["register"]["count"]) == (3, 2)


def test_objections_are_counted_and_no_note_is_quoted(tmp_path: Path) -> None:
    office = open_workspace(tmp_path / "w")
    for unit in ("甲", "乙"):
        must(office, "score", "日常", "2018", "--unit", unit, "--points", "80", at="2019-01-11 09:00")
        about = ("--about", "日常2018", "--on", "2019-01-10", "--note", f"{unit}经理口头提出")
        must(office, "objection", "add", unit, *about, at="2019-01-11 09:00")
    answer = ("--result", "维持", "--note", "复核无误")
    must(office, "objection", "resolve", "甲", *answer, at="2019-01-12 09:00")
    must(
        office,
        "exit",
        "report",
        "丙",
        "18.4",
        "--found-on",
        "2019-01-05",
        "--note",
        "丙经理承认",
        at="2019-01-12 10:00",
    )
    report = json.loads(must(office, "report", "2019", "--format", "json", at="2019-01-12 11:00").out)
    assert report["objections"] == {"outcomes": {"upheld": 1, "corrected": 0}, "open": 1}
    listed = json.loads(must(office, "objection", "--all", "--format", "json", at="2019-01-12 11:00").out)
    assert len(listed["objections"]) == 2
    assert "经理" not in json.dumps(report, ensure_ascii=False) and len(report["unsettled"]) >= 2


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for suffix in ("docx", "html"):
        must(WORKSPACE, "report", "2020", "-o", folder / f"报告.{suffix}", at=NOW)
    return folder


def test_both_kinds_of_pages_say_the_same_as_the_terminal(pages: Path) -> None:
    letter = docx.Document(str(pages / "报告.docx"))
    page = (pages / "报告.html").read_text(encoding="utf-8")
    assert "<script" not in page and not re.search(r"(?:src|href)=\"(?!data:)", page)
    shown = [unescape(text) for text in re.findall(r"<p[^>]*>(.*?)</p>", page)]
    written = [one.text for one in letter.paragraphs if one.style.name == "公文正文"]
    assert written == shown[: len(written)] and len(written) > 9
    told_plainly = must(WORKSPACE, "report", "2020", "--format", "md", at=NOW).out
    assert [text for text in written if text not in told_plainly] == []
    cells = {unescape(text) for text in re.findall(r"<td[^>]*>(.*?)</td>", page)}
    tables = [table for table in letter.tables if table.style.name == "Table Grid"][1:]
    assert {cell.text for table in tables for row in table.rows[1:] for cell in row.cells} <= cells
    bars = [[cell.text for cell in table.rows[0].cells] for table in letter.tables if table.style.name != "Table Grid"]
    assert bars == [
        ["2018年度", "1", "1", "1", "1", "共4"],
        ["2019年度", "1", "1", "1", "1", "共4"],
        ["2020年度", "2", "1", "共3"],
    ]
    assert letter.core_properties.author == ""


def test_it_prints_on_two_pages(pages: Path) -> None:
    found = chromium()
    if found is None:
        pytest.skip(HOW_TO_GET_IT)
    with browser(found) as opened:
        opened.open(pages / "报告.html")
        paper = base64.b64decode(opened.call("Page.printToPDF", preferCSSPageSize=True)["data"])
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2


def test_a_long_list_ends_with_where_all_of_it_stands() -> None:
    office = open_office(WORKSPACE, Moment(datetime(2021, 10, 27, 9, tzinfo=BEIJING)))
    report = year_report(office, "2020")
    leaflet = year_leaflet(replace(report, unsettled=report.unsettled * 3))

    def last_rows() -> Iterator[str]:
        yield from (table.rows[-1][0].text for table in leaflet.sections[-1].tables)

    assert list(last_rows()) == ["……另有 6 行，见 anlian status"]
    assert [len(table.rows) for table in leaflet.sections[-1].tables] == [4]
