"""The tables of scores, their items, and the annual grades (Art. 11, 13-15)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from anlian_cli.model import scores as given
from anlian_cli.model.scores import Stage
from anlian_cli.model.scoring import STAGE_MAXIMUM
from anlian_cli.model.tidy import rows
from anlian_cli.model.tidy.rows import Assessment
from anlian_cli.office.export.source import Source
from anlian_cli.office.supervision.ranking import annual
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.filed import Filed
from anlian_cli.regulation.jinganlianfa_2017_4.scoring import stage_total


def scores_of(source: Source, year: int) -> Iterator[tuple[Dossier, given.Score, Filed]]:
    """Every standing score that is kept under a year."""
    for dossier, _, filed in source.documents(year, "scores/"):
        yield dossier, filed.document, filed


def scores(source: Source, year: int) -> Iterator[rows.Score]:
    for dossier, score, filed in scores_of(source, year):
        recused = sum(expert.recused for expert in score.experts)
        yield rows.Score(
            credit_code=dossier.credit_code,
            period=score.period,
            stage=score.stage,
            total=_total(source, score),
            experts=len(score.experts) - recused,
            recused=recused,
            assessed_on=score.assessed_on,
            version=filed.version,
            recorded_on=source.recorded_on(filed),
            batch=filed.batch,
        )


def _total(source: Source, score: given.Score) -> Decimal:
    return stage_total(score, source.terms.rule(score.stage, score.period))


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
    ranking, period = annual(source.office, str(year)), str(year)
    found = [
        rows.AnnualGrade(
            place.credit_code, Assessment.GRADED, place.daily, place.review, place.total, place.grade, place.rank
        )
        for place in ranking.places
    ]
    dossiers = {dossier.credit_code: dossier for dossier in source.units}
    for unit in ranking.incomplete:
        daily, review = (
            _stage(source, dossiers[unit.credit_code], period, stage) for stage in (Stage.DAILY, Stage.REVIEW)
        )
        found.append(rows.AnnualGrade(unit.credit_code, Assessment.INCOMPLETE, daily, review, None, None, None))
    found += [rows.AnnualGrade(unit.credit_code, Assessment.NEWCOMER, *[None] * 5) for unit in ranking.newcomers]
    return sorted(found, key=lambda row: row.credit_code)


def _stage(source: Source, dossier: Dossier, period: str, stage: Stage) -> Decimal | None:
    score = dossier.score(period, stage)
    return _total(source, score) if score else None
