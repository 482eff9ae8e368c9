"""What every ranking says about itself: the rule, the open readings, how totals are printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from anlian_cli.model.decimals import plain
from anlian_cli.model.ranking import AnnualRanking, Grade, Incomplete, RankingBasis, SelectionRanking
from anlian_cli.model.scores import Stage
from anlian_cli.report.totals import shown_totals

_BAR_CELLS = 8
_PARTS = "▏▎▍▌▋▊▉█"


def percent(weight: Decimal) -> str:
    """40%."""
    return f"{plain(weight * 100)}%"


def annual_rule(basis: RankingBasis) -> str:
    """日常工作考核×40%＋年度资格审查×60%."""
    return "＋".join(f"{stage.label}×{percent(weight)}" for stage, weight in basis.weights)


def weighted_in_words(basis: RankingBasis, scores: Sequence[Decimal], total: Decimal) -> str:
    """88.5×40% + 79.25×60% = 82.95."""
    weighted = zip(scores, basis.weights, strict=True)
    return f"{' + '.join(f'{plain(score)}×{percent(weight)}' for score, (_, weight) in weighted)} = {plain(total)}"


def bands_in_words(basis: RankingBasis) -> str:
    """优秀 85 分以上，良好 75 分以上，合格 60 分以上，不合格 60 分以下."""
    bands = [f"{grade.label} {plain(low)} 分以上" for grade, low in basis.edges if low > 0]
    lowest = min((low for _, low in basis.edges if low > 0), default=Decimal(0))
    return "，".join([*bands, f"{Grade.FAILED.label} {plain(lowest)} 分以下"])


def shown_annual(ranking: AnnualRanking) -> dict[Decimal, str]:
    """The totals of a year as printed, never like the edge of another grade."""
    return shown_totals((place.total for place in ranking.places), (low for _, low in ranking.basis.edges))


def shown_selection(ranking: SelectionRanking) -> dict[Decimal, str]:
    return shown_totals(place.total for place in ranking.places)


def bar(total: Decimal) -> str:
    """A short bar for a total out of 100, in eighths of a cell; every terminal of a Chinese office has these."""
    eighths = int(total * _BAR_CELLS * 8 / 100)
    whole, part = divmod(eighths, 8)
    return _PARTS[-1] * whole + (_PARTS[part - 1] if part else "")


def missing_in_words(unit: Incomplete) -> str:
    """缺日常工作考核、年度资格审查."""
    return f"缺{'、'.join(stage.label for stage in unit.missing)}" if unit.missing else "、".join(unit.notes)


def stage_headings(stages: Sequence[Stage]) -> Iterator[str]:
    """日常工作考核得分, …: the headings of a published ranking."""
    return (f"{stage.label}得分" for stage in stages)
