"""What a successor is given: what is open, what holds, and where everything lies."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from anlian_cli.model.audit import Audit
from anlian_cli.model.batches import Batch
from anlian_cli.model.register import Board


class OpenReading(Struct, frozen=True):
    """A reading that the federation has not confirmed yet: the question, and the answer that is worked by."""

    id: str
    question: str
    answer: str


class LockedPeriod(Struct, frozen=True):
    """A locked round or year: its document, and its values by what they are called."""

    name: str
    document: str
    values: tuple[tuple[str, str], ...]


class Place(Struct, frozen=True):
    """A part of the workspace: what it holds, how many units where it holds units, how many files and bytes."""

    path: str
    units: int | None
    files: int
    size: int


class PathFault(Struct, frozen=True):
    """A path that another system could not hold, or would change; and why."""

    path: str
    why: str


class Handover(Struct, frozen=True):
    """Everything that is handed over.

    `longest` is the longest path below the workspace, `room` what it leaves of Windows' limit for where that lies.
    """

    workspace: str
    federation: str
    as_of: date
    board: Board
    registered: int
    audit: Audit
    readings: tuple[OpenReading, ...]
    locked: tuple[LockedPeriod, ...]
    places: tuple[Place, ...]
    faults: tuple[PathFault, ...]
    longest: int
    room: int
    batches: tuple[Batch, ...]
