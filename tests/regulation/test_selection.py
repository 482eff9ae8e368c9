"""The selection ranking: the quota line, and ties across it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from anlian_cli.errors import InputFault
from anlian_cli.model.ranking import Contender, QuotaSide
from anlian_cli.model.scores import ExpertPoints, ItemPoints, Score, Stage
from anlian_cli.model.scoring import StageRule
from anlian_cli.model.workspace import Round
from anlian_cli.regulation.documents import newest, regulation_named
from anlian_cli.regulation.jinganlianfa_2017_4.scoring import items_total, stage_total
from anlian_cli.regulation.jinganlianfa_2017_4.selection import least_total, rank_selection, selection_weights

READINGS = regulation_named(newest()).choose({})
HALVES, SIXTY = (Decimal("0.5"), Decimal("0.5")), Decimal(60)


def unit(name: str, materials: str, interview: str) -> Contender:
    return Contender(name, name, Decimal(materials), Decimal(interview))


def told(units: list[Contender], quota: int | None, **readings: str) -> list[tuple[int, str, str | None]]:
    places = rank_selection(units, HALVES, quota, {**READINGS, **readings}, SIXTY)
    return [(place.rank, place.name, place.within_quota.value if place.within_quota else None) for place in places]


FOUR = [unit("甲", "90", "90"), unit("乙", "80", "84"), unit("丙", "84", "80"), unit("丁", "70", "70")]


@pytest.mark.parametrize(
    ("quota", "lines"),
    [
        (1, ["yes", "no", "no", "no"]),
        (2, ["yes", "tied", "tied", "no"]),
        (3, ["yes", "yes", "yes", "no"]),
        (0, ["no", "no", "no", "no"]),
        (9, ["yes", "yes", "yes", "yes"]),
        (None, [None, None, None, None]),
    ],
)
def test_the_quota_line(quota: int | None, lines: list[str | None]) -> None:
    found = told(FOUR, quota)
    assert [line for _, _, line in found] == lines
    assert [rank for rank, _, _ in found] == [1, 2, 2, 4]


def test_three_equal_units_across_the_line_are_all_undecided() -> None:
    found = told([unit(name, "80", "80") for name in "甲乙丙"], 2)
    assert [(rank, line) for rank, _, line in found] == [(1, "tied")] * 3


def test_by_another_reading_the_interview_decides_between_equals() -> None:
    assert told(FOUR, 2, R9="面试优先") == [(1, "甲", "yes"), (2, "乙", "yes"), (3, "丙", "no"), (4, "丁", "no")]


def test_the_weights_are_the_stages_own() -> None:
    stated = {"面试答辩": Decimal("0.6"), "材料审核": Decimal("0.4")}
    assert selection_weights(Round(weights=stated), "2017") == (Decimal("0.4"), Decimal("0.6"))
    places = rank_selection([unit("甲", "90", "80")], (Decimal("0.4"), Decimal("0.6")), None, READINGS, SIXTY)
    assert places[0].total == 84  # 36 + 48


LOW = [unit("甲", "90", "90"), unit("乙", "60", "60"), unit("丙", "60", "59.98"), unit("丁", "0", "0")]
"""90, 60, (60 + 59.98) / 2 = 59.99, and 0."""


def test_who_has_less_than_sixty_is_named_and_stands_where_it_stood() -> None:
    places = rank_selection(LOW, HALVES, 3, READINGS, SIXTY)
    assert [(place.within_quota, place.notes) for place in places] == [
        (QuotaSide.YES, ()),
        (QuotaSide.YES, ()),
        (QuotaSide.YES, ("低于 60 分",)),
        (QuotaSide.NO, ("低于 60 分",)),
    ]


def test_by_another_reading_sixty_is_the_least_for_admission() -> None:
    assert [line for _, _, line in told(LOW, 3, R15="60分")] == ["yes", "yes", "no", "no"]
    assert [line for _, _, line in told(LOW, None, R15="60分")] == [None] * 4
    assert least_total(regulation_named(newest())) == 60


def test_units_with_equal_interviews_too_stay_tied_by_the_other_reading() -> None:
    equal = [unit("甲", "80", "80"), unit("乙", "80", "80"), unit("丙", "81", "79")]
    assert told(equal, 1, R9="面试优先") == [(1, "乙", "tied"), (1, "甲", "tied"), (3, "丙", "no")]
    assert told(equal, 1) == [(1, "丙", "tied"), (1, "乙", "tied"), (1, "甲", "tied")]


def test_shared_ranks_are_said_to_be_shared() -> None:
    places = rank_selection(FOUR, HALVES, 1, READINGS, SIXTY)
    assert [place.notes for place in places] == [(), ("并列",), ("并列",), ()]


def items(*points: str | None) -> tuple[ItemPoints, ...]:
    given = [Decimal(text) if text is not None else None for text in points]
    return tuple(ItemPoints(item=str(n), maximum=Decimal(25), points=one) for n, one in enumerate(given))


@pytest.mark.parametrize(
    ("points", "total"),
    [
        (("25", "25", "25", "25"), "100"),
        (("20", "0", "10.5", "3"), "33.5"),
        (("0", "0", "0", "0"), "0"),
        (("20", "20", "20", None), "80"),  # 60 of 75
        (("20", "21", None, None), "82"),  # 41 of 50
        (("20", "20.01", "20", None), "80.01"),  # 60.01 of 75 is 80.0133…
        (("25", "25", "12.52", None), "83.36"),  # 62.52 of 75 is 83.36
        (("0.01", "0", "0.005", None), "0.02"),  # 0.015 of 75 is 0.02
        ((None, None, None, "7"), "28"),
    ],
)
def test_items_are_summed_and_scaled_where_one_does_not_apply(points: tuple[str | None, ...], total: str) -> None:
    assert items_total(items(*points)) == Decimal(total)


def test_a_score_of_no_points_at_all_is_refused_wherever_it_comes_from() -> None:
    with pytest.raises(InputFault, match="所有项目都是不适用"):
        items_total(items(None, None, None, None))
    with pytest.raises(InputFault, match="所有专家都回避"):
        interview(["回避", "回避"])


@pytest.mark.parametrize("weights", [None, {"材料审核": Decimal(1)}, {"材料": Decimal("0.5"), "面试": Decimal("0.5")}])
def test_weights_that_do_not_name_both_stages_are_refused(weights: dict[str, Decimal] | None) -> None:
    with pytest.raises(InputFault, match="权重没有写全"):
        selection_weights(Round(weights=weights), "2017")


def interview(points: list[str], *, drop: bool = False, places: int = 2, truncated: bool = False) -> Decimal:
    rule = StageRule(Stage.INTERVIEW, "2017", {}, {}, drop_extremes=drop, mean_places=places, truncated=truncated)
    experts = tuple(
        ExpertPoints(expert=str(n), recused=text == "回避", points=None if text == "回避" else Decimal(text))
        for n, text in enumerate(points)
    )
    return stage_total(Score(stage=Stage.INTERVIEW, period="2017", experts=experts), rule)


@pytest.mark.parametrize(
    ("points", "options", "mean"),
    [
        (["90", "85.01"], {}, "87.51"),
        (["90", "85.01"], {"truncated": True}, "87.50"),
        (["80", "81", "81"], {}, "80.67"),
        (["80", "81", "81"], {"places": 1}, "80.7"),
        (["80", "回避", "81"], {}, "80.5"),
        (["10", "80", "81", "82", "100"], {"drop": True}, "81"),
        (["10", "80", "82", "100"], {"drop": True}, "68"),
        (["10", "80", "81", "82", "回避"], {"drop": True}, "63.25"),
    ],
)
def test_the_experts_mean(points: list[str], options: dict[str, object], mean: str) -> None:
    assert interview(points, **options) == Decimal(mean)  # type: ignore[arg-type]
