"""The selection ranking of Art. 11: stages weighted as the round says, the quota line, ties across it (R9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from msgspec.structs import replace

from anlian_cli.errors import InputFault
from anlian_cli.model.decimals import plain
from anlian_cli.model.ranking import Contender, QuotaSide, RankedApplicant
from anlian_cli.model.scores import Stage
from anlian_cli.model.workspace import Round
from anlian_cli.regulation.jinganlianfa_2017_4.supervision import Readings, weighted
from anlian_cli.regulation.text import Regulation

STAGES = (Stage.MATERIALS, Stage.INTERVIEW)
READINGS = ("R2", "R8", "R9", "R15")
"""The readings that a round's ranking rests on."""


def selection_weights(block: Round, period: str) -> tuple[Decimal, Decimal]:
    """The weights of the two stages. Raises InputFault where the round does not say."""
    stated: Mapping[str, Decimal] = block.weights or {}
    if set(stated) != {stage.label for stage in STAGES}:
        names = "、".join(stage.label for stage in STAGES)
        raise InputFault(
            f"批次 {period} 的权重没有写全", f"规范没有规定；请在 anlian.yaml 中写明 {names} 的权重，合计正好 1"
        )
    return stated[STAGES[0].label], stated[STAGES[1].label]


def least_total(regulation: Regulation) -> Decimal:
    """The total below which the panel is told that a unit did not pass (Art. 7, reading R15)."""
    return Decimal(regulation.value("admission_minimum"))


def is_binding(readings: Readings) -> bool:
    """Whether nobody is admitted with less than the least total (reading R15)."""
    return readings["R15"] == "60分"


def rank_selection(
    contenders: Iterable[Contender],
    weights: tuple[Decimal, Decimal],
    quota: int | None,
    readings: Readings,
    least: Decimal,
) -> tuple[RankedApplicant, ...]:
    """The units that have both scores, the best first; a tie across the quota line leaves all of it undecided.

    Who has less than `least` is named; where that is binding, such a unit stands outside the quota (reading R15).
    """
    totals = [
        (weighted(unit.first, unit.second, weights), unit)
        for unit in contenders
        if unit.first is not None and unit.second is not None
    ]
    ordered = sorted(totals, key=lambda entry: (*_key(entry, readings), entry[1].name))
    return tuple(_beside_the_least(place, least, readings) for place in _places(ordered, quota, readings))


def _places(
    ordered: Sequence[tuple[Decimal, Contender]], quota: int | None, readings: Readings
) -> Iterator[RankedApplicant]:
    rank = 1
    for _, group in groupby(ordered, key=lambda entry: _key(entry, readings)):
        sharing = list(group)
        for total, unit in sharing:
            yield _place(rank, len(sharing), quota, total, unit)
        rank += len(sharing)


def _key(entry: tuple[Decimal, Contender], readings: Readings) -> tuple[Decimal, ...]:
    """What orders the units: the total; by another reading of R9 the interview decides between equal ones."""
    total, unit = entry
    assert unit.second is not None  # only such are ranked
    return (-total, -unit.second) if readings["R9"] == "面试优先" else (-total,)


def _place(rank: int, sharing: int, quota: int | None, total: Decimal, unit: Contender) -> RankedApplicant:
    assert unit.first is not None and unit.second is not None  # only such are ranked
    notes = ("并列",) if sharing > 1 else ()
    line = None if quota is None else _line(rank, sharing, quota)
    return RankedApplicant(
        rank, unit.name, unit.credit_code, unit.first, unit.second, total, line, (*notes, *unit.remarks)
    )


def _beside_the_least(place: RankedApplicant, least: Decimal, readings: Readings) -> RankedApplicant:
    if place.total >= least:
        return place
    line = QuotaSide.NO if place.within_quota is not None and is_binding(readings) else place.within_quota
    return replace(place, within_quota=line, notes=(*place.notes, f"低于 {plain(least)} 分"))


def _line(rank: int, sharing: int, quota: int) -> QuotaSide:
    if rank + sharing - 1 <= quota:
        return QuotaSide.YES
    return QuotaSide.NO if rank > quota else QuotaSide.TIED
