"""A check beside an earlier one: beside what the records hold of a round, or beside the look before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from anlian_cli.errors import UsageFault
from anlian_cli.forms.discovery import APPLICATIONS, UnitLocation, find_units
from anlian_cli.model.filing import FiledVerdict
from anlian_cli.model.findings import Place, Severity
from anlian_cli.model.results import CheckReport, ClauseVerdict, UnitResult, UnitVerdict
from anlian_cli.model.since import Became, Item, Since, UnitSince, became
from anlian_cli.office.directory import directory
from anlian_cli.office.office import Office
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.places import verdict_path
from anlian_cli.report.check_json import clause_json, finding_json

_PLACE = ("line", "column", "sheet", "cell")


def since_recorded(
    office: Office | None, locations: Sequence[UnitLocation], report: CheckReport, round_name: str | None
) -> Since:
    """The check beside each unit's recorded verdict. Raises UsageFault where nothing of the round is recorded."""
    if office is None:
        raise UsageFault("--since 要在工作区里用", "不在工作区内的没有台账，没有上次的结果可比")
    rounds = list(dict.fromkeys(location.round_name or round_name or "" for location in locations))
    recorded = {name: _recorded(office, name) for name in rounds}
    if not any(recorded.values()):
        hint = "审核本身什么也不写；先用 anlian check --record 存档，以后就和它比"
        raise UsageFault(f"批次 {'、'.join(rounds)} 还没有存档，没有上次的结果可比", hint)
    units, titles, met = directory(office.history), _titles(office, report), set()
    found = []
    for location, unit in zip(locations, report.units, strict=True):
        dossier = units.with_code(unit.credit_code or "")
        verdict = recorded[location.round_name or round_name or ""].get(dossier.code) if dossier else None
        met.add(dossier.code if dossier else None)
        found.append(_beside(unit, verdict, titles))
    for name in rounds:
        if _is_whole(office, name, locations):
            found += [_gone(recorded[name][code]) for code in sorted(recorded[name].keys() - met)]
    return Since(_against(office, recorded), tuple(found))


def _recorded(office: Office, round_name: str) -> dict[str, FiledVerdict]:
    """The verdicts of a round by dossier, whole: what the history holds of one leaves its clauses and findings out."""
    filed = {dossier.code: dossier.filed(verdict_path(round_name)) for dossier in office.units()}
    return {code: office.history.document(FiledVerdict, one) for code, one in filed.items() if one is not None}


def _against(office: Office, recorded: Mapping[str, Mapping[str, FiledVerdict]]) -> str:
    dossiers = office.history.dossiers
    number = max(_batch(dossiers[code], name) for name, verdicts in recorded.items() for code in verdicts)
    return f"第 {number} 批，{office.history.batches[number - 1].at:%Y-%m-%d} 存档"


def _batch(dossier: Dossier, round_name: str) -> int:
    filed = dossier.filed(verdict_path(round_name))
    return filed.batch if filed else 0


def _titles(office: Office, report: CheckReport) -> dict[str, str]:
    """What each clause is called, in the words of those that were judged where there are any."""
    own = {clause.id: clause.title for clause in office.regulation.clauses}
    return own | {clause.id: clause.title for unit in report.units for clause in unit.clauses}


def _is_whole(office: Office, round_name: str, locations: Iterable[UnitLocation]) -> bool:
    """Whether the round's every folder was looked at, so that who is missing is gone."""
    folder = office.workspace / APPLICATIONS / round_name
    seen = {location.path.resolve() for location in locations}
    return folder.is_dir() and {unit.path.resolve() for unit in find_units(folder, office.workspace)} <= seen


def _beside(unit: UnitResult, verdict: FiledVerdict | None, titles: Mapping[str, str]) -> UnitSince:
    old = list(_items(verdict.clauses, verdict.findings, titles)) if verdict else []
    return _unit(unit, verdict.verdict if verdict else None, old, _items_of(unit))


def _unit(unit: UnitResult, was: UnitVerdict | None, old: Sequence[Item], new: Sequence[Item]) -> UnitSince:
    items = tuple(became(old, new))
    if unit.verdict is UnitVerdict.UNREADABLE:
        # What cannot be seen was not put right.
        items = tuple((Became.OPEN if how is Became.FIXED else how, item) for how, item in items)
    return UnitSince(unit.name, unit.credit_code, unit.source, was, unit.verdict, items)


def _gone(verdict: FiledVerdict) -> UnitSince:
    return UnitSince(verdict.name, verdict.credit_code, None, verdict.verdict, None)


def _items_of(unit: UnitResult) -> list[Item]:
    """The items of a unit in the shape that the records keep, so that both sides are read alike."""
    clauses = [dict(clause_json(clause)) for clause in unit.clauses if clause.counts]
    titles = {clause.id: clause.title for clause in unit.clauses}
    return list(_items(clauses, [dict(finding_json(finding)) for finding in unit.findings], titles))


def _items(
    clauses: Iterable[Mapping[str, Any]], findings: Iterable[Mapping[str, Any]], titles: Mapping[str, str]
) -> Iterator[Item]:
    # A clause that failed has a finding of its name, with its place; the clause itself would say the same again.
    found = set()
    for finding in findings:
        found.add(finding["code"])
        place = Place(finding["file"] or "", **{key: finding[key] for key in _PLACE})
        yield Item(finding["code"], Severity(finding["severity"]), finding["message"], place.file, place.label)
    for clause in clauses:
        verdict = ClauseVerdict(clause["verdict"])
        if verdict is not ClauseVerdict.MET and clause["id"] not in found:
            said = "：".join(filter(None, (titles.get(clause["id"], ""), clause["note"] or clause["found"])))
            yield Item(clause["id"], verdict, said)


def since_before(before: CheckReport, now: CheckReport) -> Since:
    """A look beside the one before it; units that left are told too."""
    old = {unit.source: unit for unit in before.units}
    units = [_after(old.pop(unit.source, None), unit) for unit in now.units]
    left = [UnitSince(unit.name, unit.credit_code, unit.source, unit.verdict, None) for unit in old.values()]
    shared = [(Became.FIXED, one) for one in before.shared if one not in now.shared]
    shared += [(Became.NEW, one) for one in now.shared if one not in before.shared]
    return Since("", (*units, *left), tuple(shared))


def _after(before: UnitResult | None, now: UnitResult) -> UnitSince:
    old = _items_of(before) if before else []
    return _unit(now, before.verdict if before else None, old, _items_of(now))
