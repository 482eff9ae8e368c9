"""Totals as they are printed: two places, and exactly where two places would mislead (reading R2).

84.996 must not be read as 85.00 beside 良好, and two unequal totals must not look alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from anlian_cli.model.decimals import plain

_CENT = Decimal("0.01")


def two_places(number: Decimal) -> str:
    return str(number.quantize(_CENT, ROUND_HALF_UP))


def shown_totals(totals: Iterable[Decimal], edges: Iterable[Decimal] = ()) -> dict[Decimal, str]:
    """Each total as printed, so that no unequal total and no edge of a grade or the quota prints the same."""
    alike: dict[str, set[Decimal]] = defaultdict(set)
    found = set(totals)
    for number in found | set(edges):
        alike[two_places(number)].add(number)
    return {total: _shown(total, alike) for total in found}


def _shown(total: Decimal, alike: dict[str, set[Decimal]]) -> str:
    text = two_places(total)
    if len(alike[text]) == 1 or total == Decimal(text):
        return text
    return plain(total)
