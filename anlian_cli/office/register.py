"""The register of the units that are 在册."""

from __future__ import annotations

from anlian_cli.model.events import Changed
from anlian_cli.model.ranking import RankedUnit
from anlian_cli.model.register import Register, RegisterEntry
from anlian_cli.model.states import State
from anlian_cli.office.exits.bars import standing_bars
from anlian_cli.office.office import Office
from anlian_cli.office.standing import life_of, same_membership
from anlian_cli.office.supervision.ranking import annual, assessed_years
from anlian_cli.records.dossier import Dossier
from anlian_cli.regulation.jinganlianfa_2017_4.supervision import recommendation


def public_name(dossier: Dossier) -> str:
    """新名（原：旧名） for a unit that changed its name; else its name."""
    former = [event.former_name for event in dossier.events if isinstance(event, Changed) and event.former_name]
    return f"{dossier.name}（原：{former[-1]}）" if former else dossier.name


def register(office: Office) -> Register:
    """The 在册 units by name, each with its latest grade, and the bars that run."""
    graded = _latest_places(office)
    entries = [_entry(office, dossier, graded) for dossier in office.units()]
    return Register(
        tuple(sorted(filter(None, entries), key=lambda entry: entry.name)),
        tuple(sorted(standing_bars(office), key=lambda bar: bar.name)),
        office.settings.federation.name,
        office.regulation.citation,
        office.today,
        office.history.digest,
    )


def _latest_places(office: Office) -> dict[str, tuple[str, RankedUnit]]:
    """Each unit's place in the latest year of its present membership that graded it."""
    latest: dict[str, tuple[str, RankedUnit]] = {}
    dossiers = {dossier.credit_code: dossier for dossier in office.units()}
    for year in assessed_years(office, needed=False):
        for place in annual(office, year).places:
            if same_membership(office, dossiers[place.credit_code], int(year)):
                latest[place.credit_code] = (year, place)
    return latest


def _entry(office: Office, dossier: Dossier, graded: dict[str, tuple[str, RankedUnit]]) -> RegisterEntry | None:
    life = life_of(office, dossier)
    if not life.state.registered or life.admitted_on is None:
        return None
    year, place = graded.get(dossier.credit_code, (None, None))
    recommended, basis = recommendation(None, life.state, office.readings)
    return RegisterEntry(
        dossier.name,
        public_name(dossier),
        dossier.credit_code,
        life.admitted_on,
        place.grade if place else None,
        year,
        place.recommended if place else recommended,
        place.basis if place else basis,
        life.since if life.state is State.PROCEDURE else None,
    )
