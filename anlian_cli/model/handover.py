"""What a successor is given: what is open, what holds, and where everything lies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from anlian_cli.model.audit import Audit
from anlian_cli.model.batches import Batch
from anlian_cli.model.register import Board


@dataclass(frozen=True, slots=True)
class OpenReading:
    """A reading that the federation has not confirmed yet: the question, and the answer that is worked by."""

    id: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class LockedPeriod:
    """A locked round or year: its document, and its values by what they are called."""

    name: str
    document: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the workspace: what it holds, how many units where it holds units, how many files and bytes."""

    path: str
    units: int | None
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class PathFault:
    """A path that another system could not hold, or would change; and why."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Handover:
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
