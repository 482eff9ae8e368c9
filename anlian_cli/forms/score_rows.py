"""From a score sheet's rows to scores: every row is checked, every fault named; points are exact or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct, field
from msgspec.structs import replace

from anlian_cli.forms.points import number_in, points_of
from anlian_cli.forms.score_head import EXPERT_TOTAL, ITEM, ITEM_REASON, RowFault, ScoreColumn
from anlian_cli.forms.score_sheet import Row, ScoreSheet, Value
from anlian_cli.forms.score_words import (
    ANSWERED_BY,
    ASSESSED_ON,
    CODE,
    EXPERT,
    NAME,
    NOT_APPLICABLE,
    NOTE,
    RECUSED,
    SUM,
    TOTAL,
)
from anlian_cli.model.dates import parse_day
from anlian_cli.model.decimals import plain
from anlian_cli.model.personal import personal_words
from anlian_cli.model.scores import ExpertPoints, ItemPoints, Score, SheetRow
from anlian_cli.model.scoring import STAGE_MAXIMUM, StageRule
from anlian_cli.model.text import compact, quoted

Resolve = Callable[[str, str], str]
"""The dossier's code of a unit by name and credit code. Raises ValueError with a sentence where it is none."""


class ScoredSheet(Struct):
    """What a sheet says: a score for each unit by its dossier's code, or faults, and then nothing counts."""

    scores: dict[str, Score] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)
    unexplained: int = 0
    """How many times points were taken off without a reason."""


def score_rows(sheet: ScoreSheet, rule: StageRule, resolve: Resolve, digest: str) -> ScoredSheet:
    """The scores on a sheet; `digest` is what the sheet is kept under."""
    result = ScoredSheet(faults=list(sheet.faults))
    if not result.faults:
        _Reader(sheet, rule, resolve, digest, result).read()
    if not result.scores and not result.faults:
        result.faults.append(RowFault(1, "A1", "表里没有一行得分"))
    return result


class _Reader:
    """Reads the rows of one sheet."""

    def __init__(self, sheet: ScoreSheet, rule: StageRule, resolve: Resolve, digest: str, result: ScoredSheet) -> None:
        self._sheet, self._rule, self._resolve, self._digest, self._result = sheet, rule, resolve, digest, result

    def read(self) -> None:
        for row in self._sheet.rows:
            before = len(self._result.faults)
            code = self._unit(row)
            score = self._score(row)
            self._refuse_personal(row)
            if code is not None and score is not None and len(self._result.faults) == before:
                self._add(code, score, row)
        self._refuse_all_recused()

    def _fault(self, row: Row, cell: str, message: str) -> None:
        self._result.faults.append(RowFault(row.number, cell, message))

    def _refuse_personal(self, row: Row) -> None:
        """What stands beside a score stays for good, and nobody's numbers with it."""
        for value in row.values.values():
            if words := personal_words(value.text):
                self._fault(row, value.cell, f"有{words}：{quoted(value.text)}；评分表会永久保留，请不要写个人信息")

    def _unit(self, row: Row) -> str | None:
        name, code = row.text(NAME), row.text(CODE)
        for value in (value for kind in (NAME, CODE) for value in row.of(kind).values()):
            if value.doubt:
                self._fault(row, value.cell, f"{value.doubt.message}（{value.doubt.hint}）")
                return None
        try:
            return self._resolve(name, code)
        except ValueError as problem:
            cell = next((value.cell for kind in (NAME, CODE) for value in row.of(kind).values()), "A1")
            self._fault(row, cell, str(problem))
            return None

    def _score(self, row: Row) -> Score | None:
        rule, sheet = self._rule, self._sheet
        source = SheetRow(digest=self._digest, name=sheet.name, sheet=sheet.sheet, row=row.number)
        bare = Score(
            stage=rule.stage,
            period=rule.period,
            note=row.text(NOTE) or None,
            source=source,
            answered_by=row.text(ANSWERED_BY) or None,
            assessed_on=self._day(row),
        )
        if sheet.has(EXPERT_TOTAL):
            experts = tuple(self._expert_totals(row))
            if len(experts) == len(row.of(EXPERT_TOTAL)):
                self._check_sum(row, [expert.points for expert in experts if not expert.recused])
            return replace(bare, experts=experts) if experts else None
        if sheet.has(EXPERT):
            expert = self._expert(row)
            return replace(bare, experts=(expert,), note=None) if expert else None
        if sheet.has(TOTAL):
            points = self._total(row)
            return replace(bare, points=points) if points is not None else None
        items = self._items(row)
        return replace(bare, items=items) if items else None

    def _day(self, row: Row) -> date | None:
        """The day of the review, where the sheet states one."""
        value = row.values.get(ScoreColumn(ASSESSED_ON))
        if value is None or not (value.text or value.doubt):
            return None
        try:
            return parse_day(value.text)
        except ValueError as problem:
            self._fault(row, value.cell, str(problem))
            return None

    def _expert_totals(self, row: Row) -> Iterator[ExpertPoints]:
        for name, value in row.of(EXPERT_TOTAL).items():
            if compact(value.text) == RECUSED:
                yield ExpertPoints(expert=name, recused=True)
            elif (points := self._points(row, value, STAGE_MAXIMUM)) is not None:
                yield ExpertPoints(expert=name, points=points)

    def _expert(self, row: Row) -> ExpertPoints | None:
        """One row of the long form: one expert's points for one unit."""
        name, note = row.text(EXPERT), row.text(NOTE) or None
        if not name:
            self._fault(row, row.of(EXPERT)[""].cell, "没有写专家姓名")
            return None
        given = [value for kind in (ITEM, TOTAL) for value in row.of(kind).values()]
        words = {compact(value.text) for value in given if value.text}
        if words == {RECUSED}:
            return ExpertPoints(expert=name, recused=True, note=note, row=row.number)
        if self._sheet.has(TOTAL):
            points = self._total(row)
            return points if points is None else ExpertPoints(expert=name, points=points, note=note, row=row.number)
        items = self._items(row)
        return ExpertPoints(expert=name, items=items, note=note, row=row.number) if items else None

    def _items(self, row: Row) -> tuple[ItemPoints, ...] | None:
        """The points of every item that has a column, or None where one of them has a fault."""
        values, reasons = row.of(ITEM), row.of(ITEM_REASON)
        items = [self._item(row, item, values[item], reasons.get(item)) for item in self._rule.items if item in values]
        whole = tuple(item for item in items if item is not None)
        if len(whole) < len(items):
            return None
        if all(item.points is None for item in whole):
            self._fault(row, values[whole[0].item].cell, "所有项目都写了不适用，没有得分")
            return None
        self._check_sum(row, [item.points for item in whole])
        return whole

    def _item(self, row: Row, item: str, value: Value, reason: Value | None) -> ItemPoints | None:
        maximum = self._rule.items[item]
        why = (reason.text or None) if reason else None
        if compact(value.text) == NOT_APPLICABLE:
            if self._rule.scaled:
                return ItemPoints(item=item, maximum=maximum, reason=why)
            self._fault(row, value.cell, f"{self._rule.title(item)}写了不适用；该年度没有规定“不适用: 按比例折算”")
            return None
        points = self._points(row, value, maximum)
        if points is None:
            return None
        self._result.unexplained += points < maximum and why is None
        return ItemPoints(item=item, maximum=maximum, points=points, reason=why)

    def _points(self, row: Row, value: Value, maximum: Decimal) -> Decimal | None:
        if value.doubt:
            self._fault(row, value.cell, f"{value.doubt.message}（{value.doubt.hint}）")
        elif not value.text:
            self._fault(row, value.cell, "没有得分；暂不评分的单位请删去这一行，得零分请填 0")
        else:
            try:
                return points_of(value.text, maximum)
            except ValueError as problem:
                self._fault(row, value.cell, str(problem))
        return None

    def _total(self, row: Row) -> Decimal | None:
        points = self._points(row, row.of(TOTAL)[""], STAGE_MAXIMUM)
        self._check_sum(row, [points])
        return points

    def _check_sum(self, row: Row, points: Sequence[Decimal | None]) -> None:
        """A sum that the sheet states is held to its parts; with a part that is missing or 不适用 there is none."""
        stated = row.of(SUM).get("")
        if stated is None:
            return
        if stated.doubt:
            self._fault(row, stated.cell, f"{stated.doubt.message}（{stated.doubt.hint}）")
        given = [part for part in points if part is not None]
        if not stated.text or len(given) < len(points):
            return
        total = sum(given, Decimal(0))
        if number_in(stated.text) not in (plain(total), f"{total:.2f}", f"{total:.1f}"):
            self._fault(row, stated.cell, f"合计写的是 {stated.text[:20]}，各项之和是 {plain(total)}；请改正其中一处")

    def _add(self, code: str, score: Score, row: Row) -> None:
        known = self._result.scores.get(code)
        cell = next(iter(row.values.values())).cell
        if known is None:
            self._result.scores[code] = score
        elif not self._sheet.has(EXPERT):
            self._fault(row, cell, f"这家单位在第 {known.source.row if known.source else '?'} 行已经有了")
        elif score.experts[0].expert in {expert.expert for expert in known.experts}:
            self._fault(row, cell, f"专家{quoted(score.experts[0].expert)}对这家单位的评分重复了")
        # A row that leaves it blank contradicts nobody.
        elif None is not known.answered_by != score.answered_by is not None:
            self._fault(row, cell, f"答辩人前面写的是{quoted(known.answered_by)}")
        else:
            answered_by, experts = known.answered_by or score.answered_by, (*known.experts, *score.experts)
            self._result.scores[code] = replace(known, experts=experts, answered_by=answered_by)

    def _refuse_all_recused(self) -> None:
        for score in self._result.scores.values():
            if score.experts and all(expert.recused for expert in score.experts) and score.source:
                self._result.faults.append(RowFault(score.source.row, "A1", "所有专家都回避，没有得分"))
