"""One unit's score as it is typed: the stage's total, or its items."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from anlian_cli.errors import UsageFault
from anlian_cli.forms.points import points_of
from anlian_cli.model.scores import ItemPoints, Score
from anlian_cli.model.scoring import STAGE_MAXIMUM, StageRule
from anlian_cli.office.directory import find_unit
from anlian_cli.office.supervision.scoring import Scoring


def single(
    now: Scoring, unit: str, points: str | None, items: Sequence[str], reason: str | None = None
) -> dict[str, Score]:
    """One unit's score from the command line; with a reason, only the items to be corrected. Raises UsageFault."""
    dossier = find_unit(now.units, unit)
    if refusal := now.refusal(dossier):
        raise UsageFault(f"{dossier.name}：{refusal}", "名单和结论见 anlian show")
    bare = Score(stage=now.stage, period=now.rule.period)
    if (points is None) == (not items):
        raise UsageFault("--points（阶段总分）和 --item（各项得分）要写一种", "例如 --points 88.5")
    if points is not None:
        return {dossier.code: replace(bare, points=_points("--points", points, STAGE_MAXIMUM))}
    score = replace(bare, items=_items(now.rule, items, partial=bool(reason)))
    try:
        return {dossier.code: now.completed(dossier.code, score)}
    except ValueError as problem:
        raise UsageFault(f"{dossier.name}：{problem}", "录过什么见 anlian show") from None


def _points(option: str, text: str, maximum: Decimal) -> Decimal:
    try:
        return points_of(text, maximum)
    except ValueError as problem:
        raise UsageFault(f"{option}：{problem}", "得分最多两位小数") from None


def _items(rule: StageRule, written: Sequence[str], partial: bool) -> tuple[ItemPoints, ...]:
    given: dict[str, str] = {}
    for text in written:
        name, _, points = text.partition("=")
        item = next((item for item in rule.items if name.strip() in rule.spellings(item)), None)
        if item is None:
            known = "、".join(map(rule.title, rule.items))
            hint = f"如 --item {next(iter(rule.items))}=20；可用：{known}"
            raise UsageFault(f"--item “{text}”不对：没有这个项目", hint)
        if item in given:
            raise UsageFault(f"--item “{text}”不对：这一项写了两次", "每项写一次")
        given[item] = points
    missing = [rule.title(item) for item in rule.items if item not in given]
    if missing and not partial:
        hint = "各项都要写，没有得分的写 0；更正已录入的，写上 --reason 就可以只写要改的项目"
        raise UsageFault(f"--item 缺少 {'、'.join(missing)}", hint)
    return tuple(
        ItemPoints(item=item, maximum=maximum, points=_points(f"--item {item}", given[item], maximum))
        for item, maximum in rule.items.items()
        if item in given
    )
