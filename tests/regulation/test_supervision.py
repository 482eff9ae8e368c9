"""The annual score: exact at every edge, graded as rational arithmetic grades, ranked with shared ranks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from anlian_cli.errors import InputFault
from anlian_cli.model.ranking import Contender, Grade
from anlian_cli.model.states import State
from anlian_cli.regulation.documents import newest, regulation_named
from anlian_cli.regulation.jinganlianfa_2017_4.supervision import (
    annual_weights,
    bands,
    distances,
    graded,
    is_due,
    rank_year,
    recommendation,
    review_remark,
    weighted,
)
from anlian_cli.regulation.text import Regulation

REGULATION = regulation_named(newest())
EDGES, WEIGHTS = bands(REGULATION), annual_weights(REGULATION)
READINGS = REGULATION.choose({})
Grader = Callable[[Decimal, Decimal], Grade]


def ours(daily: Decimal, review: Decimal) -> Grade:
    return graded(weighted(daily, review, WEIGHTS), EDGES, READINGS)


def by_floats(daily: Decimal, review: Decimal) -> Grade:
    """The mutant: the same sum in floating point."""
    total = float(daily) * 0.4 + float(review) * 0.6
    return next(grade for grade, low in EDGES if total >= float(low) or low == 0)


def by_fractions(daily: Decimal, review: Decimal) -> Grade:
    """Art. 15 once more, in rational arithmetic."""
    total = Fraction(daily) * Fraction(2, 5) + Fraction(review) * Fraction(3, 5)
    limits = ((85, Grade.EXCELLENT), (75, Grade.GOOD), (60, Grade.QUALIFIED))
    return next((grade for low, grade in limits if total >= low), Grade.FAILED)


@cache
def tenths() -> list[tuple[Decimal, Decimal]]:
    """All one-decimal pairs whose total lies within half a point of an edge, and a dense sample of the others."""
    pairs = []
    near = {hundredths for edge in (8500, 7500, 6000, 0, 10000) for hundredths in range(edge - 50, edge + 51)}
    for daily in range(1001):
        for review in range(1001):
            hundredths = 4 * daily + 6 * review  # the total times 100
            if hundredths in near or (daily % 13 == 0 and review % 7 == 0):
                pairs.append((Decimal(daily) / 10, Decimal(review) / 10))
    return pairs


def is_ever_wrong(grader: Grader) -> bool:
    return any(grader(daily, review) is not by_fractions(daily, review) for daily, review in tenths())


@pytest.mark.no_cover
def test_pairs_of_one_decimal_are_graded_as_rational_arithmetic_grades_them() -> None:
    assert len(tenths()) > 30_000
    assert not is_ever_wrong(ours)


@pytest.mark.no_cover
def test_a_grader_in_floating_point_is_found_out() -> None:
    assert is_ever_wrong(by_floats)


@settings(deadline=None)
@given(st.integers(0, 10000), st.integers(0, 10000))
def test_pairs_of_two_decimals_are_graded_exactly(daily: int, review: int) -> None:
    pair = Decimal(daily) / 100, Decimal(review) / 100
    assert ours(*pair) is by_fractions(*pair)
    assert Fraction(weighted(*pair, WEIGHTS)) == Fraction(daily, 100) * Fraction(2, 5) + Fraction(
        review, 100
    ) * Fraction(3, 5)


@pytest.mark.parametrize(
    ("daily", "review", "total", "grade"),
    [
        ("100", "100", "100", Grade.EXCELLENT),
        ("85", "85", "85", Grade.EXCELLENT),
        ("84.99", "85", "84.996", Grade.GOOD),
        ("75", "75", "75", Grade.GOOD),
        ("74.99", "75", "74.996", Grade.QUALIFIED),
        ("60", "60", "60", Grade.QUALIFIED),
        ("6", "96", "60", Grade.QUALIFIED),
        ("59.99", "60", "59.996", Grade.FAILED),
        ("0", "0", "0", Grade.FAILED),
    ],
)
def test_the_edges(daily: str, review: str, total: str, grade: Grade) -> None:
    assert weighted(Decimal(daily), Decimal(review), WEIGHTS) == Decimal(total)
    assert ours(Decimal(daily), Decimal(review)) is grade


def test_the_bands_partition_zero_to_a_hundred() -> None:
    """Of the 10,001 totals of two places: 60·100 below 60, 15·100 from there to 75, 10·100 to 85, the others above."""
    found = Counter(graded(Decimal(hundredths) / 100, EDGES, READINGS) for hundredths in range(10001))
    assert found == {Grade.FAILED: 6000, Grade.QUALIFIED: 1500, Grade.GOOD: 1000, Grade.EXCELLENT: 1501}


def altered(value: dict[str, list[int]]) -> Regulation:
    stated = {**REGULATION.parameters["grade_bands"], "value": value}
    return replace(REGULATION, parameters={**REGULATION.parameters, "grade_bands": stated})


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"excellent": [85, 100], "good": [75, 84], "qualified": [60, 75], "failed": [0, 60]}, "有空隙：良好"),
        ({"excellent": [85, 100], "good": [75, 86], "qualified": [60, 75], "failed": [0, 60]}, "有重叠：良好"),
        ({"excellent": [85, 99], "good": [75, 85], "qualified": [60, 75], "failed": [0, 60]}, "有空隙：优秀"),
        ({"excellent": [85, 100], "good": [75, 85], "qualified": [60, 75], "failed": [1, 60]}, "0 至 1 分没有等次"),
        ({"excellent": [85, 100], "good": [85, 85], "qualified": [60, 85], "failed": [0, 60]}, "有重叠：良好"),
    ],
)
def test_bands_with_a_gap_or_an_overlap_are_refused(value: dict[str, list[int]], words: str) -> None:
    with pytest.raises(InputFault, match=words):
        bands(altered(value))


def unit(name: str, daily: str | None, review: str | None, **more: object) -> Contender:
    first, second = (Decimal(text) if text is not None else None for text in (daily, review))
    return Contender(name, f"code of {name}", first, second, **more)  # type: ignore[arg-type]


def rank(*units: Contender, **readings: str) -> list[tuple[int, str]]:
    places = rank_year(units, REGULATION, {**READINGS, **readings}, {})
    return [(place.rank, place.name) for place in places]


def test_equal_totals_share_a_rank_and_stand_by_name() -> None:
    # 70 and 82, 79 and 76 both come to 77.2; in floating point they do not.
    found = rank(unit("丁", "70", "82"), unit("乙", "79", "76"), unit("甲", "90", "90"), unit("丙", "60", "60"))
    assert found == [(1, "甲"), (2, "丁"), (2, "乙"), (4, "丙")]


@given(st.permutations([unit(str(n), str(n % 7 * 10), str(n % 5 * 20)) for n in range(12)]))
def test_the_order_of_the_scores_changes_nothing(units: list[Contender]) -> None:
    assert rank(*units) == rank(*sorted(units, key=lambda one: one.name))


def test_what_is_said_beside_a_place() -> None:
    """并列 of two that share a rank and of nobody else; what the scores' own remarks are."""
    units = [
        unit("甲", "90", "90", remarks=("日常工作考核评分依据旧版",)),
        unit("乙", "80", "80"),
        unit("丙", "80", "80"),
    ]
    notes = {place.name: place.notes for place in rank_year(units, REGULATION, READINGS, {"code of 甲": 3})}
    assert notes == {"甲": ("日常工作考核评分依据旧版",), "乙": ("并列",), "丙": ("并列",)}
    last = {place.name: place.last_rank for place in rank_year(units, REGULATION, READINGS, {"code of 甲": 3})}
    assert last == {"甲": 3, "乙": None, "丙": None}


def test_zero_is_failed_whatever_the_reading_of_the_edges() -> None:
    for reading in ("下限含本数", "上限含本数"):
        assert graded(Decimal(0), EDGES, {**READINGS, "R1": reading}) is Grade.FAILED
        assert graded(Decimal(75), EDGES, {**READINGS, "R1": reading}) is Grade.GOOD


def test_a_missing_score_is_not_ranked_and_a_score_of_zero_is() -> None:
    assert rank(unit("缺", "90", None), unit("零", "0", "0")) == [(1, "零")]


def test_exactly_sixty_says_by_which_reading_it_passes() -> None:
    place = rank_year([unit("甲", "60", "60")], REGULATION, READINGS, {})[0]
    assert (place.grade, place.notes) == (Grade.QUALIFIED, ("恰好 60 分，按口径 R1 为合格",))
    other = rank_year([unit("甲", "60", "60")], REGULATION, {**READINGS, "R1": "上限含本数"}, {})[0]
    assert other.grade is Grade.FAILED


def test_rounding_first_is_another_reading() -> None:
    exact = rank_year([unit("甲", "84.99", "85")], REGULATION, READINGS, {})[0]
    rounded = rank_year([unit("甲", "84.99", "85")], REGULATION, {**READINGS, "R2": "先取两位小数"}, {})[0]
    assert (exact.total, exact.grade) == (Decimal("84.996"), Grade.GOOD)
    assert (rounded.total, rounded.grade) == (Decimal("85.00"), Grade.EXCELLENT)


@pytest.mark.parametrize(
    ("score", "recommended", "basis"),
    [
        ("90", True, "第十六条：年度考核优秀"),
        ("80", True, "第十六条：年度考核良好"),
        ("70", False, None),
        ("50", False, None),
    ],
)
def test_the_good_are_recommended_with_their_ground(score: str, recommended: bool, basis: str | None) -> None:
    place = rank_year([unit("甲", score, score)], REGULATION, READINGS, {})[0]
    assert (place.recommended, place.basis) == (recommended, basis)


@pytest.mark.parametrize(
    ("state", "score", "recommended", "basis"),
    [
        (State.EXITED, "90", False, "已退出"),
        (State.FREE, "90", False, "已退出"),
        (State.WITHDRAWN, "90", False, "已自愿退出"),
        (State.WITHDRAWN, "50", False, "已自愿退出"),
        (State.SHORTLISTED, "90", False, "不在册"),
        (State.PROCEDURE, "70", False, None),
        (State.ADMITTED, "75", True, "第十六条：年度考核良好"),
    ],
)
def test_nobody_is_recommended_who_is_not_on_the_register(
    state: State, score: str, recommended: bool, basis: str | None
) -> None:
    place = rank_year([unit("甲", score, score, state=state)], REGULATION, READINGS, {})[0]
    assert (place.recommended, place.basis) == (recommended, basis)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.ADMITTED, (True, "遴选确认")),
        (State.PROCEDURE, (False, "退出程序期间暂停")),
        (State.EXITED, (False, "已退出")),
        (State.APPLIED, (False, "不在册")),
    ],
)
def test_who_is_not_graded_yet_is_recommended_by_the_notice(state: State, told: tuple[bool, str]) -> None:
    assert recommendation(None, state, READINGS) == told


@pytest.mark.parametrize(
    ("day", "remark"),
    [
        ("2018-09-30", "年度资格审查日期 2018-09-30 不在 2018 年 10 至 12 月"),
        ("2018-10-01", None),
        ("2018-12-31", None),
        ("2019-01-01", "年度资格审查日期 2019-01-01 不在 2018 年 10 至 12 月"),
        ("2019-11-01", "年度资格审查日期 2019-11-01 不在 2018 年 10 至 12 月"),
    ],
)
def test_a_review_outside_the_fourth_quarter_of_its_year_is_noted(day: str, remark: str | None) -> None:
    assert review_remark(REGULATION, 2018, date.fromisoformat(day)) == remark


def test_an_open_procedure_suspends_the_recommendation() -> None:
    under_procedure = unit("甲", "90", "90", state=State.PROCEDURE)
    place = rank_year([under_procedure], REGULATION, READINGS, {})[0]
    assert (place.recommended, place.basis) == (False, "退出程序期间暂停")
    assert rank_year([under_procedure], REGULATION, {**READINGS, "R13": "照常推荐"}, {})[0].recommended


def test_a_unit_is_due_from_the_year_after_its_admission() -> None:
    assert [is_due(2017, year, READINGS) for year in (2016, 2017, 2018)] == [False, False, True]
    assert is_due(2017, 2017, {**READINGS, "R12": "入册当年"})


@pytest.mark.parametrize(
    ("total", "told"),
    [
        ("83.55", [("excellent", "1.45"), ("good", "-8.55")]),
        ("100", [("excellent", "-15")]),
        ("85", [("excellent", "0")]),
        ("59.996", [("qualified", "0.004")]),
    ],
)
def test_the_distance_to_the_neighbouring_grades(total: str, told: list[tuple[str, str]]) -> None:
    found = distances(Decimal(total), EDGES)
    assert [(grade.value, points) for grade, points in found] == [(grade, Decimal(points)) for grade, points in told]
