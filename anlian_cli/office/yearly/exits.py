"""The exits of a year, its complaints and objections, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from anlian_cli.model.consequences import Consequence
from anlian_cli.model.events import DailyEntry, Dismissed, Event, Exited, Opened, Reported, Revoked, Withdrawn
from anlian_cli.model.objections import Outcome
from anlian_cli.model.year_report import ComplaintNumbers, ExitedUnit, ExitNumbers, ObjectionNumbers, Tally
from anlian_cli.office.exits.candidates import exit_list, rules_of
from anlian_cli.office.objections.standing import objections
from anlian_cli.office.office import Office
from anlian_cli.records.dossier import Dossier
from anlian_cli.regulation.documents import regulation_named
from anlian_cli.regulation.jinganlianfa_2017_4.exits import CLIENT
from anlian_cli.regulation.jinganlianfa_2017_4.supervision import COMPLAINTS


def events_of(office: Office, year: int) -> Iterator[tuple[Dossier, Event]]:
    """What happened in a year, unit by unit, as far as its day has come."""
    for dossier in sorted(office.units(), key=lambda dossier: dossier.name):
        for event in dossier.events:
            if event.on.year == year and event.on <= office.today:
                yield dossier, event


def exit_numbers(office: Office, year: int) -> ExitNumbers:
    """The steps of the year; who stands on the list up to it, as `exit YEAR` has it."""
    events = list(events_of(office, year))
    kinds = Counter(type(event) for _, event in events)
    found = exit_list(office, year)
    counts = Counter(candidate.consequence for candidate in found.candidates)
    return ExitNumbers(
        exited=tuple(_exited(office, dossier, event) for dossier, event in events if isinstance(event, Exited)),
        opened=kinds[Opened],
        dismissed=kinds[Dismissed],
        revoked=kinds[Revoked],
        withdrawn=kinds[Withdrawn],
        candidates={step: counts[step] for step in Consequence},
        undecided=len(found.undecided),
    )


def _exited(office: Office, dossier: Dossier, decision: Exited) -> ExitedUnit:
    document = regulation_named(decision.regulation) if decision.regulation else office.regulation
    grounds = [(key, document.exit_grounds[key].name) for key in (decision.ground, *decision.also)]
    return ExitedUnit(
        dossier.name, dossier.credit_code, decision.on, tuple(grounds), _is_revoked(office, dossier, decision)
    )


def _is_revoked(office: Office, dossier: Dossier, decision: Exited) -> bool:
    """Whether the next decision or reversal behind it is its reversal."""
    later = dossier.events[dossier.events.index(decision) + 1 :]
    steps = (event for event in later if isinstance(event, Exited | Revoked) and event.on <= office.today)
    return isinstance(next(steps, None), Revoked)


def objection_numbers(office: Office, year: int) -> ObjectionNumbers:
    """The objections of the year, and what came of them by the day that is looked at."""
    raised = [one for dossier in office.units() for one in objections(dossier) if one.raised.on.year == year]
    counts = Counter(one.answer.result for one in raised if one.answer)
    return ObjectionNumbers({outcome: counts[outcome] for outcome in Outcome}, len(raised) - counts.total())


def complaint_numbers(office: Office, year: int) -> ComplaintNumbers:
    """What was reported, and what the daily log notes of complaints."""
    events = [event for _, event in events_of(office, year)]
    reports = [event for event in events if isinstance(event, Reported)]
    grounds = Counter(report.ground for report in reports)
    document = rules_of(office, year).regulation
    noted = sum(isinstance(event, DailyEntry) and event.item == COMPLAINTS for event in events)
    return ComplaintNumbers(
        reported=tuple(Tally(key, document.exit_grounds[key].name, grounds[key]) for key in sorted(grounds)),
        substantiated=sum(report.substantiated for report in reports),
        by_clients=sum(report.complainant == CLIENT for report in reports),
        noted=Tally(COMPLAINTS, document.assessment_items[COMPLAINTS].name, noted),
    )
