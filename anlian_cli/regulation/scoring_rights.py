"""Who may be scored in a stage (Art. 11, 13, 14)."""

from __future__ import annotations

from anlian_cli.model.results import UnitVerdict
from anlian_cli.model.scores import Stage
from anlian_cli.model.standing import Standing

_REVIEWED = (UnitVerdict.PASS, UnitVerdict.PENDING)


def refusal_to_score(stage: Stage, period: str, standing: Standing) -> str | None:
    """Why a unit may not be scored in a stage of a period; None where it may."""
    if stage is Stage.MATERIALS:
        return _materials(period, standing)
    if stage is Stage.INTERVIEW:
        return _interview(period, standing)
    return _year(period, standing)


def _materials(period: str, standing: Standing) -> str | None:
    if standing.verdict is None:
        return f"批次 {period} 没有存档的审核结论（先运行 anlian check --record）"
    if standing.verdict not in _REVIEWED:
        return f"批次 {period} 的审核结论是{standing.verdict.label}，不进入材料审核评分"
    return None


def _interview(period: str, standing: Standing) -> str | None:
    if standing.shortlisted is not None:
        return None if standing.shortlisted else f"不在批次 {period} 的入围名单里"
    if standing.verdict is not UnitVerdict.PASS:
        found = standing.verdict.label if standing.verdict else "没有存档"
        return f"批次 {period} 的审核结论是{found}，不是通过，不能面试"
    return None if standing.materials_scored else f"批次 {period} 还没有材料审核得分，不能面试"


def _year(period: str, standing: Standing) -> str | None:
    if standing.admitted_on is None:
        return "没有入册（先记录确认名单：anlian admit）"
    if standing.admitted_on.year > int(period):
        return f"{standing.admitted_on.isoformat()} 才入册，不参加 {period} 年度考核"
    return None
