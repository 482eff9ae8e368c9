"""Undamaged applications, and firms that do fail: no reader may excuse everything."""

from __future__ import annotations

from pathlib import Path

from anlian_cli.forms.yaml_writer import dump
from tests.fictional import verification
from tests.firms.build import (
    FIVE,
    NAME,
    ONE_SENIOR,
    excel,
    papers,
    people,
    person_forms,
    put,
    send,
    sound,
    unit_form,
    unit_sheets,
)
from tests.firms.conclusion import Firms
from tests.workbooks import as_lists, official_book, official_person

FIRMS = Firms()
ALL_MET = {"9.2a": "met", "9.4a": "met", "9.4b": "met", "9.4c": "met", "10.1": "met", "10.6": "met", "10.7": "met"}
XLS = Path(__file__).parents[1] / "data" / "libreoffice" / "官方表样.xls"


@FIRMS.send("both official forms in one workbook", "pass", ALL_MET, unit=NAME)
def _(folder: Path) -> None:
    tree = sound()
    papers(folder, tree)
    put(folder / "申报材料.xlsx", official_book(tree))


@FIRMS.send("one workbook for the unit and one for each consultant", "pass", ALL_MET, unit=NAME)
def _(folder: Path) -> None:
    send(folder, sound())


@FIRMS.send("lists with one row per consultant", "pass", ALL_MET, unit=NAME)
def _(folder: Path) -> None:
    tree = sound()
    papers(folder, tree)
    excel(folder / "申报材料.xlsx", as_lists(tree))


@FIRMS.send("one YAML form", "pass", ALL_MET, unit=NAME)
def _(folder: Path) -> None:
    tree = sound()
    papers(folder, tree)
    put(folder / "申报材料.yaml", dump(tree).encode())


@FIRMS.send("the official forms saved by LibreOffice as .xls", "pass", ALL_MET, unit=NAME)
def _(folder: Path) -> None:
    papers(folder, sound())
    put(folder / "申报材料.xls", XLS.read_bytes())


@FIRMS.send("forms of five consultants, and are five", "fail", {"9.4b": "unmet", "9.4c": "met"})
def _(folder: Path) -> None:
    send(folder, sound(FIVE))


@FIRMS.send("six consultants of whom one has a senior title", "fail", {"9.4b": "met", "9.4c": "unmet"})
def _(folder: Path) -> None:
    send(folder, sound(ONE_SENIOR))


@FIRMS.send("a second senior title that is only applied for", "pending", {"9.4b": "met", "9.4c": "unproven"})
def _(folder: Path) -> None:
    send(folder, sound((ONE_SENIOR[0], "高级工程师（评审中）", *ONE_SENIOR[2:])))


@FIRMS.send("a scope of business without a word on safety", "fail", {"9.2a": "unmet"})
def _(folder: Path) -> None:
    tree = sound()
    tree["申报条件自查"]["经营范围"] = "技术咨询；企业管理咨询；会议服务"
    send(folder, tree)


@FIRMS.send("a scope of business of catering", "fail", {"9.2a": "unmet"})
def _(folder: Path) -> None:
    tree = sound()
    tree["申报条件自查"]["经营范围"] = "餐饮服务"
    send(folder, tree)


@FIRMS.send("无 for the full-time staff", "fail", {"9.4a": "unmet"})
def _(folder: Path) -> None:
    tree = sound()
    tree["单位登记表"]["专职工作人员"] = "无"
    send(folder, tree)


@FIRMS.send("无 for the full-time staff though a reviewer calls it met", "fail", {"9.4a": "unmet"})
def _(folder: Path) -> None:
    tree = sound()
    tree["单位登记表"]["专职工作人员"] = "无"
    send(folder, tree, also=["9.4a"])


@FIRMS.send("ten months of experience", "fail", {"9.2b": "unmet"})
def _(folder: Path) -> None:
    tree = sound()
    tree["申报条件自查"]["从事相关工作起始日期"] = "2016-12-01"
    send(folder, tree)


@FIRMS.send("否 for a fixed office", "fail", {"9.1b": "unmet"})
def _(folder: Path) -> None:
    tree = sound()
    tree["申报条件自查"]["固定办公场所"] = "否"
    send(folder, tree)


@FIRMS.send("their papers five days late", "fail", {"11.1": "unmet"})
def _(folder: Path) -> None:
    tree = sound()
    send(folder, tree)
    put(folder / "初核记录.yaml", dump(verification("2017-10-30")).encode())


@FIRMS.send("an ID number whose check digit is wrong", "correct", {"9.4b": "met"}, says=("身份证号",))
def _(folder: Path) -> None:
    tree = sound()
    number = people(tree)[3]["身份证号"]
    people(tree)[3]["身份证号"] = number[:17] + ("2" if number[17] != "2" else "3")
    send(folder, tree)


@FIRMS.send("six forms on the sheets Sheet1 to Sheet6 of one workbook", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    papers(folder, tree)
    unit_form(folder, tree, "1.xlsx")
    excel(folder / "2.xlsx", {f"Sheet{row}": official_person(one) for row, one in enumerate(people(tree), start=1)})


@FIRMS.send("the consultants' forms below the unit's on one sheet", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    papers(folder, tree)
    sheets = unit_sheets(tree)
    for one in people(tree):
        sheets["单位登记表"] += [[], *official_person(one)]
    excel(folder / "登记表.xlsx", sheets)


@FIRMS.send("the forms of five consultants and one of them twice", "fail", {"9.4b": "unmet"})
def _(folder: Path) -> None:
    tree = sound(FIVE)
    send(folder, tree)
    person_forms(folder / "人员登记表", people(tree)[:1])
