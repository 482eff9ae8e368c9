"""The terms that scores and grades of every period are made under, each found once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache

from anlian_cli.model.scores import Stage
from anlian_cli.model.scoring import StageRule
from anlian_cli.office.office import Office
from anlian_cli.office.periods import in_force, kind_of
from anlian_cli.records.places import PARAMETERS


class Terms:
    """Periods as they are in force. Asking raises RecordsFault, UsageFault and InputFault as `in_force` does."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self.readings: Mapping[str, str] = office.readings
        self._period = cache(lambda kind, name: in_force(office, kind, name))
        self.rule = cache(self._rule)
        """How a stage of a period is scored."""

    def _rule(self, stage: Stage, period: str) -> StageRule:
        return self._period(kind_of(stage), period).rule(stage)

    def stated_for(self, year: int) -> list[str]:
        """The parameters of every period whose scores may be kept under a year, as text."""
        trees = (self._period(kind, name).parameters.to_tree() for kind, name in sorted(set(self._periods(year))))
        return [json.dumps(tree, sort_keys=True) for tree in trees]

    def _periods(self, year: int) -> Iterator[tuple[str, str]]:
        """Those that anlian.yaml states for the year, and those that were locked under it, whatever became of them."""
        settings, federation = self._office.settings, self._office.history.dossiers.get(self._office.code)
        yield from (("year", name) for name in settings.years if name == str(year))
        rounds = settings.rounds.items()
        yield from (("round", name) for name, one in rounds if one.deadline and one.deadline.year == year)
        for path in federation.years.get(year, ()) if federation else ():
            if path.startswith(PARAMETERS):
                kind, _, name = path.removeprefix(PARAMETERS).removesuffix(".json").partition("-")
                yield kind, name
