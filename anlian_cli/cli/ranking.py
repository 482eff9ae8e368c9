"""Rankings put together: dossiers at a moment, then the rules, then values for the reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from anlian_cli.cli.lives import admission_in_force, life_of
from anlian_cli.cli.office import Moment, Office
from anlian_cli.cli.periods import in_force
from anlian_cli.errors import UsageFault
from anlian_cli.model.exits import State
from anlian_cli.model.filing import Parameters
from anlian_cli.model.ranking import (
    AnnualRanking,
    Basis,
    Contender,
    Incomplete,
    ListedUnit,
    SelectionRanking,
)
from anlian_cli.model.results import UnitVerdict
from anlian_cli.model.scores import OUTDATED, Stage
from anlian_cli.model.scoring import StageRule
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.history import History, bulk_reading
from anlian_cli.records.standings import admitted_on, is_shortlisted
from anlian_cli.regulation.ch3_supervision import Bands, annual_weights, bands, is_due, rank_year
from anlian_cli.regulation.scoring import stage_rule, stage_total
from anlian_cli.regulation.selection import STAGES, rank_selection, selection_weights
from anlian_cli.regulation.text import current_regulation

YEARLY = (Stage.DAILY, Stage.REVIEW)
_ANNUAL_READINGS = ("R1", "R2", "R9", "R12", "R13", "R14")
_SELECTION_READINGS = ("R2", "R8", "R9")
NEWCOMER = "年内新入册"
_IN = (State.ADMITTED, State.PROCEDURE)


@dataclass(frozen=True, slots=True)
class Sight:
    """What a ranking looks at: the office's records at a moment."""

    office: Office
    history: History
    moment: Moment

    def units(self) -> list[Dossier]:
        return [dossier for dossier in self.history.dossiers.values() if dossier.is_unit]

    def parameters(self, kind: str, period: str) -> Parameters:
        return in_force(self.office, self.history, kind, period, self.moment)


def look(office: Office, moment: Moment) -> Sight:
    """The records at a moment."""
    return Sight(office, office.history(moment), moment)


def annual(sight: Sight, year: str) -> AnnualRanking:
    """The ranking of a year. Raises UsageFault where there is no such year, RecordsFault, InputFault."""
    with bulk_reading():
        parameters = sight.parameters("year", year)
        rules = _rules(YEARLY, parameters)
        due = _due(sight, int(year), parameters)
        contenders = [_with_procedure(sight, dossier, rules, year) for dossier, fresh in due if not fresh]
        regulation = current_regulation()
        last_ranks = _last_ranks(sight, int(year) - 1)
        places = rank_year(contenders, regulation, parameters.readings, last_ranks)
        return AnnualRanking(
            year,
            places,
            tuple(_incomplete(contenders, YEARLY)),
            tuple(Incomplete(dossier.name, dossier.credit_code, (), (NEWCOMER,)) for dossier, fresh in due if fresh),
            _annual_basis(sight, parameters),
        )


def _rules(stages: Iterable[Stage], parameters: Parameters) -> tuple[StageRule, StageRule]:
    first, second = (stage_rule(stage, parameters, current_regulation()) for stage in stages)
    return first, second


def _due(sight: Sight, year: int, parameters: Parameters) -> list[tuple[Dossier, bool]]:
    """The units that are 在册 at a year's end, and whether each came in within it and is not due yet.

    A unit that has exited or withdrawn by then is not due.
    """
    found = []
    last_day = date(year, 12, 31)
    for dossier in sight.units():
        since = admission_in_force(dossier, last_day)
        if since is not None and life_of(sight.office, dossier, last_day).state in _IN:
            found.append((dossier, not is_due(since.year, year, parameters.readings)))
    return found


def contender(dossier: Dossier, rules: tuple[StageRule, StageRule], period: str) -> Contender:
    """A unit with its two stages' scores, as far as they are recorded."""
    scores = [dossier.score(period, rule.stage) for rule in rules]
    totals = [stage_total(score, rule) if score else None for score, rule in zip(scores, rules, strict=True)]
    outdated = [f"{score.stage.label}{OUTDATED}" for score in scores if score and dossier.is_outdated(score)]
    return Contender(dossier.name, dossier.credit_code, totals[0], totals[1], tuple(outdated))


def _with_procedure(sight: Sight, dossier: Dossier, rules: tuple[StageRule, StageRule], year: str) -> Contender:
    """A unit of a year, told whether an exit procedure runs at the moment (reading R13)."""
    running = life_of(sight.office, dossier, sight.moment.today).state is State.PROCEDURE
    return replace(contender(dossier, rules, year), procedure_open=running)


def _incomplete(contenders: Iterable[Contender], stages: tuple[Stage, Stage]) -> Iterator[Incomplete]:
    for unit in sorted(contenders, key=lambda unit: unit.name):
        missing = [stage for stage, score in zip(stages, (unit.first, unit.second), strict=True) if score is None]
        if missing:
            yield Incomplete(unit.name, unit.credit_code, tuple(missing), unit.remarks)


def _last_ranks(sight: Sight, year: int) -> dict[str, int]:
    """Last year's ranks by credit code; none where last year was not assessed here."""
    known = sight.history.dossiers.get(sight.office.code)
    locked = known.parameters("year", str(year)) if known else None
    if locked is None:
        return {}
    rules = _rules(YEARLY, locked)
    due = [dossier for dossier, fresh in _due(sight, year, locked) if not fresh]
    contenders = [contender(dossier, rules, str(year)) for dossier in due]
    places = rank_year(contenders, current_regulation(), locked.readings, {})
    return {place.credit_code: place.rank for place in places}


def _annual_basis(sight: Sight, parameters: Parameters) -> Basis:
    regulation = current_regulation()
    weights = zip(YEARLY, annual_weights(regulation), strict=True)
    return _basis(sight, parameters, tuple(weights), _ANNUAL_READINGS, bands(regulation))


def _basis(
    sight: Sight,
    parameters: Parameters,
    weights: tuple[tuple[Stage, Decimal], ...],
    readings: tuple[str, ...],
    edges: Bands = (),
) -> Basis:
    chosen = sight.office.settings.readings
    return Basis(
        weights,
        tuple((key, parameters.readings[key]) for key in readings),
        tuple(key for key in readings if key not in chosen or not chosen[key].confirmed_by),
        sight.office.settings.federation.name,
        sight.moment.today,
        sight.history.digest,
        edges,
    )


def selection(sight: Sight, round_name: str) -> SelectionRanking:
    """The ranking of a round. Raises UsageFault where there is no such round, RecordsFault, InputFault."""
    parameters = sight.parameters("round", round_name)
    block = parameters.round
    assert block is not None  # a round's parameters hold a round
    weights = selection_weights(block, round_name)
    rules = _rules(STAGES, parameters)
    contenders = [contender(dossier, rules, round_name) for dossier in interviewees(sight, round_name)]
    places = rank_selection(contenders, weights, block.quota, parameters.readings)
    return SelectionRanking(
        round_name,
        places,
        tuple(_incomplete(contenders, STAGES)),
        block.quota,
        sum(admitted_on(dossier) is not None for dossier in sight.units()),
        _basis(sight, parameters, tuple(zip(STAGES, weights, strict=True)), _SELECTION_READINGS),
    )


def interviewees(sight: Sight, round_name: str) -> list[Dossier]:
    """Who takes part in a round's ranking: the shortlisted; where none was announced, who passed the check."""
    units = sight.units()
    announced = [dossier for dossier in units if is_shortlisted(dossier, round_name)]
    if announced:
        return announced
    verdicts = ((dossier, dossier.verdict(round_name)) for dossier in units)
    return [dossier for dossier, verdict in verdicts if verdict and verdict.verdict is UnitVerdict.PASS]


def shortlist(sight: Sight, round_name: str) -> tuple[list[ListedUnit], list[ListedUnit]]:
    """Who enters the interview, and who of the round does not, with the reason (Art. 11(1))."""
    sight.parameters("round", round_name)
    entering: list[ListedUnit] = []
    staying: list[ListedUnit] = []
    for dossier in sorted(sight.units(), key=lambda dossier: dossier.name):
        verdict = dossier.verdict(round_name)
        if verdict is None:
            continue
        score = dossier.score(round_name, Stage.MATERIALS)
        note = _staying(verdict.verdict, score is not None)
        outdated = f"{Stage.MATERIALS.label}{OUTDATED}" if score and dossier.is_outdated(score) else ""
        (staying if note else entering).append(ListedUnit(dossier.name, dossier.credit_code, note or outdated))
    if not entering and not staying:
        raise UsageFault(f"批次 {round_name} 还没有存档的审核结论", "先运行 anlian check --record")
    return entering, staying


def _staying(verdict: UnitVerdict, scored: bool) -> str:
    if verdict is not UnitVerdict.PASS:
        return f"审核结论是{verdict.label}"
    return "" if scored else "还没有材料审核得分"


def assessed_years(sight: Sight, *, needed: bool = True) -> list[str]:
    """The years of which scores are recorded, the earliest first. Raises UsageFault where one is needed."""
    scored = {score.period for dossier in sight.units() for score in dossier.scores if not score.stage.of_a_round}
    if needed and not scored:
        raise UsageFault("台账里还没有年度考核的得分", "先用 anlian score 录入")
    return sorted(scored)
