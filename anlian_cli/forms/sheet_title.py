"""What the lines above a head say of a sheet: of which period, and of which stage."""

from __future__ import annotations

import re

from anlian_cli.forms.grid import Grid
from anlian_cli.model.scores import Stage
from anlian_cli.model.text import compact

_STAGES = "|".join(stage.label for stage in Stage)
_OURS = re.compile(rf"(?P<period>.+) (?P<stage>{_STAGES})评分表")
_THEIRS = re.compile(rf"(?P<period>.*?)(?P<stage>{_STAGES}).*表")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REVIEW = re.compile(r"(?P<period>.+) 批次(?:初核|收件)")


def other_score_sheet(grid: Grid, above: int, period: str, stage: Stage) -> str | None:
    """The title of a sheet that says it is another's: of another stage, or of another period; None for ours.

    A sheet that we made names its period in full; of one made by hand only a year can be known.
    """
    for text in _lines(grid, above):
        if ours := _OURS.fullmatch(text):
            return None if (ours["period"], ours["stage"]) == (period, stage.label) else text
        theirs = _THEIRS.fullmatch(compact(text))
        if theirs and (theirs["stage"] != stage.label or _of_another_year(theirs["period"], period)):
            return text
    return None


def _of_another_year(written: str, period: str) -> bool:
    years, own = set(_YEAR.findall(written)), set(_YEAR.findall(period))
    return bool(years and own) and not years & own


def other_review_sheet(grid: Grid, above: int, round_name: str) -> str | None:
    """The title of a 初核表 of another round; None for this round's, and where no title tells."""
    found = filter(None, map(_REVIEW.fullmatch, _lines(grid, above)))
    return next((title[0] for title in found if title["period"] != round_name), None)


def _lines(grid: Grid, above: int) -> list[str]:
    return [text.strip() for (row, _), text in sorted(grid.cells.items()) if row < above]
