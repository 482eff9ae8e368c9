"""What units share: told once, in an order no file decides, and settled only by the reviewer's word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from anlian_cli.model.findings import Severity
from anlian_cli.model.results import Settlement, UnitResult, UnitVerdict
from anlian_cli.model.shared_keys import PackedKeys, SharedKey
from anlian_cli.regulation.cross_unit import compare, settlements
from tests.regulation.cases import case


def unit(name: str, *keys: tuple[str, str], verdict: UnitVerdict = UnitVerdict.PASS, **more: object) -> UnitResult:
    shared = tuple(SharedKey(code, value.encode(), value) for code, value in keys)
    return UnitResult(name, f"代码{name}", f"a/{name}", verdict, keys=PackedKeys.of(shared), **more)  # type: ignore[arg-type]


def verdicts(*units: UnitResult) -> list[UnitVerdict]:
    return [result.verdict for result in compare(units)[0]]


def test_nothing_shared_changes_nothing() -> None:
    units = (unit("甲", ("X1", "张")), unit("乙", ("X1", "王")))
    assert compare(units) == (units, ())


@pytest.mark.parametrize(
    ("code", "expected"), [("X1", "pending"), ("X2", "pending"), ("X3", "pass"), ("X4", "pass"), ("X5", "pass")]
)
def test_only_persons_and_codes_hold_a_unit_up(code: str, expected: str) -> None:
    judged, findings = compare((unit("甲", (code, "一")), unit("乙", (code, "一")), unit("丙", (code, "二"))))
    assert [result.verdict.value for result in judged] == [expected, expected, "pass"]
    assert [finding.code for finding in findings] == [code]


def test_the_reviewers_word_settles_for_its_own_unit_only() -> None:
    settled = unit("甲", ("X1", "张"), settlements=(Settlement("X1", True, None),))
    assert verdicts(settled, unit("乙", ("X1", "张"))) == [UnitVerdict.PASS, UnitVerdict.PENDING]


def test_a_word_about_one_partner_is_not_about_another() -> None:
    settled = unit("甲", ("X1", "张"), settlements=(Settlement("X1", True, "代码乙"),))
    others = (unit("乙", ("X1", "张")), unit("丙", ("X1", "张")))
    assert verdicts(settled, others[0])[0] is UnitVerdict.PASS
    assert verdicts(settled, *others)[0] is UnitVerdict.PENDING


def test_a_word_against_sends_back() -> None:
    refused = unit("甲", ("X2", "码"), settlements=(Settlement("X2", False, None),))
    assert verdicts(refused, unit("乙", ("X2", "码")))[0] is UnitVerdict.CORRECT


def test_a_graver_verdict_stays() -> None:
    for grave in (UnitVerdict.FAIL, UnitVerdict.CORRECT):
        assert verdicts(unit("甲", ("X1", "张"), verdict=grave), unit("乙", ("X1", "张")))[0] is grave


def test_units_with_one_code_are_told_apart_by_their_folders() -> None:
    pair = (replace(unit("甲", ("X2", "码")), credit_code="码"), replace(unit("乙", ("X2", "码")), credit_code="码"))
    assert compare(pair)[1][0].units == ("a/乙", "a/甲")


def test_not_met_prevails_over_met_about_one_partner() -> None:
    words = (Settlement("X1", True, None), Settlement("X1", False, "代码乙"))
    assert verdicts(unit("甲", ("X1", "张"), settlements=words), unit("乙", ("X1", "张")))[0] is UnitVerdict.CORRECT


@pytest.mark.parametrize("code", ["X1", "X2", "X3", "X4", "X5"])
def test_a_shared_key_is_said_with_its_weight_and_by_whom(code: str) -> None:
    """X1, X2 hold units up, the others are warnings; a unit without a code is named by its folder."""
    uncoded = replace(unit("乙", (code, "一")), credit_code=None)
    finding = compare((unit("甲", (code, "一")), uncoded))[1][0]
    assert finding.severity is (Severity.ERROR if code in ("X1", "X2") else Severity.WARNING)
    assert finding.units == (("a/乙", "a/甲") if code == "X2" else ("a/乙", "代码甲"))


def test_what_is_shared_is_shown_as_the_first_folder_writes_it() -> None:
    pair = [replace(unit(name), keys=(SharedKey("X1", b"one", f"{name}写的"),)) for name in ("甲", "乙")]
    assert ["乙写的" in compare(order)[1][0].message for order in (pair, pair[::-1])] == [True, True]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"X1": {"结论": "符合", "依据": "已离职", "对方": "代码乙"}}, [("X1", True, "代码乙")]),
        ({"X2": {"结论": "不符合", "依据": "重复申报"}}, [("X2", False, None)]),
        ({"X1": {"结论": "符合"}, "X2": {"结论": "符合", "依据": "同一家"}}, [("X2", True, None)]),
        ({"X3": {"结论": "符合", "依据": "总机"}}, []),
    ],
)
def test_the_words_that_settle(words: dict[str, object], expected: list[tuple[str, bool, str | None]]) -> None:
    """On X1 and X2, with a conclusion and its basis."""
    found = settlements(case(reviewer=lambda tree: tree["核验"].update(words)))
    assert [(one.code, one.accepted, one.counterpart) for one in found] == expected


UNITS = [
    unit("甲", ("X1", "张"), ("X3", "电")),
    unit("乙", ("X1", "张"), settlements=(Settlement("X1", True, None),)),
    unit("丙", ("X3", "电"), ("X5", "文")),
    unit("丁", ("X5", "文"), ("X2", "码")),
    unit("戊", ("X2", "码"), settlements=(Settlement("X2", False, None),)),
]


@given(st.permutations(UNITS))
def test_the_order_of_units_decides_nothing(order: list[UnitResult]) -> None:
    judged, findings = compare(order)
    expected, told = compare(UNITS)
    assert {(result.name, result.verdict) for result in judged} == {
        (result.name, result.verdict) for result in expected
    }
    assert findings == told
    assert [finding.code for finding in findings] == ["X1", "X2", "X3", "X5"]
