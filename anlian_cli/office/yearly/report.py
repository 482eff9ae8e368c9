"""`report`: a year in numbers. Each is counted from what `rank`, `list`, `exit`, `status` and `log` tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from anlian_cli.errors import UsageFault
from anlian_cli.model.dates import FIRST_YEAR
from anlian_cli.model.events import Admitted, DailyEntry
from anlian_cli.model.ranking import AnnualRanking, Grade
from anlian_cli.model.scores import Stage
from anlian_cli.model.year_report import (
    Assessment,
    GradedUnit,
    Movement,
    OpenMatter,
    RegisterNumbers,
    Tally,
    WorkNumbers,
    YearGrades,
    YearReport,
)
from anlian_cli.office.board import board
from anlian_cli.office.exits.candidates import rules_of
from anlian_cli.office.office import Office
from anlian_cli.office.papers.published import published
from anlian_cli.office.periods import locked
from anlian_cli.office.register import register
from anlian_cli.office.standing import end_of, line_of
from anlian_cli.office.supervision.ranking import annual
from anlian_cli.office.yearly.exits import complaint_numbers, events_of, exit_numbers, objection_numbers
from anlian_cli.office.yearly.rounds import rounds_of

_MOST_YEARS = 3
"""So many years are laid side by side."""


def year_report(office: Office, year: str) -> YearReport:
    """The report of a year. Raises UsageFault for what is no year, or one that has not begun."""
    number = _number(office, year)
    return YearReport(
        year=year,
        as_of=office.today,
        federation=office.settings.federation.name,
        digest=office.history.digest,
        rounds=tuple(rounds_of(office, number)),
        register=_register(office, number),
        assessment=_assessment(office, number),
        exits=exit_numbers(office, number),
        complaints=complaint_numbers(office, number),
        objections=objection_numbers(office, number),
        work=_work(office, number),
        unsettled=tuple(OpenMatter(one.name, one.outside or one.what) for one in board(office).unsettled),
    )


def _number(office: Office, year: str) -> int:
    if not (year.isascii() and year.isdigit() and len(year) == 4 and int(year) >= FIRST_YEAR):
        raise UsageFault(f"“{year}”不是年份", "例如 anlian report 2018 -o 报告.docx")
    if int(year) > office.today.year:
        raise UsageFault(f"{year} 年还没有到", "写已经开始的年份")
    return int(year)


def _register(office: Office, year: int) -> RegisterNumbers:
    on = min(end_of(year), office.today)
    admitted = sum(isinstance(event, Admitted) for _, event in events_of(office, year))
    found = register(office)
    before, count = _registered(office, end_of(year - 1)), _registered(office, on)
    return RegisterNumbers(before, on, count, admitted, len(found.entries), len(found.barred))


def _registered(office: Office, day: date) -> int:
    return sum(line_of(office, dossier).on(day).state.registered for dossier in office.units())


def _assessment(office: Office, year: int) -> Assessment | None:
    rankings = {number: annual(office, str(number)) for number in _assessed(office, year)}
    if year not in rankings:
        return None
    return Assessment(
        tuple(_in_numbers(ranking) for _, ranking in sorted(rankings.items())),
        tuple(_moved(rankings[year], rankings.get(year - 1))),
        year - 1 in rankings,
    )


def _assessed(office: Office, year: int) -> Iterator[int]:
    """The year and those before it that are assessment years."""
    for number in range(year - _MOST_YEARS + 1, year + 1):
        if str(number) in office.settings.years or _is_locked(office, str(number)):
            yield number


def _is_locked(office: Office, year: str) -> bool:
    return office.settings.federation.credit_code is not None and locked(office, "year", year) is not None


def _in_numbers(ranking: AnnualRanking) -> YearGrades:
    counts = Counter(place.grade for place in ranking.places)
    grades = {grade: counts[grade] for grade in Grade}
    recommended = sum(place.recommended for place in ranking.places)
    return YearGrades(ranking.year, grades, len(ranking.incomplete), len(ranking.newcomers), recommended)


def _moved(ranking: AnnualRanking, last: AnnualRanking | None) -> Iterator[GradedUnit]:
    """The places in their order, then those without one."""
    names = {place.credit_code: place.name for place in ranking.places}
    names |= {unit.credit_code: unit.name for unit in ranking.incomplete}
    before = _grades(last) if last else {}
    for code, grade in _grades(ranking).items():
        earlier = before.get(code)
        yield GradedUnit(names[code], code, code in before, earlier, grade, _movement(earlier, grade))


def _grades(ranking: AnnualRanking) -> dict[str, Grade | None]:
    """The grade of every unit that is due, by its code."""
    grades: dict[str, Grade | None] = {place.credit_code: place.grade for place in ranking.places}
    return grades | dict.fromkeys(unit.credit_code for unit in ranking.incomplete)


def _movement(before: Grade | None, grade: Grade | None) -> Movement:
    if grade is None:
        return Movement.OPEN
    if before is None:
        return Movement.NEW
    order = list(Grade)
    if before is grade:
        return Movement.SAME
    return Movement.UP if order.index(grade) < order.index(before) else Movement.DOWN


def _work(office: Office, year: int) -> WorkNumbers:
    batches = [batch for batch in office.history.batches if batch.at.year == year]
    kept = [
        path
        for version in office.history.versions
        if version.batch.at.year == year
        for path, digest in version.entry.changes.items()
        if digest is not None
    ]
    notes = [(dossier.code, event) for dossier, event in events_of(office, year) if isinstance(event, DailyEntry)]
    counts = Counter(event.item for _, event in notes)
    items = rules_of(office, year).regulation.assessment_items
    return WorkNumbers(
        batches=dict(sorted(Counter(batch.action for batch in batches).items())),
        verdicts=sum(path.startswith("check/") for path in kept),
        scores=sum(path.startswith("scores/") for path in kept),
        notes=tuple(Tally(key, item.name, counts[key]) for key, item in items.items() if item.stage == Stage.DAILY),
        noted_units=len({code for code, _ in notes}),
        published=sum(one.on.year == year for one, _ in published(office)),
    )
