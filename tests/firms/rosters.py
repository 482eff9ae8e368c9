"""Firms that sent no form for each consultant, but a list of them: 人员花名册, in any head that people draw."""

from __future__ import annotations

from pathlib import Path

from tests.fictional import Tree
from tests.firms.build import (
    FIVE,
    ONE_SENIOR,
    SIGNED,
    TITLES,
    UNSIGNED,
    Change,
    excel,
    listed,
    merging,
    papers,
    people,
    sound,
    unit_form,
    unit_sheets,
)
from tests.firms.conclusion import Firms
from tests.workbooks import Rows

FIRMS = Firms()
SIX = {"9.4b": "met", "9.4c": "met"}
SHORT = ("姓名", "性别", "出生年月", "职称", "联系电话")


def roster(folder: Path, tree: Tree, rows: Rows, change: Change | None = None) -> None:
    """The sound unit's form, and beside it a list of its consultants."""
    papers(folder, tree)
    unit_form(folder, tree)
    excel(folder / "咨询人员花名册.xlsx", {"花名册": rows}, change)


@FIRMS.send(
    "a short list of the six that the unit's form names",
    "correct",
    SIX,
    says=("身份证号", "学历"),
    never=("性别填的是“出生年月”", "1 名"),
)
def _(folder: Path) -> None:
    tree = sound()
    roster(folder, tree, listed(people(tree), *SHORT))


@FIRMS.send("a short list under a title and with numbered rows", "correct", SIX, says=("身份证号",))
def _(folder: Path) -> None:
    tree = sound()
    rows = listed(people(tree), "序号", *SHORT)
    roster(folder, tree, [["北京示例安全技术咨询有限公司人员花名册"], [], *rows], merging("A1:F1"))


@FIRMS.send("a short list whose labels are spaced: 姓 名, 性 别, 出生\\n年月", "correct", SIX, says=("身份证号",))
def _(folder: Path) -> None:
    tree = sound()
    rows = listed(people(tree), *SHORT)
    roster(folder, tree, [["姓 名", "性　别", "出生\n年月", "职 称", "联系电话："], *rows[1:]])


@FIRMS.send("a list of six without titles", "correct", {"9.4b": "met", "9.4c": "unproven"}, says=("专业技术职务",))
def _(folder: Path) -> None:
    tree = sound()
    roster(folder, tree, listed(people(tree), "姓名", "性别", "出生年月", "联系电话", "身份证号码"))


@FIRMS.send("a complete signed list in their own words", "pass", SIX, never=("政治面貌填的是",))
def _(folder: Path) -> None:
    tree = sound()
    roster(folder, tree, listed(people(tree), *SIGNED))


@FIRMS.send("a complete signed list in other words again", "pass", SIX)
def _(folder: Path) -> None:
    tree = sound()
    words = ("出生年月日", "所在单位", "技术职称", "手机号", "公民身份号码", "联系地址", "毕业学校")
    roster(folder, tree, listed(people(tree), "姓名", "性别", *words, "学历", "承诺签名", "承诺日期"))


@FIRMS.send("a complete signed list with columns that nobody asked for", "pass", SIX)
def _(folder: Path) -> None:
    tree = sound()
    roster(folder, tree, listed(people(tree), "民族", "政治面貌", *SIGNED[1:], "入职日期"))


@FIRMS.send("a signed list whose birth dates are months: 1975年5月", "pass", SIX)
def _(folder: Path) -> None:
    tree = sound()
    for one in people(tree):
        year, month, _day = one["出生日期"].split("-")
        one["出生日期"] = f"{year}年{int(month)}月"
    roster(folder, tree, listed(people(tree), *SIGNED))


TWO_LINES: Rows = [
    ["咨询服务人员一览表"],
    ["序号", "基本情况", None, None, None, "任职情况", None, None, "联系方式", None, "承诺签名", "承诺日期"],
    [None, "姓名", "性别", "出生年月", "身份证号码", "工作单位", "职称", "学历", "手机", "通讯地址"],
]
UNDER_TWO_LINES = (
    *("序号", "姓名", "性别", "出生年月", "身份证号码", "工作单位", "职称", "学历", "手机", "通讯地址"),
    *("承诺签名", "承诺日期"),
)


@FIRMS.send("a signed list under a head of two lines, its groups merged", "pass", SIX)
def _(folder: Path) -> None:
    tree = sound()
    rows = [*TWO_LINES, *listed(people(tree), *UNDER_TWO_LINES)[1:]]
    across, down = ("A1:L1", "B2:E2", "F2:H2", "I2:J2"), ("A2:A3", "K2:K3", "L2:L3")
    roster(folder, tree, rows, merging(*across, *down))


@FIRMS.send("a signed list under a head of two lines that nobody merged", "pass", SIX)
def _(folder: Path) -> None:
    tree = sound()
    roster(folder, tree, [*TWO_LINES, *listed(people(tree), *UNDER_TWO_LINES)[1:]])


@FIRMS.send("a list of five under a head of two lines", "fail", {"9.4b": "unmet"})
def _(folder: Path) -> None:
    tree = sound(FIVE)
    roster(folder, tree, [*TWO_LINES, *listed(people(tree), *UNDER_TWO_LINES)[1:]], merging("B2:E2", "F2:H2", "I2:J2"))


@FIRMS.send("a list with 签名 and 日期 under the group 申请人承诺", "pass", SIX)
def _(folder: Path) -> None:
    tree = sound()
    first = [*SIGNED[:-2], "申请人承诺", None]
    second = [*[None] * len(SIGNED[:-2]), "签名", "日期"]
    down = [f"{column}1:{column}2" for column in "ABCDEFGHI"]
    roster(folder, tree, [first, second, *listed(people(tree), *SIGNED)[1:]], merging("J1:K1", *down))


@FIRMS.send("a list whose labels stand in merged pairs of rows, 联系方式 over 手机 and E-mail", "pass", SIX)
def _(folder: Path) -> None:
    tree = sound()
    known = ("姓名", "性别", "出生年月", "身份证号码", "工作单位", "职称", "学历")
    labels = (*known, "手机", "E-mail", "承诺签名", "承诺日期")
    first: list[object] = [*known, "联系方式", None, *labels[9:]]
    second = [*[None] * 7, "手机", "E-mail"]
    down = [f"{column}1:{column}2" for column in "ABCDEFGJK"]
    roster(folder, tree, [first, second, *listed(people(tree), *labels)[1:]], merging("H1:I1", *down))


@FIRMS.send("a signed list that prints its head again on the second page", "pass", SIX, never=("7 名",))
def _(folder: Path) -> None:
    tree = sound()
    head, *rows = listed(people(tree), *SIGNED)
    roster(folder, tree, [head, *rows[:3], head, *rows[3:]])


@FIRMS.send("a signed list of five that prints its head again on the second page", "fail", {"9.4b": "unmet"})
def _(folder: Path) -> None:
    tree = sound(FIVE)
    head, *rows = listed(people(tree), *SIGNED)
    roster(folder, tree, [head, *rows[:3], head, *rows[3:]])


@FIRMS.send("a signed list parted by 一、高级职称人员 and 二、其他人员", "pass", SIX)
def _(folder: Path) -> None:
    tree = sound()
    head, *rows = listed(people(tree), *SIGNED)
    rows = [head, ["一、高级职称人员"], *rows[:2], ["二、其他人员"], *rows[2:]]
    roster(folder, tree, rows, merging("A2:K2", "A5:K5"))


@FIRMS.send("a signed list on two sheets, the senior ones on the first", "pass", SIX)
def _(folder: Path) -> None:
    tree = sound()
    papers(folder, tree)
    unit_form(folder, tree)
    sheets = {"高级": listed(people(tree)[:2], *SIGNED), "其他": listed(people(tree)[2:], *SIGNED)}
    excel(folder / "人员.xlsx", sheets)


@FIRMS.send("a signed list below the unit's form on the same sheet", "pass", SIX)
def _(folder: Path) -> None:
    tree = sound()
    papers(folder, tree)
    sheets = unit_sheets(tree)
    sheets["单位登记表"] += [[], [], *listed(people(tree), *SIGNED)]
    excel(folder / "登记表.xlsx", sheets)


@FIRMS.send("a signed list with a foot: 合计, 制表人, 填表日期, 注", "pass", SIX, never=("合计", "制表人", "7 名"))
def _(folder: Path) -> None:
    tree = sound()
    foot: Rows = [["合计", "6人"], ["制表人：孙示例"], ["填表日期：2017年10月18日"], ["注：以上人员均为在职。"]]
    roster(folder, tree, [*listed(people(tree), *SIGNED), *foot])


@FIRMS.send("a signed list of five and 合计 5人 in the column of names", "fail", {"9.4b": "unmet"})
def _(folder: Path) -> None:
    tree = sound(FIVE)
    foot: Rows = [[None, "合计 5人"], [None, "共5人"], [None, "制表人：孙示例", None, "2017-10-18"]]
    roster(folder, tree, [*listed(people(tree), *SIGNED), *foot])


@FIRMS.send("a signed list with 同上 and 〃 for the employer", "pass", SIX, says=("E3", "E4"))
def _(folder: Path) -> None:
    tree = sound()
    people(tree)[1]["工作单位及部门"], people(tree)[2]["工作单位及部门"] = "同上", "〃"
    roster(folder, tree, listed(people(tree), *SIGNED))


@FIRMS.send("a signed list of two senior titles, the second one 同上", "pass", SIX, says=("F3",))
def _(folder: Path) -> None:
    tree = sound(("高级工程师", "高级工程师", *TITLES[2:]))
    people(tree)[1]["专业技术职务"] = "同上"
    roster(folder, tree, listed(people(tree), *SIGNED))


@FIRMS.send("a signed list with one senior title and below another title 同上", "fail", {"9.4c": "unmet"})
def _(folder: Path) -> None:
    tree = sound(ONE_SENIOR)
    people(tree)[2]["专业技术职务"] = "同上"
    roster(folder, tree, listed(people(tree), *SIGNED))


@FIRMS.send("a signed list with 同上 in its first row", "correct", {"9.4b": "met"}, says=("E2|工作单位及部门",))
def _(folder: Path) -> None:
    tree = sound()
    people(tree)[0]["工作单位及部门"] = "同上"
    roster(folder, tree, listed(people(tree), *SIGNED))


@FIRMS.send("a list of six, unsigned, of whom the unit's form names two", "correct", {"9.4b": "unproven"})
def _(folder: Path) -> None:
    tree = sound()
    tree["单位登记表"]["安全社区咨询员"] = tree["单位登记表"]["安全社区咨询员"][:2]
    roster(folder, tree, listed(people(tree), *UNSIGNED))


@FIRMS.send(
    "an unsigned list whose senior ones the unit's form does not name",
    "correct",
    {"9.4b": "unproven", "9.4c": "unproven"},
)
def _(folder: Path) -> None:
    tree = sound()
    tree["单位登记表"]["安全社区咨询员"] = tree["单位登记表"]["安全社区咨询员"][2:]
    roster(folder, tree, listed(people(tree), *UNSIGNED))


@FIRMS.send("a signed list of six of whom the unit's form names five", "pass", SIX)
def _(folder: Path) -> None:
    tree = sound()
    tree["单位登记表"]["安全社区咨询员"].pop()
    roster(folder, tree, listed(people(tree), *SIGNED))


@FIRMS.send("a short list of the five that the unit's form names", "fail", {"9.4b": "unmet", "9.4c": "met"})
def _(folder: Path) -> None:
    tree = sound(FIVE)
    roster(folder, tree, listed(people(tree), *SHORT))


@FIRMS.send("a short list of six with one senior title", "fail", {"9.4b": "met", "9.4c": "unmet"})
def _(folder: Path) -> None:
    tree = sound(ONE_SENIOR)
    roster(folder, tree, listed(people(tree), *SHORT))


@FIRMS.send("a list of five with one of them in two rows", "fail", {"9.4b": "unmet"})
def _(folder: Path) -> None:
    tree = sound(FIVE)
    roster(folder, tree, [*listed(people(tree), *SIGNED), *listed(people(tree)[:1], *SIGNED)[1:]])


@FIRMS.send(
    "a staff list and no unit's form at all", "correct|unreadable", says=("单位登记表|单位全称",), never=("YAML",)
)
def _(folder: Path) -> None:
    tree = sound()
    papers(folder, tree)
    excel(folder / "花名册.xlsx", {"花名册": listed(people(tree), *UNSIGNED)})
