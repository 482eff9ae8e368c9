"""The tables of scores, their items, and the annual grades (Art. 11, 13-15)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from anlian_cli.model import scores as given
from anlian_cli.model.scores import Stage
from anlian_cli.model.scoring import STAGE_MAXIMUM
from anlian_cli.model.tidy import rows
from anlian_cli.model.tidy.rows import Assessment
from anlian_cli.office.export.source import Source
from anlian_cli.office.supervision.assessed import AssessedYear, Due, assessed
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.filed import Filed
from anlian_cli.records.places import SCORES
from anlian_cli.regulation.jinganlianfa_2017_4.scoring import stage_total


@lru_cache(maxsize=1)
def scores_of(source: Source, year: int) -> list[tuple[Dossier, given.Score, Filed]]:
    """Every standing score that is kept under a year: two tables are made of it, one after the other."""
    return [(dossier, filed.document, filed) for dossier, _, filed in source.documents(year, SCORES)]


def scores(source: Source, year: int) -> Iterator[rows.Score]:
    for dossier, score, filed in scores_of(source, year):
        recused = sum(expert.recused for expert in score.experts) if score.experts else 0
        yield rows.Score(
            dossier.credit_code,
            score.period,
            score.stage,
            _total(source, score),
            len(score.experts) - recused,
            recused,
            score.assessed_on,
            filed.version,
            source.recorded_on(filed),
            filed.batch,
        )


def _total(source: Source, score: given.Score) -> Decimal:
    plain = score.plain_total
    return stage_total(score, source.terms.rule(score.stage, score.period)) if plain is None else plain


def items(source: Source, year: int) -> Iterator[rows.Item]:
    for dossier, score, _ in scores_of(source, year):
        head = (dossier.credit_code, score.period, score.stage)
        yield from _items(head, None, score.items)
        for number, expert in enumerate(score.experts, start=1):
            if expert.items:
                yield from _items(head, number, expert.items)
            else:
                yield rows.Item(*head, number, None, STAGE_MAXIMUM, expert.points)


def _items(head: tuple[str, str, Stage], expert: int | None, found: Iterable[given.ItemPoints]) -> Iterator[rows.Item]:
    for item in found:
        yield rows.Item(*head, expert, item.item, item.maximum, item.points)


def grades(source: Source, year: int) -> list[rows.AnnualGrade]:
    """Every unit that is 在册 at the year's end: graded, not assessed, or not due yet."""
    found = assessed(source.office, str(year))
    places = _places(found)
    made = [_grade(found, due, places) for due in found.due.values()]
    made += [rows.AnnualGrade(one.credit_code, Assessment.NEWCOMER, *[None] * 5) for one in found.fresh]
    return sorted(made, key=lambda row: row.credit_code)


def _grade(found: AssessedYear, due: Due, places: Mapping[Decimal, int]) -> rows.AnnualGrade:
    how = Assessment.INCOMPLETE if due.total is None else Assessment.GRADED
    place = None if due.total is None else places[due.total]
    return rows.AnnualGrade(due.dossier.credit_code, how, due.daily, due.review, due.total, found.grade(due), place)


def _places(found: AssessedYear) -> dict[Decimal, int]:
    """The rank of every total: one more than those above it, so that equal ones share it (reading R9)."""
    places: dict[Decimal, int] = {}
    totals = [due.total for due in found.due.values() if due.total is not None]
    for place, total in enumerate(sorted(totals, reverse=True), start=1):
        places.setdefault(total, place)
    return places
