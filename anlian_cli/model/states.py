"""The states of a unit's life (Art. 11, 16-18)."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a unit stands in its life."""

    UNKNOWN = "unknown"
    APPLIED = "applied"
    SHORTLISTED = "shortlisted"
    ADMITTED = "admitted"
    PROCEDURE = "procedure"
    EXITED = "exited"
    WITHDRAWN = "withdrawn"
    FREE = "free"

    @property
    def registered(self) -> bool:
        """Whether a unit in this state is 在册. Nothing else decides it."""
        return self in (State.ADMITTED, State.PROCEDURE)

    @property
    def label(self) -> str:
        return {
            "unknown": "没有记录",
            "applied": "已申报",
            "shortlisted": "已入围",
            "admitted": "在册",
            "procedure": "在册，退出程序进行中",
            "exited": "已退出，限制期内",
            "withdrawn": "已自愿退出",
            "free": "限制期已满，可重新申请",
        }[self.value]
