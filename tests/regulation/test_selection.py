"""The selection ranking: the quota line, and ties across it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from anlian_cli.errors import InputFault
from anlian_cli.model.ranking import Contender
from anlian_cli.model.scores import ExpertPoints, Score, Stage
from anlian_cli.model.scoring import StageRule
from anlian_cli.model.workspace import Round
from anlian_cli.regulation.scoring import stage_total
from anlian_cli.regulation.selection import rank_selection, selection_weights
from anlian_cli.regulation.text import current_regulation

READINGS = current_regulation().choose({})
HALVES = Decimal("0.5"), Decimal("0.5")


def unit(name: str, materials: str, interview: str) -> Contender:
    return Contender(name, name, Decimal(materials), Decimal(interview))


def told(units: list[Contender], quota: int | None, **readings: str) -> list[tuple[int, str, str | None]]:
    places = rank_selection(units, HALVES, quota, {**READINGS, **readings})
    return [(place.rank, place.name, place.line.value if place.line else None) for place in places]


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


@pytest.mark.parametrize("weights", [None, {"材料审核": Decimal(1)}, {"材料": Decimal("0.5"), "面试": Decimal("0.5")}])
def test_weights_that_do_not_name_both_stages_are_refused(weights: dict[str, Decimal] | None) -> None:
    with pytest.raises(InputFault, match="权重没有写全"):
        selection_weights(Round.model_construct(weights=weights), "2017")


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
