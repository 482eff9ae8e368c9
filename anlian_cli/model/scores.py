"""Scores as they were given (Art. 11, 13, 14): points for items, for experts, or one total; what follows is derived."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from anlian_cli.model.record import Points, Recorded, refuse_odd
from anlian_cli.model.text import folded
from anlian_cli.model.worded import Worded

OUTDATED = "评分依据旧版"
"""Said of a score whose application has since been replaced."""


class Stage(Worded):
    """A stage that is scored: the first two belong to a round (Art. 11), the others to a year (Art. 13, 14)."""

    MATERIALS = "materials", "材料审核", "材料"
    INTERVIEW = "interview", "面试答辩", "面试"
    DAILY = "daily", "日常工作考核", "日常"
    REVIEW = "review", "年度资格审查", "审查"

    @property
    def of_a_round(self) -> bool:
        return self in (Stage.MATERIALS, Stage.INTERVIEW)

    @classmethod
    def named(cls, text: str) -> Stage | None:
        """The stage that a person typed, in either language."""
        return next((stage for stage in cls if folded(text) in (stage.value, stage.label, stage.short)), None)


class ItemPoints(Points, frozen=True, kw_only=True):
    """An item with its maximum; no points means 不适用, never 0."""

    item: str
    maximum: Decimal
    points: Decimal | None = None
    reason: str | None = None

    def __post_init__(self) -> None:
        refuse_odd(self.maximum, self.points)


class ExpertPoints(Points, frozen=True, kw_only=True):
    """One expert's points: for items or in one number; a recused expert gives none."""

    expert: str
    recused: bool = False
    items: tuple[ItemPoints, ...] = ()
    points: Decimal | None = None
    note: str | None = None
    row: int | None = None

    def __post_init__(self) -> None:
        refuse_odd(self.points)


class SheetRow(Recorded, frozen=True, kw_only=True):
    """Where on a recorded sheet a score stands. `digest` names the sheet among the imports."""

    digest: str
    name: str
    sheet: str | None = None
    row: int


class Score(Points, frozen=True, kw_only=True):
    """One stage's score of one unit: exactly one of `items`, `experts` and `points` is given."""

    stage: Stage
    period: str
    items: tuple[ItemPoints, ...] = ()
    experts: tuple[ExpertPoints, ...] = ()
    points: Decimal | None = None
    note: str | None = None
    source: SheetRow | None = None
    application: str | None = None
    """The digest of the application that was judged; for the stages of a round."""
    answered_by: str | None = None
    """Who answered in the interview (Art. 11(2))."""
    assessed_on: date | None = None
    """The day of the annual review, where it was stated (Art. 14)."""
    remarks: tuple[str, ...] = ()
    """What was noted when the score was recorded."""

    def __post_init__(self) -> None:
        refuse_odd(self.points)

    @property
    def plain_total(self) -> Decimal | None:
        """The total where nothing but a sum makes it; None where experts gave points, or an item is 不适用 (R14)."""
        if self.points is not None or self.experts:
            return self.points
        points = [item.points for item in self.items if item.points is not None]
        return sum(points, Decimal(0)) if points and len(points) == len(self.items) else None

    @property
    def given(self) -> tuple[object, ...]:
        """What was given, whatever sheet it stood on: equal where nobody's points, reasons or notes changed."""
        experts = tuple(replace(expert, row=None) for expert in self.experts)
        return (self.items, experts, self.points, self.note, self.answered_by, self.assessed_on)

    @property
    def numbers(self) -> tuple[object, ...]:
        """The points alone: a change of these is a corrected score."""
        return (
            _points(self.items),
            self.points,
            tuple((e.expert, e.recused, e.points, _points(e.items)) for e in self.experts),
        )


def _points(items: tuple[ItemPoints, ...]) -> tuple[tuple[str, Decimal | None], ...]:
    return tuple((item.item, item.points) for item in items)
