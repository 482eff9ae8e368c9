"""What is on record of a unit's people and their certificates, as it is laid beside a review (Art. 9(4), 14(1))."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class OnFile(Struct, frozen=True):
    """From the application that was filed last; without one there is no round and nothing to be counted.

    Of the certificates that state an end: how many there are, have lapsed, and end soon.
    """

    name: str
    round_name: str | None = None
    filed_on: date | None = None
    consultants: str = ""
    seniors: str = ""
    stated: int = 0
    lapsed: int = 0
    ending: int = 0
