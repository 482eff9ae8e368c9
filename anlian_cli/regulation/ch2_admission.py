"""Chapter 2, admission: the conditions of Art. 9, the materials of Art. 10 and delivery (Art. 11).

The bar that an application meets is chapter 4's. Every clause is listed here, in the order of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from anlian_cli.model.application import PICTURE, Application, PersonForm
from anlian_cli.model.dates import years_after
from anlian_cli.model.labels import label_path
from anlian_cli.model.text import compact, folded, quoted
from anlian_cli.regulation.ch4_exit import not_barred
from anlian_cli.regulation.clause import (
    MET,
    UNMET,
    Case,
    ClauseFunction,
    Fault,
    Ruling,
    met,
    unmet,
    unproven,
)
from anlian_cli.regulation.people import people
from anlian_cli.regulation.text import Regulation
from anlian_cli.regulation.titles import Title, look_up

_AWAITING = "待初核确认"
_NAMED = 5
_BLANKS = re.compile(r"\s+")


def legal_person(case: Case) -> Ruling:
    """9.1a: an independent legal person; a sole trader, law firm or branch is none, whatever it declares."""
    code, name = case.unit.credit_code or "", case.unit.name or ""
    kind = case.terms.regulation.value("non_legal_person_classes").get(code[:2]) if len(code) == 18 else None
    if kind:
        return unmet(
            f"统一代码类别 {code[:2]}（{kind}）",
            ("unit", "credit_code"),
            f"统一代码以 {code[:2]} 开头，是{kind}，不是独立法人",
        )
    endings = tuple(case.terms.regulation.value("branch_name_endings"))
    if compact(name).endswith(endings):
        return unmet("名称为分支机构", ("unit", "name"), "单位名称是分支机构，不是独立法人")
    return declared("legal_person")(case)


def declared(attribute: str) -> ClauseFunction:
    """A condition that the unit declares with 是 or 否: 否 fails by itself, 是 waits for the reviewer."""

    def function(case: Case) -> Ruling:
        answer = getattr(case.self_check, attribute)
        if answer is None:
            return _not_declared(attribute)
        if answer:
            return unproven(_AWAITING, "自查填“是”")
        label = _label("self_check", attribute)
        return unmet("自查填“否”", ("self_check", attribute), f"自查“{label}”填“否”，应当具备")

    return function


def business_scope(case: Case) -> Ruling:
    """9.2a: the licence's scope may name safety consulting; where nothing in it could mean that, it is unmet."""
    scope = case.self_check.business_scope
    if scope is None:
        return _not_declared("business_scope")
    mention = _safety_mention(scope, case.terms.regulation)
    if mention is None:
        return unmet("没有相关词语", ("self_check", "business_scope"), "经营范围中没有安全生产咨询服务一类的内容")
    return unproven("待初核对照执照确认", f"写有{quoted(mention)}")


def _safety_mention(scope: str, regulation: Regulation) -> str | None:
    """A wording that is listed, else any 安全 with what surrounds it; one that is denied does not count.

    A blank may part two entries or stand there for nothing, so the scope is read both ways.
    """
    denied = re.compile("|".join(regulation.value("scope_denials")))
    readings = [denied.sub("…", compact(text)) for text in (scope, _BLANKS.sub(";", scope))]
    found = (re.search(pattern, text) for pattern in _safety_patterns(regulation) for text in readings)
    return next((match[0] for match in found if match), None)


def _safety_patterns(regulation: Regulation) -> tuple[str, str]:
    """No match where another trade's word stands right before: 网络与信息安全 is no safety consulting."""
    guards = "".join(f"(?<!{trade})" for trade in regulation.value("other_safety_trades"))
    listed = "|".join(regulation.value("safety_business_words"))
    around = f"[^;。,()]{{0,{regulation.value('words_around_mention')}}}"
    return f"{guards}(?:{listed})", f"{around}{guards}{regulation.value('safety_word')}{around}"


def years_in_service(case: Case) -> Ruling:
    """9.2b: two full years of such work by the day of reading R4; a month counts from its last day."""
    start, day = case.self_check.in_service_since, _service_day(case)
    if start is None:
        return _not_declared("in_service_since")
    if day is None:
        return unproven("没有截止日期、收件日期或登记日期，不知算到哪一天", f"自 {start} 起")
    years, found = case.terms.number("years_in_service"), f"自 {start} 起，算到 {day.isoformat()}"
    if years_after(start.last_day, years) <= day:
        return unproven(_AWAITING, found)
    if start.month is None and years_after(start.first_day, years) <= day:
        return unproven("起始日期只写到年，看不出是否满期，请补月日", found)
    return unmet(found, ("self_check", "in_service_since"), f"从业{found}，不满 {years} 年")


def _service_day(case: Case) -> date | None:
    """Reading R4: the day to which the years of service are counted."""
    received, registered = case.verification.first_received_on, case.application.registered_on
    answer = case.terms.readings["R4"]
    if answer == "登记日期":
        return registered
    return received or registered if answer == "收件日期" else case.terms.deadline or received or registered


def advisory_fields(case: Case) -> Ruling:
    """9.3a: all five fields of advice."""
    offered = case.self_check.fields
    if offered is None:
        return _not_declared("fields")
    offered_words = {folded(word) for word in offered}
    missing = [word for word in case.terms.regulation.value("advisory_fields") if word not in offered_words]
    found = "、".join(offered) or "无"
    if missing:
        return unmet(found, ("self_check", "fields"), f"咨询领域缺 {'、'.join(missing)}，应当五类齐全")
    return unproven(_AWAITING, found)


def reviewer_only(_case: Case) -> Ruling:
    """9.3b, 11.2: no file can decide; the reviewer does."""
    return unproven("只由初核人认定，尚无结论")


def contents_agree(case: Case) -> Ruling:
    """10.7: only the reviewer can tell, who is asked to look at every signature that is a picture."""
    persons = case.application.persons or ()
    pictured = [one.name or "" for one in persons if one.undertaking and one.undertaking.signature == PICTURE]
    asked = f"；签名是图片，请对照原件：{'、'.join(pictured)}" if pictured else ""
    return unproven(f"只由初核人认定，尚无结论{asked}")


def full_time_staff(case: Case) -> Ruling:
    """9.4a: someone full-time for the daily management. A blank field is a form to correct, not an answer."""
    staff = case.unit.full_time_staff
    if staff is None:
        return unproven("“专职工作人员”没有可用的内容")
    count, minimum = len({folded(name) for name in staff if name}), case.terms.number("full_time_minimum")
    if count >= minimum:
        return met(f"{count} 名")
    if case.unread:
        return unproven(_unread(case), f"{count} 名")
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
        yield _unread(case)


def _unread(case: Case) -> str:
    more = "等" if len(case.unread) > _NAMED else ""
    return f"没有读取：{'、'.join(case.unread[:_NAMED])}{more}，请人工核对"


def senior_consultants(case: Case) -> Ruling:
    """9.4c: two of them with a senior title; one that is unknown matters only where it could change the answer."""
    if case.application.persons is None:
        return unproven("没有读到人员登记表")
    known, unknown = people(case.application.persons)
    levels = _senior_levels(case)
    senior = [rows for rows in known if all(_title(row).level in levels for row in rows)]
    unclear = [rows for rows in known if rows not in senior and any(_could_be_senior(row, levels) for row in rows)]
    count, minimum = len(senior), case.terms.number("senior_minimum")
    doubtful = len(unclear) + len(unknown)
    if count >= minimum:
        return met(f"{count} 名")
    listed = sum(_could_be_senior(row, levels) for row in case.only_listed)
    if count + doubtful + listed >= minimum or case.unread:
        confirmed = f"已确认 {count} 名，待核 {doubtful} 名{_whose_titles(unclear)}"
        return unproven("；".join([confirmed, *_who_may_count(case, 0, listed)]), f"{count} 名")
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


def material(attribute: str) -> ClauseFunction:
    """10.1-10.6: every file named for the material is there, inside the folder, not empty, and of its kind."""

    def function(case: Case) -> Ruling:
        files = case.materials.get(attribute, ())
        if not files and ("materials", attribute) in case.misread:
            return unproven("没有列出，文件夹里有名称相近的文件，或写明见别处")
        if not files and case.unread:
            return unproven(f"没有列出；{_unread(case)}")
        if not files:
            label = _label("materials", attribute)
            return unmet("没有列出", ("materials", attribute), f"申报材料中没有列出“{label}”的文件")
        faults = tuple(Fault(file.path, file.fault, file.hint) for file in files if file.fault)
        found = "、".join(file.name for file in files)
        return Ruling(UNMET if faults else MET, found, faults=faults)

    return function


def in_time(case: Case) -> Ruling:
    """11.1: the first delivery not after the deadline (reading R5: the day itself is in time)."""
    received, deadline = case.verification.first_received_on, case.terms.deadline
    if deadline is None:
        note = "anlian.yaml 中没有这一批次的截止日期" if case.terms.in_workspace else "不在工作区内，也没有 --deadline"
        return unproven(note, counts=case.terms.in_workspace)
    if received is None:
        return unproven("初核记录中没有首次收件日期")
    last = deadline - timedelta(days=1) if case.terms.readings["R5"] == "不含当日" else deadline
    found = f"{received.isoformat()} 收到，截止 {deadline.isoformat()}"
    if received <= last:
        return met(found)
    late = f"晚于截止日期 {deadline.isoformat()}" if received > deadline else "截止日期当日不算按期（口径 R5）"
    return unmet(found, ("verification", "receipts"), f"首次收件 {received.isoformat()}，{late}")


def _label(*path: str) -> str:
    return str(label_path(Application, path)[-1])


def _not_declared(attribute: str) -> Ruling:
    return unproven(f"自查“{_label('self_check', attribute)}”没有可用的内容")


CLAUSES: tuple[tuple[str, ClauseFunction], ...] = (
    ("9.1a", legal_person),
    ("9.1b", declared("fixed_office")),
    ("9.1c", declared("office_equipment")),
    ("9.1d", declared("technical_support")),
    ("9.2a", business_scope),
    ("9.2b", years_in_service),
    ("9.3a", advisory_fields),
    ("9.3b", reviewer_only),
    ("9.4a", full_time_staff),
    ("9.4b", consultants),
    ("9.4c", senior_consultants),
    ("9.5a", declared("systems_in_place")),
    ("9.5b", declared("licences_complete")),
    ("9.5c", declared("no_violations")),
    ("10.1", material("licence")),
    ("10.2", material("unit_form")),
    ("10.3", material("person_forms")),
    ("10.4", material("process_control")),
    ("10.5", material("management_rules")),
    ("10.6", material("performance_report")),
    ("10.7", contents_agree),
    ("11.1", in_time),
    ("11.2", reviewer_only),
    ("18.bar", not_barred),
)
"""Every clause of an application with its function, in the order of the document."""
