"""The register of 在册 units, and the deadline board: values for `list` and `status`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from anlian_cli.model.citation import Citation
from anlian_cli.model.exits import StandingBar
from anlian_cli.model.publication import PublicationState
from anlian_cli.model.ranking import Grade


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A 在册 unit: since when, its latest grade, whether it is 优先推荐, an open procedure."""

    name: str
    public_name: str
    credit_code: str
    admitted_on: date
    grade: Grade | None
    grade_year: str | None
    recommended: bool
    basis: str | None
    procedure_since: date | None


@dataclass(frozen=True, slots=True)
class Register:
    """The register at a moment, with the bars that run."""

    entries: tuple[RegisterEntry, ...]
    barred: tuple[StandingBar, ...]
    federation: str
    citation: Citation
    as_of: date
    digest: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that ends: what, when, in how many days (negative: that many days ago)."""

    what: str
    on: date
    days: int


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """One unit of the open round or year: what has come, what is missing, what comes next."""

    name: str
    has: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A unit about which something is still to be decided or recorded: what, and the command for it.

    `outside` says it for others than the office, where `what` quotes a note of hers.
    """

    name: str
    what: str
    command: str
    outside: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """The deadline board: one part for the round, one for the year, and what is settled in neither."""

    as_of: date
    deadlines: tuple[Deadline, ...]
    round: str | None
    round_units: tuple[UnitProgress, ...]
    year: str | None
    year_units: tuple[UnitProgress, ...]
    next_commands: tuple[tuple[str, str], ...]
    """Each a reason and the command to type."""
    unconfirmed: tuple[str, ...]
    digest: str
    unsettled: tuple[Unsettled, ...] = ()
    publications: tuple[PublicationState, ...] = ()
