"""The exit list put together: grades of all years, reports and decisions, then the rules of chapter 4."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from anlian_cli.model.consequences import Consequence
from anlian_cli.model.events import Reported
from anlian_cli.model.exits import ExitCandidate, ExitList, Ground, YearGrade
from anlian_cli.model.ranking import Grade
from anlian_cli.model.states import State
from anlian_cli.office.exits.bars import standing_bars
from anlian_cli.office.office import Office
from anlian_cli.office.periods import locked
from anlian_cli.office.standing import life_of, same_membership
from anlian_cli.office.supervision.assessed import AssessedYear, Due, assessed, assessed_years
from anlian_cli.office.supervision.ranking import is_answered, scored_in
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.history import bulk_reading
from anlian_cli.regulation.jinganlianfa_2017_4.exits import READINGS, Rules, grounds_of
from anlian_cli.report.totals import shown_totals


class Grounds:
    """The grounds of every unit up to and including a year; each year is read once, whatever is asked."""

    def __init__(self, office: Office, until: int) -> None:
        self._office, self._until = office, until
        self._known_rules: dict[int, Rules] = {}

    @cached_property
    def years(self) -> list[AssessedYear]:
        names = assessed_years(self._office, needed=False)
        return [assessed(self._office, name) for name in names if int(name) <= self._until]

    def standing(self, dossier: Dossier) -> tuple[Ground, ...]:
        """The grounds of a unit that is 在册 which nothing has answered since they were recorded, the gravest first.

        What lies before the admission in force was answered with the membership that ended.
        """
        found = grounds_of(self._grades(dossier), list(self._reports(dossier)), self._rules)
        return tuple(one for one in found if not is_answered(self._office, dossier, one.clause, one.batch))

    def _reports(self, dossier: Dossier) -> Iterator[tuple[Reported, int]]:
        """The reports since the admission in force, each with its batch. Raises RecordsFault for an unknown ground."""
        admitted_on = life_of(self._office, dossier).admitted_on
        for event, filed in dossier.filed_events:
            if admitted_on is None or not isinstance(event, Reported):
                continue
            if not admitted_on <= event.on <= self._office.today or event.on.year > self._until:
                continue
            if event.ground not in self._rules(event.on.year).regulation.exit_grounds:
                raise filed.fault()
            yield event, filed.batch

    def _grades(self, dossier: Dossier) -> list[YearGrade]:
        """A unit's years of this membership in order; a year without assessment is there, without a grade.

        None are needed of a unit that never failed.
        """
        if dossier.code not in self._ever_failed:
            return []
        return [
            self._grade(one, one.due[dossier.code])
            for one in self.years
            if dossier.code in one.due and same_membership(self._office, dossier, one.year)
        ]

    def _grade(self, one: AssessedYear, due: Due) -> YearGrade:
        shown = self._failed[one.year].get(due.dossier.code)
        if shown is None:
            return YearGrade(one.year, one.grade(due), "", 0)
        return YearGrade(one.year, Grade.FAILED, shown, scored_in(due.dossier, one.period.name))

    @cached_property
    def _failed(self) -> dict[int, dict[str, str]]:
        """By year and dossier, the totals that failed, as they are shown."""
        return {one.year: _failed_in(one) for one in self.years}

    @cached_property
    def _ever_failed(self) -> frozenset[str]:
        return frozenset().union(*self._failed.values())

    def _rules(self, year: int) -> Rules:
        if year not in self._known_rules:
            self._known_rules[year] = rules_of(self._office, year)
        return self._known_rules[year]


def _failed_in(one: AssessedYear) -> dict[str, str]:
    failed = [(due.dossier.code, due.total) for due in one.failed() if due.total is not None]
    # What could be printed alike is near.
    nearest = max((total for _, total in failed), default=Decimal(0)) + 1
    near = (due.total for due in one.due.values() if due.total is not None and due.total < nearest)
    shown = shown_totals(near, (low for _, low in one.edges))
    return {code: shown[total] for code, total in failed}


def rules_of(office: Office, year: int) -> Rules:
    """What a year was locked under; where it never was, what anlian.yaml says now."""
    kept = locked(office, "year", str(year))
    return Rules(kept.regulation, kept.readings) if kept else Rules(office.regulation, office.readings)


def exit_list(office: Office, year: int | None) -> ExitList:
    """The candidates, bars and undecided years up to and including a year; up to today without one."""
    with bulk_reading():
        until = year or office.today.year
        grounds = Grounds(office, until)
        found = filter(None, (_candidate(office, grounds, dossier) for dossier in office.units()))
        return ExitList(
            until,
            tuple(sorted(found, key=lambda one: (list(Consequence).index(one.consequence), one.name))),
            tuple(sorted(standing_bars(office), key=lambda bar: bar.free_from)),
            tuple(_undecided(office, grounds)),
            office.regulation.citation,
            office.today,
            office.history.digest,
            office.unconfirmed(READINGS),
        )


def _undecided(office: Office, grounds: Grounds) -> Iterator[tuple[str, str]]:
    """The units still 在册, and the years of this membership in which they were due and not assessed."""
    for one in grounds.years:
        for due in one.incomplete():
            if same_membership(office, due.dossier, one.year):
                yield due.dossier.name, one.period.name


def _candidate(office: Office, grounds: Grounds, dossier: Dossier) -> ExitCandidate | None:
    life = life_of(office, dossier)
    if not life.state.registered:
        return None
    found = grounds.standing(dossier)
    if not found and life.state is State.ADMITTED:
        return None
    since = life.since if life.state is State.PROCEDURE else None
    # A procedure whose grounds have all gone still waits for its end.
    step = found[0].consequence if found else Consequence.PROCEDURE
    return ExitCandidate(dossier.name, dossier.credit_code, step, life.state, since, found)
