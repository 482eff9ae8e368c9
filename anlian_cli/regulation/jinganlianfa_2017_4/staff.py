"""Art. 9(4): someone full-time, six consultants, two of them with a senior title."""

from __future__ import annotations

from collections.abc import Iterator

from anlian_cli.model.application import PersonForm
from anlian_cli.model.text import folded
from anlian_cli.regulation.clause import Case, Ruling, met, unmet, unproven, unread
from anlian_cli.regulation.people import people
from anlian_cli.regulation.titles import Title, look_up


def full_time_staff(case: Case) -> Ruling:
    """9.4a: someone full-time for the daily management. A blank field is a form to correct, not an answer."""
    staff = case.unit.full_time_staff
    if staff is None:
        return unproven("“专职工作人员”没有可用的内容")
    count, minimum = len({folded(name) for name in staff if name}), case.terms.number("full_time_minimum")
    if count >= minimum:
        return met(f"{count} 名")
    if case.unread:
        return unproven(unread(case), f"{count} 名")
    return unmet(f"{count} 名", ("unit", "full_time_staff"), f"专职工作人员 {count} 名，少于 {minimum} 名")


def consultants(case: Case) -> Ruling:
    """9.4b: six consultants; people, not rows."""
    if case.application.persons is None:
        return unproven("没有读到人员登记表")
    known, unknown = people(case.application.persons)
    count, minimum = len(known), case.terms.number("consultants_minimum")
    if count >= minimum:
        return met(f"{count} 名")
    if count + len(unknown) + len(case.only_listed) >= minimum or case.unread:
        return unproven("；".join(_who_may_count(case, len(unknown), len(case.only_listed))), f"{count} 名")
    message = f"有人员登记表的咨询人员 {count} 名，少于 {minimum} 名"
    return unmet(f"{count} 名", ("persons",), message)


def _who_may_count(case: Case, unknown: int, listed: int) -> Iterator[str]:
    """Where more consultants may be: in forms that name nobody, on lists, in what was not read."""
    if unknown:
        yield f"另有 {unknown} 份登记表认不出是谁"
    if listed:
        yield f"名单上另有 {listed} 人没有登记表"
    if case.unread:
        yield unread(case)


def senior_consultants(case: Case) -> Ruling:
    """9.4c: two of them with a senior title; one that is unknown matters only where it could change the answer."""
    if case.application.persons is None:
        return unproven("没有读到人员登记表")
    known, unknown = people(case.application.persons)
    levels = _senior_levels(case)
    # Where one person's forms differ, the title is in doubt, not the better one held.
    senior = [rows for rows in known if all(_title(row).level in levels for row in rows)]
    unclear = [rows for rows in known if rows not in senior and any(_could_be_senior(row, levels) for row in rows)]
    count, minimum = len(senior), case.terms.number("senior_minimum")
    doubtful = len(unclear) + len(unknown)
    if count >= minimum:
        return met(f"{count} 名")
    listed = sum(_could_be_senior(row, levels) for row in case.only_listed)
    if count + doubtful + listed >= minimum or case.unread:
        whose = _whose_titles(unclear)
        confirmed = f"已确认 {count} 名，待核 {doubtful} 名{whose}"
        ask = f"请写明下列人员职称证书上的全称，并附证书复印件{whose}" if whose else None
        return unproven("；".join([confirmed, *_who_may_count(case, 0, listed)]), f"{count} 名", ask=ask)
    return unmet(f"{count} 名", ("persons",), f"有高级职称的咨询人员 {count} 名，少于 {minimum} 名")


def _senior_levels(case: Case) -> frozenset[str]:
    """Reading R11."""
    return frozenset({"正高级"} if case.terms.readings["R11"] == "仅正高级" else {"正高级", "副高级"})


def _title(person: PersonForm) -> Title:
    return Title(unclear="未填写专业技术职务") if person.title is None else look_up(person.title)


def _could_be_senior(person: PersonForm, levels: frozenset[str]) -> bool:
    title = _title(person)
    return title.unclear is not None or title.level in levels


def _whose_titles(unclear: list[tuple[PersonForm, ...]]) -> str:
    reasons = [f"{rows[0].name}：{_title(rows[0]).unclear or '几张登记表的职称不一致'}" for rows in unclear[:5]]
    return f"（{'；'.join(reasons)}）" if reasons else ""
