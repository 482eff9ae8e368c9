"""A later document with other numbers, another clause and another ground: nothing in the package is touched for it.

A past year keeps the document that it was locked under, in every reader.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from anlian_cli.regulation import documents
from tests.conftest import EXAMPLES
from tests.office import UNITS, act, must, open_workspace

FIRST, SECOND = "京安联发〔2017〕4号", "京安联发〔2020〕99号"
JIA, YI, BING = UNITS
_CHANGES = {
    f"document: {FIRST}": f"document: {SECOND}",
    "bar: 第十八条}": "bar: 第二十条}",
    "annual_score: 第十五条": "annual_score: 第十七条",
    'daily_weight: {label: 日常工作考核权重, value: "0.4"': 'daily_weight: {label: 日常工作考核权重, value: "0.5"',
    'review_weight: {label: 年度资格审查权重, value: "0.6"': 'review_weight: {label: 年度资格审查权重, value: "0.5"',
    "excellent: [85, 100], good: [75, 85]": "excellent: [90, 100], good: [75, 90]",
    "failed_years_in_a_row: {label: 连续不合格, value: 2": "failed_years_in_a_row: {label: 连续不合格, value: 3",
    "bar_years: {label: 限制期, value: 3": "bar_years: {label: 限制期, value: 5",
    "consultants_minimum: {label: 咨询人员下限, value: 6": "consultants_minimum: {label: 咨询人员下限, value: 7",
    "\nparameters:\n": '  "18.8": {article: 18(8), name: 伪造业绩, calls_for: remove}\n\nparameters:\n',
    "  - &material\n": """\
  - id: "9.6"
    title: 设有传真
    article: 9(6)
    basis: computed
    asks: 法定代表人处有传真。
    required: 有传真
    decides: 单位登记表的“传真”。
    example: 没有填的，不符合。
    fix: 补填传真。
  - &material
""",
}
"""The invented document is the real one with these numbers, a ground and a clause more."""
_ADMISSION = """\
from anlian_cli.regulation.clause import Case, Ruling, met, unmet
from anlian_cli.regulation.jinganlianfa_2017_4.admission import CLAUSES as FORMER


def fax(case: Case) -> Ruling:
    head = case.unit.legal_representative
    if head is not None and head.fax:
        return met(head.fax)
    return unmet("没有", ("unit", "legal_representative", "fax"), "没有传真")


CLAUSES = (*FORMER, ("9.6", fax))
"""


@pytest.fixture(autouse=True)
def _second_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of the second document, beside nothing of ours."""
    content = (Path(documents.__file__).parent / "jinganlianfa_2017_4" / "text.yaml").read_text(encoding="utf-8")
    for old, new in _CHANGES.items():
        assert old in content
        content = content.replace(old, new, 1)
    name = f"document_{tmp_path.name}"
    folder = tmp_path / "documents" / name
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("", encoding="utf-8")
    (folder / "text.yaml").write_text(content, encoding="utf-8")
    (folder / "admission.py").write_text(_ADMISSION, encoding="utf-8")
    monkeypatch.syspath_prepend(folder.parent)
    monkeypatch.setitem(documents.DOCUMENTS, SECOND, name)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office that worked through 2018 and 2019 under the first document, and has the second since 2020."""
    office = open_workspace(tmp_path / "w")
    for year, points in (("2018", {JIA: (80, 90), YI: (90, 90), BING: (50, 50)}), ("2019", {YI: (50, 50)})):
        score(office, year, points)
    take_the_second(office)
    return office


def take_the_second(workspace: Path) -> None:
    settings = workspace / "anlian.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(FIRST, SECOND), encoding="utf-8")


def score(office: Path, year: str, points: dict[str, tuple[int, int]]) -> None:
    for unit, given in points.items():
        for stage, number in zip(("日常", "审查"), given, strict=True):
            must(office, "score", stage, year, "--unit", unit, "--points", number, at=f"{year}-12-20 09:00")


def told(office: Path, *command: object, at: str = "2021-01-10 09:00") -> Any:
    return json.loads(must(office, *command, "--format", "json", at=at).out)


def place(office: Path, year: str, unit: str) -> dict[str, Any]:
    rows: list[dict[str, Any]] = told(office, "rank", year)["ranking"]
    return next(row for row in rows if row["name"] == unit)


def test_a_past_year_is_graded_by_its_own_weights_and_bands(office: Path) -> None:
    """80 and 90 are 80·0.4 + 90·0.6 = 86, 优秀 from 85; by halves they are 85, and 优秀 begins at 90."""
    score(office, "2020", {JIA: (80, 90)})
    assert [(place(office, year, JIA)["total"], place(office, year, JIA)["grade"]) for year in ("2018", "2020")] == [
        (86, "excellent"),
        (85, "good"),
    ]
    rules = [told(office, "rank", year)["rule"] for year in ("2018", "2020")]
    assert [rule["weights"] for rule in rules] == [{"daily": 0.4, "review": 0.6}, {"daily": 0.5, "review": 0.5}]
    assert [rule["bands"]["excellent"] for rule in rules] == [85, 90]


def test_a_past_sum_is_explained_by_its_own_document(office: Path) -> None:
    score(office, "2020", {JIA: (80, 90)})
    at = "2021-01-10 09:00"
    assert "80×40% + 90×60% = 86 → 优秀" in must(office, "rank", "2018", "--explain", JIA, at=at).out
    assert "80×50% + 90×50% = 85 → 良好" in must(office, "rank", "2020", "--explain", JIA, at=at).out


def test_last_years_rank_is_that_of_last_years_document(office: Path) -> None:
    """2018: 甲 86, 乙 90, 丙 50. 2019 has no other unit that is assessed."""
    assert place(office, "2019", YI)["last_rank"] == 1
    score(office, "2020", {YI: (90, 90)})
    assert place(office, "2020", YI)["last_rank"] == 1


def test_failed_years_in_a_row_are_counted_by_the_document_of_the_last(office: Path) -> None:
    """The second document wants three, and 乙 failed in 2019 and 2020 alone; the first would have wanted two."""
    score(office, "2020", {YI: (50, 50)})
    listed = {one["name"]: one for one in told(office, "exit")["candidates"]}
    assert [ground["clause"] for ground in listed[YI]["grounds"]] == ["16", "16"]


def test_a_bar_lasts_as_long_as_its_own_document_says(office: Path) -> None:
    must(office, "exit", "open", YI, "--on", "2020-01-10", at="2021-01-10 09:00")
    decision = ("--announced", "2020-03-15", "--ground", "16", "--note", "不合格")
    must(office, "exit", "decide", YI, "--yes", *decision, at="2021-01-11 09:00")
    assert [bar["barred_through"] for bar in told(office, "exit", at="2021-01-12 09:00")["barred"]] == ["2025-03-15"]
    settings = office / "anlian.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(SECOND, FIRST), encoding="utf-8")
    assert [bar["barred_through"] for bar in told(office, "exit", at="2021-01-12 09:00")["barred"]] == ["2025-03-15"]


def test_a_year_that_is_locked_anew_takes_the_new_document_and_says_so(office: Path) -> None:
    echoed = must(office, "lock", "2018", "--reason", "会议决定", at="2021-01-10 09:00").out
    assert f"规范：台账 {FIRST}，anlian.yaml {SECOND}" in echoed
    assert place(office, "2018", JIA)["total"] == 85


@pytest.mark.parametrize(
    ("reading", "words"),
    [("R99: {取值: 默认}", "适用口径没有 R99"), ("R1: {取值: 随便}", "适用口径 R1 不能取“随便”")],
)
def test_a_reading_that_nobody_has_is_refused(office: Path, reading: str, words: str) -> None:
    settings = office / "anlian.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"适用口径:\n  {reading}\n", encoding="utf-8")
    refused = act(office, "list")
    assert (refused.code, words in refused.err) == (3, True)


def test_a_document_that_nobody_has_is_refused(office: Path) -> None:
    settings = office / "anlian.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(SECOND, "京安联发〔1999〕1号"), encoding="utf-8")
    refused = act(office, "rank", "2018")
    assert (refused.code, "没有规范“京安联发〔1999〕1号”" in refused.err) == (3, True)


def test_an_application_is_judged_by_its_own_documents_numbers_and_clauses(tmp_path: Path) -> None:
    """安泰 has six consultants and a fax: enough for the first document, one too few for the second."""
    workspace = shutil.copytree(EXAMPLES / "workspace", tmp_path / "examples", ignore=shutil.ignore_patterns("records"))
    checked = ("check", "applications/2017/安泰", "--as-of", "2017-10-24", "--format", "json")

    def clauses() -> dict[str, str]:
        unit = json.loads(act(workspace, *checked, at="2017-10-24 09:00").out)["units"][0]
        return {clause["id"]: clause["verdict"] for clause in unit["clauses"]}

    before = clauses()
    take_the_second(workspace)
    assert {key: verdict for key, verdict in clauses().items() if before.get(key) != verdict} == {
        "9.4b": "unmet",
        "9.6": "met",
    }


def test_a_ground_of_its_own_puts_a_unit_on_the_list(office: Path) -> None:
    report = ("18.8", "--found-on", "2021-01-05", "--note", "业绩不实", "--substantiated", "--by-body", "调查组")
    must(office, "exit", "report", JIA, *report, at="2021-01-10 09:00")
    listed = {one["name"]: one for one in told(office, "exit")["candidates"]}
    assert [(ground["clause"], ground["step"]) for ground in listed[JIA]["grounds"]] == [("18.8", "remove")]
    assert "18.8 伪造业绩：业绩不实" in must(office, "exit", at="2021-01-10 09:00").out.replace("\n", "")


def test_every_public_copy_cites_the_document_of_its_own_year(office: Path) -> None:
    score(office, "2020", {JIA: (80, 90), YI: (90, 90), BING: (90, 90)})
    for year, document, article in (("2018", FIRST, "第十五条"), ("2020", SECOND, "第十七条")):
        must(office, "rank", year, "--publish", f"{year}.html", at="2021-01-10 09:00")
        assert f"（{document}）{article}、第十六条" in (office / f"{year}.html").read_text(encoding="utf-8")


def test_the_list_of_bars_says_the_years_of_its_own_document(office: Path) -> None:
    must(office, "exit", "open", YI, "--on", "2020-01-10", at="2021-01-10 09:00")
    decision = ("--announced", "2020-03-15", "--ground", "16", "--note", "不合格")
    must(office, "exit", "decide", YI, "--yes", *decision, at="2021-01-11 09:00")
    listed = must(office, "exit", at="2021-01-12 09:00").out
    assert "自公告之日起五年内不得申请，第二十条" in listed
