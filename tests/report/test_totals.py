"""Totals as printed never mislead."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlian_cli.report.rank_view import position
from anlian_cli.report.rank_words import bar
from anlian_cli.report.totals import shown_totals

EDGES = [Decimal(85), Decimal(75), Decimal(60)]
TOTALS = st.lists(st.integers(0, 1_000_000).map(lambda n: Decimal(n) / 10_000), max_size=30)


def test_nobody_reads_the_edge_of_a_grade_beside_the_grade_below() -> None:
    shown = shown_totals([Decimal("84.996"), Decimal("85"), Decimal("82.954")], EDGES)
    assert shown == {Decimal("84.996"): "84.996", Decimal("85"): "85.00", Decimal("82.954"): "82.95"}


@given(TOTALS)
def test_unequal_totals_are_never_printed_alike(totals: list[Decimal]) -> None:
    shown = shown_totals(totals, EDGES)
    assert len(set(shown.values())) == len(set(totals))
    for total, text in shown.items():
        assert abs(Decimal(text) - total) <= Decimal("0.005")
        assert len(text.partition(".")[2]) >= 2
        assert all(total == edge or Decimal(text) != edge for edge in EDGES)


@pytest.mark.parametrize(("total", "drawn"), [("0", ""), ("100", "████████"), ("50", "████"), ("52", "████▏")])
def test_the_bar_is_as_long_as_the_total(total: str, drawn: str) -> None:
    assert bar(Decimal(total)) == drawn


@pytest.mark.parametrize(
    ("before", "count", "drawn", "at"), [(4, 20, 20, 4), (20, 200, 51, 20), (100, 200, 51, 41), (195, 200, 51, 46)]
)
def test_the_quota_line_falls_where_it_belongs_in_a_shortened_table(
    before: int, count: int, drawn: int, at: int
) -> None:
    assert position(before, count, drawn) == at
