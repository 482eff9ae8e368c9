"""Where a unit stands towards a round or a year, read from its dossier."""

from __future__ import annotations

from anlian_cli.model.events import Admitted
from anlian_cli.model.scores import Stage
from anlian_cli.model.standing import Standing
from anlian_cli.records.dossier import Dossier


def standing(dossier: Dossier, stage: Stage, period: str) -> Standing:
    """What decides whether the unit may be scored in a stage of a period."""
    if not stage.of_a_round:
        admissions = [event.on for event in dossier.events if isinstance(event, Admitted)]
        return Standing(admitted_on=max(admissions, default=None))
    verdict = dossier.verdict(period)
    return Standing(
        verdict=verdict.verdict if verdict else None,
        materials_scored=dossier.score(period, Stage.MATERIALS) is not None,
    )
