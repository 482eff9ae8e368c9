"""Where a unit stands towards a round or a year, read from its dossier."""

from __future__ import annotations

from datetime import date

from anlian_cli.model.events import Admitted, Shortlisted
from anlian_cli.model.scores import Stage
from anlian_cli.model.standing import Standing
from anlian_cli.records.dossier import Dossier


def standing(dossier: Dossier, stage: Stage, period: str, announced: bool) -> Standing:
    """What decides whether the unit may be scored; `announced`: the round has a shortlist."""
    if not stage.of_a_round:
        return Standing(admitted_on=admitted_on(dossier))
    verdict = dossier.verdict(period)
    return Standing(
        verdict=verdict.verdict if verdict else None,
        materials_scored=dossier.score(period, Stage.MATERIALS) is not None,
        shortlisted=is_shortlisted(dossier, period) if announced else None,
    )


def is_shortlisted(dossier: Dossier, round_name: str) -> bool:
    """Whether the unit was on the round's announced shortlist."""
    return any(isinstance(event, Shortlisted) and event.round == round_name for event in dossier.events)


def admitted_on(dossier: Dossier) -> date | None:
    """Since when the unit is 在册; None where it is not."""
    return min((event.on for event in dossier.events if isinstance(event, Admitted)), default=None)
