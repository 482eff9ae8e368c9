"""Letters to the units of a round: what each is told of its own application, and what was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from anlian_cli.model.findings import Place
from anlian_cli.model.results import UnitVerdict
from anlian_cli.model.worded import Worded


class NoticeKind(Worded):
    """What kind of letter a unit gets."""

    CORRECT = "correct", "补正通知"
    FAIL = "fail", "不予通过告知"
    VERIFY = "verify", "核实通知"


class NoticeItem(Struct, frozen=True):
    """One thing that a unit is told: where, what, how it is put right, by which article.

    `at` is the place in its file in words, `place` the same for who marks it.
    """

    where: str
    message: str
    remedy: str = ""
    article: str = ""
    at: str = ""
    place: Place | None = None

    @property
    def said(self) -> str:
        """What is wrong, and what to do."""
        return f"{self.message}；{self.remedy}" if self.remedy else self.message


class Notice(Struct, frozen=True):
    """A letter: the conditions not met, what is to be corrected, what to be explained, what to be looked at again."""

    kind: NoticeKind
    unmet: tuple[NoticeItem, ...] = ()
    faults: tuple[NoticeItem, ...] = ()
    asks: tuple[NoticeItem, ...] = ()
    doubts: tuple[NoticeItem, ...] = ()

    @property
    def items(self) -> Iterator[NoticeItem]:
        yield from (*self.unmet, *self.faults, *self.asks, *self.doubts)


class NoticedUnit(Struct, frozen=True):
    """What was written to a unit: its letter and its marked forms, by their paths; nothing where it is not written to.

    `remarks` say what could not be marked, or why there is no letter.
    """

    name: str
    credit_code: str | None
    source: str
    verdict: UnitVerdict
    kind: NoticeKind | None = None
    items: int = 0
    letter: str | None = None
    marked: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class NoticeRun(Struct, frozen=True):
    """The letters of a round, the day they bear, and by when the units are to answer."""

    round: str
    on: date
    deadline: date | None
    units: tuple[NoticedUnit, ...]
