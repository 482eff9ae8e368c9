"""Rankings put together: dossiers at a moment, then the rules, then values for the reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec.structs import replace

from anlian_cli.errors import UsageFault
from anlian_cli.model.ranking import (
    AnnualRanking,
    Contender,
    Grade,
    Incomplete,
    ListedUnit,
    RankedUnit,
    RankingBasis,
    SelectionRanking,
)
from anlian_cli.model.results import UnitVerdict
from anlian_cli.model.scores import OUTDATED, Stage
from anlian_cli.model.scoring import StageRule
from anlian_cli.model.states import State
from anlian_cli.office.office import Office
from anlian_cli.office.periods import Period, in_force, locked
from anlian_cli.office.standing import life_of, line_of, same_membership
from anlian_cli.office.supervision.assessed import YEARLY, Due, assessed, assessed_under
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.history import bulk_reading
from anlian_cli.regulation.jinganlianfa_2017_4 import selection as selection_rules
from anlian_cli.regulation.jinganlianfa_2017_4 import supervision
from anlian_cli.regulation.jinganlianfa_2017_4.exits import FAILED_YEAR, answers
from anlian_cli.regulation.jinganlianfa_2017_4.scoring import stage_total
from anlian_cli.regulation.jinganlianfa_2017_4.selection import STAGES, least_total, rank_selection, selection_weights
from anlian_cli.regulation.jinganlianfa_2017_4.supervision import (
    Bands,
    annual_weights,
    bands,
    rank_year,
    ranks,
    recommendation,
)

NEWCOMER = "年内新入册"


def annual(office: Office, year: str) -> AnnualRanking:
    """The ranking of a year. Raises UsageFault where there is no such year, RecordsFault, InputFault."""
    with bulk_reading():
        found = assessed(office, year)
        period = found.period
        # Who is due is a matter of the year's end, who is recommended one of today.
        contenders = [_contender(due, life_of(office, due.dossier).state) for due in found.due.values()]
        places = rank_year(contenders, period.regulation, period.readings, _last_ranks(office, int(year) - 1))
        return AnnualRanking(
            year,
            tuple(_with_duty(office, places, (due.dossier for due in found.due.values()), int(year))),
            tuple(_incomplete(contenders, YEARLY)),
            tuple(_newcomer(office, dossier, period) for dossier in found.fresh),
            _annual_basis(office, period),
        )


def _contender(due: Due, state: State = State.ADMITTED) -> Contender:
    return Contender(due.dossier.name, due.dossier.credit_code, due.daily, due.review, state=state)


def contender(dossier: Dossier, rules: tuple[StageRule, StageRule], period: str) -> Contender:
    """A unit with its two stages' scores, as far as they are recorded."""
    scores = [dossier.score(period, rule.stage) for rule in rules]
    totals = [stage_total(score, rule) if score else None for score, rule in zip(scores, rules, strict=True)]
    remarks = [f"{score.stage.label}{OUTDATED}" for score in scores if score and dossier.is_outdated(score)]
    return Contender(dossier.name, dossier.credit_code, totals[0], totals[1], tuple(remarks))


def _with_duty(office: Office, places: Iterable[RankedUnit], due: Iterable[Dossier], year: int) -> Iterator[RankedUnit]:
    """The places, each told whether the procedure for a failed year is still to be started (Art. 16)."""
    dossiers = {dossier.credit_code: dossier for dossier in due}
    for place in places:
        failed = place.grade is Grade.FAILED
        duty = failed and _to_be_opened(office, dossiers[place.credit_code], year)
        yield replace(place, to_be_opened=True) if duty else place


def _to_be_opened(office: Office, dossier: Dossier, year: int) -> bool:
    admitted = life_of(office, dossier).state is State.ADMITTED and same_membership(office, dossier, year)
    return admitted and not is_answered(office, dossier, FAILED_YEAR, scored_in(dossier, str(year)))


def scored_in(dossier: Dossier, year: str) -> int:
    """The batch that completed a year's scores."""
    filed = (dossier.filed_score(year, stage) for stage in YEARLY)
    return max(entry.batch for entry in filed if entry is not None)


def is_answered(office: Office, dossier: Dossier, clause: str, batch: int) -> bool:
    """Whether a ground that a batch recorded was answered after it, by the day of the moment."""
    # By batch, not by day: a score that is corrected after the answer is a ground anew.
    return any(
        filed.batch > batch and event.on <= office.today and answers(event, clause)
        for event, filed in dossier.filed_events
    )


def _newcomer(office: Office, dossier: Dossier, period: Period) -> Incomplete:
    recommended, basis = recommendation(None, life_of(office, dossier).state, period.readings)
    return Incomplete(dossier.name, dossier.credit_code, (), (NEWCOMER,), recommended, basis)


def _incomplete(contenders: Iterable[Contender], stages: tuple[Stage, Stage]) -> Iterator[Incomplete]:
    for unit in sorted(contenders, key=lambda unit: unit.name):
        missing = [stage for stage, score in zip(stages, (unit.first, unit.second), strict=True) if score is None]
        if missing:
            yield Incomplete(unit.name, unit.credit_code, tuple(missing), unit.remarks)


def _last_ranks(office: Office, year: int) -> dict[str, int]:
    """Last year's ranks by credit code; none where last year was not assessed here."""
    kept = locked(office, "year", str(year))
    if kept is None:
        return {}
    due = assessed_under(office, kept).due.values()
    return ranks(map(_contender, due), kept.regulation, kept.readings)


def _annual_basis(office: Office, period: Period) -> RankingBasis:
    weights = zip(YEARLY, annual_weights(period.regulation), strict=True)
    return _basis(office, period, tuple(weights), supervision.READINGS, bands(period.regulation))


def _basis(
    office: Office,
    period: Period,
    weights: tuple[tuple[Stage, Decimal], ...],
    readings: tuple[str, ...],
    edges: Bands = (),
) -> RankingBasis:
    return RankingBasis(
        weights,
        tuple((key, period.readings[key]) for key in readings),
        office.unconfirmed(readings),
        office.settings.federation.name,
        period.regulation.citation,
        office.today,
        office.history.digest,
        edges,
    )


def selection(office: Office, round_name: str) -> SelectionRanking:
    """The ranking of a round. Raises UsageFault where there is no such round, RecordsFault, InputFault."""
    period = in_force(office, "round", round_name)
    block = period.parameters.round
    assert block is not None  # a round's parameters hold a round
    weights = selection_weights(block, round_name)
    first, second = map(period.rule, STAGES)
    contenders = [contender(dossier, (first, second), round_name) for dossier in interviewees(office, round_name)]
    least = least_total(period.regulation)
    places = rank_selection(contenders, weights, block.quota, period.readings, least)
    return SelectionRanking(
        round_name,
        places,
        tuple(_incomplete(contenders, STAGES)),
        block.quota,
        sum(life_of(office, dossier).state.registered for dossier in office.units()),
        _basis(office, period, tuple(zip(STAGES, weights, strict=True)), selection_rules.READINGS),
    )


def interviewees(office: Office, round_name: str) -> list[Dossier]:
    """Who takes part in a round's ranking: the shortlisted; where none was announced, who passed the check.

    Who was 在册 already on the deadline does not apply for it again.
    """
    units = office.units()
    announced = [dossier for dossier in units if dossier.is_shortlisted(round_name)]
    if announced:
        return announced
    verdicts = ((dossier, dossier.verdict(round_name)) for dossier in units)
    passed = [dossier for dossier, verdict in verdicts if verdict and verdict.verdict is UnitVerdict.PASS]
    before = _members_before(office, round_name)
    return [dossier for dossier in passed if dossier.code not in before]


def _members_before(office: Office, round_name: str) -> frozenset[str]:
    """The units that were 在册 already on a round's deadline."""
    block = in_force(office, "round", round_name).parameters.round
    deadline = block.deadline if block else None
    if deadline is None:
        return frozenset()
    return frozenset(unit.code for unit in office.units() if line_of(office, unit).on(deadline).state.registered)


def shortlist(office: Office, round_name: str) -> tuple[list[ListedUnit], list[ListedUnit]]:
    """Who enters the interview, and who of the round does not, with the reason (Art. 11(1))."""
    before = _members_before(office, round_name)
    entering: list[ListedUnit] = []
    staying: list[ListedUnit] = []
    for dossier in sorted(office.units(), key=lambda dossier: dossier.name):
        verdict = dossier.verdict(round_name)
        if verdict is None:
            continue
        score = dossier.score(round_name, Stage.MATERIALS)
        note = _staying(verdict.verdict, score is not None, dossier.code in before)
        outdated = f"{Stage.MATERIALS.label}{OUTDATED}" if score and dossier.is_outdated(score) else ""
        (staying if note else entering).append(ListedUnit(dossier.name, dossier.credit_code, note or outdated))
    if not entering and not staying:
        raise UsageFault(f"批次 {round_name} 还没有存档的审核结论", "先运行 anlian check --record")
    return entering, staying


def _staying(verdict: UnitVerdict, scored: bool, registered: bool) -> str:
    if registered:
        return "已在册，不用再申报"
    if verdict is not UnitVerdict.PASS:
        return f"审核结论是{verdict.label}"
    return "" if scored else "还没有材料审核得分"
