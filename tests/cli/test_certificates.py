"""Certificates that say until when they hold, on the board and behind a review (Art. 9(4), 14(1))."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from anlian_cli.model.application import Application, PersonForm
from anlian_cli.model.certificates import lapsing
from anlian_cli.model.labels import fields_of
from anlian_cli.office.supervision.certificates import PeopleOnFile, PersonOnFile
from tests.fictional import application, verification
from tests.make_examples import write_unit
from tests.make_workspace import SETTINGS
from tests.office import act, must

UNIT = "北京示例证安安全技术有限公司"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["注册安全工程师 有效期至2019-05-31"], [("注册安全工程师", "2019-05-31")]),
        (["注册安全工程师（有效期：2016年6月1日至2019年5月31日）"], [("注册安全工程师", "2019-05-31")]),
        (["安全评价师二级，2019.2到期"], [("安全评价师二级", "2019-02-28")]),
        (["注册安全工程师", "有效期限2016-06-01-2019-05-31"], [("注册安全工程师", "2019-05-31")]),
        (["有效期：20190531"], [("证书", "2019-05-31")]),
        (["内审员证书 长期有效", "安全员（2019-05-31）", "注册安全工程师"], []),
        (["注册安全工程师 2016-05-31发证 有效期3年"], []),
        (["注册安全工程师 有效期自2016-06-01起3年", "有效期：自2016-06-01"], []),
        (["有效期至2019-13-31", "有效期至2016-06-011"], []),
    ],
)
def test_an_end_is_read_only_where_a_text_states_it(texts: list[str], expected: list[tuple[str, str]]) -> None:
    assert [(one.name, one.through) for one in lapsing(texts)] == [
        (name, date.fromisoformat(day)) for name, day in expected
    ]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A unit of six, 在册 since December 2017; one certificate ends on 31 May 2018, another on 10 January 2019."""
    workspace = tmp_path_factory.mktemp("office") / "w"
    form: Any = application(41, UNIT)
    people = form["人员登记表"]
    people[0]["资格证书"] = ["注册安全工程师 有效期至2018-05-31"]
    people[1]["资格证书"] = ["安全评价师 有效期至2019-01-10"]
    write_unit(workspace / "applications" / "2017" / "证安", form, verification())
    (workspace / "anlian.yaml").write_text(SETTINGS, encoding="utf-8")
    must(workspace, "check", "--record", "--round", "2017", "-q", at="2017-10-26 09:00")
    must(workspace, "score", "材料", "2017", "--unit", UNIT, "--points", "80", at="2017-10-30 09:00")
    must(workspace, "score", "面试", "2017", "--unit", UNIT, "--points", "80", at="2017-11-10 09:00")
    must(workspace, "admit", "2017", "--announced", "2017-12-01", at="2017-12-01 09:00")
    return workspace


def ends(office: Path, at: str) -> list[tuple[str, int]]:
    told = json.loads(must(office, "status", "--format", "json", at=at).out)["deadlines"]
    return [(one["on"], one["days"]) for one in told if "证书" in one["what"]]


def test_the_board_tells_of_it_until_a_review_has_looked_at_it(office: Path) -> None:
    """31 May is 31 days after 30 April and 61 after 31 March; 10 January is 21 days after 20 December."""
    assert ends(office, "2018-03-31 09:00") == []
    assert ends(office, "2018-04-30 09:00") == [("2018-05-31", 31)]
    assert ends(office, "2018-12-20 09:00") == [("2018-05-31", -203), ("2019-01-10", 21)]
    shown = must(office, "status", at="2018-12-20 09:00").out.replace("\n", "")
    assert f"{UNIT} 证书已过有效期：" in shown and "注册安全工程师，已过 203 天" in shown


def test_the_people_of_this_year_are_counted_again(office: Path, tmp_path: Path) -> None:
    """Handed in again for the review, in a round of its own: of six one is senior now, no certificate ends."""
    workspace = Path(shutil.copytree(office, tmp_path / "w"))
    settings = SETTINGS.replace("批次:\n", "批次:\n  2018年审: {截止日期: 2018-11-30}\n")
    (workspace / "anlian.yaml").write_text(settings, encoding="utf-8")
    titles = ("高级工程师", *["工程师"] * 5)
    write_unit(workspace / "applications" / "2018年审" / "证安", application(41, UNIT, titles), None)
    assert act(workspace, "check", "--record", "--round", "2018年审", "-q", at="2018-11-20 09:00").code == 1
    must(workspace, "template", "审查", "2018", "-o", "审查.xlsx", at="2018-12-20 09:00")
    (told,) = list(load_workbook(workspace / "审查.xlsx")["备案情况"].iter_rows(min_row=3, values_only=True))
    assert told == (UNIT, "2018年审", "2018-11-20", "6 名（符合）", "1 名（不符合）", 0, 0, 0)


def test_behind_the_review_stands_what_is_on_record_and_the_review_settles_it(office: Path) -> None:
    """Six people, of whom a 高级工程师 and a 教授级高级工程师 are senior; two certificates state an end."""
    must(office, "template", "审查", "2018", "-o", "审查.xlsx", at="2018-12-20 09:00")
    book = load_workbook(office / "审查.xlsx")
    told = [[cell.value for cell in line] for line in book["备案情况"].iter_rows(min_row=3)]
    assert told == [[UNIT, "2017", "2017-10-26", "6 名（符合）", "2 名（符合）", 2, 1, 1]]
    sheet = book["年度资格审查"]
    heads = {cell.column: str(cell.value) for cell in sheet[4] if cell.value == "得分"}
    row = next(cell.row for line in sheet.iter_rows() for cell in line if cell.value == UNIT)
    for column in heads:
        sheet.cell(row, column).value = 18
    book.save(office / "审查.xlsx")
    recorded = must(office, "score", "审查", "2018", "审查.xlsx", at="2018-12-20 10:00")
    assert "90.00" in recorded.out and "备案情况" not in recorded.out
    assert ends(office, "2018-12-21 09:00") == [("2019-01-10", 20)]
    assert ends(office, "2019-02-01 09:00") == [("2019-01-10", -22)]


def test_the_board_asks_under_the_labels_of_the_form() -> None:
    """It reads of a filed application what it needs, without the form's types."""
    persons, person = fields_of(Application)["persons"], fields_of(PersonForm)
    assert PeopleOnFile.__struct_encode_fields__ == (persons.label,)
    asked = dict(zip(PersonOnFile.__struct_fields__, PersonOnFile.__struct_encode_fields__, strict=True))
    assert asked == {name: person[name].label for name in asked}
