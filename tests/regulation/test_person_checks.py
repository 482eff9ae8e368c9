"""The checks of the consultants' forms, each at its edge, with the place that a finding points to."""

from __future__ import annotations

import copy

import pytest

from anlian_cli.regulation.form_checks import check_forms
from tests.fictional import Tree
from tests.regulation.cases import Change, both, case, person, said, unit

HER, HIM = 0, 1
"""The rows of a woman and a man: their ID numbers have an even and an odd 17th digit (GB 11643)."""


def signed(row: int, day: str) -> Change:
    return lambda tree: tree["人员登记表"][row]["申请人承诺"].update({"日期": day})


def listed(row: int, **fields: str) -> Change:
    return lambda tree: tree["单位登记表"]["安全社区咨询员"][row].update(fields)


def titled(on_the_roster: str, on_the_form: str) -> Change:
    return both(listed(0, 职称=on_the_roster), person(0, 专业技术职务=on_the_form))


def weighed(change: Change, reviewer: Change = lambda _words: None) -> list[tuple[str, str]]:
    return [(code, severity) for code, severity, _ in said(case(change, reviewer))]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2017-10-20", []),
        ("2017-10-21", [("F24", "warning")]),
        ("2017-10-24", [("F24", "warning")]),
        ("2017-10-25", [("F24", "error")]),
    ],
)
def test_who_signs_after_the_day_of_registration_or_after_today(day: str, expected: list[tuple[str, str]]) -> None:
    """Registered on 2017-10-20, looked at on 2017-10-24."""
    assert weighed(signed(0, day)) == expected


def test_an_application_may_be_signed_registered_and_received_today() -> None:
    today = both(signed(0, "2017-10-24"), unit(登记日期="2017-10-24"))
    assert weighed(today, lambda words: words["收件"][0].update({"日期": "2017-10-24"})) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (person(HER, 性别="男"), [("F15", "error")]),
        (person(HIM, 性别="女"), [("F15", "error")]),
        (person(HER, 性别="先生"), [("F31", "error")]),
        (person(HER, 移动电话="13800010000、6494"), [("F18", "error")]),
        (person(HER, **{"E-mail": "无"}), []),
        (person(HER, **{"E-mail": None}), []),
        (person(HER, **{"E-mail": "zhang@163"}), [("F20", "warning")]),
        (titled("高工", "高级工程师"), []),
        (titled("高级 工程师", "高级工程师"), []),
        (titled("安全专家", "安全专家"), []),
        (titled("工程师", "高级工程师"), [("F21", "warning")]),
        (titled("注册安全工程师", "无"), [("F21", "warning")]),
        (unit(安全社区咨询员=None), [("F05", "error")]),
    ],
)
def test_a_fault_is_weighed(change: Change, expected: list[tuple[str, str]]) -> None:
    assert weighed(change) == expected


def drop_from_the_roster(tree: Tree) -> None:
    del tree["单位登记表"]["安全社区咨询员"][2]


def fill_in_twice(tree: Tree) -> None:
    """The fifth row is the first one again; the roster names nobody else."""
    tree["人员登记表"][4] = copy.deepcopy(tree["人员登记表"][0])
    del tree["单位登记表"]["安全社区咨询员"][4]


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        (titled("工程师", "高级工程师"), "F21", ("unit", "consultants", 0, "title")),
        (listed(3, 姓名="别的人"), "F21", ("unit", "consultants", 3)),
        (drop_from_the_roster, "F21", ("persons", 2, "name")),
        (fill_in_twice, "F23", ("persons", 4)),
    ],
)
def test_a_finding_points_to_the_row_to_look_at(change: Change, code: str, path: tuple[str | int, ...]) -> None:
    assert (code, path) in [(finding.code, finding.path) for finding in check_forms(case(change))]
