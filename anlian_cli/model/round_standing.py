"""Where a unit stands in a round, from what is recorded of it."""

from __future__ import annotations

from dataclasses import dataclass

from anlian_cli.model.results import UnitVerdict


@dataclass(frozen=True, slots=True)
class RoundStanding:
    """What decides whether a unit may be scored in a round. `shortlisted` is None where no shortlist was announced."""

    verdict: UnitVerdict | None = None
    materials_scored: bool = False
    shortlisted: bool | None = None
