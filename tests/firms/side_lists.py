"""Lists that firms lay beside sound forms: track records, rosters, insurance and telephone lists. A list is no form."""

from __future__ import annotations

from pathlib import Path

from tests.fictional import Tree
from tests.firms.build import (
    FIVE,
    NAME,
    ONE_SENIOR,
    excel,
    listed,
    papers,
    people,
    person_forms,
    send,
    sound,
    unit_form,
)
from tests.firms.conclusion import Firms
from tests.workbooks import Rows

FIRMS = Firms()
ALL_MET = {"9.2a": "met", "9.4a": "met", "9.4b": "met", "9.4c": "met"}
STAFF = ("序号", "姓名", "性别", "部门", "职务", "入职日期", "联系电话")


def beside(folder: Path, tree: Tree, name: str, rows: Rows) -> None:
    """Sound forms, and one more workbook with these rows."""
    send(folder, tree)
    excel(folder / name, {"Sheet1": rows})


def lacking_forms(folder: Path, tree: Tree, forms: int, rows: Rows) -> None:
    """Forms of the first consultants only, the unit's form naming no others; and a staff list."""
    papers(folder, tree)
    only = tree["单位登记表"] | {"安全社区咨询员": tree["单位登记表"]["安全社区咨询员"][:forms]}
    unit_form(folder, {**tree, "单位登记表": only})
    person_forms(folder, people(tree)[:forms])
    excel(folder / "员工花名册.xlsx", {"花名册": rows})


def strangers(count: int) -> list[Tree]:
    """People of another firm, whom no form names."""
    return [one for firm in range(30, 30 + count) for one in people(sound(("高级工程师",), firm))]


@FIRMS.send("a track record with the unit's name and code at its head", "pass", ALL_MET, unit=NAME)
def _(folder: Path) -> None:
    tree = sound()
    head: Rows = [
        ["安全社区服务业绩一览表"],
        ["单位名称：", NAME, None, "统一社会信用代码", tree["单位登记表"]["统一代码"]],
        ["序号", "年份", "服务对象", "服务类别", "合同金额"],
    ]
    beside(folder, tree, "业绩一览表.xlsx", [*head, [1, 2015, "示例街道", "安全社区", "10万元"]])


@FIRMS.send("a track record, sorted before all else, that shortens the unit's name", "pass", ALL_MET, unit=NAME)
def _(folder: Path) -> None:
    head: Rows = [["业绩一览表"], ["单位名称：北京示例安全"], ["序号", "项目名称", "委托单位", "完成时间"]]
    beside(folder, sound(), "0 业绩.xlsx", [*head, [1, "安全社区建设咨询", "示例街道办事处", "2016年8月"]])


@FIRMS.send("a list of clients with 单位名称, 地址, 联系人, 联系电话", "pass", ALL_MET, unit=NAME)
def _(folder: Path) -> None:
    rows: Rows = [["序号", "单位名称", "地址", "联系人", "联系电话"]]
    rows += [[n, f"示例{n}街道办事处", f"示例路{n}0号", f"周示例{n}", f"1390000000{n}"] for n in range(1, 5)]
    beside(folder, sound(), "服务单位名单.xlsx", rows)


@FIRMS.send("an extract from the public register of firms", "pass", ALL_MET, unit=NAME)
def _(folder: Path) -> None:
    tree = sound()
    unit, declared = tree["单位登记表"], tree["申报条件自查"]
    rows: Rows = [
        ["统一社会信用代码", unit["统一代码"], "企业名称", NAME],
        ["类型", "有限责任公司", "法定代表人", unit["法定代表人"]["姓名"]],
        ["成立日期", declared["成立日期"], "登记机关", "北京市朝阳区市场监督管理局"],
        ["经营范围", declared["经营范围"]],
    ]
    beside(folder, tree, "企业信用信息.xlsx", rows)


@FIRMS.send("a staff list of twenty", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    beside(folder, tree, "员工花名册.xlsx", listed([*people(tree), *strangers(14)], *STAFF))


@FIRMS.send("a staff list on a second sheet of the unit's workbook", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    send(folder, tree)
    staff = listed([*people(tree), *strangers(3)], *STAFF)
    rows = [["单位名称", NAME], *staff]
    excel(folder / "附表.xlsx", {"说明": [["本单位在职人员情况见下表"]], "员工": rows})


@FIRMS.send("a list of the insured with their ID numbers", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    rows = listed([*people(tree), *strangers(2)], "姓名", "身份证号码", "缴费基数")
    beside(folder, tree, "社保名单.xlsx", [["单位名称", NAME, "缴费月份", "2017年9月"], *rows, ["合计", None, 64000]])


@FIRMS.send("a telephone list", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    beside(folder, tree, "通讯录.xlsx", listed(people(tree), "部门", "姓名", "手机", "E-mail"))


@FIRMS.send("a list of certificates", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    rows: Rows = [["序号", "姓名", "证书名称", "证书编号", "发证日期"]]
    rows += [[n, one["姓名"], "注册安全工程师", f"A{n:06}", "2014-05"] for n, one in enumerate(people(tree), start=1)]
    beside(folder, tree, "证书一览表.xlsx", rows)


@FIRMS.send("an attendance list that people of other firms signed", "pass", ALL_MET)
def _(folder: Path) -> None:
    rows: Rows = [["培训签到表"], ["序号", "姓名", "单位", "联系电话", "签字"]]
    rows += [[n, one["姓名"], "示例街道", one["移动电话"], one["姓名"]] for n, one in enumerate(strangers(9), start=1)]
    beside(folder, sound(), "签到表.xlsx", rows)


@FIRMS.send("the marks of a training course", "pass", ALL_MET, never=("性别填的是",))
def _(folder: Path) -> None:
    rows: Rows = [["学号", "姓名", "性别", "成绩"]]
    rows += [[n, one["姓名"], one["性别"], 80 + n] for n, one in enumerate(strangers(9), start=1)]
    beside(folder, sound(), "培训成绩.xlsx", rows)


@FIRMS.send("a list of their equipment", "pass", ALL_MET)
def _(folder: Path) -> None:
    beside(folder, sound(), "设备清单.xlsx", [["名称", "型号", "数量", "备注"], ["测距仪", "D2", 3, None]])


@FIRMS.send("a roster with a foot: 合计, 共6人, 制表人", "pass", ALL_MET, never=("合计", "共6人", "制表人"))
def _(folder: Path) -> None:
    tree = sound()
    foot: Rows = [["合计", "6人"], [None, "共6人"], [None, "制表人：孙示例", None, "填表日期：2017年10月18日"]]
    beside(folder, tree, "员工花名册.xlsx", [*listed(people(tree), *STAFF), *foot])


@FIRMS.send("an old list in which a consultant's number has a wrong digit", "pass", ALL_MET, never=("7 名",))
def _(folder: Path) -> None:
    tree = sound()
    rows = listed(people(tree), "姓名", "性别", "出生年月", "身份证号码")
    rows[3][3] = rows[3][3][:17] + ("2" if rows[3][3][17] != "2" else "3")
    beside(folder, tree, "员工花名册.xlsx", rows)


@FIRMS.send("a list with the consultants' numbers masked", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    rows = listed(people(tree), "姓名", "性别", "职称", "身份证号码")
    for row in rows[1:]:
        row[3] = f"{row[3][:6]}********{row[3][-4:]}"
    beside(folder, tree, "公示名单.xlsx", rows)


@FIRMS.send("forms of five and a list of the same five", "fail", {"9.4b": "unmet"})
def _(folder: Path) -> None:
    tree = sound(FIVE)
    beside(folder, tree, "员工花名册.xlsx", listed(people(tree), *STAFF))


@FIRMS.send("forms of five and a list with 合计 5人", "fail", {"9.4b": "unmet"})
def _(folder: Path) -> None:
    tree = sound(FIVE)
    foot: Rows = [[None, "合计 5人"], [None, "制表人：孙示例"]]
    beside(folder, tree, "员工花名册.xlsx", [*listed(people(tree), *STAFF), *foot])


@FIRMS.send("forms of five and a list with a wrong digit in one of their numbers", "fail", {"9.4b": "unmet"})
def _(folder: Path) -> None:
    tree = sound(FIVE)
    rows = listed(people(tree), "姓名", "性别", "出生年月", "身份证号码")
    rows[3][3] = rows[3][3][:17] + ("2" if rows[3][3][17] != "2" else "3")
    beside(folder, tree, "员工花名册.xlsx", rows)


@FIRMS.send(
    "forms of five and a sixth one only on a list",
    "pending",
    {"9.4b": "unproven", "9.4c": "met"},
    says=("员工花名册.xlsx",),
)
def _(folder: Path) -> None:
    tree = sound()
    lacking_forms(folder, tree, 5, listed(people(tree), *STAFF))


@FIRMS.send("forms of five and a sixth one on a list, whom the reviewer met", "pass", {"9.4b": "met"})
def _(folder: Path) -> None:
    tree = sound()
    lacking_forms(folder, tree, 5, listed(people(tree), *STAFF))
    papers(folder, tree, also=["9.4b"])


@FIRMS.send("forms of six and another senior one only on a list", "pending", {"9.4b": "met", "9.4c": "unproven"})
def _(folder: Path) -> None:
    tree = sound((*ONE_SENIOR, "高级工程师"))
    lacking_forms(folder, tree, 6, listed(people(tree), "姓名", "性别", "职称", "联系电话"))


@FIRMS.send("forms of six, one senior, and a list of others who are not", "fail", {"9.4b": "met", "9.4c": "unmet"})
def _(folder: Path) -> None:
    tree = sound((*ONE_SENIOR, "工程师"))
    lacking_forms(folder, tree, 6, listed(people(tree), "姓名", "性别", "职称", "联系电话"))


@FIRMS.send("a list that calls senior whom his own form does not", "fail", {"9.4b": "met", "9.4c": "unmet"})
def _(folder: Path) -> None:
    tree = sound(ONE_SENIOR)
    rows = listed(people(tree), "姓名", "性别", "职称", "身份证号码")
    rows[2][2] = "高级工程师"
    beside(folder, tree, "员工花名册.xlsx", rows)
