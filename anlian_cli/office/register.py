"""The register of the units that are 在册."""

from __future__ import annotations

from anlian_cli.model.events import Changed
from anlian_cli.model.ranking import Grade
from anlian_cli.model.register import Register, RegisterEntry
from anlian_cli.model.states import State
from anlian_cli.office.exits.bars import standing_bars
from anlian_cli.office.office import Office
from anlian_cli.office.standing import life_of, same_membership
from anlian_cli.office.supervision.assessed import AssessedYear, assessed, assessed_years
from anlian_cli.records.dossier import Dossier
from anlian_cli.regulation.jinganlianfa_2017_4.supervision import recommendation


def public_name(dossier: Dossier) -> str:
    """新名（原：旧名） for a unit that changed its name; else its name."""
    former = [event.former_name for event in dossier.events if isinstance(event, Changed) and event.former_name]
    return f"{dossier.name}（原：{former[-1]}）" if former else dossier.name


def register(office: Office) -> Register:
    """The 在册 units by name, each with its latest grade, and the bars that run."""
    graded = _latest_grades(office)
    entries = [_entry(office, dossier, graded) for dossier in office.units()]
    return Register(
        tuple(sorted(filter(None, entries), key=lambda entry: entry.name)),
        tuple(sorted(standing_bars(office), key=lambda bar: bar.name)),
        office.settings.federation.name,
        office.regulation.citation,
        office.today,
        office.history.digest,
    )


def _latest_grades(office: Office) -> dict[str, tuple[AssessedYear, Grade]]:
    """By dossier, the latest year of its present membership that graded a unit."""
    latest: dict[str, tuple[AssessedYear, Grade]] = {}
    for year in reversed(assessed_years(office, needed=False)):
        one = assessed(office, year)
        for code, due in one.due.items():
            grade = None if code in latest else one.grade(due)
            if grade is not None and same_membership(office, due.dossier, one.year):
                latest[code] = one, grade
    return latest


def _entry(office: Office, dossier: Dossier, graded: dict[str, tuple[AssessedYear, Grade]]) -> RegisterEntry | None:
    life = life_of(office, dossier)
    if not life.state.registered or life.admitted_on is None:
        return None
    one, grade = graded.get(dossier.code, (None, None))
    # A year that graded it is judged under its own readings.
    recommended, basis = recommendation(grade, life.state, one.period.readings if one else office.readings)
    return RegisterEntry(
        dossier.name,
        public_name(dossier),
        dossier.credit_code,
        life.admitted_on,
        grade,
        one.period.name if one else None,
        recommended,
        basis,
        life.since if life.state is State.PROCEDURE else None,
    )
