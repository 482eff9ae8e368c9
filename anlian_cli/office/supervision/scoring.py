"""Scores before they are recorded: matched to units, laid beside what stands, and refused whole where one is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from anlian_cli.errors import InputFault, UsageFault
from anlian_cli.forms.score_head import RowFault
from anlian_cli.forms.score_rows import score_rows
from anlian_cli.forms.score_sheet import ScoreSheet, read_score_sheet
from anlian_cli.forms.score_template import UnitToScore
from anlian_cli.forms.score_words import ANSWERED_BY, ASSESSED_ON, NOT_APPLICABLE, NOTE, REASON, RECUSED
from anlian_cli.model.decimals import plain
from anlian_cli.model.echo import Change, ScoreChange, ScoreEcho
from anlian_cli.model.round_standing import RoundStanding
from anlian_cli.model.scores import ItemPoints, Score, Stage
from anlian_cli.model.scoring import StageRule
from anlian_cli.office.directory import Directory, directory, match_row
from anlian_cli.office.office import Office
from anlian_cli.office.periods import Period, in_force, kind_of, lock, year_of
from anlian_cli.office.standing import end_of, line_of
from anlian_cli.office.supervision.conflicts import experts_of, namesakes
from anlian_cli.office.supervision.correction import completed
from anlian_cli.office.supervision.daily_log import log_by_item
from anlian_cli.office.supervision.score_remarks import noted, remarks_on, without_row
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.places import score_path
from anlian_cli.records.recorder import Recorder
from anlian_cli.regulation.jinganlianfa_2017_4.scoring import stage_total
from anlian_cli.regulation.jinganlianfa_2017_4.scoring_rights import refusal_in_round
from anlian_cli.regulation.life import refusal_in_year
from anlian_cli.report.points import points_shown

_NOTHING = "（无）"


# Without slots: a cached property needs the instance's dictionary.
class Scoring(Struct, frozen=True, dict=True):
    """A stage of a period, with everything that a score is held against."""

    period: Period
    rule: StageRule
    units: Directory
    office: Office

    @property
    def stage(self) -> Stage:
        return self.rule.stage

    def refusal(self, dossier: Dossier) -> str | None:
        """Why a unit may not be scored; None where it may."""
        if not self.stage.of_a_round:
            return refusal_in_year(line_of(self.office, dossier), int(self.rule.period))
        verdict = dossier.verdict(self.rule.period)
        standing = RoundStanding(
            verdict=verdict.verdict if verdict else None,
            materials_scored=dossier.score(self.rule.period, Stage.MATERIALS) is not None,
            shortlisted=dossier.is_shortlisted(self.rule.period) if self.announced else None,
        )
        return refusal_in_round(self.stage, self.rule.period, standing)

    @cached_property
    def announced(self) -> bool:
        """Whether the round's shortlist was announced."""
        return any(dossier.is_shortlisted(self.rule.period) for dossier in self.units.units.values())

    def completed(self, code: str, given: Score) -> Score:
        """A score with what it does not name as it stands. Raises ValueError where nothing stands."""
        return completed(self.rule, self.units.units[code].score(self.rule.period, self.stage), given)

    def resolve(self, name: str, code: str) -> str:
        """The dossier of a row. Raises ValueError where there is none, or where it may not be scored."""
        dossier = match_row(self.units, name, code)
        if refusal := self.refusal(dossier):
            raise ValueError(f"{dossier.name}：{refusal}")
        return dossier.code


def scoring(office: Office, stage: Stage, period: str) -> Scoring:
    """How a stage of a period is scored now. Raises UsageFault, InputFault, RecordsFault."""
    worked_under = in_force(office, kind_of(stage), period)
    return Scoring(worked_under, worked_under.rule(stage), directory(office.history), office)


def due(now: Scoring) -> list[Dossier]:
    """The units that wait to be scored, by name: of a year, without those that have left by its end or by today."""
    concerned = [dossier for dossier in now.units.units.values() if now.refusal(dossier) is None]
    if not now.stage.of_a_round:
        day = min(now.office.today, end_of(int(now.rule.period)))
        concerned = [one for one in concerned if line_of(now.office, one).on(day).state.registered]
    return sorted(concerned, key=lambda dossier: dossier.name)


def candidates(now: Scoring) -> list[UnitToScore]:
    """The units that are due; for the daily stage with their log. Raises UsageFault where there are none."""
    concerned = due(now)
    if not concerned:
        hint = "各单位的情况见 anlian show；先完成前面的步骤（check --record、admit）"
        raise UsageFault(f"{now.rule.period} {now.stage.label}现在没有可以评分的单位", hint)
    daily = now.stage is Stage.DAILY
    return [
        UnitToScore(dossier.name, dossier.credit_code, log_by_item(dossier, int(now.rule.period)) if daily else {})
        for dossier in concerned
    ]


def from_sheet(
    recorder: Recorder, now: Scoring, path: Path, sheet_name: str | None = None
) -> tuple[dict[str, Score], tuple[str, ...]]:
    """The scores on a sheet, which is kept. Raises InputFault that lists every fault by row and cell."""
    sheet = read_score_sheet(path, now.rule, sheet_name, partial=bool(recorder.maker.reason))
    scored = score_rows(sheet, now.rule, now.resolve, sha256(sheet.data).hexdigest())
    for code, score in scored.scores.items():
        try:
            scored.scores[code] = now.completed(code, score)
        except ValueError as problem:
            row = score.source.row if score.source else 1
            scored.faults.append(RowFault(row, f"A{row}", str(problem)))
    if scored.faults:
        raise InputFault(_faults_in_words(path, sheet, scored.faults), "全部改正后再运行；什么也没有记录")
    recorder.keep_sheet(sheet.data, path.suffix.lower())
    unexplained = [f"有 {scored.unexplained} 处扣分没有写原因"] if scored.unexplained else []
    experts = namesakes(now.office.history, now.rule.period, experts_of(scored.scores), scored.scores)
    return scored.scores, (*sheet.remarks, *unexplained, *without_row(due(now), now.rule, scored.scores), *experts)


def _faults_in_words(path: Path, sheet: ScoreSheet, faults: Sequence[RowFault]) -> str:
    where = f"{path}（{sheet.sheet}）" if sheet.sheet else str(path)
    lines = [f"第 {fault.row} 行 {fault.cell}：{fault.message}" for fault in faults]
    return "\n".join([f"{where} 有 {len(faults)} 处需要改正", *lines])


def put_scores(recorder: Recorder, now: Scoring, scores: Mapping[str, Score], remarks: Sequence[str] = ()) -> ScoreEcho:
    """Plan the scores' recording. Raises UsageFault where a changed one has no reason."""
    changes = []
    for code, score in scores.items():
        dossier = now.units.units[code]
        if now.stage.of_a_round:
            score = replace(score, application=dossier.application_digest(now.rule.period))
        # Only of what is new: a review recorded in its months may be sent again after them.
        if _kind(dossier.score(score.period, score.stage), score) is not Change.SAME:
            score = replace(score, remarks=tuple(noted(recorder, now.period, dossier, score)))
        change = _change(now.rule, dossier, score)
        changes.append(change)
        if change.change is not Change.SAME:
            recorder.put(code, year_of(now.period), score_path(now.rule.period, now.stage), score)
    _ask_reason(recorder, changes)
    if any(change.change is not Change.SAME for change in changes):
        lock(recorder, now.office, now.period)
    told = (*remarks, *_left_already(now, scores))
    return ScoreEcho(now.stage, now.rule.period, tuple(changes), rule_in_words(now.rule), told)


def _left_already(now: Scoring, codes: Iterable[str]) -> Iterator[str]:
    """Who was 在册 in the year and is no more: it may have a score, and may stand on an old sheet by mistake."""
    if now.stage.of_a_round:
        return
    waiting = {dossier.code for dossier in due(now)}
    if gone := [now.units.units[code].name for code in codes if code not in waiting]:
        yield f"{'、'.join(gone)}已经不在册，得分照录；不该录的用 anlian undo 撤销"


def _ask_reason(recorder: Recorder, changes: Sequence[ScoreChange]) -> None:
    corrected = [change for change in changes if change.change is Change.CORRECTED]
    if corrected and not recorder.maker.reason:
        lines = [f"{change.name}：{points_shown(change.old)} → {points_shown(change.new)}" for change in corrected]
        message = "\n".join([f"有 {len(corrected)} 家的得分与已录入的不同，什么也没有记录", *lines])
        raise UsageFault(message, "确实要更正的，加 --reason 写明原因")


def _change(rule: StageRule, dossier: Dossier, score: Score) -> ScoreChange:
    old = dossier.score(rule.period, rule.stage)
    details = tuple(what_differs(rule, old, score)) if old else ()
    return ScoreChange(
        dossier.name,
        dossier.credit_code,
        _kind(old, score),
        stage_total(old, rule) if old else None,
        stage_total(score, rule),
        details,
        (*remarks_on(rule, dossier, score), *score.remarks),
    )


def _kind(old: Score | None, new: Score) -> Change:
    if old is None:
        return Change.NEW
    if old.numbers != new.numbers:
        return Change.CORRECTED
    if old.application != new.application:
        return Change.REBASED
    return Change.SAME if old.given == new.given else Change.NOTED


def what_differs(rule: StageRule, old: Score, new: Score) -> list[str]:
    """What differs, as 13.1 业绩及资料报送 22 → 23.5, or 张示例·整体掌握程度 30 → 31."""
    before, after = dict(_given(rule, old)), dict(_given(rule, new))
    names = [name for name in dict.fromkeys((*before, *after)) if before.get(name) != after.get(name)]
    return [f"{name} {before.get(name) or _NOTHING} → {after.get(name) or _NOTHING}" for name in names]


def _given(rule: StageRule, score: Score) -> Iterator[tuple[str, str]]:
    """Everything that a person gave, each under the name that she knows it by."""
    if score.points is not None:
        yield "总分", plain(score.points)
    yield from _items_given(rule, score.items, "")
    for expert in score.experts:
        if expert.recused or expert.points is not None:
            yield expert.expert, RECUSED if expert.points is None else plain(expert.points)
        yield from _items_given(rule, expert.items, f"{expert.expert}·")
        yield f"{expert.expert}·{NOTE}", expert.note or ""
    for name, value in ((NOTE, score.note), (ANSWERED_BY, score.answered_by), (ASSESSED_ON, score.assessed_on)):
        yield name, str(value or "")


def _items_given(rule: StageRule, items: Iterable[ItemPoints], whose: str) -> Iterator[tuple[str, str]]:
    for item in items:
        name = f"{whose}{rule.short(item.item)}"
        yield name, NOT_APPLICABLE if item.points is None else plain(item.points)
        yield f"{name}·{REASON}", item.reason or ""


def rule_in_words(rule: StageRule) -> str:
    """人员与资质 40、制度与体系 30、业绩 30."""
    return "、".join(f"{rule.short(item)} {plain(maximum)}" for item, maximum in rule.items.items())
