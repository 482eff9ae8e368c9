"""The account of an objection put together: the sum, its items and experts or clauses, and every version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from anlian_cli.model.account import Account, AccountLine, AccountStep, ListedObjection, ObjectionList
from anlian_cli.model.explained import ExplainedStage
from anlian_cli.model.filing import FiledVerdict
from anlian_cli.model.findings import Severity
from anlian_cli.model.objections import Result, Subject
from anlian_cli.model.personal import masked
from anlian_cli.model.results import ClauseVerdict, UnitVerdict
from anlian_cli.model.scores import Score, Stage
from anlian_cli.office.objections.standing import Objection, objections, recorded_since
from anlian_cli.office.office import Office
from anlian_cli.office.periods import Period, in_force
from anlian_cli.office.supervision.assessed import YEARLY
from anlian_cli.office.supervision.explained import stages_explained
from anlian_cli.office.supervision.ranking import annual, selection
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.places import verdict_path
from anlian_cli.regulation.jinganlianfa_2017_4.scoring import expert_total
from anlian_cli.regulation.jinganlianfa_2017_4.selection import STAGES
from anlian_cli.report.rank_explain_view import sum_in_words
from anlian_cli.report.rank_words import weighted_in_words


def listed(office: Office, *, every: bool = False) -> ObjectionList:
    """The open objections of all units, or every one, by number."""
    found = [one for dossier in office.units() for one in objections(dossier) if every or one.answer is None]
    found.sort(key=lambda one: one.raised.number)
    return ObjectionList(tuple(_listed(office, one) for one in found), office.today, office.history.digest)


def _listed(office: Office, objection: Objection) -> ListedObjection:
    dossier = objection.dossier
    corrected_in = tuple(batch.number for batch in recorded_since(office, objection))
    known = (dossier.name, dossier.credit_code, objection.subject, objection.raised)
    return ListedObjection(*known, corrected_in, objection.answer)


def account(office: Office, objection: Objection) -> Account:
    """An objection explained as things stand. Raises UsageFault, InputFault, RecordsFault."""
    subject, dossier = objection.subject, objection.dossier
    period = in_force(office, "round" if subject.of_a_round else "year", subject.period)
    parts = _verdict(office, period, dossier) if subject.about is Result.VERDICT else _scores(office, period, dossier)
    lines, trail = parts
    return Account(
        _listed(office, objection),
        _sum(office, subject, dossier),
        lines,
        trail,
        office.settings.federation.name,
        period.regulation.citation,
        office.today,
        office.history.digest,
    )


def _sum(office: Office, subject: Subject, dossier: Dossier) -> str | None:
    """The weighted sum of a year or round, where the unit has one."""
    if subject.about is Result.VERDICT:
        return None
    if subject.of_a_round:
        found = selection(office, subject.period)
        sums = {
            one.credit_code: weighted_in_words(found.basis, (one.materials, one.interview), one.total)
            for one in found.places
        }
    else:
        ranking = annual(office, subject.period)
        sums = {one.credit_code: sum_in_words(ranking.basis, one) for one in ranking.places}
    return sums.get(dossier.credit_code)


Parts = tuple[tuple[AccountLine, ...], tuple[AccountStep, ...]]


def _scores(office: Office, period: Period, dossier: Dossier) -> Parts:
    stages = STAGES if period.parameters.kind == "round" else YEARLY
    found = list(stages_explained(office, dossier, map(period.rule, stages)))
    lines = [line for stage in found for line in _lines(stage)]
    trail = sorted((step for stage in found for step in _steps(stage)), key=lambda step: step.batch.number)
    return tuple(lines), tuple(trail)


def _lines(stage: ExplainedStage) -> Iterator[AccountLine]:
    """The items of a stage, or its experts, who go without a name: the account is given out of the house."""
    score = stage.life.score
    for item in score.items:
        given = item.points if item.points is not None else "不适用"
        yield AccountLine(score.stage.label, stage.titles[item.item], item.maximum, given, masked(item.reason or ""))
    for number, expert in enumerate(score.experts, start=1):
        given = "回避" if expert.recused else expert_total(expert)
        yield AccountLine(score.stage.label, f"专家 {number}", None, given, "")
    yield AccountLine(score.stage.label, "得分", None, stage.life.total, masked(score.note or ""))


def _steps(stage: ExplainedStage) -> Iterator[AccountStep]:
    score: Score = stage.life.score
    for one in stage.corrections:
        # Of an interview they name the experts.
        details = one.details if score.stage is not Stage.INTERVIEW else ()
        yield AccountStep(score.stage.label, one.batch, one.old, one.new, tuple(map(masked, details)))


def _verdict(office: Office, period: Period, dossier: Dossier) -> Parts:
    """The clauses that are not met, the faults of the forms, and every version of the verdict."""
    path = verdict_path(period.name)
    filed = dossier.filed(path)
    told = office.history.document(FiledVerdict, filed) if filed else None
    titles = {clause.id: clause.title for clause in period.regulation.clauses}
    lines = [
        *(_clause(titles, one) for one in (told.clauses if told else ()) if one["verdict"] != ClauseVerdict.MET),
        *(_fault(one) for one in (told.findings if told else ()) if one["severity"] == Severity.ERROR.value),
    ]
    trail = tuple(_verdict_steps(office, dossier, path))
    conclusion = [AccountLine(Result.VERDICT.label, "结论", None, step.new, "") for step in trail[-1:] if step.new]
    return (*lines, *conclusion), trail


def _clause(titles: Mapping[str, str], told: Mapping[str, Any]) -> AccountLine:
    required = f"要求{told['required']}" if told.get("required") else None
    reason = "；".join(text for text in (told.get("found"), required, told.get("note")) if text)
    title = f"{told['id']} {titles.get(told['id'], '')}".strip()
    return AccountLine(Result.VERDICT.label, title, None, ClauseVerdict(told["verdict"]).label, masked(reason))


def _fault(told: Mapping[str, Any]) -> AccountLine:
    return AccountLine(Result.VERDICT.label, told["code"], None, Severity.ERROR.label, masked(told["message"]))


def _verdict_steps(office: Office, dossier: Dossier, path: str) -> Iterator[AccountStep]:
    codes, before = {dossier.code, *dossier.former_codes}, None
    for version in office.history.versions:
        entry = version.entry
        if entry.folder.partition("/")[0] in codes and path in entry.changes:
            document = entry.documents.get(path)
            now = UnitVerdict(document["verdict"]).label if isinstance(document, dict) else None
            yield AccountStep(Result.VERDICT.label, version.batch, before, now)
            before = now
