"""Chapter 4, exit: so far the bar of Art. 18 as it meets a new application."""

from __future__ import annotations

from datetime import date, timedelta

from anlian_cli.model.dates import years_after
from anlian_cli.model.text import folded
from anlian_cli.regulation.clause import Bar, Case, Ruling, met, unmet, unproven


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
    message = f"{standing.announced_on.isoformat()} 公告退出，至 {through} 不得申请，申报日 {day.isoformat()}"
    return unmet(f"限制至 {through}", ("unit", "credit_code"), message)


def barred_through(bar: Bar, case: Case) -> date:
    """The last barred day (Art. 18, reading R3)."""
    end = years_after(bar.announced_on, case.terms.number("bar_years"))
    return end - timedelta(days=1) if case.terms.readings["R3"] == "公告当日起算" else end


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
