"""A handover as anlian.handover/1."""

from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypedDict

from anlian_cli.model.batches import Batch
from anlian_cli.model.handover import Handover, LockedPeriod
from anlian_cli.report.audit_view import VerifyJson, audit_tree
from anlian_cli.report.board_view import StatusJson, board_tree
from anlian_cli.report.exact import exact_json
from anlian_cli.report.shaped import shaped


class OpenReadingJson(TypedDict):
    """A reading that is not confirmed, with the answer that is worked by."""

    id: str
    question: str
    answer: str


class LockedJson(TypedDict):
    """A locked round or year; readings only where they are answered otherwise than usual."""

    name: str
    document: str
    values: dict[str, str]


class PlaceJson(TypedDict):
    """A part of the workspace; units is null where it holds none."""

    path: str
    units: int | None
    files: int
    size: int


class PathFaultJson(TypedDict):
    """A path that Windows could not hold, or would change."""

    path: str
    why: str


class RecordedJson(TypedDict):
    batch: int
    recorded_at: str
    recorded_by: str
    action: str
    reason: str | None


class HandoverJson(TypedDict):
    """Everything that is handed over; `longest` is the longest path below the workspace."""

    schema: Literal["anlian.handover/1"]
    as_of: str
    workspace: str
    registered: int
    status: StatusJson
    verify: VerifyJson
    readings: list[OpenReadingJson]
    locked: list[LockedJson]
    places: list[PlaceJson]
    faults: list[PathFaultJson]
    longest: int
    batches: list[RecordedJson]
    digest: str


def handover_json(found: Handover) -> str:
    given = {
        "status": board_tree(found.board),
        "verify": audit_tree(found.audit),
        "readings": [shaped(OpenReadingJson, one) for one in found.readings],
        "locked": [_locked(one) for one in found.locked],
        "places": [shaped(PlaceJson, one) for one in found.places],
        "faults": [shaped(PathFaultJson, one) for one in found.faults],
        "batches": [_recorded(one) for one in found.batches],
        "digest": found.board.digest,
    }
    return exact_json(shaped(HandoverJson, found, schema="anlian.handover/1", **given))


def _locked(one: LockedPeriod) -> dict[str, Any]:
    return shaped(LockedJson, one, values=dict(one.values))


def _recorded(one: Batch) -> dict[str, Any]:
    at = one.at.isoformat()
    return shaped(RecordedJson, one, batch=one.number, recorded_at=at, recorded_by=one.by)
