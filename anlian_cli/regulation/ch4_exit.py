"""Chapter 4, exit: grounds and candidates (Art. 16-18), and the bar as it meets a new application."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from anlian_cli.model.events import Reported
from anlian_cli.model.exits import Ground, Step, YearGrade
from anlian_cli.model.findings import Finding, warning
from anlian_cli.model.ranking import Grade
from anlian_cli.model.text import folded
from anlian_cli.regulation.clause import Bar, Case, Ruling, met, unmet, unproven
from anlian_cli.regulation.identity import full_id_number
from anlian_cli.regulation.life import last_barred_day
from anlian_cli.regulation.text import Regulation

CLIENT, OTHER = "服务对象", "其他"
COMPLAINT = "18.3"
REPORTABLE = ("17", "18.1", "18.2", "18.3", "18.4", "18.5", "18.6", "18.7b")
"""The grounds that are reported; those of failed years follow from the scores."""


def not_barred(case: Case) -> Ruling:
    """18.bar: no bar stands on the day of application (readings R3, R10)."""
    if case.terms.bars is None:
        return unproven(case.terms.bars_note, counts=case.terms.in_workspace)
    bars = [bar for bar in case.terms.bars if _names(bar, case)]
    if not bars:
        return met("无限制", case.terms.bars_note or None)
    day = case.applied_on
    if day is None:
        return unproven("该单位有退出公告，但不知申报日期")
    standing = next((bar for bar in bars if bar.announced_on <= day <= barred_through(bar, case)), None)
    if standing is None:
        return met(f"限制期已过，申报日 {day.isoformat()}")
    through = barred_through(standing, case).isoformat()
    free = (barred_through(standing, case) + timedelta(days=1)).isoformat()
    announced = standing.announced_on.isoformat()
    message = f"{announced} 公告退出，{through} 及以前不得申请，{free} 起可以申请；申报日 {day.isoformat()}"
    return unmet(f"限制至 {through}", ("unit", "credit_code"), message)


def barred_through(bar: Bar, case: Case) -> date:
    """The last barred day (Art. 18, reading R3)."""
    return last_barred_day(bar.announced_on, case.terms.number("bar_years"), counts_the_day(case.terms.readings))


def counts_the_day(readings: Mapping[str, str]) -> bool:
    """Whether the three years begin on the day of the announcement itself (reading R3)."""
    return readings["R3"] == "公告当日起算"


def grounds_of(
    grades: Sequence[YearGrade],
    reports: Sequence[tuple[Reported, int]],
    regulation: Regulation,
    readings: Mapping[str, str],
) -> tuple[Ground, ...]:
    """Every ground that a unit's years and reports give, the gravest first. `reports` come with their batches."""
    found = [*_failed_years(grades, readings), *_failed_in_a_row(grades, regulation, readings)]
    found += [_reported(report, batch, regulation) for report, batch in reports]
    return tuple(sorted(found, key=lambda ground: (list(Step).index(ground.step), ground.clause)))


def _failed_years(grades: Sequence[YearGrade], readings: Mapping[str, str]) -> Iterator[Ground]:
    step = Step.REMOVE if readings["R6"] == "一年即退出" else Step.PROCEDURE
    for entry in grades:
        if entry.grade is Grade.FAILED:
            detail = f"{entry.year} 年度考核不合格（{entry.total} 分）"
            yield Ground("16", step, detail, f"{entry.year} 年度考核成绩", entry.batch)


def _failed_in_a_row(
    grades: Sequence[YearGrade], regulation: Regulation, readings: Mapping[str, str]
) -> Iterator[Ground]:
    """18(7): adjacent failed years; one without assessment between them breaks the row, unless R7 says otherwise."""
    needed = int(regulation.value("failed_years_in_a_row"))
    counted = [entry for entry in grades if entry.grade is not None] if readings["R7"] == "跳过不计" else list(grades)
    for end in range(needed, len(counted) + 1):
        run = counted[end - needed : end]
        adjacent = readings["R7"] == "跳过不计" or run[-1].year - run[0].year == needed - 1
        if adjacent and all(entry.grade is Grade.FAILED for entry in run):
            years = "、".join(str(entry.year) for entry in run)
            evidence = "；".join(f"{entry.year} 年 {entry.total} 分" for entry in run)
            yield Ground("18.7a", Step.REMOVE, f"{years} 连续 {needed} 年考核不合格", evidence, run[-1].batch)


def _reported(report: Reported, batch: int, regulation: Regulation) -> Ground:
    """A report: a clue until found true; 18(3) wants the complaint of a served client."""
    title = regulation.exit_grounds[report.ground]
    evidence = f"{report.on.isoformat()} 记录" + (f"，附件 {len(report.attachments)} 个" if report.attachments else "")
    if report.by_body:
        evidence += f"，{report.by_body}认定"
    step = _step_of(report)
    doubt = "；不是被服务单位的投诉，不构成这一情形" if _is_foreign_complaint(report) and report.substantiated else ""
    # A clue must not read as if it were found true.
    said = title if report.substantiated else f"举报涉及“{title}”，未查实"
    return Ground(report.ground, step, f"{said}：{report.note}{doubt}", evidence, batch)


def _step_of(report: Reported) -> Step:
    if not report.substantiated or _is_foreign_complaint(report):
        return Step.CLUE
    return Step.PROCEDURE if report.ground == "17" else Step.REMOVE


def _is_foreign_complaint(report: Reported) -> bool:
    return report.ground == COMPLAINT and report.complainant != CLIENT


def shared_with_barred(case: Case) -> Iterator[Finding]:
    """Reading R10: people of a unit under a running bar are a warning, no bar (F32)."""
    day = case.applied_on or case.terms.as_of
    for bar in case.terms.bars or ():
        if bar.announced_on <= day <= barred_through(bar, case) and not _names(bar, case):
            yield from _shared_people(bar, case)


def _shared_people(bar: Bar, case: Case) -> Iterator[Finding]:
    name = bar.names[-1] if bar.names else bar.credit_code
    hint = f"“{name}”{bar.announced_on.isoformat()} 公告退出，限制期内；请核实是否换名申报"
    heads = (
        (
            "法定代表人",
            case.unit.legal_representative,
            bar.legal_representatives,
            ("unit", "legal_representative", "name"),
        ),
        ("主要负责人", case.unit.principal, bar.principals, ("unit", "principal", "name")),
    )
    for title, head, known, path in heads:
        if head is not None and head.name is not None and folded(head.name) in {folded(other) for other in known}:
            yield warning("F32", f"{title}与限制期内的单位相同", hint, path)
    for row, person in enumerate(case.application.persons or ()):
        if person.id_number and full_id_number(person.id_number) in bar.id_numbers:
            yield warning("F32", "咨询人员是限制期内的单位的人员", hint, ("persons", row, "id_number"))


def _names(bar: Bar, case: Case) -> bool:
    """Reading R10: the same credit code, the organisation code inside it, or a name, former ones too."""
    code, unit = case.unit.credit_code or "", case.unit
    same_code = bool(code) and (code == bar.credit_code or _organisation(code) == _organisation(bar.credit_code))
    same_name = unit.name is not None and folded(unit.name) in {folded(name) for name in bar.names}
    return same_code or same_name or _names_its_head(bar, case)


def _names_its_head(bar: Bar, case: Case) -> bool:
    head = case.unit.legal_representative
    if case.terms.readings["R10"] != "含法定代表人" or head is None or head.name is None:
        return False
    return folded(head.name) in {folded(name) for name in bar.legal_representatives}


def _organisation(code: str) -> str:
    """The nine characters that name the organisation; a 15-digit old number has none and stands for itself."""
    return code[8:17] if len(code) == 18 else code
