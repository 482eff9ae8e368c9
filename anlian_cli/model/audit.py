"""What an audit of the records found."""

from __future__ import annotations

from msgspec import Struct


class Damage(Struct, frozen=True):
    """One thing that is not as it was recorded: a code of OCFL (E…, W…) or of ours (L…), where, and a sentence."""

    code: str
    place: str
    message: str


class Audit(Struct, frozen=True):
    """A whole audit. `quick` looked at the journal and the newest inventories only."""

    quick: bool
    batches: int
    objects: int
    damages: tuple[Damage, ...]
    remarks: tuple[str, ...] = ()
    digest: str = ""
