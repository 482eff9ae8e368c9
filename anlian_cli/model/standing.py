"""Where a unit stands towards a round or a year, from what is recorded of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from anlian_cli.model.results import UnitVerdict


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides whether a unit may be scored. `shortlisted` is None where no shortlist was announced."""

    verdict: UnitVerdict | None = None
    materials_scored: bool = False
    shortlisted: bool | None = None
    admitted_on: date | None = None
