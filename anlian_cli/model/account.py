"""The account of an objection (复核说明): what was objected to, how it comes about, every version of it, the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from anlian_cli.model.batches import Batch
from anlian_cli.model.citation import Citation
from anlian_cli.model.events import Objected, Resolved
from anlian_cli.model.objections import Subject


@dataclass(frozen=True, slots=True)
class ListedObjection:
    """An objection of a unit, with the later batches that changed what it is about, and its answer."""

    name: str
    credit_code: str
    subject: Subject
    raised: Objected
    corrected_in: tuple[int, ...]
    answer: Resolved | None


@dataclass(frozen=True, slots=True)
class ObjectionList:
    """The objections of every unit at a moment."""

    objections: tuple[ListedObjection, ...]
    as_of: date
    digest: str


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One item, expert or clause: under which head, what was given, out of how much, and why."""

    part: str
    item: str
    most: Decimal | None
    given: Decimal | str
    reason: str


@dataclass(frozen=True, slots=True)
class AccountStep:
    """One version: what it is of, by which batch, what stood before and since; `details` are the items that differ."""

    part: str
    batch: Batch
    old: Decimal | str | None
    new: Decimal | str | None
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """An objection explained; `sum` is None where there is none, or not yet."""

    objection: ListedObjection
    sum: str | None
    lines: tuple[AccountLine, ...]
    trail: tuple[AccountStep, ...]
    federation: str
    citation: Citation
    as_of: date
    digest: str
