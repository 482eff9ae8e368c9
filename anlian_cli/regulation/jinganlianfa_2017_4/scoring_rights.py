"""Who may be scored in a stage of a round (Art. 11). A year's stages are for who is 在册 in it: see `life`."""

from __future__ import annotations

from anlian_cli.model.results import UnitVerdict
from anlian_cli.model.round_standing import RoundStanding
from anlian_cli.model.scores import Stage

_REVIEWED = (UnitVerdict.PASS, UnitVerdict.PENDING)


def refusal_in_round(stage: Stage, period: str, standing: RoundStanding) -> str | None:
    """Why a unit may not be scored in a stage of a round; None where it may."""
    return (_materials if stage is Stage.MATERIALS else _interview)(period, standing)


def _materials(period: str, standing: RoundStanding) -> str | None:
    if standing.verdict is None:
        return f"批次 {period} 没有存档的审核结论（先运行 anlian check --record）"
    if standing.verdict not in _REVIEWED:
        return f"批次 {period} 的审核结论是{standing.verdict.label}，不进入材料审核评分"
    return None


def _interview(period: str, standing: RoundStanding) -> str | None:
    if standing.shortlisted is not None:
        return None if standing.shortlisted else f"不在批次 {period} 的入围名单里"
    if standing.verdict is not UnitVerdict.PASS:
        found = standing.verdict.label if standing.verdict else "没有存档"
        return f"批次 {period} 的审核结论是{found}，不是通过，不能面试"
    return None if standing.materials_scored else f"批次 {period} 还没有材料审核得分，不能面试"
