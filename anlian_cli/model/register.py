"""The register of 在册 units, and the deadline board: values for `list` and `status`."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from anlian_cli.model.citation import Citation
from anlian_cli.model.exits import StandingBar
from anlian_cli.model.publication import PublicationState
from anlian_cli.model.ranking import Grade


class RegisterEntry(Struct, frozen=True):
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


class Register(Struct, frozen=True):
    """The register at a moment, with the bars that run."""

    entries: tuple[RegisterEntry, ...]
    barred: tuple[StandingBar, ...]
    federation: str
    citation: Citation
    as_of: date
    digest: str


class Deadline(Struct, frozen=True):
    """Something that ends: what, when, in how many days (negative: that many days ago)."""

    what: str
    on: date
    days: int


class UnitProgress(Struct, frozen=True):
    """One unit of the open round or year: what has come, what is missing, what comes next."""

    name: str
    has: tuple[str, ...]
    missing: tuple[str, ...]


class Unsettled(Struct, frozen=True):
    """A unit about which something is still to be decided or recorded: what, and the command for it.

    `outside` says it for others than the office, where `what` quotes a note of hers.
    """

    name: str
    what: str
    command: str
    outside: str = ""


class Board(Struct, frozen=True):
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
