"""A blank score sheet for a stage, prefilled with the units concerned: its rows, and the sheet as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from anlian_cli.forms.score_columns import Column, heading, sheet_columns
from anlian_cli.forms.score_words import CODE, EXPERT, LOG, NAME, NUMBER
from anlian_cli.model.scoring import StageRule


class UnitToScore(Struct, frozen=True):
    """A unit that may be scored, and what its log of the year says to each item."""

    name: str
    credit_code: str
    log: Mapping[str, str] = field(default_factory=dict)


def template_columns(rule: StageRule, units: Sequence[UnitToScore], experts: Sequence[str]) -> list[Column]:
    """The columns that these units' sheet needs."""
    return sheet_columns(rule, bool(experts), {item for unit in units for item in unit.log})


def template_rows(columns: Sequence[Column], units: Sequence[UnitToScore], experts: Sequence[str]) -> list[list[str]]:
    """A row for every unit, or for every unit and expert; one whose name is not known yet has none."""
    rows = []
    for number, unit in enumerate(units, start=1):
        known = {Column(NUMBER): str(number), Column(NAME): unit.name, Column(CODE): unit.credit_code}
        known |= {Column(LOG, item): text for item, text in unit.log.items()}
        for expert in experts or ("",):
            named = {**known, Column(EXPERT): expert}
            rows.append([named.get(column, "") for column in columns])
    return rows


def score_csv(rule: StageRule, units: Sequence[UnitToScore], experts: Sequence[str]) -> bytes:
    """The sheet as CSV that Excel opens in Chinese."""
    buffer = io.StringIO()
    columns = template_columns(rule, units, experts)
    head = [heading(column, rule) for column in columns]
    csv.writer(buffer, lineterminator="\r\n").writerows([head, *template_rows(columns, units, experts)])
    return buffer.getvalue().encode("utf-8-sig")
