"""One unit's annual score, explained: the page for a unit that objects."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from anlian_cli.model.batches import Batch
from anlian_cli.model.events import DailyEntry
from anlian_cli.model.life import StageLife
from anlian_cli.model.ranking import AnnualRanking, Grade, Incomplete, RankedUnit


class Correction(Struct, frozen=True):
    """A recording of a stage's score: by which batch, the totals before and since, and what differs between them."""

    batch: Batch
    old: Decimal | None
    new: Decimal | None
    details: tuple[str, ...] = ()


class ExplainedStage(Struct, frozen=True):
    """A stage with its points, its official item names, and every recording of it."""

    life: StageLife
    titles: dict[str, str]
    corrections: tuple[Correction, ...]


class Explained(Struct, frozen=True):
    """A unit's year: its place or what is missing, the stages, the log, the way to the neighbouring grades."""

    ranking: AnnualRanking
    name: str
    credit_code: str
    place: RankedUnit | None
    incomplete: Incomplete | None
    stages: tuple[ExplainedStage, ...]
    log: tuple[DailyEntry, ...]
    distances: tuple[tuple[Grade, Decimal], ...] = ()
