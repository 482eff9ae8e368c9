"""Points as a person reads them."""

from __future__ import annotations

from decimal import Decimal

from anlian_cli.model.decimals import plain

ABSENT = "—"


def points_shown(points: Decimal | None) -> str:
    """Two decimals, or more where there are more; a missing score is a dash, never 0."""
    if points is None:
        return ABSENT
    return f"{points:.2f}" if points == round(points, 2) else plain(points)
