"""Every bar of Art. 18 as a new application meets it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from anlian_cli.model.events import Event, Exited, Revoked
from anlian_cli.office.filed_application import filed_application
from anlian_cli.office.office import Office
from anlian_cli.office.standing import bar_rule
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.history import History
from anlian_cli.records.places import written_code
from anlian_cli.regulation.clause import Bar
from anlian_cli.regulation.identity import full_id_number


def bars_for_check(office: Office, today: date) -> tuple[Bar, ...]:
    """Every exit announced by a day and not reversed, as an application meets it: by codes, names, people."""
    last_day, bars = bar_rule(office), []
    for dossier in office.units():
        # Bars that are over as well: what decides is the day of application, which may lie within one.
        for event in _standing_exits(dossier.events, today):
            people = _People(office.history, dossier)
            codes = (dossier.credit_code, *map(written_code, dossier.former_codes))
            for code in codes:
                named = (dossier.names, people.representatives, people.principals, people.id_numbers)
                bars.append(Bar(code, event.on, last_day(event), *named))
    return tuple(bars)


def _standing_exits(events: Iterable[Event], today: date) -> list[Exited]:
    """The decisions to exit announced by a day and not reversed since."""
    exits: list[Exited] = []
    for event in (event for event in events if event.on <= today):
        if isinstance(event, Exited):
            exits.append(event)
        elif isinstance(event, Revoked) and exits:
            exits.pop()
    return exits


class _People:
    """The people of a unit's filed applications."""

    def __init__(self, history: History, dossier: Dossier) -> None:
        applications = [filed_application(history, dossier, verdict.round) for verdict in dossier.verdicts]
        forms = [application.unit for application in applications if application and application.unit]
        persons = [person for application in applications if application for person in application.persons or ()]
        heads = [form.legal_representative for form in forms if form.legal_representative]
        principals = [form.principal for form in forms if form.principal]
        self.representatives = tuple(head.name for head in heads if head.name)
        self.principals = tuple(head.name for head in principals if head.name)
        self.id_numbers = frozenset(full_id_number(person.id_number) for person in persons if person.id_number)
