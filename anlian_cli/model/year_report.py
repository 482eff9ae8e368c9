"""A year as its leadership sees it: numbers of units, never of people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from anlian_cli.model.consequences import Consequence
from anlian_cli.model.objections import Outcome
from anlian_cli.model.ranking import Grade
from anlian_cli.model.results import UnitVerdict
from anlian_cli.model.worded import Worded


class Movement(Worded):
    """How a unit's grade stands to that of the year before; a year without assessment is neither 0 nor a grade."""

    UP = "up", "上升"
    SAME = "same", "持平"
    DOWN = "down", "下降"
    NEW = "new", "上年没有等次"
    OPEN = "open", "本年未完成考核"


class RoundNumbers(Struct, frozen=True):
    """A round whose deadline lies in the year: who applied, with which verdict, who was shortlisted and admitted.

    `unfiled` are the folders of which nothing is recorded.
    """

    name: str
    deadline: date
    applied: int
    unfiled: int
    verdicts: Mapping[UnitVerdict, int]
    shortlisted: int
    admitted: int


class RegisterNumbers(Struct, frozen=True):
    """How many are 在册 at the end of the year before, and on `on`: the year's end, or the day that is looked at."""

    before: int
    on: date
    count: int
    admitted: int
    now: int
    barred: int


class GradedUnit(Struct, frozen=True):
    """A unit that is due: its grade and that of the year before, None where it has none.

    `due_before` is whether it was due then too.
    """

    name: str
    credit_code: str
    due_before: bool
    before: Grade | None
    grade: Grade | None
    movement: Movement


class YearGrades(Struct, frozen=True):
    """The grades of a year; how many are due and not assessed, came in within it, are recommended by it."""

    year: str
    grades: Mapping[Grade, int]
    incomplete: int
    newcomers: int
    recommended: int

    @property
    def due(self) -> int:
        return sum(self.grades.values()) + self.incomplete


class Assessment(Struct, frozen=True):
    """An assessment year, the assessed ones before it with it last, and how each unit moved.

    `compared` is whether the year before is one.
    """

    years: tuple[YearGrades, ...]
    units: tuple[GradedUnit, ...]
    compared: bool

    @property
    def now(self) -> YearGrades:
        return self.years[-1]

    def moved(self, movement: Movement) -> int:
        return sum(unit.movement is movement for unit in self.units)


class ExitedUnit(Struct, frozen=True):
    """A decision to exit that was announced in the year: its grounds by their ids and words."""

    name: str
    credit_code: str
    on: date
    grounds: tuple[tuple[str, str], ...]
    revoked: bool


class ExitNumbers(Struct, frozen=True):
    """The exits of the year, its other steps, and the candidates up to it that nothing has answered."""

    exited: tuple[ExitedUnit, ...]
    opened: int
    dismissed: int
    revoked: int
    withdrawn: int
    candidates: Mapping[Consequence, int]
    undecided: int


class Tally(Struct, frozen=True):
    """How many there are of something that the document gives an id and words."""

    key: str
    name: str
    count: int


class ComplaintNumbers(Struct, frozen=True):
    """Reported misconducts by ground, how many were found true, and the daily notes of the item of complaints."""

    reported: tuple[Tally, ...]
    substantiated: int
    by_clients: int
    noted: Tally


class ObjectionNumbers(Struct, frozen=True):
    """The objections that were raised in the year, by what came of them so far."""

    outcomes: Mapping[Outcome, int]
    open: int

    @property
    def raised(self) -> int:
        return sum(self.outcomes.values()) + self.open


class WorkNumbers(Struct, frozen=True):
    """What was recorded in the year, by command; what it held; the daily notes about it by item."""

    batches: Mapping[str, int]
    verdicts: int
    scores: int
    notes: tuple[Tally, ...]
    noted_units: int
    published: int


class OpenMatter(Struct, frozen=True):
    """What is still to be decided or recorded about a unit."""

    name: str
    what: str


class YearReport(Struct, frozen=True):
    """Everything that the two pages say. `assessment` is None where the year is no assessment year."""

    year: str
    as_of: date
    federation: str
    digest: str
    rounds: tuple[RoundNumbers, ...]
    register: RegisterNumbers
    assessment: Assessment | None
    exits: ExitNumbers
    complaints: ComplaintNumbers
    objections: ObjectionNumbers
    work: WorkNumbers
    unsettled: tuple[OpenMatter, ...]

    @property
    def running(self) -> bool:
        """Whether the year has not ended by the day that is looked at."""
        return self.as_of.year == int(self.year)

    @property
    def empty(self) -> bool:
        """Whether nothing of the year is recorded, and nobody was 在册 in it."""
        nobody = not (self.register.before or self.register.count or self.register.admitted)
        return nobody and not self.rounds and self.assessment is None and not self.work.batches
