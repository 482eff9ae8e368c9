"""What stands where something personal was erased: a tombstone for a file, a word for a name, and the list of both."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from anlian_cli.model.record import Recorded

ERASED = "（已清除）"
"""What stands in a field for a name that was there: that somebody was named is no secret."""


class Erasable(StrEnum):
    """What personal content is found in."""

    RECEIVED = "received"
    APPLICATION = "application"
    VERDICT = "verdict"
    EVENT = "event"
    EVIDENCE = "evidence"
    SCORE = "score"
    SHEET = "sheet"

    @property
    def label(self) -> str:
        return _LABELS[self.value]


_LABELS = {
    "received": "收到的文件（登记表、材料、照片）",
    "application": "申报材料里的个人字段",
    "verdict": "审核结论里的文字",
    "event": "变更记录里的主要负责人",
    "evidence": "日常记录和线索的附件",
    "score": "得分里的答辩人和所依据材料的摘要",
    "sheet": "写有答辩人的评分表原件",
}


class Tombstone(Recorded, frozen=True, kw_only=True):
    """Stands for a file that was erased, in every version that held it."""

    purged_in: int
    """The batch."""
    at: datetime
    held: Erasable
    digest: str
    """Of what stood here."""


class Erased(Recorded, frozen=True, kw_only=True):
    """One content that was erased, or told without what was personal: its digest before and since."""

    held: Erasable
    old: str
    new: str


class Purge(Recorded, frozen=True, kw_only=True):
    """What one batch erased in one object; `one_person` says that it was one person's, whom nothing here names."""

    purged_in: int
    at: datetime
    one_person: bool = False
    contents: tuple[Erased, ...]
