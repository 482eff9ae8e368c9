"""Values that files and programs know by one word, and the administrator by another."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Worded(StrEnum):
    """A value with its label, and a short one for narrow places where that differs."""

    label: str
    short: str

    def __new__(cls, value: str, label: str = "", short: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.short = label, short or label
        return member
