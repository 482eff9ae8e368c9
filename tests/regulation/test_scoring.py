"""How a stage is scored by what its period says, and who may be scored in a round (Art. 11; readings R8, R14)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from anlian_cli.errors import InputFault
from anlian_cli.model.filing import Parameters
from anlian_cli.model.results import UnitVerdict
from anlian_cli.model.round_standing import RoundStanding
from anlian_cli.model.scores import ExpertPoints, ItemPoints, Score, Stage
from anlian_cli.model.scoring import StageRule
from anlian_cli.model.workspace import ExpertScoring, Round, YesNo
from anlian_cli.regulation.documents import newest, regulation_named
from anlian_cli.regulation.jinganlianfa_2017_4.scoring import stage_rule, stage_total
from anlian_cli.regulation.jinganlianfa_2017_4.scoring_rights import refusal_in_round

REGULATION = regulation_named(newest())
TWO_PLACES = ExpertScoring(drop_extremes=YesNo.NO, mean_places=2)
ITEMS = {"整体掌握程度": Decimal(60), "措施办法": Decimal(40)}


def rule(stage: Stage = Stage.INTERVIEW, *, experts: ExpertScoring | None = TWO_PLACES, **readings: str) -> StageRule:
    """The rule of a stage where nothing but the interview has items."""
    block = Round(interview_items=ITEMS, expert_scoring=experts)
    parameters = Parameters(
        kind="round",
        period="2017",
        regulation=REGULATION.document,
        round=None if stage in (Stage.DAILY, Stage.REVIEW) else block,
        readings={**REGULATION.choose({}), **readings},
    )
    return stage_rule(stage, parameters, REGULATION)


def mean(of: StageRule, *points: str) -> Decimal:
    experts = tuple(ExpertPoints(expert=str(row), points=Decimal(text)) for row, text in enumerate(points))
    return stage_total(Score(stage=Stage.INTERVIEW, period="2017", experts=experts), of)


@pytest.mark.parametrize("stage", [Stage.MATERIALS, Stage.DAILY, Stage.REVIEW])
def test_a_stage_without_items_is_not_scored(stage: Stage) -> None:
    """No silent default: the workspace must state what the regulation leaves open."""
    with pytest.raises(InputFault, match=f"2017 没有“{stage.label}”的项目和分值"):
        rule(stage)


def test_the_mean_follows_reading_r8() -> None:
    """(80 + 81 + 81) / 3 = 80.666…"""
    assert mean(rule(), "80", "81", "81") == Decimal("80.67")
    assert mean(rule(R8="截去尾数"), "80", "81", "81") == Decimal("80.66")


def test_a_round_without_a_word_on_experts_rounds_to_two_places_and_drops_nobody() -> None:
    """Two, as in the proposal that `init` writes; 80.666… of three, and (10 + 80 + 81 + 81 + 100) / 5 = 70.4."""
    assert mean(rule(experts=None), "80", "81", "81") == Decimal("80.67")
    assert mean(rule(experts=None), "10", "80", "81", "81", "100") == Decimal("70.4")


def items(*points: str | None) -> tuple[ItemPoints, ...]:
    given = [None if text is None else Decimal(text) for text in points]
    return tuple(
        ItemPoints(item=f"13.{row}", maximum=Decimal(25), points=one) for row, one in enumerate(given, start=1)
    )


@pytest.mark.parametrize(
    ("given", "total"),
    [
        ({"items": items("20.5", "25", "0", "9.25")}, "54.75"),
        ({"points": Decimal("80.25")}, "80.25"),
        ({"items": items("20.5", "25", "0", None)}, None),  # 不适用: by reading R14
        ({"items": items(None)}, None),
        ({"experts": (ExpertPoints(expert="甲", points=Decimal(80)),)}, None),  # a mean: by reading R8
    ],
)
def test_a_total_that_no_rule_touches_is_known_without_one(given: dict[str, Any], total: str | None) -> None:
    """20.5 + 25 + 0 + 9.25 = 54.75."""
    score = Score(stage=Stage.DAILY, period="2018", **given)
    assert str(score.plain_total) == str(total)
    if total is not None:
        assert stage_total(score, rule()) == Decimal(total)


@pytest.mark.parametrize(
    ("stage", "standing", "words"),
    [
        (Stage.MATERIALS, RoundStanding(UnitVerdict.PASS), None),
        (Stage.MATERIALS, RoundStanding(UnitVerdict.PENDING), None),
        (Stage.MATERIALS, RoundStanding(UnitVerdict.CORRECT), "审核结论是需补正"),
        (Stage.MATERIALS, RoundStanding(UnitVerdict.FAIL), "审核结论是不符合"),
        (Stage.MATERIALS, RoundStanding(), "没有存档的审核结论"),
        (Stage.INTERVIEW, RoundStanding(UnitVerdict.PASS, materials_scored=True), None),
        (Stage.INTERVIEW, RoundStanding(UnitVerdict.PASS), "还没有材料审核得分"),
        (Stage.INTERVIEW, RoundStanding(UnitVerdict.PENDING, materials_scored=True), "审核结论是待核实，不是通过"),
        (Stage.INTERVIEW, RoundStanding(None, materials_scored=True), "审核结论是没有存档，不是通过"),
        (Stage.INTERVIEW, RoundStanding(UnitVerdict.PENDING, shortlisted=True), None),
        (Stage.INTERVIEW, RoundStanding(UnitVerdict.PASS, True, shortlisted=False), "不在批次 2017 的入围名单里"),
    ],
)
def test_who_may_be_scored(stage: Stage, standing: RoundStanding, words: str | None) -> None:
    """Materials: pass or pending. Interview: shortlisted; where nobody was, pass and a materials score."""
    why = refusal_in_round(stage, "2017", standing)
    assert why is None if words is None else why is not None and words in why
