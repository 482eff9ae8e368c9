"""What the lines above a head say of a sheet: of which period, and of which stage."""

from __future__ import annotations

import re

from anlian_cli.forms.grid import Grid
from anlian_cli.model.scores import Stage
from anlian_cli.model.text import compact

_STAGE = re.compile("|".join(stage.label for stage in Stage))
_YEAR = re.compile(r"(?:19|20)\d\d")
_OURS = {f"{stage.label}评分表": stage for stage in Stage}
_REVIEWS = (" 批次初核", " 批次收件")


def other_score_sheet(grid: Grid, above: int, period: str, stage: Stage) -> str | None:
    """The title of a sheet that says it is another's: of another stage, or of another period; None for ours.

    A sheet that we made names its period in full; of one made by hand only a year can be known.
    """
    for text in _lines(grid, above):
        named, _, kind = text.rpartition(" ")
        if named and kind in _OURS:
            return None if (named, _OURS[kind]) == (period, stage) else text
        if _is_of_another(compact(text), period, stage):
            return text
    return None


def _is_of_another(title: str, period: str, stage: Stage) -> bool:
    found = _STAGE.search(title)
    if found is None or not title.endswith("表"):
        return False
    return found[0] != stage.label or _of_another_year(title[: found.start()], period)


def _of_another_year(written: str, period: str) -> bool:
    years, own = set(_YEAR.findall(written)), set(_YEAR.findall(period))
    return bool(years and own) and not years & own


def score_sheet_title(grid: Grid, above: int) -> str | None:
    """The title of a score sheet that we made, of whatever stage and period; None where none stands above the head."""
    return next((text for text in _lines(grid, above) if text.rpartition(" ")[2] in _OURS), None)


def other_review_sheet(grid: Grid, above: int, round_name: str) -> str | None:
    """The title of a 初核表 of another round; None for this round's, and where no title tells."""
    titles = (text for text in _lines(grid, above) if text.endswith(_REVIEWS))
    return next((title for title in titles if title.rpartition(" ")[0] != round_name), None)


def _lines(grid: Grid, above: int) -> list[str]:
    return [text.strip() for (row, _), text in sorted(grid.cells.items()) if row < above]
