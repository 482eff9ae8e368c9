"""A correction that names only what it corrects: the other items stay as they were recorded."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from anlian_cli.model.scores import ExpertPoints, ItemPoints, Score
from anlian_cli.model.scoring import StageRule

_WITHOUT = "只写了部分项目；只有更正已录入的各项得分时可以这样，第一次录入要写全各项"


def completed(rule: StageRule, standing: Score | None, given: Score) -> Score:
    """A score with the items, experts and notes that it does not name as they stand. Raises ValueError."""
    if not any(_is_partial(rule, items) for items in (given.items, *(expert.items for expert in given.experts))):
        return given
    if standing is None:
        raise ValueError(_WITHOUT)
    return replace(
        given,
        items=_items(rule, standing.items, given.items) if given.items else (),
        experts=_experts(rule, standing.experts, given.experts),
        note=given.note or standing.note,
        answered_by=given.answered_by or standing.answered_by,
        assessed_on=given.assessed_on or standing.assessed_on,
    )


def _is_partial(rule: StageRule, items: Sequence[ItemPoints]) -> bool:
    return 0 < len(items) < len(rule.items)


def _items(rule: StageRule, standing: Sequence[ItemPoints], given: Sequence[ItemPoints]) -> tuple[ItemPoints, ...]:
    known = {item.item: item for item in standing}
    if known.keys() != set(rule.items):
        raise ValueError(_WITHOUT)
    return tuple({**known, **{item.item: _explained(known[item.item], item) for item in given}}.values())


def _explained(known: ItemPoints, item: ItemPoints) -> ItemPoints:
    """The reason stays with the points that it was given for."""
    return replace(item, reason=item.reason or known.reason) if item.points == known.points else item


def _experts(
    rule: StageRule, standing: Sequence[ExpertPoints], given: Sequence[ExpertPoints]
) -> tuple[ExpertPoints, ...]:
    experts = {expert.expert: expert for expert in standing} if given else {}
    for expert in given:
        known = experts.get(expert.expert)
        if expert.items and known is None:
            raise ValueError(f"专家{expert.expert}没有录过；{_WITHOUT}")
        items = _items(rule, known.items, expert.items) if known and expert.items else ()
        experts[expert.expert] = replace(expert, items=items)
    return tuple(experts.values())
