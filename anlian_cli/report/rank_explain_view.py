"""The page for a unit that objects: its sum as a person writes it, every point with its origin, and the distances."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal

from typing_extensions import TypedDict

from anlian_cli.model.decimals import plain
from anlian_cli.model.explained import Correction, Explained, ExplainedStage
from anlian_cli.model.personal import masked
from anlian_cli.model.ranking import RankedUnit, RankingBasis
from anlian_cli.model.scores import OUTDATED
from anlian_cli.report.document import Block, Cell, Column, Heading, Report, Sentence, Table, Tone, row
from anlian_cli.report.exact import exact_json
from anlian_cli.report.life_view import ScoreJson, score_tree
from anlian_cli.report.points import points_shown
from anlian_cli.report.rank_json import IncompleteJson, PlaceJson, annual_tree
from anlian_cli.report.rank_view import GRADE_TONES, movement
from anlian_cli.report.rank_words import bands_in_words, missing_in_words, weighted_in_words
from anlian_cli.report.unconfirmed import unconfirmed_line


def sum_in_words(basis: RankingBasis, place: RankedUnit) -> str:
    """88.5×40% + 79.25×60% = 82.95 → 良好."""
    return f"{weighted_in_words(basis, (place.daily, place.review), place.total)} → {place.grade.label}"


def explain_document(explained: Explained) -> Report:
    """One unit's year, whole."""
    tables = tuple(_stage_table(stage) for stage in explained.stages)
    return Report(
        title=f"{explained.name} {explained.ranking.year} 年度考核成绩",
        blocks=tuple(_blocks(explained)),
        tables=tables or (Table("得分", (Column("项目"),), ()),),
        flat_table=_flat(explained),
        last_line=f"日志摘要 {explained.ranking.basis.digest}",
    )


def _blocks(explained: Explained) -> Iterator[Block]:
    yield Heading(f"{explained.name} {explained.ranking.year} 年度考核成绩")
    yield Sentence(explained.credit_code, Tone.FAINT)
    if explained.place is not None:
        yield from _standing(explained, explained.place)
    elif explained.incomplete is not None:
        yield Sentence(f"没有成绩：{missing_in_words(explained.incomplete)}。缺的不计零分，不排名。", Tone.WAITING)
    for stage in explained.stages:
        yield from _stage(stage)
    if explained.log:
        yield Heading("当年的日常记录")
        for entry in explained.log:
            yield Sentence(f"{entry.on.isoformat()}  {entry.item}  {masked(entry.note)}")
    basis = explained.ranking.basis
    yield Sentence(f"依据：{basis.citation.of('annual_score', 'ranking')}。{bands_in_words(basis)}。", Tone.FAINT)
    if line := unconfirmed_line(explained.ranking.basis.unconfirmed):
        yield Sentence(line, Tone.FAINT)


def _standing(explained: Explained, place: RankedUnit) -> Iterator[Sentence]:
    yield Sentence(sum_in_words(explained.ranking.basis, place), GRADE_TONES[place.grade])
    last = f"，上年 {movement(place)}" if place.last_rank is not None else ""
    yield Sentence(f"排名第 {place.rank}，共 {len(explained.ranking.places)} 家{last}")
    if place.basis:
        yield Sentence(f"{'优先推荐' if place.recommended else '不推荐'}（{place.basis}）")
    for grade, points in explained.distances:
        edge = dict(explained.ranking.basis.edges)[grade]
        distance = f"差 {plain(points)} 分" if points > 0 else f"高出 {plain(-points)} 分"
        yield Sentence(f"{grade.label}的下限是 {plain(edge)} 分：{distance}", Tone.FAINT)
    for note in place.notes:
        yield Sentence(f"备注：{note}", Tone.WAITING)


def _stage(stage: ExplainedStage) -> Iterator[Block]:
    life = stage.life
    yield Heading(f"{life.score.stage.label}  {points_shown(life.total)} 分")
    if life.score.items or life.score.experts:
        yield _stage_table(stage)
    if life.score.note:
        yield Sentence(f"备注：{masked(life.score.note)}")
    for remark in life.score.remarks:
        yield Sentence(remark, Tone.WAITING)
    source = life.score.source
    sheet = f"{source.name} 第 {source.row} 行" if source else "命令行录入"
    yield Sentence(f"来源：{sheet}；第 {life.batch} 批，该年档案第 {life.version} 次记录", Tone.FAINT)
    if life.outdated:
        yield Sentence(OUTDATED, Tone.WAITING)
    for correction in stage.corrections:
        yield Sentence(correction_in_words(correction), Tone.FAINT)


def correction_in_words(correction: Correction) -> str:
    """第 3 批  2017-11-01 10:20  管理员  82.00 → 84.00，人员与资质 33 → 35（补交的证明已核）."""
    batch = correction.batch
    change = f"{points_shown(correction.old)} → {points_shown(correction.new)}"
    points = points_shown(correction.new) if correction.old is None else change
    points = "，".join([points, *map(masked, correction.details)])
    reason = f"（{masked(batch.reason)}）" if batch.reason else ""
    return f"第 {batch.number} 批  {batch.at:%Y-%m-%d %H:%M}  {batch.by}  {points}{reason}"


def _stage_table(stage: ExplainedStage) -> Table:
    columns = (
        Column("项目", share=2),
        Column("满分", right=True, spare=2),
        Column("得分", right=True),
        Column("扣分原因", share=2, spare=1),
    )
    items = stage.life.score.items
    return Table(stage.life.score.stage.label, columns, tuple(_item_row(stage, item) for item in items))


def _item_row(stage: ExplainedStage, item: Any) -> tuple[Cell, ...]:
    points: Decimal | None = item.points
    shown = points_shown(points) if points is not None else "不适用"
    value = Cell(points, shown=shown) if points is not None else Cell(shown)
    return row(stage.titles[item.item], Cell(item.maximum, shown=plain(item.maximum)), value, masked(item.reason or ""))


def _flat(explained: Explained) -> Table:
    headings = ("单位全称", "统一代码", "年度", "阶段", "项目", "满分", "得分", "扣分原因")
    head = (explained.name, explained.credit_code, explained.ranking.year)
    rows = tuple(
        row(*head, stage.life.score.stage.label, *_item_row(stage, item))
        for stage in explained.stages
        for item in stage.life.score.items
    )
    return Table("得分", tuple(Column(heading) for heading in headings), rows)


class DistanceJson(TypedDict):
    """How many points the total is below (positive) or above (negative) a grade's lower edge."""

    grade: Literal["excellent", "good", "qualified", "failed"]
    points: float


class RankExplainJson(TypedDict):
    """One unit's year; exactly one of place and incomplete is given."""

    schema: Literal["anlian.rank-explain/1"]
    as_of: str
    period: str
    name: str
    credit_code: str
    sum: str | None
    place: PlaceJson | None
    incomplete: IncompleteJson | None
    scores: list[ScoreJson]
    distances: list[DistanceJson]
    digest: str


def explain_json(explained: Explained) -> str:
    tree = annual_tree(explained.ranking)
    own = [entry for entry in tree["ranking"] if entry["credit_code"] == explained.credit_code]
    apart = [*tree["incomplete"], *tree["newcomers"]]
    missing = [entry for entry in apart if entry["credit_code"] == explained.credit_code]
    return exact_json(
        {
            "schema": "anlian.rank-explain/1",
            "as_of": tree["as_of"],
            "period": explained.ranking.year,
            "name": explained.name,
            "credit_code": explained.credit_code,
            "sum": sum_in_words(explained.ranking.basis, explained.place) if explained.place else None,
            "place": own[0] if own else None,
            "incomplete": missing[0] if missing else None,
            "scores": [score_tree(stage.life) for stage in explained.stages],
            "distances": [{"grade": grade.value, "points": points} for grade, points in explained.distances],
            "digest": tree["digest"],
        }
    )
