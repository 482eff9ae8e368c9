"""Every table's rows of every year, as drafts: the few are made at once, the many only where they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from anlian_cli.model.export import Draft
from anlian_cli.model.tidy.tables import TABLES
from anlian_cli.office.export import admission, lives, supervision
from anlian_cli.office.export.inputs import APPLICATION, CHECK, EVENTS, SCORES, Inputs, of_rows
from anlian_cli.office.export.source import Source
from anlian_cli.office.export.terms import Terms
from anlian_cli.office.office import Office
from anlian_cli.office.supervision.assessed import assessed_years

Make = Callable[[Source, int], Iterable[tuple[Any, ...]]]
_OF_ROUNDS: Mapping[str, Make] = {
    "applications": admission.applications,
    "clauses": admission.clauses,
    "findings": admission.findings,
}
_OF_SCORES: Mapping[str, Make] = {"scores": supervision.scores, "items": supervision.items}


def drafts(office: Office, salt: bytes | None) -> list[Draft]:
    """In the order in which they are written: the years in turn, so that what is read of one serves its tables."""
    source = Source(office, Terms(office))
    inputs = Inputs(source.units, source.terms)
    found = [*_made_now(source, inputs), *_of_rounds(source, inputs), *_of_scores(source, inputs)]
    if salt is not None:
        found += _of_consultants(source, inputs, salt)
    order = list(TABLES)
    return sorted(found, key=lambda draft: (draft.year, order.index(draft.table.name)))


def _made_now(source: Source, inputs: Inputs) -> Iterator[Draft]:
    """What depends on the whole history, or on the day: few rows, made to see whether they changed."""
    exits = lives.bars(source)
    # A year with events and without an exit has its table too, an empty one.
    bars = {year: exits.get(year, []) for year in inputs.years(EVENTS)}
    tables: dict[str, Mapping[int, list[Any]]] = {
        "units": lives.units(source),
        "bars": bars,
        "publications": lives.publications(source),
    }
    for name, years in tables.items():
        for year, rows in years.items():
            yield Draft(TABLES[name], year, of_rows(rows), partial(list, rows))
    for year in inputs.years(EVENTS):
        yield Draft(TABLES["events"], year, inputs.of_year(year, EVENTS), partial(lives.events, source, year))


def _of_rounds(source: Source, inputs: Inputs) -> Iterator[Draft]:
    for year in inputs.years(CHECK):
        fingerprint = inputs.of_year(year, CHECK, APPLICATION)
        for name, make in _OF_ROUNDS.items():
            yield Draft(TABLES[name], year, fingerprint, partial(make, source, year))


def _of_consultants(source: Source, inputs: Inputs, salt: bytes) -> Iterator[Draft]:
    for year in inputs.years(CHECK):
        fingerprint = inputs.of_year(year, CHECK, APPLICATION, beside=salt_mark(salt))
        yield Draft(TABLES["consultants"], year, fingerprint, partial(admission.consultants, source, year, salt))


def salt_mark(salt: bytes) -> str:
    """What tells one salt from another."""
    return admission.keyed(salt, "anlian.export/1")[:16]


def _of_scores(source: Source, inputs: Inputs) -> Iterator[Draft]:
    assessed = {int(year) for year in assessed_years(source.office, needed=False)}
    for year in inputs.years(SCORES):
        fingerprint = inputs.scores(year)
        for name, make in _OF_SCORES.items():
            yield Draft(TABLES[name], year, fingerprint, partial(make, source, year))
        if year in assessed:
            yield Draft(TABLES["grades"], year, inputs.grades(year), partial(supervision.grades, source, year))
