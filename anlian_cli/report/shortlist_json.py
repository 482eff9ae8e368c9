"""anlian.shortlist/1: who enters a round's interview, and the units of the round that do not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from typing_extensions import TypedDict

from anlian_cli.model.ranking import ListedUnit
from anlian_cli.report.exact import exact_json


class ListedJson(TypedDict):
    name: str
    credit_code: str
    note: str | None


class ShortlistJson(TypedDict):
    """A shortlist of Art. 11(1); `digest` is the head of the journal's last digest."""

    schema: Literal["anlian.shortlist/1"]
    as_of: str
    round: str
    units: list[ListedJson]
    others: list[ListedJson]
    digest: str


def shortlist_json(
    round_name: str, today: date, units: Sequence[ListedUnit], others: Sequence[ListedUnit], digest: str
) -> str:
    document = {
        "schema": "anlian.shortlist/1",
        "as_of": today.isoformat(),
        "round": round_name,
        "units": [_unit(unit) for unit in units],
        "others": [_unit(unit) for unit in others],
        "digest": digest,
    }
    return exact_json(document)


def _unit(unit: ListedUnit) -> ListedJson:
    return {"name": unit.name, "credit_code": unit.credit_code, "note": unit.note or None}
