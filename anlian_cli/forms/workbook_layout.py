"""Where everything stands in our workbook of the official forms: pieces on a grid, drawn by whoever writes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic.fields import FieldInfo

from anlian_cli.forms.sheet_pieces import DAY, Sheet
from anlian_cli.model.application import (
    SPECIALITY_AND_TITLE,
    Application,
    Consultant,
    LegalRepresentative,
    Materials,
    PersonForm,
    Principal,
    SelfCheck,
    TrackRecord,
    Undertaking,
    UnitForm,
)
from anlian_cli.model.labels import is_required, printed_label

NOTES = (
    "填写说明",
    "1. 每家单位填一份：单位登记表一张，每名咨询人员一张人员登记表（不够的复制工作表），申报条件自查和申报材料一张。",
    "2. 填写格都是文本格式，号码照原样输入，不要改成数值；日期写成 2017-10-20，签名后面的直接写在“年　月　日”处。",
    "3. 照片可以插在照片框里，也可以在框里写文件名，如 照片/张示例.jpg。",
    "4. 申报材料写文件的相对路径，如 材料/营业执照.pdf；一项有几个文件的，在格内换行（Alt+Enter）逐行写。",
    "5. 可以增加行列，不要改动栏目名称；不要设密码；不要用公式。",
    "6. 专业方向、职称写在一格，用顿号隔开，如 安全工程、高级工程师。",
    "7. 浅黄色的格必填，填了就不再有底色；点一下格子会显示填什么。没有用到的人员登记表留空。",
)
PLEDGE = "本人保证以上所填各项内容的真实性。在咨询工作中，将自觉遵守有关规定，并对所提咨询结论产生的法律后果负责。"
UNIT, PERSONS, SELF_CHECK, MATERIALS = (str(one.alias) for one in Application.model_fields.values())


def unit_sheet(tree: dict[str, Any]) -> Sheet:
    """安全社区咨询服务单位登记表."""
    sheet, fields = Sheet(UNIT, (24, 11, 13, 14, 13, 13, 10, 18)), UnitForm.model_fields
    sheet.title("安全社区咨询服务单位登记表")
    sheet.number((6, 8), (UNIT,), fields["serial"])
    for row, column, last, name in (
        (3, 1, 4, "name"),
        (3, 5, 8, "address"),
        (4, 1, 3, "licence_address"),
        (4, 4, 6, "credit_code"),
        (4, 7, 8, "postcode"),
    ):
        sheet.pair(row, column, last, (UNIT,), fields[name])
    _heads(sheet)
    row = _track_record(sheet, 8, max(5, len(tree.get(UNIT, {}).get(str(fields["track_record"].alias), ()))))
    row = _roster(sheet, row, max(10, len(tree.get(UNIT, {}).get(str(fields["consultants"].alias), ()))))
    sheet.pair(row, 1, 4, (UNIT,), fields["full_time_staff"])
    sheet.pair(row, 5, 8, (UNIT,), fields["registered_on"])
    sheet.opinion(row + 1, 8, (UNIT,), fields["federation_opinion"])
    sheet.heights |= dict.fromkeys((3, 4, 5, 6, 7, row), 42) | {row + 1: 90}
    return sheet


def _heads(sheet: Sheet) -> None:
    fields = UnitForm.model_fields
    legal, principal = str(fields["legal_representative"].alias), str(fields["principal"].alias)
    of = LegalRepresentative.model_fields
    sheet.label(5, 1, printed_label(fields["legal_representative"]))
    sheet.value(5, (2, 3), (UNIT, legal, str(of["name"].alias)), of["name"])
    sheet.pair(5, 4, 6, (UNIT, legal), of["office_phone"])
    sheet.pair(5, 7, 8, (UNIT, legal), of["fax"])
    of = Principal.model_fields
    sheet.label(6, 1, printed_label(fields["principal"]))
    sheet.value(6, (2, 4), (UNIT, principal, str(of["name"].alias)), of["name"])
    sheet.pair(6, 5, 8, (UNIT, principal), of["mobile"])
    sheet.pair(7, 1, 4, (UNIT, principal), of["office_phone"])
    sheet.pair(7, 5, 8, (UNIT, principal), of["fax"])


def _track_record(sheet: Sheet, top: int, rows: int) -> int:
    field, of = UnitForm.model_fields["track_record"], TrackRecord.model_fields
    columns = {"year": (2, 2), "client": (3, 4), "category": (5, 5), "content": (6, 8)}
    sheet.label(top, 1, printed_label(field), last_row=top + rows)
    sheet.heights |= dict.fromkeys(range(top, top + rows + 1), 28)
    for name, (first, last) in columns.items():
        sheet.label(top, first, printed_label(of[name]), last)
        for row in range(rows):
            route = (UNIT, str(field.alias), row, str(of[name].alias))
            sheet.value(top + 1 + row, (first, last), route, of[name])
    return top + rows + 1


def _roster(sheet: Sheet, top: int, people: int) -> int:
    field, of = UnitForm.model_fields["consultants"], Consultant.model_fields
    rows = (people + 1) // 2
    sheet.label(top, 1, printed_label(field), last_row=top + rows)
    sheet.heights |= dict.fromkeys(range(top, top + rows + 1), 28)
    for side, first in enumerate((2, 5)):
        sheet.label(top, first, printed_label(of["name"]))
        sheet.label(top, first + 1, SPECIALITY_AND_TITLE, first + 2 if side == 0 else 8)
        for row in range(rows):
            route: tuple[Any, ...] = (UNIT, str(field.alias), row * 2 + side)
            # A roster must have somebody on it; how many, no form says.
            name, first_one = (*route, str(of["name"].alias)), row == side == 0
            sheet.value(top + 1 + row, (first, first), name, of["name"], required=first_one)
            sheet.both(top + 1 + row, (first + 1, first + 2 if side == 0 else 8), route, of["speciality"], of["title"])
    return top + rows + 1


_PERSON_ROWS: tuple[tuple[int, int, int, str], ...] = (
    (3, 1, 2, "name"),
    (3, 3, 4, "sex"),
    (3, 5, 6, "born_on"),
    (4, 1, 6, "workplace"),
    (5, 1, 3, "position"),
    (5, 4, 6, "title"),
    (6, 1, 4, "address"),
    (6, 5, 6, "mobile"),
    (7, 1, 3, "email"),
    (7, 4, 7, "id_number"),
    (8, 1, 3, "school"),
    (8, 4, 5, "education"),
    (8, 6, 7, "degree"),
    (9, 1, 4, "certificates"),
    (9, 5, 7, "years_of_service"),
    (10, 1, 7, "career"),
)


def person_sheet(index: int) -> Sheet:
    """安全社区咨询服务人员登记表 of the consultant number `index`, counted from 0."""
    sheet, fields = Sheet(f"{PERSONS}{index + 1}", (24, 15, 9, 15, 20, 18, 16)), PersonForm.model_fields
    route: tuple[Any, ...] = (PERSONS, index)
    sheet.title("安全社区咨询服务人员登记表")
    sheet.number((5, 7), route, fields["serial"])
    for row, column, last, name in _PERSON_ROWS:
        sheet.pair(row, column, last, route, fields[name])
    sheet.label(3, 7, printed_label(fields["photo"]))
    sheet.value(4, (7, 7), (*route, str(fields["photo"].alias)), fields["photo"], last_row=6)
    _undertaking(sheet, route, fields["undertaking"])
    sheet.opinion(13, 7, route, fields["employer_opinion"])
    sheet.opinion(15, 7, route, fields["federation_opinion"])
    sheet.heights |= dict.fromkeys(range(3, 10), 36) | {10: 290, 11: 44, 12: 32}
    return sheet


def _undertaking(sheet: Sheet, route: tuple[Any, ...], field: FieldInfo) -> None:
    """The pledge and, under it at the right, the signature with its day; the form has no label for the day."""
    of, promise = Undertaking.model_fields, (*route, str(field.alias))
    signature, day = of["signature"], of["signed_on"]
    sheet.label(11, 1, printed_label(field), last_row=12)
    sheet.words(11, (2, 7), PLEDGE)
    sheet.words(12, (5, 5), printed_label(signature), "right")
    must = is_required(field)
    sheet.bare(12, (6, 6), (*promise, str(signature.alias)), signature, required=must)
    sheet.bare(12, (7, 7), (*promise, str(day.alias)), day, DAY, "right", required=must)
    sheet.frame((11, 12), (2, 7))


def self_check_sheet() -> Sheet:
    """申报条件自查 and 申报材料, each label with its value beside it."""
    sheet = Sheet(SELF_CHECK, (30, 66))
    sheet.title("申报条件自查和申报材料")
    for row, (section, of) in enumerate(_pairs(), start=2):
        sheet.pair(row, 1, 2, (section,), of)
        # 经营范围 is copied from the licence, where it is a paragraph.
        sheet.heights[row] = 90 if of is SelfCheck.model_fields["business_scope"] else 36
    return sheet


def _pairs() -> Iterator[tuple[str, FieldInfo]]:
    for section, form in ((SELF_CHECK, SelfCheck), (MATERIALS, Materials)):
        for of in form.model_fields.values():
            yield section, of
