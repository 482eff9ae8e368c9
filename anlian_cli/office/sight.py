"""The office's records at a moment, and what every unit is in them: what every reader looks at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from anlian_cli.model.filing import Parameters
from anlian_cli.office.office import Moment, Office
from anlian_cli.office.periods import in_force
from anlian_cli.office.standing import line_of
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.history import History
from anlian_cli.regulation.life import Life, Lifeline


@dataclass(frozen=True, slots=True)
class Sight:
    """The records at a moment; each unit's life is put together once."""

    office: Office
    history: History
    moment: Moment
    _lines: dict[str, Lifeline] = field(default_factory=dict, repr=False, compare=False)

    def units(self) -> list[Dossier]:
        return [dossier for dossier in self.history.dossiers.values() if dossier.is_unit]

    def parameters(self, kind: str, period: str) -> Parameters:
        return in_force(self.office, self.history, kind, period, self.moment)

    def line(self, dossier: Dossier) -> Lifeline:
        """A unit's whole life; every reader asks this one."""
        found = self._lines.get(dossier.code)
        if found is None:
            found = self._lines[dossier.code] = line_of(self.office, dossier)
        return found

    def life(self, dossier: Dossier) -> Life:
        """Where a unit stands at the moment."""
        return self.line(dossier).on(self.moment.today)

    def same_membership(self, dossier: Dossier, year: int) -> bool:
        """Whether a unit was 在册 at a year's end by the admission that is in force now: a later one begins anew."""
        then, now = self.line(dossier).on(end_of(year)), self.life(dossier)
        return then.state.registered and now.state.registered and then.admitted_on == now.admitted_on


def look(office: Office, moment: Moment) -> Sight:
    """The records at a moment."""
    return Sight(office, office.history(moment), moment)


def end_of(year: int) -> date:
    """The last day of a year."""
    return date(year, 12, 31)
