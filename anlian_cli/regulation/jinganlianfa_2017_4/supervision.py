"""Chapter 3, supervision: the annual score and its grades (Art. 15), ranking and recommendation (Art. 16).

Everything is exact: a sum that had to be rounded would raise, and a float never enters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact
from itertools import groupby

from msgspec import Struct

from anlian_cli.errors import InputFault
from anlian_cli.model.decimals import plain
from anlian_cli.model.ranking import Contender, Grade, RankedUnit
from anlian_cli.model.states import State
from anlian_cli.regulation.text import Regulation

EXACT = Context(prec=60, traps=[Inexact])
"""Arithmetic that refuses to round."""
_HUNDRED = Decimal(100)
_RECOMMENDED = (Grade.EXCELLENT, Grade.GOOD)
SUSPENDED, BY_SELECTION = "退出程序期间暂停", "遴选确认"
_GONE = {State.EXITED: "已退出", State.FREE: "已退出", State.WITHDRAWN: "已自愿退出"}
COMPLAINTS = "13.4"
"""The item of the daily log that is about complaints (Art. 13)."""
Readings = Mapping[str, str]
READINGS = ("R1", "R2", "R9", "R12", "R13", "R14")
"""The readings that a year's ranking rests on."""
Bands = tuple[tuple[Grade, Decimal], ...]


def bands(regulation: Regulation) -> Bands:
    """The grades with their lower edges, the best first; each reaches up to the one before (Art. 15).

    Raises InputFault where the regulation's data leave a gap between them, or let them overlap.
    """
    stated = regulation.value("grade_bands")
    upper, found = _HUNDRED, []
    for grade in Grade:
        # By way of its text: an edge such as 84.5 comes out of YAML as a float.
        low, high = (Decimal(str(edge)) for edge in stated[grade.value])
        if high != upper or not low < high:
            fault = "有空隙" if high < upper else "有重叠"
            stated_band = f"{grade.label} [{plain(low)}, {plain(high)})，上一等次的下限是 {plain(upper)}"
            raise InputFault(f"规范数据的等次{fault}：{stated_band}")
        found.append((grade, low))
        upper = low
    if upper != 0:
        raise InputFault(f"规范数据的等次有空隙：0 至 {plain(upper)} 分没有等次")
    return tuple(found)


def annual_weights(regulation: Regulation) -> tuple[Decimal, Decimal]:
    """The weights of the daily and the review score (Art. 15)."""
    return Decimal(regulation.value("daily_weight")), Decimal(regulation.value("review_weight"))


def weighted(first: Decimal, second: Decimal, weights: tuple[Decimal, Decimal]) -> Decimal:
    """first × its weight + second × its weight, exact."""
    return EXACT.add(EXACT.multiply(first, weights[0]), EXACT.multiply(second, weights[1]))


def graded(total: Decimal, edges: Bands, readings: Readings) -> Grade:
    """The grade of a total: half-open bands, the lower edge included (reading R1)."""
    upper = readings["R1"] == "上限含本数"
    # There is always one: `bands` lets no gap through, down to 0.
    return next(
        grade for grade, low in edges if total > low or (total == low and not (upper and grade is Grade.QUALIFIED))
    )


def counted(total: Decimal, readings: Readings) -> Decimal:
    """The total that grade and rank go by: exact, unless the reading rounds it first (R2)."""
    return total.quantize(Decimal("0.01"), ROUND_HALF_UP) if readings["R2"] == "先取两位小数" else total


def rank_year(
    contenders: Iterable[Contender], regulation: Regulation, readings: Readings, last_ranks: Mapping[str, int]
) -> tuple[RankedUnit, ...]:
    """The ranking of the units that have both scores: the best first, equal totals share a rank (R9)."""
    rule = _Rule(bands(regulation), readings, last_ranks)
    return tuple(
        _place(rule, unit, rank=rank, total=total, shared=shared)
        for rank, shared, total, unit in ranked(_ordered(contenders, regulation, readings))
    )


def ranks(contenders: Iterable[Contender], regulation: Regulation, readings: Readings) -> dict[str, int]:
    """The ranks alone, by credit code."""
    ordered = _ordered(contenders, regulation, readings)
    return {unit.credit_code: rank for rank, _, _, unit in ranked(ordered)}


def _ordered(
    contenders: Iterable[Contender], regulation: Regulation, readings: Readings
) -> list[tuple[Decimal, Contender]]:
    """Those with both scores and their totals, the best first; of equal ones by name."""
    weights = annual_weights(regulation)
    totals = [
        (counted(weighted(unit.first, unit.second, weights), readings), unit)
        for unit in contenders
        if unit.first is not None and unit.second is not None
    ]
    return sorted(totals, key=lambda entry: (-entry[0], entry[1].name))


class _Rule(Struct, frozen=True):
    """What every place of a year is made under."""

    edges: Bands
    readings: Readings
    last_ranks: Mapping[str, int]


def ranked(ordered: Sequence[tuple[Decimal, Contender]]) -> Iterable[tuple[int, bool, Decimal, Contender]]:
    """Ranks 1, 2, 2, 4 for totals that are in order, and whether each is shared."""
    rank = 1
    for total, group in groupby(ordered, key=lambda entry: entry[0]):
        units = [unit for _, unit in group]
        for unit in units:
            yield rank, len(units) > 1, total, unit
        rank += len(units)


def _place(rule: _Rule, unit: Contender, *, rank: int, total: Decimal, shared: bool) -> RankedUnit:
    grade = graded(total, rule.edges, rule.readings)
    recommended, basis = recommendation(grade, unit.state, rule.readings)
    assert unit.first is not None and unit.second is not None  # only such are ranked
    return RankedUnit(
        rank=rank,
        name=unit.name,
        credit_code=unit.credit_code,
        daily=unit.first,
        review=unit.second,
        total=total,
        grade=grade,
        recommended=recommended,
        basis=basis,
        notes=tuple(_notes(rule, unit, total=total, shared=shared)),
        last_rank=rule.last_ranks.get(unit.credit_code),
    )


def _notes(rule: _Rule, unit: Contender, *, total: Decimal, shared: bool) -> Iterable[str]:
    if shared:
        yield "并列"
    if total == dict(rule.edges)[Grade.QUALIFIED]:
        yield f"恰好 {plain(total)} 分，按口径 R1 为{graded(total, rule.edges, rule.readings).label}"
    yield from unit.remarks


def recommendation(grade: Grade | None, state: State, readings: Readings) -> tuple[bool, str | None]:
    """Whether a unit in a state is 优先推荐, and on which ground (Art. 16, the notice; reading R13).

    Only who is 在册 is; who was admitted and not graded yet is by the notice.
    """
    if not state.registered:
        return False, _GONE.get(state, "不在册")
    if grade is not None and not is_recommended(grade):
        return False, None
    if state is State.PROCEDURE and readings["R13"] == "暂停推荐":
        return False, SUSPENDED
    return True, BY_SELECTION if grade is None else f"第十六条：年度考核{grade.label}"


def is_recommended(grade: Grade) -> bool:
    """Whether a grade has a unit recommended, while it is 在册 (Art. 16)."""
    return grade in _RECOMMENDED


def is_due(admitted_on_year: int, year: int, readings: Readings) -> bool:
    """Whether a unit admitted in a year is due for assessment in another (reading R12)."""
    return admitted_on_year <= year if readings["R12"] == "入册当年" else admitted_on_year < year


def review_remark(regulation: Regulation, year: int, day: date) -> str | None:
    """What to note of an annual review on a day that is not in its year's months (Art. 14); None where it is."""
    months = regulation.value("review_months")
    if day.year == year and day.month in months:
        return None
    return f"年度资格审查日期 {day.isoformat()} 不在 {year} 年 {months[0]} 至 {months[-1]} 月"


def refuses_other_months(readings: Readings) -> bool:
    """Whether such a review is not recorded at all (reading R16)."""
    return readings["R16"] == "不予记录"


def distances(total: Decimal, edges: Bands) -> tuple[tuple[Grade, Decimal], ...]:
    """How far a total is from the lower edges of its neighbouring grades: above its own, below the next better one."""
    lows = [(grade, low) for grade, low in edges if low > 0]
    above = [(grade, EXACT.subtract(low, total)) for grade, low in lows if low > total]
    own = [(grade, EXACT.subtract(low, total)) for grade, low in lows if low <= total]
    return (*above[-1:], *own[:1])
