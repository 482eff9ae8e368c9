"""anlian.rank/1, the frozen JSON shape of rankings. Points and totals are JSON numbers written exactly."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from typing_extensions import TypedDict

from anlian_cli.model.ranking import AnnualRanking, RankedApplicant, RankedUnit, RankingBasis, SelectionRanking
from anlian_cli.report.exact import exact_json
from anlian_cli.report.shaped import shaped


# A `float` below is JSON's number for the schemas; what is written are exact decimals.
class RuleJson(TypedDict):
    """What the ranking rests on: bands for a year, the quota for a selection (null: undecided)."""

    weights: dict[str, float]
    bands: dict[str, float] | None
    quota: int | None
    readings: dict[str, str]


class PlaceJson(TypedDict):
    """A place in a year's ranking."""

    rank: int
    name: str
    credit_code: str
    daily: float
    review: float
    total: float
    grade: Literal["excellent", "good", "qualified", "failed"]
    recommended: bool
    basis: str | None
    note: str | None
    last_rank: int | None


class SelectionPlaceJson(TypedDict):
    """A place in a selection ranking; within_quota is null where the round has no quota."""

    rank: int
    name: str
    credit_code: str
    materials: float
    interview: float
    total: float
    within_quota: Literal["yes", "no", "tied"] | None
    note: str | None


class IncompleteJson(TypedDict):
    name: str
    credit_code: str
    missing: list[Literal["materials", "interview", "daily", "review"]]


class NewcomerJson(IncompleteJson):
    """A unit that came in within the year: recommended by the notice until it is graded."""

    recommended: bool
    basis: str | None


class RankJson(TypedDict):
    """A ranking; `newcomers` came in within the year, `digest` is the head of the journal's last digest."""

    schema: Literal["anlian.rank/1"]
    as_of: str
    stage: Literal["annual", "selection"]
    period: str
    rule: RuleJson
    ranking: list[PlaceJson] | list[SelectionPlaceJson]
    incomplete: list[IncompleteJson]
    newcomers: list[NewcomerJson]
    digest: str


def annual_json(ranking: AnnualRanking) -> str:
    return exact_json(annual_tree(ranking))


def annual_tree(ranking: AnnualRanking) -> dict[str, Any]:
    """A year's ranking as plain values, decimals exact."""
    bands = {grade.value: low for grade, low in ranking.basis.edges}
    return _tree(
        ranking.basis,
        stage="annual",
        period=ranking.year,
        rule=_rule(ranking.basis, bands, None),
        ranking=[shaped(PlaceJson, place, note=_note(place)) for place in ranking.places],
        incomplete=[shaped(IncompleteJson, unit) for unit in ranking.incomplete],
        newcomers=[shaped(NewcomerJson, unit) for unit in ranking.newcomers],
    )


def selection_json(ranking: SelectionRanking) -> str:
    tree = _tree(
        ranking.basis,
        stage="selection",
        period=ranking.round,
        rule=_rule(ranking.basis, None, ranking.quota),
        ranking=[shaped(SelectionPlaceJson, place, note=_note(place)) for place in ranking.places],
        incomplete=[shaped(IncompleteJson, unit) for unit in ranking.incomplete],
        newcomers=[],
    )
    return exact_json(tree)


def trend_json(rankings: list[AnnualRanking]) -> str:
    """Every year's ranking, whole."""
    return exact_json({"schema": "anlian.trend/1", "years": [annual_tree(ranking) for ranking in rankings]})


class TrendJson(TypedDict):
    """Rankings of several years, the earliest first."""

    schema: Literal["anlian.trend/1"]
    years: list[RankJson]


def _tree(basis: RankingBasis, **given: Any) -> dict[str, Any]:
    return shaped(RankJson, basis, schema="anlian.rank/1", **given)


def _rule(basis: RankingBasis, bands: dict[str, Decimal] | None, quota: int | None) -> dict[str, Any]:
    weights = {stage.value: weight for stage, weight in basis.weights}
    return {"weights": weights, "bands": bands, "quota": quota, "readings": dict(basis.readings)}


def _note(place: RankedUnit | RankedApplicant) -> str | None:
    return "；".join(place.notes) or None
