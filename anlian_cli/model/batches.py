"""A batch: everything that one recording command added, with who, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class Touched(NamedTuple):
    """One object's new version in a batch: storage root and folder, version number, digest of its inventory."""

    folder: str
    version: int
    digest: str


@dataclass(frozen=True, slots=True)
class Batch:
    """One recording. `action` is its command; `undoes` the batch that it took back."""

    number: int
    at: datetime
    by: str
    action: str
    reason: str | None = None
    undoes: int | None = None
    fixed_clock: bool = False
    touched: tuple[Touched, ...] = ()
