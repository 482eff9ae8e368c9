"""What a recording of scores says back: for each unit what stood, what stands now, and what to know about it."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from anlian_cli.model.scores import Stage


class Change(StrEnum):
    """What a row of a sheet is to what stands."""

    NEW = "新录入"
    CORRECTED = "更正"
    REBASED = "改依新版申报材料"
    NOTED = "说明有改动"
    SAME = "已录入"


class ScoreChange(Struct, frozen=True):
    """One unit's score, old and new; `details` are the items that differ, `remarks` what one should know."""

    name: str
    credit_code: str
    change: Change
    old: Decimal | None
    new: Decimal
    details: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class ScoreEcho(Struct, frozen=True):
    """A whole recording of scores."""

    stage: Stage
    period: str
    changes: tuple[ScoreChange, ...]
    rule: str
    remarks: tuple[str, ...] = ()
