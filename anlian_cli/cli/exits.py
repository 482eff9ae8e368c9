"""The exit list put together: grades of all years, reports and decisions, then the rules of chapter 4."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from anlian_cli.cli.lives import life_of, standing_bars
from anlian_cli.cli.ranking import YEARLY, Sight, annual, assessed_years
from anlian_cli.model.events import Admitted, Dismissed, Exited, Reported, Revoked, Withdrawn
from anlian_cli.model.exits import Candidate, ExitList, Ground, State, Step, YearGrade
from anlian_cli.model.ranking import AnnualRanking
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.places import score_path
from anlian_cli.regulation.ch4_exit import grounds_of
from anlian_cli.regulation.text import current_regulation
from anlian_cli.report.rank_words import shown_annual

_ANSWERS = (Admitted, Dismissed, Exited, Revoked, Withdrawn)
_READINGS = ("R3", "R6", "R7", "R12")


def exit_list(sight: Sight, year: int | None) -> ExitList:
    """The candidates, bars and undecided years up to and including a year; up to today without one."""
    until = year or sight.moment.today.year
    rankings = [annual(sight, name) for name in assessed_years(sight, needed=False) if int(name) <= until]
    grades = _grades(sight, rankings)
    candidates = (_candidate(sight, dossier, grades[dossier.credit_code], until) for dossier in sight.units())
    chosen = sight.office.settings.readings
    return ExitList(
        until,
        tuple(sorted(filter(None, candidates), key=lambda one: (list(Step).index(one.step), one.name))),
        tuple(sorted(standing_bars(sight.office, sight.units(), sight.moment.today), key=lambda bar: bar.free_from)),
        tuple(_undecided(sight, rankings)),
        sight.moment.today,
        sight.history.digest,
        tuple(key for key in _READINGS if key not in chosen or not chosen[key].confirmed_by),
    )


def _undecided(sight: Sight, rankings: list[AnnualRanking]) -> Iterator[tuple[str, str]]:
    """The units still 在册, and the years in which they were due and not assessed."""
    lives = {unit.credit_code: life_of(sight.office, unit, sight.moment.today).state for unit in sight.units()}
    for ranking in rankings:
        for unit in ranking.incomplete:
            if lives.get(unit.credit_code) in (State.ADMITTED, State.PROCEDURE):
                yield unit.name, ranking.year


def _grades(sight: Sight, rankings: list[AnnualRanking]) -> dict[str, list[YearGrade]]:
    """Every unit's years in order; a year without assessment is there, without a grade."""
    batches = {dossier.credit_code: dossier for dossier in sight.units()}
    grades: dict[str, list[YearGrade]] = defaultdict(list)
    for ranking in rankings:
        shown = shown_annual(ranking)
        for place in ranking.places:
            batch = _batch(batches[place.credit_code], ranking.year)
            grades[place.credit_code].append(YearGrade(int(ranking.year), place.grade, shown[place.total], batch))
        for unit in ranking.incomplete:
            grades[unit.credit_code].append(YearGrade(int(ranking.year), None, "", 0))
    return grades


def _batch(dossier: Dossier, year: str) -> int:
    """The batch that completed a year's scores."""
    filed = (dossier.filed(score_path(year, stage)) for stage in YEARLY)
    return max(entry.batch for entry in filed if entry is not None)


def _candidate(sight: Sight, dossier: Dossier, grades: list[YearGrade], until: int) -> Candidate | None:
    life = life_of(sight.office, dossier, sight.moment.today)
    if life.state not in (State.ADMITTED, State.PROCEDURE):
        return None
    grounds = tuple(_unanswered(sight, dossier, grades, until))
    if not grounds and life.state is State.ADMITTED:
        return None
    since = life.since if life.state is State.PROCEDURE else None
    step = grounds[0].step if grounds else Step.PROCEDURE
    latest = max((entry.year for entry in grades), default=until)
    return Candidate(dossier.name, dossier.credit_code, step, life.state, since, grounds, latest)


def _unanswered(sight: Sight, dossier: Dossier, grades: list[YearGrade], until: int) -> Iterator[Ground]:
    """The grounds that no decision, dismissal or withdrawal has answered since they were recorded."""
    regulation = current_regulation()
    chosen = {key: choice.value for key, choice in sight.office.settings.readings.items()}
    told = [(event, filed.batch) for event, filed in dossier.filed_events if event.on <= sight.moment.today]
    reports = [(event, batch) for event, batch in told if isinstance(event, Reported) and event.on.year <= until]
    answered = max((batch for event, batch in told if isinstance(event, _ANSWERS)), default=0)
    for ground in grounds_of(grades, reports, regulation, regulation.choose(chosen)):
        if ground.batch > answered:
            yield ground
