"""A check that is kept up while she works: what changed is read again, the rest stands as it was read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from anlian_cli.forms.discovery import UnitLocation
from anlian_cli.model.results import CheckReport
from anlian_cli.model.since import Since
from anlian_cli.office.admission.checking import Kept, check
from anlian_cli.office.admission.since import since_before
from anlian_cli.office.office import Office


class Recheck(Struct):
    """The check as it was last seen."""

    report: CheckReport | None = None
    _kept: Kept = field(default_factory=dict)

    def look(
        self,
        locations: Sequence[UnitLocation],
        office: Office | None,
        changed: Collection[Path],
        *,
        as_of: date,
        round_name: str | None,
        deadline: date | None,
    ) -> Since | None:
        """Look again after some paths changed; what is otherwise than before, None the first time."""
        for location in [known for known in self._kept if _touched(known, changed)]:
            del self._kept[location]
        before = self.report
        self.report = check(locations, office, as_of=as_of, round_name=round_name, deadline=deadline, kept=self._kept)
        return since_before(before, self.report) if before else None


def _touched(location: UnitLocation, changed: Collection[Path]) -> bool:
    places = (location.path.absolute(), location.path.resolve())
    return any(path.is_relative_to(place) for path in changed for place in places)
