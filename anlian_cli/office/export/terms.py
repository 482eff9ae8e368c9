"""The terms that scores and grades of every period are made under, each found once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from anlian_cli.model.scores import Stage
from anlian_cli.model.scoring import StageRule
from anlian_cli.office.office import Office
from anlian_cli.office.periods import Period, in_force, kind_of


class Terms:
    """Periods as they are in force. Asking raises RecordsFault, UsageFault and InputFault as `in_force` does."""

    def __init__(self, office: Office) -> None:
        self.readings: Mapping[str, str] = office.readings
        self._period = cache(lambda kind, name: in_force(office, kind, name))
        self.rule = cache(self._rule)
        """How a stage of a period is scored."""

    def _rule(self, stage: Stage, period: str) -> StageRule:
        found: Period = self._period(kind_of(stage), period)
        return found.rule(stage)

    def parameters_of(self, path: str) -> str:
        """The parameters of the period that a score's logical path names."""
        _, period, name = path.split("/")
        found: Period = self._period(kind_of(Stage(name.removesuffix(".json"))), period)
        return json.dumps(found.parameters.to_tree(), sort_keys=True)
