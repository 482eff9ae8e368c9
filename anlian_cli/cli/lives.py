"""Where units stand in their lives at a moment, and the bars that run: dossiers under the rules of life."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from anlian_cli.cli.office import Office
from anlian_cli.model.application import Application
from anlian_cli.model.events import Admitted, Event, Exited, Revoked
from anlian_cli.model.exits import StandingBar, State
from anlian_cli.model.workspace import Settings
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.history import History
from anlian_cli.records.places import application_path, written_code
from anlian_cli.regulation.ch4_exit import counts_the_day
from anlian_cli.regulation.clause import Bar
from anlian_cli.regulation.identity import full_id_number
from anlian_cli.regulation.life import MOVES, Life, last_barred_day, life_on
from anlian_cli.regulation.text import DEFAULT_CHOICE, current_regulation

_BAR_READING = "R3"


def bar_terms(settings: Settings) -> tuple[int, bool]:
    """How many years a bar runs, and whether the day of the announcement is the first of them (reading R3)."""
    regulation, chosen = current_regulation(), settings.readings.get(_BAR_READING)
    stated = chosen.value if chosen and chosen.value != DEFAULT_CHOICE else regulation.readings[_BAR_READING].default
    return int(regulation.value("bar_years")), counts_the_day({_BAR_READING: stated})


def life_of(office: Office, dossier: Dossier, today: date) -> Life:
    """Where a unit stands on a day."""
    return life_on(dossier.events, bool(dossier.verdicts), today, *bar_terms(office.settings))


def path_of(office: Office, dossier: Dossier, today: date) -> list[tuple[date, str]]:
    """The states that a unit went through, each with its day."""
    path: list[tuple[date, str]] = []
    terms = bar_terms(office.settings)
    events = [event for event in dossier.events if event.on <= today]
    for index, event in enumerate(events):
        if MOVES[event.kind][1] is not None:
            life = life_on(events[: index + 1], bool(dossier.verdicts), event.on, *terms)
            path.append((event.on, life.state.label))
    now = life_on(events, bool(dossier.verdicts), today, *terms)
    if now.state is State.FREE and now.since is not None:
        path.append((now.since + timedelta(days=1), now.state.label))
    return path


def admission_in_force(dossier: Dossier, day: date) -> date | None:
    """The last admission announced by a day."""
    return max((event.on for event in dossier.events if isinstance(event, Admitted) and event.on <= day), default=None)


def standing_exits(events: Iterable[Event], today: date) -> list[Exited]:
    """The decisions to exit announced by a day and not reversed since."""
    exits: list[Exited] = []
    for event in events:
        if event.on > today:
            break
        if isinstance(event, Exited):
            exits.append(event)
        elif isinstance(event, Revoked) and exits:
            exits.pop()
    return exits


def standing_bars(office: Office, dossiers: Iterable[Dossier], today: date) -> Iterator[StandingBar]:
    """The bars that run on a day, with their last day and the first free one."""
    terms = bar_terms(office.settings)
    for dossier in dossiers:
        life = life_of(office, dossier, today)
        if life.state is State.EXITED and life.bar is not None:
            last = last_barred_day(life.bar.on, *terms)
            free = last + timedelta(days=1)
            yield StandingBar(dossier.name, dossier.credit_code, life.bar.on, last, free, life.bar.ground)


def bars_for_check(history: History, today: date) -> tuple[Bar, ...]:
    """Every exit that is not reversed, as an application meets it: by codes, names, and the people concerned."""
    bars: list[Bar] = []
    for dossier in history.dossiers.values():
        for event in standing_exits(dossier.events, today) if dossier.is_unit else ():
            people = _People(history, dossier)
            codes = (dossier.credit_code, *map(written_code, dossier.former_codes))
            bars += [
                Bar(code, event.on, dossier.names, people.representatives, people.principals, people.id_numbers)
                for code in codes
            ]
    return tuple(bars)


class _People:
    """The people of a unit's filed applications."""

    def __init__(self, history: History, dossier: Dossier) -> None:
        applications = [_application(history, dossier, verdict.round) for verdict in dossier.verdicts]
        forms = [application.unit for application in applications if application and application.unit]
        persons = [person for application in applications if application for person in application.persons or ()]
        heads = [form.legal_representative for form in forms if form.legal_representative]
        principals = [form.principal for form in forms if form.principal]
        self.representatives = tuple(head.name for head in heads if head.name)
        self.principals = tuple(head.name for head in principals if head.name)
        self.id_numbers = frozenset(full_id_number(person.id_number) for person in persons if person.id_number)


def _application(history: History, dossier: Dossier, round_name: str) -> Application | None:
    filed = dossier.filed(application_path(round_name))
    if filed is None:
        return None
    return Application.model_validate(json.loads(history.content(filed))["application"])
