"""The same form twice: saved again, a draft and a final one, or two that contradict each other."""

from __future__ import annotations

import copy
from pathlib import Path

from anlian_cli.forms.yaml_writer import dump
from tests.fictional import Tree
from tests.firms.build import (
    FIVE,
    NAME,
    ONE_SENIOR,
    excel,
    papers,
    people,
    person_form,
    put,
    send,
    sound,
    unit_form,
    unit_rows,
    unit_sheets,
)
from tests.firms.conclusion import Firms
from tests.firms.sound_firms import XLS
from tests.workbooks import official_book

FIRMS = Firms()
ALL_MET = {"9.4a": "met", "9.4b": "met", "9.4c": "met"}
DRAFT = "单位登记表（初稿）.xlsx"
BOTH = ("单位登记表.xlsx", DRAFT)


def drafted(folder: Path, tree: Tree, also: str | None = None, **changes: object) -> None:
    """A sound firm, and a draft of its unit's form with these fields as they were."""
    send(folder, tree, also=[also] if also else [])
    excel(folder / DRAFT, {"单位登记表": unit_rows(copy.deepcopy(tree["单位登记表"]) | changes)})


def twice(folder: Path, tree: Tree, row: int, **changes: object) -> None:
    """A sound firm, and one consultant's form again with these fields changed."""
    send(folder, tree)
    person_form(folder / "补充.xlsx", people(tree)[row] | changes)


def both(row: int) -> tuple[str, str]:
    return "补充.xlsx", f"人员登记表-{people(sound())[row]['姓名']}.xlsx"


@FIRMS.send("everything as .xls and again as .xlsx", "pass", ALL_MET, says=("申报材料.xls", "申报材料.xlsx"), unit=NAME)
def _(folder: Path) -> None:
    papers(folder, sound())
    put(folder / "申报材料.xls", XLS.read_bytes())
    put(folder / "申报材料.xlsx", official_book(sound()))


@FIRMS.send("everything in Excel and again in YAML", "pass", ALL_MET, unit=NAME)
def _(folder: Path) -> None:
    papers(folder, sound())
    put(folder / "申报材料.xlsx", official_book(sound()))
    put(folder / "申报材料.yaml", dump(sound()).encode())


@FIRMS.send(
    "the unit's form again as 副本", "pass", ALL_MET, says=("单位登记表.xlsx", "单位登记表 - 副本.xlsx"), unit=NAME
)
def _(folder: Path) -> None:
    send(folder, sound())
    unit_form(folder, sound(), "单位登记表 - 副本.xlsx")


@FIRMS.send("the unit's form again on a second sheet", "pass", ALL_MET, unit=NAME)
def _(folder: Path) -> None:
    tree = sound()
    send(folder, tree)
    rows = unit_rows(tree["单位登记表"])
    excel(folder / "单位登记表.xlsx", {**unit_sheets(tree), "单位登记表 (2)": rows})


@FIRMS.send("a consultant's form twice", "pass", ALL_MET, says=both(2), never=("7 名",))
def _(folder: Path) -> None:
    twice(folder, sound(), 2)


@FIRMS.send("a draft of the unit's form with half of it blank", "pass", ALL_MET, says=BOTH, unit=NAME)
def _(folder: Path) -> None:
    drafted(folder, sound(), 邮编=None, 地址=None, 专职工作人员=None, 登记日期=None, 安全社区服务业绩=None)


@FIRMS.send("a draft of the unit's form that sorts first, half of it blank", "pass", ALL_MET, unit=NAME)
def _(folder: Path) -> None:
    tree = sound()
    send(folder, tree)
    blank = tree["单位登记表"] | {"邮编": None, "统一代码": None, "登记日期": None}
    excel(folder / "0.xlsx", {"Sheet1": unit_rows(blank)})


@FIRMS.send("two unit's forms that fill each other's blanks", "pass", ALL_MET, says=BOTH, unit=NAME)
def _(folder: Path) -> None:
    tree = sound()
    drafted(folder, tree, 登记日期=None)
    unit_form(folder, {**tree, "单位登记表": tree["单位登记表"] | {"邮编": None}})


@FIRMS.send("a draft of the unit's form with an older address", "correct", ALL_MET, says=(*BOTH, "地址"), unit=NAME)
def _(folder: Path) -> None:
    drafted(folder, sound(), 地址="北京市朝阳区旧示例路8号")


@FIRMS.send("a draft of the unit's form that still said 无 for the staff", "correct", {"9.4b": "met"}, says=BOTH)
def _(folder: Path) -> None:
    drafted(folder, sound(), 专职工作人员="无")


@FIRMS.send("two unit's forms that both say 无 for the staff", "fail", {"9.4a": "unmet"})
def _(folder: Path) -> None:
    tree = sound()
    tree["单位登记表"]["专职工作人员"] = "无"
    drafted(folder, tree)


@FIRMS.send(
    "another firm's unit form among their own", "correct", {"9.4b": "met"}, says=("单位登记表.xlsx", "范本.xlsx")
)
def _(folder: Path) -> None:
    send(folder, sound())
    other = sound(firm=2, name="北京另例安全咨询有限公司")
    excel(folder / "范本.xlsx", {"单位登记表": unit_rows(other["单位登记表"])})


@FIRMS.send(
    "a draft of a consultant's form without number and telephone", "pass", ALL_MET, says=both(2), never=("7 名",)
)
def _(folder: Path) -> None:
    twice(folder, sound(), 2, 身份证号=None, 移动电话=None)


@FIRMS.send("a consultant's form twice with two telephones", "correct", ALL_MET, says=both(2))
def _(folder: Path) -> None:
    twice(folder, sound(), 2, 移动电话="13900000000")


@FIRMS.send("a consultant's form twice, once with a wrong digit in the number", "correct", ALL_MET, says=both(2))
def _(folder: Path) -> None:
    number = people(sound())[2]["身份证号"]
    twice(folder, sound(), 2, 身份证号=number[:17] + ("2" if number[17] != "2" else "3"))


@FIRMS.send("five consultants, one twice with a wrong digit in the number", "fail", {"9.4b": "unmet"})
def _(folder: Path) -> None:
    tree = sound(FIVE)
    number = people(tree)[2]["身份证号"]
    twice(folder, tree, 2, 身份证号=number[:17] + ("2" if number[17] != "2" else "3"))


@FIRMS.send("five consultants, one twice and once without a number", "fail", {"9.4b": "unmet"})
def _(folder: Path) -> None:
    twice(folder, sound(FIVE), 2, 身份证号=None)


@FIRMS.send(
    "a form twice with two titles, on which the second senior one hangs", "correct", {"9.4c": "unproven"}, says=both(3)
)
def _(folder: Path) -> None:
    twice(folder, sound(ONE_SENIOR), 3, 专业技术职务="高级工程师")


@FIRMS.send("a form twice with two titles, both below the senior ones", "fail", {"9.4c": "unmet"})
def _(folder: Path) -> None:
    twice(folder, sound(ONE_SENIOR), 3, 专业技术职务="助理工程师")


@FIRMS.send("a seventh form of somebody of the same name, born another day", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    send(folder, tree)
    namesake: Tree = people(sound(("工程师",), firm=8))[0] | {
        "姓名": people(tree)[2]["姓名"],
        "工作单位及部门": f"{NAME} 咨询部",
        "照片": people(tree)[2]["照片"],
        "申请人承诺": people(tree)[2]["申请人承诺"],
    }
    person_form(folder / "人员登记表-同名.xlsx", namesake)
