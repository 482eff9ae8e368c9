"""A unit's whole life as it is shown: its applications, scores, daily log and other events."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from anlian_cli.model.events import Event
from anlian_cli.model.results import UnitVerdict
from anlian_cli.model.scores import Score
from anlian_cli.model.states import State


class StageLife(Struct, frozen=True):
    """One stage's standing score, with its total; `batch` recorded it, `outdated` says 评分依据旧版."""

    score: Score
    total: Decimal
    batch: int
    version: int
    outdated: bool


class RoundLife(Struct, frozen=True):
    """A unit in a round."""

    round: str
    verdict: UnitVerdict
    received_on: date | None
    batch: int


class EventLife(Struct, frozen=True):
    """An event and the batch that recorded it."""

    event: Event
    batch: int


class UnitLife(Struct, frozen=True):
    """Everything that the records say of one unit."""

    name: str
    credit_code: str
    former_names: tuple[str, ...]
    former_codes: tuple[str, ...]
    rounds: tuple[RoundLife, ...]
    stages: tuple[StageLife, ...]
    events: tuple[EventLife, ...]
    batches: int
    digest: str
    state: State = State.UNKNOWN
    path: tuple[tuple[date, str], ...] = ()
    """The states that the unit went through, each with its first day."""
