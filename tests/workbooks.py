"""Real workbooks for tests: the same application in the layouts that firms send."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from anlian_cli.forms.merging import merged
from anlian_cli.forms.source import Atlas
from anlian_cli.forms.workbook_form import read_workbook
from anlian_cli.forms.workbook_template import application_workbook
from anlian_cli.model.findings import Finding
from tests.fictional import Tree

Rows = list[list[Any]]


_SAVED: dict[str, bytes] = {}
"""Workbooks by the text of their sheets: most sheets of one firm are those of the next."""


def book(sheets: dict[str, Rows], change: Callable[[Workbook], object] | None = None) -> bytes:
    """A workbook with these rows on these sheets, changed by the caller before it is saved."""
    if change:
        return _saved(sheets, change)
    key = repr(sheets)
    if key not in _SAVED:
        _SAVED[key] = _saved(sheets, lambda _made: None)
    return _SAVED[key]


def _saved(sheets: dict[str, Rows], change: Callable[[Workbook], object]) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    change(made)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


@cache
def blank_form() -> bytes:
    """The workbook that `anlian template application` gives; it takes a third of a second to make."""
    return application_workbook()


@dataclass
class WholeBook:
    """A workbook as one application: its forms merged, and everything that was found on the way."""

    tree: dict[str, Any]
    findings: list[Finding]
    doubts: list[Finding]
    atlas: Atlas


def read_whole(data: bytes, name: str = "表.xlsx") -> WholeBook:
    """Read a workbook alone, as the only file of a firm."""
    reading = read_workbook(data, name)
    whole = merged(reading.sources)
    findings = [*reading.findings, *(finding for source in reading.sources for finding in source.findings)]
    doubts = [finding for finding in whole.findings if finding.code == "F07"]
    return WholeBook(whole.tree, findings + [one for one in whole.findings if one not in doubts], doubts, whole.atlas)


def shown(value: Any) -> Any:
    return "、".join(value) if isinstance(value, list) else value


def as_lists(tree: Tree) -> dict[str, Rows]:
    """One row per consultant, under an instruction and a title; the unit as pairs; its roster as a list."""
    unit, persons = tree["单位登记表"], tree["人员登记表"]
    labels = [label for label in persons[0] if label != "申请人承诺"]
    rows: Rows = [["人员登记表（一人一行，请勿合并单元格）"], [], ["序号", *labels, "承诺签名", "承诺日期"]]
    for number, one in enumerate(persons, start=1):
        promise = one["申请人承诺"]
        rows.append([number, *(shown(one.get(label)) for label in labels), promise["签名"], promise["日期"]])
    return {
        "单位": unit_pairs(unit),
        **_roster(unit["安全社区咨询员"]),
        "人员": rows,
        "自查": [[label, shown(value)] for label, value in tree["申报条件自查"].items()],
        "材料": [[label, value] for label, value in tree["申报材料"].items()],
        **_track_record(unit["安全社区服务业绩"]),
    }


def _roster(roster: Any) -> dict[str, Rows]:
    if isinstance(roster, str):
        return {}
    labels = ("姓名", "专业方向", "职称")
    return {"咨询员": [list(labels), *([one[key] for key in labels] for one in roster)]}


def _track_record(record: Any) -> dict[str, Rows]:
    if isinstance(record, str):
        return {}
    return {"业绩": [["年份", "服务对象", "服务类别", "内容"], *(list(row.values()) for row in record)]}


def unit_pairs(unit: Tree) -> Rows:
    """The unit's form down the sheet: a label and its value in each row, the heads with theirs beside them."""
    legal, principal = unit["法定代表人"], unit["主要负责人"]
    return [
        ["安全社区咨询服务单位登记表"],
        ["单位全称（盖章）", unit["单位全称"]],
        ["地　址：", unit["地址"]],
        ["营业执照\n注册地", unit["营业执照注册地"]],
        ["统一代码", unit["统一代码"]],
        ["邮 编", unit["邮编"]],
        ["法定代表人", legal["姓名"], "办公电话", legal["办公电话"], "传 真", legal["传真"]],
        ["主要负责人", principal["姓名"], "手 机", principal["手机"]],
        ["办公电话", principal["办公电话"], "传 真", principal["传真"]],
        ["专职工作人员", shown(unit["专职工作人员"])],
        ["登 记 日 期", unit["登记日期"]],
        *([["安全社区服务业绩", record]] if isinstance(record := unit["安全社区服务业绩"], str) else []),
    ]


def official_person(one: Tree) -> Rows:
    """人员登记表 as it stands in the notice, seven columns wide, with its blank seals."""
    promise = one["申请人承诺"]
    pledge = f"本人保证以上内容真实。 本人签名：{promise['签名']}    {promise['日期']}"
    return [
        ["安全社区咨询服务人员登记表"],
        ["（）号"],
        ["姓 名", one["姓名"], "性 别", one["性别"], "出生日期", one["出生日期"], "照片\n(一寸)"],
        ["工作单位及部门", one["工作单位及部门"], None, None, None, None, one.get("照片")],
        ["职 务", one["职务"], "专业技术职务", one["专业技术职务"]],
        ["通讯地址及邮编", one["通讯地址及邮编"], None, None, "移动电话", one["移动电话"]],
        ["E-mail", one["E-mail"], None, None, "身份证号", one["身份证号"]],
        ["毕业院校", one["毕业院校"], None, "学 历", one["学历"], "学 位", one["学位"]],
        ["资格证书", shown(one["资格证书"]), None, "现从事安全生产服务工作年限", one["现从事安全生产服务工作年限"]],
        ["工作简历及主要成绩", one["工作简历及主要成绩"]],
        ["申请人承诺", pledge],
        ["所在单位意见：", f"{one['所在单位意见']}\n（盖章）   年  月  日"],
        ["自律管理办公室意见：", "（盖章）   年  月  日"],
    ]


def official_unit(unit: Tree) -> Rows:
    """单位登记表 as it stands in the notice: the roster in column pairs, two facts in one cell."""
    legal, principal, roster = unit["法定代表人"], unit["主要负责人"], unit["安全社区咨询员"]
    rows: Rows = [
        ["安全社区咨询服务单位登记表"],
        ["（）号"],
        ["单位全称\n(盖章)", unit["单位全称"], "地 址", unit["地址"]],
        ["营业执照\n注册地", unit["营业执照注册地"], "统一代码", unit["统一代码"], "邮 编", unit["邮编"]],
        ["法定代表人", legal["姓名"], "办公电话", legal["办公电话"], "传 真", legal["传真"]],
        ["主要负责人", principal["姓名"], None, "手 机", principal["手机"]],
        ["办公电话", principal["办公电话"], None, "传 真", principal["传真"]],
        ["安全社区服务\n业绩", unit["安全社区服务业绩"]],
        ["安全社区咨询\n员", "姓名", "专业方向、职称", "姓名", "专业方向、职称"],
    ]
    facts = [[one["姓名"], f"{one['专业方向']}、{one['职称']}"] for one in roster]
    rows += [[None, *left, *right] for left, right in zip(facts[::2], facts[1::2], strict=True)]
    rows += [
        ["专职工作人员", shown(unit["专职工作人员"]), None, "登 记 日 期", unit["登记日期"]],
        ["自律管理办公室意见："],
        ["（盖章）  年 月 日"],
    ]
    return rows


def official_book(tree: Tree, change: Callable[[Workbook], object] = lambda _book: None) -> bytes:
    """One sheet for each official form, merged and bordered as WPS leaves it; the rest in pairs."""
    sheets = {"单位登记表": official_unit(tree["单位登记表"])}
    sheets |= {f"人员{row}": official_person(one) for row, one in enumerate(tree["人员登记表"], start=1)}
    lists = as_lists(tree)
    sheets |= {"自查": lists["自查"], "材料": lists["材料"]}

    def merged(made: Workbook) -> None:
        for sheet in made.worksheets:
            _merge(sheet)
        change(made)

    return book(sheets, merged)


def _merge(sheet: Worksheet) -> None:
    if sheet["A1"].value and "登记表" in str(sheet["A1"].value):
        sheet.merge_cells("A1:G1")
    for row in range(1, sheet.max_row + 1):
        if sheet.cell(row, 1).value in ("工作单位及部门", "主要负责人"):
            sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=3)
    if sheet["G3"].value:
        sheet.merge_cells("B10:G10")
