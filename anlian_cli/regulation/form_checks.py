"""Checks of the forms' fields (codes F05, F06 and F11 on): is what stands there complete, possible and consistent?

Nothing here is a condition of Art. 9: an error means that the form must be corrected, a warning is for the
reviewer's eyes. What could not be read at all was found before, by whoever read the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from anlian_cli.model.application import Application, PersonForm
from anlian_cli.model.fields import Form, Path, label_path
from anlian_cli.model.findings import Finding, Severity, error, warning
from anlian_cli.model.text import folded, is_nothing, mask_email, mask_id_number, quoted
from anlian_cli.model.verification import Delivery
from anlian_cli.regulation.ch2_admission import people
from anlian_cli.regulation.clause import Case, each_form
from anlian_cli.regulation.contacts import (
    email_addresses,
    is_email,
    is_phone,
    is_postcode,
    mobile,
    phone_numbers,
)
from anlian_cli.regulation.identity import Remark, birth_date, credit_code_remarks, id_number_remarks, sex
from anlian_cli.regulation.titles import look_up

FormCheck = Callable[[Case], Iterator[Finding]]


def compulsory_fields(case: Case) -> Iterator[Finding]:
    """F05, F06: what must be filled in, and what should be."""
    if case.application.unit is None:
        yield error("F05", "没有读到单位登记表", "请提交《安全社区咨询服务单位登记表》", ("unit",))
    if case.application.persons is None:
        yield error("F05", "没有读到人员登记表", "每名咨询人员一张《安全社区咨询服务人员登记表》", ("persons",))
    for path, form in each_form(case.application):
        yield from _empty_fields(path, form)


def _empty_fields(path: Path, form: object) -> Iterator[Finding]:
    if not isinstance(form, Form):
        return
    for name, field in type(form).model_fields.items():
        marks = field.json_schema_extra
        if getattr(form, name) not in (None, "") or not isinstance(marks, dict):
            continue
        if marks.get("required_field"):
            yield error("F05", f"未填写“{field.alias}”", "必填项，请补填", (*path, name))
        elif marks.get("advised_field"):
            yield warning("F06", f"未填写“{field.alias}”", "请补填或说明没有", (*path, name))


def heads(case: Case) -> Iterator[Finding]:
    """F05: the compulsory parts of 法定代表人 and 主要负责人 where the whole of either is missing."""
    if case.application.unit is None:
        return
    for name, parts in (("legal_representative", ("name",)), ("principal", ("name", "mobile"))):
        if getattr(case.unit, name) is None:
            for part in parts:
                labels = label_path(Application, ("unit", name, part))
                yield error("F05", f"未填写“{labels[1]}”的“{labels[2]}”", "必填项，请补填", ("unit", name, part))


def undertakings(case: Case) -> Iterator[Finding]:
    """F05, F24: each consultant's signature and its date."""
    for path, person in _persons(case):
        promise = person.undertaking
        if promise is None:
            continue
        if promise.signature is None:
            yield error("F05", "申请人承诺没有签名", "请本人签名", (*path, "undertaking", "signature"))
        elif person.name and folded(promise.signature) != folded(person.name):
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


def credit_code(case: Case) -> Iterator[Finding]:
    """F11, F12: the unit's credit code."""
    if case.unit.credit_code:
        remarks = credit_code_remarks(case.unit.credit_code, case.application.registered_on)
        yield from _remarked(remarks, "F11", "F12", ("unit", "credit_code"))


def id_numbers(case: Case) -> Iterator[Finding]:
    """F13-F16, F31: each ID number by itself, and against sex and birth date."""
    for path, person in _persons(case):
        if person.sex is not None and person.sex not in ("男", "女"):
            yield error("F31", f"性别填的是{quoted(person.sex)}", "请填“男”或“女”", (*path, "sex"))
        if person.id_number:
            yield from _id_number(person, person.id_number, (*path, "id_number"), case.terms.as_of)


def _id_number(person: PersonForm, number: str, path: Path, today: date) -> Iterator[Finding]:
    remarks = list(id_number_remarks(number, today))
    yield from _remarked(remarks, "F13", "F16", path, suffix=f"（{mask_id_number(number)}）")
    if any(remark.severity is Severity.ERROR for remark in remarks):
        return
    born = birth_date(number)
    if born and person.born_on and not person.born_on.agrees_with(born):
        message = f"出生日期填 {person.born_on}，身份证号中是另一个日期"
        yield error("F14", message, "请照身份证核对出生日期和身份证号", path)
    if person.sex in ("男", "女") and sex(number) not in (None, person.sex):
        message = f"性别填“{person.sex}”，身份证号第 17 位表示“{sex(number)}”"
        yield error("F15", message, "请照身份证核对性别和身份证号", path)


def _remarked(remarks: Iterable[Remark], grave: str, light: str, path: Path, suffix: str = "") -> Iterator[Finding]:
    for remark in remarks:
        code = grave if remark.severity is Severity.ERROR else light
        yield Finding(code, remark.severity, remark.message + suffix, remark.hint, path)


def postcode(case: Case) -> Iterator[Finding]:
    """F17: six digits; in Beijing 100 to 102."""
    code, path = case.unit.postcode, ("unit", "postcode")
    if not code:
        return
    if not is_postcode(code):
        yield error("F17", f"邮编{quoted(code)}不是 6 位数字", "请填 6 位邮政编码；在 YAML 里加引号", path)
    elif "北京" in (case.unit.address or "") and not code.startswith(("100", "101", "102")):
        yield warning("F17", f"地址在北京，邮编 {code} 却不是 100 至 102 开头", "请核对邮编", path)


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


def office_phones(case: Case) -> Iterator[Finding]:
    """F19: office telephones and fax."""
    for head in ("legal_representative", "principal"):
        for name in ("office_phone", "fax"):
            text = getattr(getattr(case.unit, head), name, None)
            if text and not is_nothing(text) and not all(map(is_phone, phone_numbers(text))):
                message = f"{quoted(text)}不像电话号码"
                yield warning(
                    "F19", message, "请写成 010-64940001 的样子，几个号码之间用顿号隔开", ("unit", head, name)
                )


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
    rows = case.application.persons or ()
    for group in people(rows)[0]:
        if len(group) > 1:
            row = max(index for index, person in enumerate(rows) if any(person is one for one in group))
            message = f"{quoted(group[0].name or '同一人')}有 {len(group)} 张登记表，只计一人"
            yield warning("F23", message, "请删去重复的登记表；确是两人的，核对身份证号", ("persons", row))


def registration_day(case: Case) -> Iterator[Finding]:
    """F25: 登记日期 is not after today, nor after the day of receipt."""
    day, path = case.application.registered_on, ("unit", "registered_on")
    received = case.verification.first_received_on
    if day is None:
        return
    if day > case.terms.as_of:
        yield error("F25", f"登记日期 {day.isoformat()} 晚于今天 {case.terms.as_of.isoformat()}", "请核对日期", path)
    elif received is not None and day > received:
        message = f"登记日期 {day.isoformat()} 晚于首次收件日期 {received.isoformat()}"
        yield warning("F25", message, "请核对登记日期，或初核记录中的收件日期", path)


def late_corrections(case: Case) -> Iterator[Finding]:
    """F26: a correction after the round's day for corrections."""
    limit = case.terms.correction_deadline
    for row, receipt in enumerate(case.verification.receipts):
        day = receipt.received_on
        if limit and day and receipt.delivery is Delivery.CORRECTION and day > limit:
            message = f"补正材料 {day.isoformat()} 收到，晚于补正截止日期 {limit.isoformat()}"
            path = ("verification", "receipts", row, "received_on")
            yield warning("F26", message, "是否接收，请按公告规定决定", path)


def reviewers_file(case: Case) -> Iterator[Finding]:
    """F09: every word of the reviewer has a conclusion and a basis, every receipt a day and a kind."""
    known = {clause.id for clause in case.terms.regulation.clauses} | {"X1", "X2"}
    for code in case.verification.words:
        path: Path = ("verification", "words", code)
        if code not in known:
            yield warning(
                "F09", f"初核记录中的{quoted(code)}不是条款编号", "编号见 anlian explain；这一条没有采用", path
            )
        elif not all(word.usable for word in case.words(code)):
            message = (
                f"初核记录的 {code} 没有写{'结论' if any(w.conclusion is None for w in case.words(code)) else '依据'}"
            )
            yield warning("F09", message, "请写明结论（符合或不符合）和依据；在此之前按待核实处理", path)
    for row, receipt in enumerate(case.verification.receipts):
        if receipt.received_on is None or receipt.delivery is None:
            path = ("verification", "receipts", row)
            yield warning("F09", "收件没有写明日期或类型，没有采用", "请写明日期和类型（首次或补正）", path)


def founding_day(case: Case) -> Iterator[Finding]:
    """F27: nobody works in the trade before the unit was founded."""
    founded, start = case.self_check.founded_on, case.self_check.in_service_since
    if founded and start and start.last_day < founded.first_day:
        message = f"从事相关工作自 {start} 起，早于成立日期 {founded}"
        yield warning("F27", message, "请核对两个日期", ("self_check", "in_service_since"))


def photos(case: Case) -> Iterator[Finding]:
    """F29: a photo that is named is there and is a picture."""
    for file in case.photos:
        if file.fault:
            yield warning("F29", f"照片：{file.fault}", file.hint, file.path)


def _persons(case: Case) -> Iterator[tuple[Path, PersonForm]]:
    for row, person in enumerate(case.application.persons or ()):
        yield ("persons", row), person


FORM_CHECKS: tuple[FormCheck, ...] = (
    compulsory_fields,
    heads,
    undertakings,
    credit_code,
    id_numbers,
    postcode,
    mobiles,
    office_phones,
    emails,
    rosters,
    workplaces,
    repeated_persons,
    registration_day,
    late_corrections,
    founding_day,
    photos,
    reviewers_file,
)


def check_forms(case: Case) -> Iterator[Finding]:
    """Every form check; one that breaks says so (F99) and spoils nothing else."""
    for check in FORM_CHECKS:
        try:
            # What is there and could not be read is reported as such already, not as missing too.
            yield from [finding for finding in check(case) if finding.path not in case.misread]
        except Exception as problem:  # a broken check is not a failed applicant, whatever broke it
            message = f"系统未能完成一项检查（{check.__name__}，{type(problem).__name__}）"
            yield warning("F99", message, "请人工核对，并把此情况告诉维护者")
