"""Who is on a round's confirmed list (Art. 11), and how that differs from the ranking and the recorded verdicts."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from anlian_cli.errors import UsageFault
from anlian_cli.forms.score_head import RowFault
from anlian_cli.forms.unit_list import read_unit_list, refuse
from anlian_cli.model.decimals import plain
from anlian_cli.model.filing import FiledVerdict
from anlian_cli.model.ranking import QuotaSide, RankedApplicant, SelectionRanking
from anlian_cli.model.results import ClauseVerdict, UnitVerdict
from anlian_cli.office.directory import directory, match_row
from anlian_cli.office.office import Office
from anlian_cli.office.periods import in_force
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.history import History
from anlian_cli.records.places import dossier_code, verdict_path
from anlian_cli.regulation.jinganlianfa_2017_4.selection import is_binding, least_total


class Named(Struct, frozen=True):
    """A unit to be admitted, and how it differs from the ranking."""

    code: str
    name: str
    note: str | None = None
    unmet: tuple[str, ...] = ()
    """The clauses of a recorded verdict `fail`, against which the unit is admitted."""


def within_quota(ranking: SelectionRanking) -> list[Named]:
    """The units within the quota. Raises UsageFault where the ranking alone does not decide."""
    hint = "由评定小组决定后，用 --list 名单 --reason 原因 记录"
    if ranking.quota is None:
        raise UsageFault(f"批次 {ranking.round} 的名额未定，不能只按排名确认", hint)
    if ranking.incomplete:
        names = "、".join(unit.name for unit in ranking.incomplete)
        raise UsageFault(f"还有 {len(ranking.incomplete)} 家没有完成：{names}", f"录完再确认；或{hint}")
    if tied := [place.name for place in ranking.places if place.within_quota is QuotaSide.TIED]:
        raise UsageFault(f"名额线上 {len(tied)} 家同分：{'、'.join(tied)}", hint)
    if not ranking.places:
        raise UsageFault(f"批次 {ranking.round} 还没有排名", "先录入材料审核和面试答辩的得分")
    return [_named(place) for place in ranking.places if place.within_quota is QuotaSide.YES]


def _named(place: RankedApplicant, note: str | None = None) -> Named:
    return Named(dossier_code(place.credit_code) or "", place.name, note)


def confirmed_list(office: Office, ranking: SelectionRanking, path: Path) -> tuple[list[Named], list[Named]]:
    """The panel's list, and who stood within the quota and is not on it. Raises InputFault by row."""
    units, faults = directory(office.history), []
    places = {place.credit_code: place for place in ranking.places}
    named: dict[str, Named] = {}
    for listed in read_unit_list(path):
        try:
            dossier = match_row(units, listed.name, listed.code)
        except ValueError as problem:
            faults.append(RowFault(listed.row, listed.cell, str(problem)))
            continue
        if dossier.code in named:
            faults.append(RowFault(listed.row, listed.cell, f"“{dossier.name}”重复了"))
        place = places.get(dossier.credit_code)
        if fault := _short_of_the_least(office, ranking, place):
            faults.append(RowFault(listed.row, listed.cell, f"“{dossier.name}”{fault}"))
        note = notes_joined(_difference(place), _doubtful_verdict(dossier, ranking.round))
        named[dossier.code] = Named(dossier.code, dossier.name, note)
    refuse(path, faults)
    passed_over = [
        _named(place, f"排名第 {place.rank}，名额内")
        for place in ranking.places
        if place.within_quota is QuotaSide.YES and dossier_code(place.credit_code) not in named
    ]
    return list(named.values()), passed_over


def _difference(place: RankedApplicant | None) -> str | None:
    """How a confirmed unit differs from the ranking; None where it stood within the quota."""
    if place is None:
        return "不在综合测评排名中，由评定小组确认"
    if place.within_quota is QuotaSide.TIED:
        return f"排名第 {place.rank}，名额线上同分，由评定小组确认"
    return f"排名第 {place.rank}，名额外，由评定小组确认" if place.within_quota is QuotaSide.NO else None


def _short_of_the_least(office: Office, ranking: SelectionRanking, place: RankedApplicant | None) -> str | None:
    """Why a total does not do where the least one is binding (Art. 7, reading R15); None where it does."""
    period = in_force(office, "round", ranking.round)
    least = least_total(period.regulation)
    if place is None or place.total >= least or not is_binding(period.readings):
        return None
    return f"总成绩 {plain(place.total)} 低于 {plain(least)} 分，按口径 R15 不能确认"


def _doubtful_verdict(dossier: Dossier, round_name: str) -> str | None:
    """What the recorded verdict says of a unit that did not pass; None where it did."""
    verdict = dossier.verdict(round_name)
    if verdict is None:
        return f"批次 {round_name} 没有存档的审核结论"
    return None if verdict.verdict is UnitVerdict.PASS else f"审核结论是{verdict.verdict.label}"


def notes_joined(*notes: str | None) -> str | None:
    return "；".join(note for note in notes if note) or None


def with_unmet_clauses(office: Office, unit: Named, round_name: str, reason: str | None) -> Named:
    """A unit with the unmet clauses of its recorded verdict. Raises UsageFault where it failed and no reason stands."""
    verdict = office.history.dossiers[unit.code].verdict(round_name)
    if verdict is None or verdict.verdict is not UnitVerdict.FAIL:
        return unit
    unmet = _unmet_clauses(office.history, unit.code, round_name)
    if not reason:
        hint = "评定小组仍要确认的，加 --reason 原因；不符合的条款会一并记录"
        raise UsageFault(f"{unit.name} 存档的审核结论是不符合（{'、'.join(unmet)}），没有记录", hint)
    return replace(unit, unmet=unmet)


def _unmet_clauses(history: History, code: str, round_name: str) -> tuple[str, ...]:
    """The clauses that a recorded verdict found unmet."""
    filed = history.dossiers[code].filed(verdict_path(round_name))
    assert filed is not None  # its verdict was just read
    clauses = history.document(FiledVerdict, filed).clauses
    return tuple(str(clause["id"]) for clause in clauses if clause["verdict"] == ClauseVerdict.UNMET.value)
