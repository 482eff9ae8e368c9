"""Exits as values: grounds, candidates and bars (Art. 16-18)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from anlian_cli.model.citation import Citation
from anlian_cli.model.consequences import Consequence
from anlian_cli.model.ranking import Grade
from anlian_cli.model.states import State


class Ground(Struct, frozen=True):
    """One ground: its id (Art. 16, 17, 18), its step, a sentence, what shows it, and the batch that recorded it.

    `outside` says it for others than the office, where the sentence quotes a note of hers.
    """

    clause: str
    consequence: Consequence
    detail: str
    evidence: str
    batch: int
    outside: str = ""


class YearGrade(Struct, frozen=True):
    """A year in which a unit was due: its grade, None where it was not assessed.

    Of a failed one the total as it is shown, and the batch that completed its scores.
    """

    year: int
    grade: Grade | None
    total: str
    batch: int


class ExitCandidate(Struct, frozen=True):
    """A unit with grounds that nothing has answered, and where its procedure stands."""

    name: str
    credit_code: str
    consequence: Consequence
    state: State
    since: date | None
    grounds: tuple[Ground, ...]


class StandingBar(Struct, frozen=True):
    """A bar of Art. 18 that runs: from the announcement to its last day."""

    name: str
    credit_code: str
    announced_on: date
    barred_through: date
    free_from: date
    ground: str
    years: int


class ExitList(Struct, frozen=True):
    """Everything that `anlian exit` says at a moment."""

    year: int
    candidates: tuple[ExitCandidate, ...]
    barred: tuple[StandingBar, ...]
    undecided: tuple[tuple[str, str], ...]
    """Units and years that were not assessed: the list could not decide about them."""
    citation: Citation
    as_of: date
    digest: str
    unconfirmed: tuple[str, ...] = ()
