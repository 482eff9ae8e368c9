"""What is said beside a score: noted with it for good (Art. 11(2), 14), or true only now."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from anlian_cli.errors import UsageFault
from anlian_cli.model.events import Changed
from anlian_cli.model.purging import ERASED
from anlian_cli.model.results import UnitVerdict
from anlian_cli.model.scores import OUTDATED, Score, Stage
from anlian_cli.model.scoring import StageRule
from anlian_cli.model.text import folded
from anlian_cli.office.filed_application import filed_application
from anlian_cli.office.periods import Period
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.history import History
from anlian_cli.records.recorder import Recorder
from anlian_cli.regulation.jinganlianfa_2017_4.supervision import refuses_other_months, review_remark

_NAMED = 10


def noted(recorder: Recorder, period: Period, dossier: Dossier, score: Score) -> Iterator[str]:
    """What is recorded with a score. Raises UsageFault for a review outside its months where R16 refuses it."""
    if score.stage is Stage.INTERVIEW and score.answered_by:
        yield from _answered_by_another(recorder.history, dossier, score.period, score.answered_by)
    standing = dossier.score(score.period, score.stage)
    if score.stage is Stage.REVIEW and standing and score.assessed_on in (None, standing.assessed_on):
        # A correction, upon an objection in January say, is no new review.
        yield from standing.remarks
    elif score.stage is Stage.REVIEW:
        # Without a day of its own a review is dated by its recording.
        day = score.assessed_on or recorder.maker.at.date()
        remark = review_remark(period.regulation, int(score.period), day)
        if remark and refuses_other_months(period.readings):
            raise UsageFault(f"{dossier.name}：{remark}，按口径 R16 不予记录", "考核日期写错的，改正后再录入")
        if remark:
            yield remark


def _answered_by_another(history: History, dossier: Dossier, round_name: str, answered_by: str) -> Iterator[str]:
    principal = principal_of(history, dossier, round_name)
    if principal and folded(principal) != folded(answered_by):
        yield f"答辩人{answered_by}不是主要负责人{principal}"


def principal_of(history: History, dossier: Dossier, round_name: str) -> str | None:
    """The principal as the last change says, else as the round's application does; None where it was erased."""
    changed = [event.principal for event in dossier.events if isinstance(event, Changed) and event.principal]
    if changed:
        return changed[-1] if changed[-1] != ERASED else None
    application = filed_application(history, dossier, round_name)
    principal = application.unit.principal if application and application.unit else None
    return principal.name if principal else None


def remarks_on(rule: StageRule, dossier: Dossier, score: Score) -> list[str]:
    """What is true of a round's score now: a verdict still pending, a score of an older application, nobody named."""
    if not rule.stage.of_a_round:
        return []
    verdict = dossier.verdict(rule.period)
    earlier = dossier.score(rule.period, Stage.MATERIALS) if rule.stage is Stage.INTERVIEW else None
    remarks = ["审核结论还是待核实"] if verdict and verdict.verdict is UnitVerdict.PENDING else []
    remarks += [f"{Stage.MATERIALS.label}{OUTDATED}"] if earlier and dossier.is_outdated(earlier) else []
    return remarks + (["没有写答辩人"] if rule.stage is Stage.INTERVIEW and not score.answered_by else [])


def without_row(due: Sequence[Dossier], rule: StageRule, scored: Collection[str]) -> Iterator[str]:
    """The units that are due and not on the sheet: those without a score by name, the others by their number."""
    missing = [dossier for dossier in due if dossier.code not in scored]
    if not missing:
        return
    absent = f"应评 {len(due)} 家中 {len(missing)} 家没有出现在表里"
    open_ones = [dossier.name for dossier in missing if dossier.score(rule.period, rule.stage) is None]
    if not open_ones:
        yield f"{absent}，都已有得分"
        return
    more = f" 等 {len(open_ones)} 家" if len(open_ones) > _NAMED else ""
    others = f"；另 {len(missing) - len(open_ones)} 家已有得分" if len(open_ones) < len(missing) else ""
    yield f"{absent}：{'、'.join(open_ones[:_NAMED])}{more}{others}"
