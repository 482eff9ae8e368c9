"""Chapter 2, admission: the conditions of Art. 9, the materials of Art. 10 and delivery (Art. 11).

The bar that an application meets is chapter 4's. Every clause is listed here, in the order of the document.
"""

from __future__ import annotations

from datetime import date, timedelta

from anlian_cli.model.application import PICTURE
from anlian_cli.model.dates import years_after
from anlian_cli.model.personal import masked
from anlian_cli.model.text import compact, folded
from anlian_cli.regulation.clause import (
    MET,
    UNMET,
    Case,
    ClauseFunction,
    Reason,
    Ruling,
    label_at,
    met,
    not_declared,
    unmet,
    unproven,
    unread,
)
from anlian_cli.regulation.jinganlianfa_2017_4.bars import not_barred
from anlian_cli.regulation.jinganlianfa_2017_4.business_scope import business_scope
from anlian_cli.regulation.jinganlianfa_2017_4.staff import consultants, full_time_staff, senior_consultants

_AWAITING = "待初核确认"


def legal_person(case: Case) -> Ruling:
    """9.1a: an independent legal person; a sole trader, law firm or branch is none, whatever it declares."""
    code, name = case.unit.credit_code or "", case.unit.name or ""
    # A 15-digit old number begins with its region instead: there 31 is Shanghai.
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
            return not_declared(case, attribute)
        if answer:
            return unproven(_AWAITING, "自查填“是”")
        label = label_at("self_check", attribute)
        return unmet("自查填“否”", ("self_check", attribute), f"自查“{label}”填“否”，应当具备")

    return function


def years_in_service(case: Case) -> Ruling:
    """9.2b: two full years of such work by the day of reading R4; a month counts from its last day."""
    start, day = case.self_check.in_service_since, _service_day(case)
    if start is None:
        return not_declared(case, "in_service_since")
    if day is None:
        return unproven("没有截止日期、收件日期或登记日期，不知算到哪一天", f"自 {start} 起")
    years, found = case.terms.number("years_in_service"), f"自 {start} 起，算到 {day.isoformat()}"
    if years_after(start.last_day, years) <= day:
        return unproven(_AWAITING, found)
    if start.month is None and years_after(start.first_day, years) <= day:
        label = label_at("self_check", "in_service_since")
        return unproven("起始日期只写到年，看不出是否满期，请补月日", found, ask=f"请把“{label}”写到年月日")
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
        return not_declared(case, "fields")
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


def material(attribute: str) -> ClauseFunction:
    """10.1-10.6: every file named for the material is there, inside the folder, not empty, and of its kind."""

    def function(case: Case) -> Ruling:
        files = case.materials.get(attribute, ())
        if not files and ("materials", attribute) in case.misread:
            return unproven("没有列出，文件夹里有名称相近的文件，或写明见别处")
        if not files and case.unread:
            return unproven(f"没有列出；{unread(case)}")
        if not files:
            label = label_at("materials", attribute)
            return unmet("没有列出", ("materials", attribute), f"申报材料中没有列出“{label}”的文件")
        faults = tuple(Reason(file.path, file.fault, file.hint) for file in files if file.fault)
        found = masked("、".join(file.name for file in files))
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
