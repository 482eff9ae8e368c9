"""One unit's annual score, explained: the page for a unit that objects."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from anlian_cli.model.batches import Batch
from anlian_cli.model.events import DailyEntry
from anlian_cli.model.life import StageLife
from anlian_cli.model.ranking import AnnualRanking, Grade, Incomplete, RankedUnit


@dataclass(frozen=True, slots=True)
class Correction:
    """A recording of a stage's score: by which batch, the totals before and since, and what differs between them."""

    batch: Batch
    old: Decimal | None
    new: Decimal | None
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExplainedStage:
    """A stage with its points, its official item names, and every recording of it."""

    life: StageLife
    titles: dict[str, str]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A unit's year: its place or what is missing, the stages, the log, the way to the neighbouring grades."""

    ranking: AnnualRanking
    name: str
    credit_code: str
    place: RankedUnit | None
    incomplete: Incomplete | None
    stages: tuple[ExplainedStage, ...]
    log: tuple[DailyEntry, ...]
    distances: tuple[tuple[Grade, Decimal], ...] = ()
