"""What a check found: clauses, units, the batch. Values only; how they look is for the reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from anlian_cli.model.findings import CrossFinding, Finding
from anlian_cli.model.shared_keys import PackedKeys, SharedKey
from anlian_cli.model.worded import Worded

if TYPE_CHECKING:  # most checks read no scans
    from anlian_cli.model.compared import Comparison


class ClauseVerdict(Worded):
    """Whether a clause is met; `error` is a fault of this program, never of the applicant."""

    MET = "met", "符合"
    UNMET = "unmet", "不符合"
    UNPROVEN = "unproven", "待核实"
    ERROR = "error", "系统未能判定"


class UnitVerdict(Worded):
    """What becomes of an application, gravest last but for `unreadable`."""

    PASS = "pass", "通过"
    CORRECT = "correct", "需补正"
    FAIL = "fail", "不符合"
    PENDING = "pending", "待核实"
    UNREADABLE = "unreadable", "无法读取"


class ClauseResult(Struct, frozen=True):
    """The verdict on one clause. `counts` is False where the clause could not be judged for want of a workspace.

    `ask` is what the unit itself can answer or hand in to settle it.
    """

    id: str
    title: str
    verdict: ClauseVerdict
    found: str | None = None
    required: str | None = None
    note: str | None = None
    counts: bool = True
    ask: str | None = None

    @property
    def undecided(self) -> bool:
        return self.verdict in (ClauseVerdict.UNPROVEN, ClauseVerdict.ERROR)


class Settlement(Struct, frozen=True):
    """The reviewer's word on a shared person or code: accepted or not, and with whom (None: with anyone)."""

    code: str
    accepted: bool
    counterpart: str | None


class UnitResult(Struct, frozen=True):
    """Everything that the check says of one unit. `scanned` is None where its materials were not read."""

    name: str
    credit_code: str | None
    source: str
    verdict: UnitVerdict
    received_on: date | None = None
    clauses: tuple[ClauseResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    keys: PackedKeys | tuple[SharedKey, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    scanned: tuple[Comparison, ...] | None = None


class CheckReport(Struct, frozen=True):
    """A whole check, ready to be shown."""

    as_of: date
    regulation: str
    units: Sequence[UnitResult]
    shared: tuple[CrossFinding, ...] = ()
    deadline: date | None = None
    remarks: tuple[str, ...] = ()

    @property
    def all_pass(self) -> bool:
        return all(unit.verdict is UnitVerdict.PASS for unit in self.units)

    @property
    def summary(self) -> dict[UnitVerdict, int]:
        found = Counter(unit.verdict for unit in self.units)
        return {verdict: found[verdict] for verdict in UnitVerdict}


class Explanation(Struct, frozen=True):
    """A clause, finding or reading in full. `facts` are its headed sentences in the order they are read."""

    code: str
    title: str
    kind: str
    facts: tuple[tuple[str, str], ...]
