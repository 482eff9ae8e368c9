"""Rankings as values: annual (Art. 15, 16) and of a selection (Art. 11). Totals are exact."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from anlian_cli.model.citation import Citation
from anlian_cli.model.scores import Stage
from anlian_cli.model.states import State
from anlian_cli.model.worded import Worded


class Grade(Worded):
    """The grades of Art. 15, the best first."""

    EXCELLENT = "excellent", "优秀"
    GOOD = "good", "良好"
    QUALIFIED = "qualified", "合格"
    FAILED = "failed", "不合格"


class QuotaSide(Worded):
    """How a unit stands to the quota line; `tied` units are for the panel to decide (reading R9)."""

    YES = "yes", "名额内"
    NO = "no", "名额外"
    TIED = "tied", "同分待定"


class Contender(Struct, frozen=True):
    """A unit before it is ranked: its two stages' scores, the first and the second of the rule; None is missing.

    `remarks` are said beside it. `state` is where it stands on the day that is asked for.
    """

    name: str
    credit_code: str
    first: Decimal | None
    second: Decimal | None
    remarks: tuple[str, ...] = ()
    state: State = State.ADMITTED


class RankedUnit(Struct, frozen=True):
    """A unit's place in an annual ranking; `last_rank` is last year's.

    `to_be_opened`: it failed, and its exit procedure is still to be started (Art. 16).
    """

    rank: int
    name: str
    credit_code: str
    daily: Decimal
    review: Decimal
    total: Decimal
    grade: Grade
    recommended: bool
    basis: str | None = None
    notes: tuple[str, ...] = ()
    last_rank: int | None = None
    to_be_opened: bool = False


class RankedApplicant(Struct, frozen=True):
    """A unit's place in a selection ranking; `within_quota` is None where the round has no quota."""

    rank: int
    name: str
    credit_code: str
    materials: Decimal
    interview: Decimal
    total: Decimal
    within_quota: QuotaSide | None
    notes: tuple[str, ...] = ()


class Incomplete(Struct, frozen=True):
    """A unit that is due and not assessed: never 0, never ranked. `recommended` is said of those not due yet."""

    name: str
    credit_code: str
    missing: tuple[Stage, ...]
    notes: tuple[str, ...] = ()
    recommended: bool = False
    basis: str | None = None


class RankingBasis(Struct, frozen=True):
    """What a ranking rests on: the weights, the edges of the grades or the quota, the readings, and the records."""

    weights: tuple[tuple[Stage, Decimal], ...]
    readings: tuple[tuple[str, str], ...]
    unconfirmed: tuple[str, ...]
    federation: str
    citation: Citation
    as_of: date
    digest: str
    edges: tuple[tuple[Grade, Decimal], ...] = ()


class AnnualRanking(Struct, frozen=True):
    """A year's ranking, with the units that could not be ranked and those admitted within the year."""

    year: str
    places: tuple[RankedUnit, ...]
    incomplete: tuple[Incomplete, ...]
    newcomers: tuple[Incomplete, ...]
    basis: RankingBasis


class SelectionRanking(Struct, frozen=True):
    """A round's ranking. `quota` is None where it is undecided (未定)."""

    round: str
    places: tuple[RankedApplicant, ...]
    incomplete: tuple[Incomplete, ...]
    quota: int | None
    admitted_already: int
    basis: RankingBasis


class ListedUnit(Struct, frozen=True):
    """A unit on a shortlist or a confirmed list."""

    name: str
    credit_code: str
    note: str = ""
