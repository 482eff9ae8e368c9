"""The states of a unit's life (Art. 11, 16-18)."""

from __future__ import annotations

from anlian_cli.model.worded import Worded


class State(Worded):
    """Where a unit stands in its life."""

    UNKNOWN = "unknown", "没有记录"
    APPLIED = "applied", "已申报"
    SHORTLISTED = "shortlisted", "已入围"
    ADMITTED = "admitted", "在册"
    PROCEDURE = "procedure", "在册，退出程序进行中"
    EXITED = "exited", "已退出，限制期内"
    WITHDRAWN = "withdrawn", "已自愿退出"
    FREE = "free", "限制期已满，可重新申请"

    @property
    def registered(self) -> bool:
        """Whether a unit in this state is 在册. Nothing else decides it."""
        return self in _REGISTERED


_REGISTERED = (State.ADMITTED, State.PROCEDURE)
