"""Where a unit stands in a round, from what is recorded of it."""

from __future__ import annotations

from msgspec import Struct

from anlian_cli.model.results import UnitVerdict


class RoundStanding(Struct, frozen=True):
    """What decides whether a unit may be scored in a round. `shortlisted` is None where no shortlist was announced."""

    verdict: UnitVerdict | None = None
    materials_scored: bool = False
    shortlisted: bool | None = None
