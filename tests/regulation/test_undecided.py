"""What keeps a clause undecided: what was not read, who only stands on a list, a picture for a signature, 详见附件."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from anlian_cli.model.application import PICTURE, PersonForm
from anlian_cli.model.results import ClauseResult
from anlian_cli.regulation.assessment import assess
from anlian_cli.regulation.clause import Bar, Case
from anlian_cli.regulation.documents import newest, regulation_named
from tests.fictional import Tree
from tests.regulation.cases import Change, case


def five(tree: Tree) -> None:
    del tree["人员登记表"][5]


def one_senior(tree: Tree) -> None:
    tree["人员登记表"][1]["专业技术职务"] = "工程师"


def no_staff(tree: Tree) -> None:
    tree["单位登记表"]["专职工作人员"] = "无"


def nothing_listed(tree: Tree) -> None:
    del tree["申报材料"]


def clause(asked: str, found: Case) -> ClauseResult:
    return next(entry for entry in assess(found).clauses if entry.id == asked)


def on_a_list(*titles: str | None) -> tuple[PersonForm, ...]:
    return tuple(
        PersonForm.model_validate({"姓名": f"名单{row}", "专业技术职务": one}) for row, one in enumerate(titles)
    )


WORD: dict[str, Any] = {"unread": ("人员登记表-某.docx",)}


@pytest.mark.parametrize(
    ("change", "more", "asked", "verdict", "words"),
    [
        (five, {}, "9.4b", "unmet", ()),
        (five, WORD, "9.4b", "unproven", ("没有读取：人员登记表-某.docx",)),
        (five, {"only_listed": on_a_list("工程师")}, "9.4b", "unproven", ("名单上另有 1 人没有登记表",)),
        (one_senior, {}, "9.4c", "unmet", ()),
        (one_senior, WORD, "9.4c", "unproven", ("没有读取：人员登记表-某.docx",)),
        (one_senior, {"only_listed": on_a_list("高级工程师", "工程师")}, "9.4c", "unproven", ("名单上另有 1 人",)),
        (one_senior, {"only_listed": on_a_list("工程师")}, "9.4c", "unmet", ()),
        (no_staff, {}, "9.4a", "unmet", ()),
        (no_staff, WORD, "9.4a", "unproven", ("没有读取：人员登记表-某.docx",)),
        (nothing_listed, {}, "10.4", "unmet", ()),
        (nothing_listed, WORD, "10.4", "unproven", ("没有列出", "没有读取")),
        (nothing_listed, {"misread": frozenset({("materials", "process_control")})}, "10.4", "unproven", ("没有列出",)),
        (nothing_listed, {"misread": frozenset({("materials", "process_control")})}, "10.5", "unmet", ()),
    ],
)
def test_what_was_not_read_or_only_listed_makes_undecided_of_unmet(
    change: Change, more: dict[str, Any], asked: str, verdict: str, words: tuple[str, ...]
) -> None:
    result = clause(asked, case(change, **more))
    assert result.verdict.value == verdict
    assert all(word in (result.note or "") for word in words)


def test_a_form_that_names_nobody_is_counted_as_what_it_is() -> None:
    def nameless(tree: Tree) -> None:
        for label in ("姓名", "身份证号"):
            tree["人员登记表"][5][label] = None

    assert clause("9.4b", case(nameless)).note == "另有 1 份登记表认不出是谁"


@pytest.mark.parametrize(("files", "told"), [(5, "甲1、甲2、甲3、甲4、甲5，"), (6, "甲1、甲2、甲3、甲4、甲5等，")])
def test_of_many_files_that_were_not_read_five_are_named(files: int, told: str) -> None:
    unread = tuple(f"甲{number}" for number in range(1, files + 1))
    assert clause("9.4b", case(five, unread=unread)).note == f"没有读取：{told}请人工核对"


def test_a_listed_material_is_judged_by_its_files_whatever_was_not_read() -> None:
    """No file was looked at here, so that each is missing; the seventh clause is the reviewer's."""
    assert clause("10.1", case(unread=WORD["unread"])).verdict.value == "unproven"
    assert clause("10.7", case()).verdict.value == "met"


def test_the_reviewer_is_asked_whose_signature_is_a_picture() -> None:
    def pictured(tree: Tree) -> None:
        tree["人员登记表"][1]["申请人承诺"]["签名"] = PICTURE
        del tree["人员登记表"][2]["申请人承诺"]

    silent: Change = lambda words: words["核验"].pop("10.7")  # noqa: E731
    name = case().application.persons[1].name  # type: ignore[index]
    asked = clause("10.7", case(pictured, silent)).note
    assert asked == f"只由初核人认定，尚无结论；签名是图片，请对照原件：{name}"
    assert clause("10.7", case(reviewer=silent)).note == "只由初核人认定，尚无结论"
    assert clause("10.7", case(pictured)).note == "初核符合：逐项看过"


def test_advice_in_no_field_is_said_to_be_none() -> None:
    def no_fields(tree: Tree) -> None:
        tree["申报条件自查"]["咨询领域"] = "无"

    found = clause("9.3a", case(no_fields))
    assert (found.verdict.value, found.found) == ("unmet", "无")


def late(readings: dict[str, str], received: str) -> list[str]:
    found = case(reviewer=lambda words: words["收件"][0].update({"日期": received}))
    regulation = regulation_named(newest())
    terms = replace(found.terms, readings=regulation.completed(readings), deadline=date(2017, 10, 25))
    return [one.message for one in assess(replace(found, terms=terms)).findings if one.code == "11.1"]


def test_why_a_delivery_is_late_is_said_truly() -> None:
    assert late({}, "2017-10-25") == []
    assert late({}, "2017-10-26") == ["首次收件 2017-10-26，晚于截止日期 2017-10-25"]
    assert late({"R5": "不含当日"}, "2017-10-25") == ["首次收件 2017-10-25，截止日期当日不算按期（口径 R5）"]
    assert late({"R5": "不含当日"}, "2017-10-26") == ["首次收件 2017-10-26，晚于截止日期 2017-10-25"]


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_bars_the_longer_one_says_when_one_may_apply(turned: bool) -> None:
    found = case()
    code = found.application.credit_code or ""
    bars = [Bar(code, date(2015, 1, 1), date(2018, 1, 1)), Bar(code, date(2016, 6, 1), date(2019, 6, 1))]
    terms = replace(found.terms, bars=tuple(bars[::-1] if turned else bars))
    messages = [one.message for one in assess(replace(found, terms=terms)).findings if one.code == "18.bar"]
    assert len(messages) == 1 and "2019-06-02 起可以申请" in messages[0]


def test_without_a_bar_the_records_say_what_they_hold() -> None:
    found = case()
    empty = replace(found, terms=replace(found.terms, bars=(), bars_note="台账为空"))
    assert clause("18.bar", empty).note == "台账为空"
    assert clause("18.bar", replace(found, terms=replace(found.terms, bars=()))).note is None
