"""Checks of the consultants' forms: signatures, ID numbers, ways to reach them, and their place in the unit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from anlian_cli.model.application import PICTURE, PersonForm
from anlian_cli.model.findings import Finding, Severity, error, warning
from anlian_cli.model.paths import Path
from anlian_cli.model.personal import mask_email, mask_id_number
from anlian_cli.model.text import folded, is_nothing, quoted
from anlian_cli.regulation.clause import Case
from anlian_cli.regulation.contacts import email_addresses, is_email, is_phone, mobile, phone_numbers
from anlian_cli.regulation.identity import birth_date, id_number_remarks, remarked, sex
from anlian_cli.regulation.people import people
from anlian_cli.regulation.titles import look_up


def undertakings(case: Case) -> Iterator[Finding]:
    """F05, F24: each consultant's signature and its date."""
    for path, person in _persons(case):
        promise = person.undertaking
        if promise is None:
            continue
        if promise.signature is None:
            yield error("F05", "申请人承诺没有签名", "请本人签名", (*path, "undertaking", "signature"))
        # A picture cannot be compared: 10.7 sends the reviewer to it.
        elif person.name and folded(promise.signature) not in (folded(person.name), folded(PICTURE)):
            message = f"承诺签名{quoted(promise.signature)}与姓名{quoted(person.name)}不一致"
            yield warning("F24", message, "请由本人签名", (*path, "undertaking", "signature"))
        yield from _signing_day(promise.signed_on, case, (*path, "undertaking", "signed_on"))


def _signing_day(signed: date | None, case: Case, path: Path) -> Iterator[Finding]:
    registered = case.application.registered_on
    if signed is None:
        yield error("F05", "申请人承诺没有签名日期", "请补填签名日期", path)
    elif signed > case.terms.as_of:
        yield error(
            "F24",
            f"承诺日期 {signed.isoformat()} 晚于今天 {case.terms.as_of.isoformat()}",
            "请核对日期",
            path,
        )
    elif registered is not None and signed > registered:
        message = f"承诺日期 {signed.isoformat()} 晚于登记日期 {registered.isoformat()}"
        yield warning("F24", message, "请核对哪一个日期写错了", path)


def id_numbers(case: Case) -> Iterator[Finding]:
    """F13-F16, F31: each ID number by itself, and against sex and birth date."""
    for path, person in _persons(case):
        if person.sex is not None and person.sex not in ("男", "女"):
            yield error("F31", f"性别填的是{quoted(person.sex)}", "请填“男”或“女”", (*path, "sex"))
        if person.id_number:
            yield from _id_number(person, person.id_number, (*path, "id_number"), case.terms.as_of)


def _id_number(person: PersonForm, number: str, path: Path, today: date) -> Iterator[Finding]:
    remarks = list(id_number_remarks(number, today))
    yield from remarked(remarks, "F13", "F16", path, suffix=f"（{mask_id_number(number)}）")
    if any(remark.severity is Severity.ERROR for remark in remarks):
        return
    born = birth_date(number)
    if born and person.born_on and not person.born_on.agrees_with(born):
        # The other date is not said: it is what the mask of an ID number hides.
        message = f"出生日期填 {person.born_on}，身份证号中是另一个日期"
        yield error("F14", message, "请照身份证核对出生日期和身份证号", path)
    if person.sex in ("男", "女") and sex(number) not in (None, person.sex):
        message = f"性别填“{person.sex}”，身份证号第 17 位表示“{sex(number)}”"
        yield error("F15", message, "请照身份证核对性别和身份证号", path)


def mobiles(case: Case) -> Iterator[Finding]:
    """F18: the principal's and every consultant's mobile number."""
    principal = case.unit.principal
    fields: list[tuple[Path, str | None]] = [
        (("unit", "principal", "mobile"), principal.mobile if principal else None),
        *(((*path, "mobile"), person.mobile) for path, person in _persons(case)),
    ]
    for path, text in fields:
        numbers = phone_numbers(text) if text else ()
        if text and not (any(map(mobile, numbers)) and all(map(is_phone, numbers))):
            yield error("F18", "手机号码不是 1 开头的 11 位数字", "请核对；几个号码之间用顿号隔开", path)


def emails(case: Case) -> Iterator[Finding]:
    """F20: e-mail addresses that can be written to."""
    for path, person in _persons(case):
        if person.email and not is_nothing(person.email):
            for address in email_addresses(person.email):
                if not is_email(address):
                    message = f"电子邮箱“{mask_email(address)}”写法不对"
                    yield warning("F20", message, "请核对；用半角字母书写", (*path, "email"))


def rosters(case: Case) -> Iterator[Finding]:
    """F21: 安全社区咨询员 of the unit form against the 人员登记表."""
    if case.unit.consultants is None or case.application.persons is None:
        return
    forms = {folded(person.name): person for person in case.application.persons if person.name}
    listed = {folded(row.name) for row in case.unit.consultants if row.name}
    for row, consultant in enumerate(case.unit.consultants):
        path: Path = ("unit", "consultants", row)
        form = forms.get(folded(consultant.name)) if consultant.name else None
        if consultant.name and form is None:
            message = f"咨询员{quoted(consultant.name)}没有人员登记表"
            yield warning("F21", message, "请补交此人的登记表，或从名单中删去", path)
        elif form and consultant.title and form.title and not _same_title(consultant.title, form.title):
            message = f"{form.name}的职称，单位登记表写{quoted(consultant.title)}，人员登记表写{quoted(form.title)}"
            yield warning("F21", message, "两处应当一致；以人员登记表为准计算", (*path, "title"))
    for path, person in _persons(case):
        if person.name and folded(person.name) not in listed:
            message = f"{quoted(person.name)}有人员登记表，但不在单位登记表的咨询员名单中"
            yield warning("F21", message, "请在单位登记表中补上", (*path, "name"))


def _same_title(one: str, other: str) -> bool:
    return folded(one) == folded(other) or (look_up(one).level is not None and look_up(one) == look_up(other))


def workplaces(case: Case) -> Iterator[Finding]:
    """F22: 工作单位 is the applying unit."""
    unit = folded(case.unit.name or "")
    for path, person in _persons(case):
        if unit and person.workplace and unit not in folded(person.workplace):
            message = f"工作单位{quoted(person.workplace)}不是申报单位"
            yield warning("F22", message, "请核实是否本单位人员（挂靠的不能计入）", (*path, "workplace"))


def repeated_persons(case: Case) -> Iterator[Finding]:
    """F23: the same person on two forms counts once."""
    persons = case.application.persons or ()
    for group in people(persons)[0]:
        # By identity: two forms may agree in every field.
        rows = [row for row, person in enumerate(persons) if any(person is one for one in group)]
        # What was said when the files were read, with what differs, is not said again.
        if len(rows) > 1 and not any(("persons", row) in case.misread for row in rows):
            message = f"{quoted(group[0].name or '同一人')}有 {len(group)} 张登记表，只计一人"
            hint = "请删去重复的登记表；确是两人的，核对身份证号"
            yield from (warning("F23", message, hint, ("persons", row)) for row in rows)


def photos(case: Case) -> Iterator[Finding]:
    """F29: a photo that is named is there and is a picture."""
    for file in case.photos:
        if file.fault:
            yield warning("F29", f"照片：{file.fault}", file.hint, file.path)


def _persons(case: Case) -> Iterator[tuple[Path, PersonForm]]:
    for row, person in enumerate(case.application.persons or ()):
        yield ("persons", row), person
