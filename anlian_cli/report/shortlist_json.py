"""anlian.shortlist/1: who enters a round's interview, and the units of the round that do not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from typing_extensions import TypedDict

from anlian_cli.model.ranking import ListedUnit
from anlian_cli.report.exact import exact_json
from anlian_cli.report.shaped import shaped


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
        "units": [shaped(ListedJson, unit, note=unit.note or None) for unit in units],
        "others": [shaped(ListedJson, unit, note=unit.note or None) for unit in others],
        "digest": digest,
    }
    return exact_json(document)
