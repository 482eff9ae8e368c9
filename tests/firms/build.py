"""What a firm's folder is made of. Every helper starts from a sound application and writes real files."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
from openpyxl import Workbook
from openpyxl.drawing.image import Image

from anlian_cli.forms.yaml_writer import dump
from tests.fictional import Tree, add_files, application, photo, verification
from tests.workbooks import Rows, book, official_person, official_unit, shown

NAME = "北京示例安全技术咨询有限公司"
TITLES = ("高级工程师", "教授级高级工程师", "工程师", "工程师", "助理工程师", "无")
FIVE = TITLES[:5]
ONE_SENIOR = ("高级工程师", "工程师", "工程师", "工程师", "助理工程师", "无")
TRACK_RECORD = "2015年协助示例街道创建国家级安全社区"
SIGNED = (
    *("序号", "姓名", "性别", "出生年月", "工作单位", "职称", "联系电话", "身份证号码", "学历"),
    *("承诺签名", "承诺日期"),
)
"""The heads of a list with everything that is compulsory, in the words that firms use."""
UNSIGNED = SIGNED[:-2]

Change = Callable[[Workbook], object]

_FIELDS = {
    **dict.fromkeys(("出生年月", "出生年月日"), "出生日期"),
    **dict.fromkeys(("职称", "技术职称", "专业技术职称"), "专业技术职务"),
    **dict.fromkeys(("联系电话", "手机", "手机号", "联系方式", "电话"), "移动电话"),
    **dict.fromkeys(("工作单位", "所在单位"), "工作单位及部门"),
    **dict.fromkeys(("身份证", "身份证号码", "公民身份号码"), "身份证号"),
    **dict.fromkeys(("通讯地址", "联系地址"), "通讯地址及邮编"),
    "毕业学校": "毕业院校",
}
_ALIKE = {"部门": "咨询部", "入职日期": "2012-07", "缴费基数": 8000, "工资": 9000, "民族": "汉族", "政治面貌": "群众"}
"""Columns of firms' own lists in which everybody has the same."""


def sound(titles: Sequence[str] = TITLES, firm: int = 1, name: str = NAME) -> Tree:
    """A sound application with one consultant for each title, its track record in words as the form has it."""
    tree = application(firm, name, tuple(titles))
    tree["单位登记表"]["安全社区服务业绩"] = TRACK_RECORD
    return tree


def people(tree: Tree) -> list[Tree]:
    """The consultants' forms, each free to be changed."""
    persons: list[Tree] = tree["人员登记表"]
    return persons


def send(folder: Path, tree: Tree, also: Iterable[str] = (), but: Iterable[str] = ()) -> None:
    """Everything in its usual files: the unit's form, one workbook for each consultant, the materials."""
    papers(folder, tree, also, but)
    unit_form(folder, tree)
    person_forms(folder, people(tree))


def papers(folder: Path, tree: Tree, also: Iterable[str] = (), but: Iterable[str] = ()) -> None:
    """The materials and photos, and the reviewer's word on all that needs one: also on these clauses, but not those."""
    add_files(folder, tree)
    review = verification()
    review["核验"] |= {clause: {"结论": "符合", "依据": "电话核实"} for clause in also}
    for clause in but:
        del review["核验"][clause]
    put(folder / "初核记录.yaml", dump(review).encode())


def unit_form(folder: Path, tree: Tree, name: str = "单位登记表.xlsx") -> None:
    excel(folder / name, unit_sheets(tree))


def person_forms(folder: Path, persons: Iterable[Tree]) -> None:
    """One workbook for each person, called after him."""
    for one in persons:
        person_form(folder / f"人员登记表-{one['姓名']}.xlsx", one)


def person_form(path: Path, one: Tree, change: Change | None = None) -> None:
    excel(path, {"Sheet1": official_person(one)}, change)


def unit_sheets(tree: Tree) -> dict[str, Rows]:
    """The unit's official form, what the form has no field for, and the list of materials."""
    return {"单位登记表": unit_rows(tree["单位登记表"]), **self_check(tree)}


def self_check(tree: Tree) -> dict[str, Rows]:
    """What the official forms have no field for, and the list of materials where the firm made one."""
    parts = {"自查": tree["申报条件自查"], "材料": tree["申报材料"]}
    return {sheet: [[label, shown(value)] for label, value in part.items()] for sheet, part in parts.items() if part}


def unit_rows(unit: Tree) -> Rows:
    """The official form with any number of consultants in its two column pairs, or with a word in their place."""
    roster = unit["安全社区咨询员"]
    if isinstance(roster, str):
        rows = official_unit({**unit, "安全社区咨询员": []})
        head = next(number for number, row in enumerate(rows) if str(row[0]).startswith("安全社区咨询\n员"))
        return [*rows[: head + 1], [None, roster], *rows[head + 1 :]]
    blank = [{"姓名": None, "专业方向": "", "职称": ""}] * (len(roster) % 2)
    rows = official_unit({**unit, "安全社区咨询员": [*roster, *blank]})
    return [[None if cell == "、" else cell for cell in row] for row in rows]


def listed(persons: Iterable[Tree], *labels: str) -> Rows:
    """A head and one row for each person."""
    rows = [[_cell(number, one, label) for label in labels] for number, one in enumerate(persons, start=1)]
    return [list(labels), *rows]


def _cell(number: int, one: Tree, label: str) -> Any:
    promise = one["申请人承诺"]
    special = {"序号": number, "承诺签名": promise["签名"], "承诺日期": promise["日期"], **_ALIKE}
    return special[label] if label in special else shown(one[_FIELDS.get(label, label)])


def pairs(one: Tree) -> Rows:
    """One person's labels down the sheet, the values beside them."""
    return [[label, pledge(one) if label == "申请人承诺" else shown(value)] for label, value in one.items()]


def pledge(one: Tree) -> str:
    return f"本人保证以上内容真实。 本人签名：{one['申请人承诺']['签名']}    {one['申请人承诺']['日期']}"


def relabelled(rows: Rows, words: Mapping[str, str]) -> Rows:
    """The same rows with other words for these labels, however the form spaces them."""
    return [[words.get(re.sub(r"\s|[:：]|[(（]盖章[)）]", "", str(cell)), cell) for cell in row] for row in rows]


def excel(path: Path, sheets: Mapping[str, Rows], change: Change | None = None) -> None:
    put(path, book(dict(sheets), change))


def merging(*ranges: str) -> Change:
    """The first sheet with these cells merged."""
    return lambda made: [made.worksheets[0].merge_cells(one) for one in ranges]


def hiding(sheet: str, state: str = "hidden") -> Change:
    return lambda made: setattr(made[sheet], "sheet_state", state)


def picture(cell: str, of: str) -> Change:
    """A picture that floats over a cell of every sheet."""

    def add(made: Workbook) -> None:
        for sheet in made.worksheets:
            sheet.add_image(Image(io.BytesIO(photo(of))), cell)

    return add


def in_wps(data: bytes) -> bytes:
    """The workbook as WPS saves a picture inside a cell: a formula whose shown text is the formula itself."""
    formula = re.compile(rb'<c r="(\w+)"[^>]*><f>_xlfn\.(DISPIMG[^<]*)</f><v ?/?>(?:</v>)?</c>')
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            shown_text = rb'<c r="\1" t="str"><f>_xlfn.\2</f><v>=\2</v></c>'
            new.writestr(entry, formula.sub(shown_text, old.read(entry)) if "sheet" in entry else old.read(entry))
    return buffer.getvalue()


def word(path: Path, text: str = "安全社区咨询服务人员登记表") -> None:
    """A real Word document."""
    document, buffer = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(buffer)
    put(path, buffer.getvalue())


def zipped(path: Path, members: Mapping[str, bytes]) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    put(path, buffer.getvalue())


def put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
