"""A bar as an application meets it (Art. 18, readings R3, R10): whom it stops, and of whose people one is warned."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from anlian_cli.model.findings import Finding
from anlian_cli.regulation.clause import Bar
from anlian_cli.regulation.form_checks import check_forms
from tests.fictional import Tree, application, credit_code
from tests.regulation.cases import Change, case, unit

OTHER = "北京另一家安全技术有限公司"
THREE_YEARS = (date(2015, 3, 15), date(2018, 3, 15))
FORM = application(1, "北京示例安全技术咨询有限公司")
HEAD, PRINCIPAL = (FORM["单位登记表"][head]["姓名"] for head in ("法定代表人", "主要负责人"))
NUMBERS = [person["身份证号"] for person in FORM["人员登记表"]]


def warnings_of(bar: Bar, change: Change = lambda _tree: None, **terms: Any) -> list[Finding]:
    """What is said of the people where one other unit is barred."""
    found = case(change)
    found = replace(found, terms=replace(found.terms, bars=(bar,), **terms))
    return [finding for finding in check_forms(found) if finding.code in ("F32", "F99")]


def bar(days: tuple[date, date] = THREE_YEARS, **people: Any) -> Bar:
    return Bar(credit_code(2), *days, **people)


@pytest.mark.parametrize(
    ("people", "paths"),
    [
        ({"legal_representatives": (HEAD,)}, [("unit", "legal_representative", "name")]),
        ({"legal_representatives": ("别的人", f" {HEAD}")}, [("unit", "legal_representative", "name")]),
        ({"principals": (PRINCIPAL,)}, [("unit", "principal", "name")]),
        ({"principals": (HEAD,), "legal_representatives": (PRINCIPAL,)}, []),
        ({"id_numbers": frozenset(NUMBERS[2:4])}, [("persons", 2, "id_number"), ("persons", 3, "id_number")]),
        ({}, []),
    ],
)
def test_people_of_a_barred_unit_are_named_where_they_stand(
    people: dict[str, Any], paths: list[tuple[str | int, ...]]
) -> None:
    found = warnings_of(bar(**people))
    assert [(finding.code, finding.severity.value, finding.path) for finding in found] == [
        ("F32", "warning", path) for path in paths
    ]


def test_who_writes_the_old_number_is_the_same_person() -> None:
    def old_number(tree: Tree) -> None:
        tree["人员登记表"][2]["身份证号"] = NUMBERS[2][:6] + NUMBERS[2][8:17]

    found = warnings_of(bar(id_numbers=frozenset(NUMBERS[2:3])), old_number)
    assert [finding.path for finding in found] == [("persons", 2, "id_number")]


@pytest.mark.parametrize(
    "change",
    [
        unit(法定代表人=None, 主要负责人=None),
        unit(法定代表人={"办公电话": "010-64940001"}, 主要负责人={"手机": "13900010000"}),
        lambda tree: tree.pop("人员登记表"),
    ],
)
def test_who_is_not_named_is_compared_with_nobody(change: Change) -> None:
    found = warnings_of(bar(legal_representatives=("别的人",), id_numbers=frozenset(("110105491231002",))), change)
    assert found == []


@pytest.mark.parametrize(
    ("announced", "through", "is_warned"),
    [
        ("2014-10-23", "2017-10-23", True),
        ("2014-10-22", "2017-10-22", False),
        ("2017-10-23", "2020-10-23", True),
        ("2017-10-24", "2020-10-24", False),
    ],
)
def test_one_is_warned_of_a_bar_that_runs_on_the_day_of_application(
    announced: str, through: str, is_warned: bool
) -> None:
    """First received on 2017-10-23; a check a year later asks about that day all the same."""
    running = bar((date.fromisoformat(announced), date.fromisoformat(through)), legal_representatives=(HEAD,))
    for today in (date(2017, 10, 24), date(2018, 10, 24)):
        assert bool(warnings_of(running, as_of=today)) is is_warned


@pytest.mark.parametrize(("today", "is_warned"), [(date(2018, 3, 15), True), (date(2018, 3, 16), False)])
def test_of_an_application_without_a_day_one_is_warned_today(today: date, is_warned: bool) -> None:
    found = case(unit(登记日期=None), lambda words: words.update({"收件": []}))
    terms = replace(found.terms, bars=(bar(legal_representatives=(HEAD,)),), as_of=today)
    codes = {finding.code for finding in check_forms(replace(found, terms=terms))}
    assert ("F32" in codes, "F99" in codes) == (is_warned, False)


@pytest.mark.parametrize(
    ("names", "told"), [(("北京旧名咨询有限公司", OTHER), OTHER), ((OTHER,), OTHER), ((), credit_code(2))]
)
def test_a_barred_unit_is_called_by_its_last_name_or_else_its_code(names: tuple[str, ...], told: str) -> None:
    assert f"“{told}”2015-03-15 公告退出" in warnings_of(bar(names=names, principals=(PRINCIPAL,)))[0].hint
