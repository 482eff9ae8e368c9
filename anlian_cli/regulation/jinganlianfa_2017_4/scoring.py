"""One stage's score: the sum of its items, or the experts' mean (Art. 11, 13, 14; readings R8, R14)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

from anlian_cli.errors import InputFault
from anlian_cli.model.filing import Parameters
from anlian_cli.model.scores import ExpertPoints, ItemPoints, Score, Stage
from anlian_cli.model.scoring import STAGE_MAXIMUM, StageRule
from anlian_cli.regulation.text import Regulation

_SCALED_PLACES = 2
# Of five, three are left to be averaged.
_EXPERTS_FOR_DROPPING = 5
_BLOCKS = {
    Stage.MATERIALS: "material_items",
    Stage.INTERVIEW: "interview_items",
    Stage.DAILY: "daily_items",
    Stage.REVIEW: "review_items",
}
_SCALED = "按比例折算"
# A quotient is rounded once from far more digits than it keeps.
_EXACT = Context(prec=50)


def stage_rule(stage: Stage, parameters: Parameters, regulation: Regulation) -> StageRule:
    """How a stage of a period is scored. Raises InputFault where the period does not say."""
    block = parameters.block
    items = getattr(block, _BLOCKS[stage])
    if not items:
        hint = "规范没有规定分值；请在 anlian.yaml 中写明，合计正好 100"
        raise InputFault(f"anlian.yaml 的 {parameters.period} 没有“{stage.label}”的项目和分值", hint)
    experts = getattr(block, "expert_scoring", None)
    return StageRule(
        stage,
        parameters.period,
        items,
        {item: named.name for item, named in regulation.assessment_items.items() if item in items},
        {item: named.short for item, named in regulation.assessment_items.items() if item in items},
        scaled=_SCALED in (getattr(block, "not_applicable", None), parameters.readings["R14"]),
        drop_extremes=bool(experts and experts.drop_extremes),
        mean_places=experts.mean_places if experts else 2,
        truncated=parameters.readings["R8"] == "截去尾数",
    )


def stage_total(score: Score, rule: StageRule) -> Decimal:
    """The stage's score, exact; rounded only where the experts' mean or a scaled sum says so."""
    if score.points is not None:
        return score.points
    if score.experts:
        return _experts_mean(score.experts, rule)
    return items_total(score.items)


def items_total(items: Sequence[ItemPoints]) -> Decimal:
    """The sum of the items; with one 不适用, scaled to the remaining maxima (R14). Raises InputFault where all are."""
    given = [item for item in items if item.points is not None]
    if not given:
        raise InputFault("所有项目都是不适用，没有得分", "至少一项要有得分；不参加考核的单位不要录入")
    total = sum((item.points or Decimal(0) for item in given), Decimal(0))
    if len(given) == len(items):
        return total
    remaining = sum((item.maximum for item in given), Decimal(0))
    return _rounded(_EXACT.divide(total * STAGE_MAXIMUM, remaining), _SCALED_PLACES)


def expert_total(expert: ExpertPoints) -> Decimal:
    return expert.points if expert.points is not None else items_total(expert.items)


def _experts_mean(experts: Sequence[ExpertPoints], rule: StageRule) -> Decimal:
    totals = sorted(expert_total(expert) for expert in experts if not expert.recused)
    if not totals:
        raise InputFault("所有专家都回避，没有得分", "请另请专家评分")
    if rule.drop_extremes and len(totals) >= _EXPERTS_FOR_DROPPING:
        totals = totals[1:-1]
    mean = _EXACT.divide(sum(totals, Decimal(0)), Decimal(len(totals)))
    return _rounded(mean, rule.mean_places, ROUND_DOWN if rule.truncated else ROUND_HALF_UP)


def _rounded(number: Decimal, places: int, how: str = ROUND_HALF_UP) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), rounding=how, context=_EXACT)
