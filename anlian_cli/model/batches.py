"""A batch: everything that one recording command added, with who, when and why."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from msgspec import Struct

PURGE = "purge"
"""The action of the one command that tells earlier versions anew."""


class Touched(NamedTuple):
    """One object's new version in a batch: storage root and folder, version number, digest of its inventory."""

    folder: str
    version: int
    digest: str


class Replaced(NamedTuple):
    """An earlier version of an object that the batch told anew: the digest of its inventory before, and since."""

    folder: str
    version: int
    old: str
    new: str


class Batch(Struct, frozen=True):
    """One recording. `action` is its command; `undoes` the batch that it took back.

    `replaced` are the earlier versions that it told anew, as the law's erasure does; other batches have none.
    """

    number: int
    at: datetime
    by: str
    action: str
    reason: str | None = None
    undoes: int | None = None
    fixed_clock: bool = False
    touched: tuple[Touched, ...] = ()
    replaced: tuple[Replaced, ...] = ()
