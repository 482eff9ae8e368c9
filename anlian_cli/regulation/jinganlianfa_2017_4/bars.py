"""Chapter 4, exit: the bar of three years as it meets a new application (Art. 18)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from anlian_cli.model.findings import Finding, warning
from anlian_cli.model.text import folded
from anlian_cli.regulation.clause import Bar, Case, Ruling, met, unmet, unproven
from anlian_cli.regulation.identity import full_id_number


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
    running = (bar for bar in bars if bar.announced_on <= day <= bar.through)
    standing = max(running, key=lambda bar: bar.through, default=None)
    if standing is None:
        return met(f"限制期已过，申报日 {day.isoformat()}")
    through = standing.through.isoformat()
    free = (standing.through + timedelta(days=1)).isoformat()
    announced = standing.announced_on.isoformat()
    message = f"{announced} 公告退出，{through} 及以前不得申请，{free} 起可以申请；申报日 {day.isoformat()}"
    return unmet(f"限制至 {through}", ("unit", "credit_code"), message)


def shared_with_barred(case: Case) -> Iterator[Finding]:
    """Reading R10: people of a unit under a running bar are a warning, no bar (F32)."""
    # A warning may go by today; the bar itself, which decides, needs the day of application.
    day = case.applied_on or case.terms.as_of
    for bar in case.terms.bars or ():
        if bar.announced_on <= day <= bar.through and not _names(bar, case):
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
    # So an old code of nine characters meets the new one that holds it.
    return code[8:17] if len(code) == 18 else code
