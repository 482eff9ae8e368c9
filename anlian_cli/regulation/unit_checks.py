"""Checks of the unit's form, and of what is compulsory anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from anlian_cli.model.application import Application
from anlian_cli.model.findings import Finding, error, warning
from anlian_cli.model.labels import Form, each_form, fields_of, label_path
from anlian_cli.model.paths import Path
from anlian_cli.model.text import is_nothing, quoted
from anlian_cli.regulation.clause import Case
from anlian_cli.regulation.contacts import is_phone, is_postcode, phone_numbers
from anlian_cli.regulation.identity import credit_code_remarks, remarked


def compulsory_fields(case: Case) -> Iterator[Finding]:
    """F05, F06: what must be filled in, and what should be. A whole form may stand in a file that was not read."""
    if case.application.unit is None and not case.unread:
        yield error("F05", "没有读到单位登记表", "请提交《安全社区咨询服务单位登记表》", ("unit",))
    if case.application.persons is None and not case.unread:
        yield error("F05", "没有读到人员登记表", "每名咨询人员一张《安全社区咨询服务人员登记表》", ("persons",))
    for path, form in each_form(case.application):
        yield from _empty_fields(path, form)


def _empty_fields(path: Path, form: Form) -> Iterator[Finding]:
    for name, field in fields_of(type(form)).items():
        if not (field.required or field.advised) or getattr(form, name) not in (None, ""):
            continue
        if field.required:
            yield error("F05", f"未填写“{field.label}”", "必填项，请补填", (*path, name))
        else:
            yield warning("F06", f"未填写“{field.label}”", "请补填；没有的写“无”", (*path, name))


def heads(case: Case) -> Iterator[Finding]:
    """F05: the compulsory parts of 法定代表人 and 主要负责人 where the whole of either is missing."""
    if case.application.unit is None:
        return
    for name, parts in (("legal_representative", ("name",)), ("principal", ("name", "mobile"))):
        if getattr(case.unit, name) is None:
            for part in parts:
                labels = label_path(Application, ("unit", name, part))
                yield error("F05", f"未填写“{labels[1]}”的“{labels[2]}”", "必填项，请补填", ("unit", name, part))


def credit_code(case: Case) -> Iterator[Finding]:
    """F11, F12: the unit's credit code."""
    if case.unit.credit_code:
        remarks = credit_code_remarks(case.unit.credit_code, case.application.registered_on)
        yield from remarked(remarks, "F11", "F12", ("unit", "credit_code"))


def postcode(case: Case) -> Iterator[Finding]:
    """F17: six digits; in Beijing 100 to 102."""
    code, path = case.unit.postcode, ("unit", "postcode")
    if not code:
        return
    if not is_postcode(code):
        yield error("F17", f"邮编{quoted(code)}不是 6 位数字", "请填 6 位邮政编码", path)
    elif "北京" in (case.unit.address or "") and not code.startswith(("100", "101", "102")):
        yield warning("F17", f"地址在北京，邮编 {code} 却不是 100 至 102 开头", "请核对邮编", path)


def office_phones(case: Case) -> Iterator[Finding]:
    """F19: office telephones and fax."""
    for head in ("legal_representative", "principal"):
        for name in ("office_phone", "fax"):
            text = getattr(getattr(case.unit, head), name, None)
            if text and not is_nothing(text) and not _can_be_called(text):
                message = f"{quoted(text)}不像电话号码"
                yield warning(
                    "F19", message, "请写成 010-64940001 的样子，几个号码之间用顿号隔开", ("unit", head, name)
                )


def _can_be_called(text: str) -> bool:
    numbers = phone_numbers(text)
    return bool(numbers) and all(map(is_phone, numbers))


def registration_day(case: Case) -> Iterator[Finding]:
    """F25: 登记日期 is not after today, nor after the day of receipt."""
    day, path = case.application.registered_on, ("unit", "registered_on")
    received = case.verification.first_received_on
    if day is None:
        return
    if day > case.terms.as_of:
        yield error("F25", f"登记日期 {day.isoformat()} 晚于今天 {case.terms.as_of.isoformat()}", "请核对日期", path)
    # Only a warning: the day that the reviewer wrote may be the wrong one.
    elif received is not None and day > received:
        message = f"登记日期 {day.isoformat()} 晚于首次收件日期 {received.isoformat()}"
        yield warning("F25", message, "请核对登记日期，或初核记录中的收件日期", path)


def founding_day(case: Case) -> Iterator[Finding]:
    """F27: nobody works in the trade before the unit was founded."""
    founded, start = case.self_check.founded_on, case.self_check.in_service_since
    if founded and start and start.last_day < founded.first_day:
        message = f"从事相关工作自 {start} 起，早于成立日期 {founded}"
        yield warning("F27", message, "请核对两个日期", ("self_check", "in_service_since"))
