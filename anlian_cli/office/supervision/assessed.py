"""A year as it was assessed: who was due, the exact totals of those with both scores. Rankings and grades follow."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from anlian_cli.errors import UsageFault
from anlian_cli.model.ranking import Grade
from anlian_cli.model.scores import Stage
from anlian_cli.office.office import Office
from anlian_cli.office.periods import Period, in_force
from anlian_cli.office.standing import end_of, line_of
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.places import score_path
from anlian_cli.regulation.jinganlianfa_2017_4.scoring import stage_total
from anlian_cli.regulation.jinganlianfa_2017_4.supervision import (
    Bands,
    annual_weights,
    bands,
    counted,
    graded,
    is_due,
    weighted,
)

YEARLY = (Stage.DAILY, Stage.REVIEW)


class Due(NamedTuple):
    """A unit that was due: its daily and its review score, and the total that grade and rank go by; None is missing."""

    dossier: Dossier
    daily: Decimal | None
    review: Decimal | None
    total: Decimal | None

    @property
    def missing(self) -> tuple[Stage, ...]:
        """The stages of which no score stands."""
        return tuple(stage for stage, score in zip(YEARLY, (self.daily, self.review), strict=True) if score is None)


class AssessedYear(Struct, frozen=True):
    """A year under its parameters: those due by their dossier's code, and those that came in within it.

    Both were 在册 at the year's end; who has exited or withdrawn by then is neither.
    """

    period: Period
    edges: Bands
    due: dict[str, Due]
    fresh: tuple[Dossier, ...]

    @property
    def year(self) -> int:
        return int(self.period.name)

    def grade(self, due: Due) -> Grade | None:
        """A unit's grade (Art. 15); None where it was not assessed."""
        if due.total is None:
            return None
        return graded(due.total, self.edges, self.period.readings)

    def failed(self) -> list[Due]:
        """The units that failed."""
        highest = dict(self.edges)[Grade.QUALIFIED]
        low = (due for due in self.due.values() if due.total is not None and due.total <= highest)
        return [due for due in low if self.grade(due) is Grade.FAILED]

    def incomplete(self) -> list[Due]:
        """The units that were not assessed, by name."""
        return sorted((due for due in self.due.values() if due.total is None), key=lambda due: due.dossier.name)


def assessed(office: Office, year: str) -> AssessedYear:
    """A year as it is in force. Raises UsageFault where there is no such year, RecordsFault, InputFault."""
    period = in_force(office, "year", year)
    for stage in YEARLY:
        period.rule(stage)  # one that is not stated is told of before anybody is looked at
    return assessed_under(office, period)


def assessed_under(office: Office, period: Period) -> AssessedYear:
    """A year under a period that need not be the one in force; read once. Raises InputFault."""
    found: AssessedYear | None = office.assessed.get(period.name)
    if found is None or found.period != period:
        found = office.assessed[period.name] = _read(office, period)
    return found


def _read(office: Office, period: Period) -> AssessedYear:
    year, totals = int(period.name), _Totals(period)
    ends, readings = end_of(year), period.readings
    due: dict[str, Due] = {}
    fresh: list[Dossier] = []
    for dossier in office.units():
        life = line_of(office, dossier).on(ends)
        if not life.state.registered or life.admitted_on is None:
            continue
        if is_due(life.admitted_on.year, year, readings):
            due[dossier.code] = totals.of(dossier)
        else:
            fresh.append(dossier)
    return AssessedYear(period, bands(period.regulation), due, tuple(fresh))


class _Totals:
    """The totals of one unit after another, under one period."""

    def __init__(self, period: Period) -> None:
        self._period, self._year = period, int(period.name)
        self._paths = [score_path(period.name, stage) for stage in YEARLY]
        self._weights = annual_weights(period.regulation)
        self._rule = cache(period.rule)

    def of(self, dossier: Dossier) -> Due:
        daily, review = dossier.plain_totals(self._year, self._paths)
        if daily is None or review is None:
            daily, review = (self._by_rule(dossier, stage) for stage in YEARLY)
            if daily is None or review is None:
                return Due(dossier, daily, review, None)
        return Due(dossier, daily, review, counted(weighted(daily, review, self._weights), self._period.readings))

    def _by_rule(self, dossier: Dossier, stage: Stage) -> Decimal | None:
        score = dossier.score(self._period.name, stage)
        return stage_total(score, self._rule(stage)) if score else None


def assessed_years(office: Office, *, needed: bool = True) -> list[str]:
    """The years of which scores are recorded, the earliest first. Raises UsageFault where one is needed."""
    units = office.units()
    years = sorted({year for dossier in units for year in dossier.years})
    scored = [str(year) for year in years if any(_is_scored(dossier, str(year)) for dossier in units)]
    if needed and not scored:
        raise UsageFault("台账里还没有年度考核的得分", "先用 anlian score 录入")
    return scored


def _is_scored(dossier: Dossier, year: str) -> bool:
    return any(dossier.is_scored(year, stage) for stage in YEARLY)
