"""The account of an objection (复核说明): what was objected to, how it comes about, every version of it, the answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from anlian_cli.model.batches import Batch
from anlian_cli.model.citation import Citation
from anlian_cli.model.events import Objected, Resolved
from anlian_cli.model.objections import Subject


class ListedObjection(Struct, frozen=True):
    """An objection of a unit, with the later batches that changed what it is about, and its answer."""

    name: str
    credit_code: str
    subject: Subject
    raised: Objected
    corrected_in: tuple[int, ...]
    answer: Resolved | None


class ObjectionList(Struct, frozen=True):
    """The objections of every unit at a moment."""

    objections: tuple[ListedObjection, ...]
    as_of: date
    digest: str


class AccountLine(Struct, frozen=True):
    """One item, expert or clause: under which head, what was given, out of how much, and why."""

    part: str
    item: str
    most: Decimal | None
    given: Decimal | str
    reason: str


class AccountStep(Struct, frozen=True):
    """One version: what it is of, by which batch, what stood before and since; `details` are the items that differ."""

    part: str
    batch: Batch
    old: Decimal | str | None
    new: Decimal | str | None
    details: tuple[str, ...] = ()


class Account(Struct, frozen=True):
    """An objection explained; `sum` is None where there is none, or not yet."""

    objection: ListedObjection
    sum: str | None
    lines: tuple[AccountLine, ...]
    trail: tuple[AccountStep, ...]
    federation: str
    citation: Citation
    as_of: date
    digest: str
