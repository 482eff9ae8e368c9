"""Exits as values: grounds, candidates, bars, and where a unit stands in its life (Art. 16-18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from anlian_cli.model.ranking import Grade


class Step(StrEnum):
    """What a ground calls for, the gravest first: people decide, nothing here starts a bar."""

    REMOVE = "remove"
    PROCEDURE = "procedure"
    CLUE = "clue"

    @property
    def label(self) -> str:
        return {"remove": "应予退出", "procedure": "启动退出程序", "clue": "线索待查"}[self.value]


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


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground: its id (Art. 16, 17, 18), its step, a sentence, what shows it, and the batch that recorded it."""

    clause: str
    step: Step
    detail: str
    evidence: str
    batch: int


@dataclass(frozen=True, slots=True)
class YearGrade:
    """A year in which a unit was due: its grade, None where it was not assessed, and the batch of its scores."""

    year: int
    grade: Grade | None
    total: str
    batch: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit with grounds that nothing has answered, and where its procedure stands."""

    name: str
    credit_code: str
    step: Step
    state: State
    since: date | None
    grounds: tuple[Ground, ...]
    latest_year: int


@dataclass(frozen=True, slots=True)
class StandingBar:
    """A bar of Art. 18 that runs: from the announcement to its last day."""

    name: str
    credit_code: str
    announced_on: date
    barred_through: date
    free_from: date
    ground: str


@dataclass(frozen=True, slots=True)
class ExitList:
    """Everything that `anlian exit` says at a moment."""

    year: int
    candidates: tuple[Candidate, ...]
    barred: tuple[StandingBar, ...]
    undecided: tuple[tuple[str, str], ...]
    """Units and years that were not assessed: the list could not decide about them."""
    as_of: date
    digest: str
    unconfirmed: tuple[str, ...] = ()
