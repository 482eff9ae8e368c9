"""Forms in firms' own words and layouts: a label is never a value, and what stands beside it is read."""

from __future__ import annotations

from pathlib import Path

from tests.fictional import Tree
from tests.firms.build import (
    FIVE,
    NAME,
    excel,
    listed,
    pairs,
    papers,
    people,
    person_form,
    person_forms,
    pledge,
    put,
    relabelled,
    self_check,
    send,
    sound,
    unit_form,
    unit_rows,
)
from tests.firms.conclusion import Firms
from tests.workbooks import Rows, book, official_person, official_unit, unit_pairs

FIRMS = Firms()
ALL_MET = {"9.4a": "met", "9.4b": "met", "9.4c": "met"}
PERSON_WORDS = {
    "出生日期": "出生年月",
    "专业技术职务": "职称",
    "移动电话": "联系电话",
    "通讯地址及邮编": "联系地址",
    "工作单位及部门": "工作单位",
    "身份证号": "身份证号码",
    "毕业院校": "毕业学校",
}
UNIT_WORDS = {
    "单位全称": "企业名称",
    "统一代码": "统一社会信用代码",
    "法定代表人": "法人代表",
    "地址": "单位地址",
    "邮编": "邮政编码",
    "营业执照注册地": "注册地址",
}
OTHER_UNIT_WORDS = {"单位全称": "公司名称", "统一代码": "社会信用代码", "地址": "办公地址", "营业执照注册地": "注册地"}


def unit_as(folder: Path, tree: Tree, rows: Rows) -> None:
    """Sound consultants' forms, and the unit's form in these rows."""
    papers(folder, tree)
    person_forms(folder, people(tree))
    excel(folder / "单位登记表.xlsx", {"Sheet1": rows, **self_check(tree)})


def persons_as(folder: Path, tree: Tree, *forms: Rows) -> None:
    """A sound unit's form, and the consultants' in these rows, each in a workbook of its own."""
    papers(folder, tree)
    unit_form(folder, tree)
    for number, rows in enumerate(forms, start=1):
        excel(folder / f"人员登记表{number}.xlsx", {"Sheet1": rows})


def side_by_side(tree: Tree, width: int) -> list[Rows]:
    """Two official forms on each sheet, the second from this column on."""
    forms = [[[*row, *[None] * (width - len(row))] for row in official_person(one)] for one in people(tree)]
    twos = zip(forms[::2], forms[1::2], strict=True)
    return [[left + right for left, right in zip(*two, strict=True)] for two in twos]


@FIRMS.send("the unit's form with 企业名称, 统一社会信用代码, 法人代表, 邮政编码", "pass", ALL_MET, unit=NAME)
def _(folder: Path) -> None:
    tree = sound()
    unit_as(folder, tree, relabelled(unit_rows(tree["单位登记表"]), UNIT_WORDS))


@FIRMS.send("the unit's form with 公司名称, 社会信用代码, 办公地址, 注册地", "pass", ALL_MET, unit=NAME)
def _(folder: Path) -> None:
    tree = sound()
    unit_as(folder, tree, relabelled(unit_rows(tree["单位登记表"]), OTHER_UNIT_WORDS))


@FIRMS.send("the unit's form with 申报单位 and 信用代码 down the sheet", "pass", ALL_MET, unit=NAME)
def _(folder: Path) -> None:
    tree = sound()
    rows = relabelled(unit_pairs(tree["单位登记表"]), {"单位全称": "申报单位", "统一代码": "信用代码"})
    roster: Rows = [["姓名", "专业方向", "职称"], *([*one.values()] for one in tree["单位登记表"]["安全社区咨询员"])]
    unit_as(folder, tree, [*rows, [], ["安全社区咨询员"], *roster])


@FIRMS.send("the unit's form with label and value in one cell: 单位名称：北京…", "pass", ALL_MET, unit=NAME)
def _(folder: Path) -> None:
    tree = sound()
    unit = tree["单位登记表"]
    head, number, _name, _licence, *rest = official_unit(unit)
    first: Rows = [
        [f"单位名称（盖章）：{NAME}", f"地址：{unit['地址']}"],
        [f"注册地：{unit['营业执照注册地']}", f"统一社会信用代码：{unit['统一代码']}    邮编：{unit['邮编']}"],
    ]
    unit_as(folder, tree, [head, number, *first, *rest])


@FIRMS.send("a unit's name with （盖章） behind it", "pass", ALL_MET, never=("（盖章）",), unit=NAME)
def _(folder: Path) -> None:
    tree = sound()
    unit_as(folder, tree, unit_rows({**tree["单位登记表"], "单位全称": f"{NAME}（盖章）"}))


@FIRMS.send("a unit's name with (盖章) on a second line", "pass", ALL_MET, unit=NAME)
def _(folder: Path) -> None:
    tree = sound()
    unit_as(folder, tree, unit_rows({**tree["单位登记表"], "单位全称": f"{NAME}\n(盖章)"}))


@FIRMS.send("a unit's form with 联系人 and its telephone besides", "pass", ALL_MET, says=("联系人", "A8|B8"))
def _(folder: Path) -> None:
    tree = sound()
    rows = unit_rows(tree["单位登记表"])
    unit_as(folder, tree, [*rows[:7], ["联系人", "孙示例", "联系人电话", "010-64940009"], *rows[7:]])


@FIRMS.send("a unit's form whose consultants stand in one cell: 张…、王…", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    names = "、".join(one["姓名"] for one in people(tree))
    unit_as(folder, tree, [*unit_pairs(tree["单位登记表"]), ["安全社区咨询员", names]])


@FIRMS.send("consultants' forms with 出生年月, 职称, 联系电话, 联系地址", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    persons_as(folder, tree, *(relabelled(official_person(one), PERSON_WORDS) for one in people(tree)))


@FIRMS.send("consultants' forms with 专业技术职称, 手机号, 公民身份号码", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    words = {
        "专业技术职务": "专业技术职称",
        "移动电话": "手机号",
        "身份证号": "公民身份号码",
        "工作单位及部门": "所在单位",
    }
    persons_as(folder, tree, *(relabelled(official_person(one), words) for one in people(tree)))


@FIRMS.send("consultants' forms with hints beside the labels: 身份证号（18位）", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    words = {"出生日期": "出生日期（年月日）", "身份证号": "身份证号（18位）", "移动电话": "*移动电话"}
    persons_as(folder, tree, *(relabelled(official_person(one), words) for one in people(tree)))


@FIRMS.send("consultants' forms with the labels down the sheet", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    persons_as(folder, tree, *(pairs(one) for one in people(tree)))


@FIRMS.send("consultants' forms with their own words down the sheet", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    persons_as(folder, tree, *(relabelled(pairs(one), PERSON_WORDS) for one in people(tree)))


@FIRMS.send("consultants' forms in which every cell is label and value: 姓名：张…", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    persons_as(folder, tree, *([[f"{label}：{value}"] for label, value in pairs(one)] for one in people(tree)))


@FIRMS.send("consultants' forms with several pairs in a cell: 姓名：张…    性别：男", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()

    def form(one: Tree) -> Rows:
        first = f"姓名：{one['姓名']}    性别：{one['性别']}    出生年月：{one['出生日期']}"
        second = f"职称：{one['专业技术职务']}    学历：{one['学历']}    联系电话：{one['移动电话']}"
        third = f"工作单位：{one['工作单位及部门']}\n身份证号：{one['身份证号']}"
        return [["安全社区咨询服务人员登记表"], [first], [second], [third], ["申请人承诺", pledge(one)]]

    persons_as(folder, tree, *map(form, people(tree)))


@FIRMS.send("a form with 政治面貌 besides", "pass", ALL_MET, says=("政治面貌", "A6|B6"))
def _(folder: Path) -> None:
    tree = sound()
    first, *others = (official_person(one) for one in people(tree))
    persons_as(folder, tree, [*first[:5], ["政治面貌", "党员"], *first[5:]], *others)


@FIRMS.send(
    "a form with nothing beside 性别",
    "correct",
    ALL_MET,
    says=("性别",),
    never=("性别填的是“出生日期”", "性别填的是“出生年月”"),
)
def _(folder: Path) -> None:
    tree = sound()
    people(tree)[1]["性别"] = None
    persons_as(folder, tree, *(relabelled(official_person(one), {"出生日期": "出生年月"}) for one in people(tree)))


@FIRMS.send("a form with nothing beside 职务, left of 职称", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    people(tree)[1]["职务"] = None
    persons_as(folder, tree, *(relabelled(official_person(one), {"专业技术职务": "职称"}) for one in people(tree)))


@FIRMS.send("forms whose signature has a cell of its own, right of 本人签名：", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()

    def form(one: Tree) -> Rows:
        rows, promise = official_person(one), one["申请人承诺"]
        signed: Rows = [[None, "本人签名：", promise["签名"], None, "日期：", promise["日期"]]]
        return [*rows[:10], ["申请人承诺", "本人保证以上所填各项内容的真实性。"], *signed, *rows[11:]]

    persons_as(folder, tree, *map(form, people(tree)))


@FIRMS.send("numbers with an apostrophe before them", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    for one in people(tree):
        one["身份证号"], one["移动电话"] = f"'{one['身份证号']}", f"'{one['移动电话']}"
    tree["单位登记表"]["统一代码"] = f"'{tree['单位登记表']['统一代码']}"
    send(folder, tree)


@FIRMS.send("two consultants' forms side by side on each sheet", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    persons_as(folder, tree, *side_by_side(tree, 8))


@FIRMS.send("two consultants' forms side by side without a gap", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    persons_as(folder, tree, *side_by_side(tree, 7))


@FIRMS.send("all consultants' forms below each other on one sheet", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    persons_as(folder, tree, [row for one in people(tree) for row in (*official_person(one), [], [])])


@FIRMS.send("all consultants' labels and values below each other on one sheet", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    persons_as(folder, tree, [row for one in people(tree) for row in (*pairs(one), [])])


@FIRMS.send("five consultants' forms below each other on one sheet", "fail", {"9.4b": "unmet"})
def _(folder: Path) -> None:
    tree = sound(FIVE)
    persons_as(folder, tree, [row for one in people(tree) for row in (*official_person(one), [], [])])


@FIRMS.send("a form that starts at C4", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    moved = [[], [], [], *([None, None, *row] for row in official_person(people(tree)[0]))]
    persons_as(folder, tree, moved, *map(official_person, people(tree)[1:]))


@FIRMS.send("a blank form among the filled ones", "pass", ALL_MET, never=("7 名",))
def _(folder: Path) -> None:
    tree = sound()
    send(folder, tree)
    empty = {**dict.fromkeys(people(tree)[0]), "申请人承诺": {"签名": "", "日期": ""}, "所在单位意见": ""}
    person_form(folder / "人员登记表（空白）.xlsx", empty)


@FIRMS.send("five forms and a blank one", "fail", {"9.4b": "unmet"})
def _(folder: Path) -> None:
    tree = sound(FIVE)
    send(folder, tree)
    empty = {**dict.fromkeys(people(tree)[0]), "申请人承诺": {"签名": "", "日期": ""}, "所在单位意见": ""}
    person_form(folder / "人员登记表（空白）.xlsx", empty)


@FIRMS.send("a list with a head and nobody under it beside the forms", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    send(folder, tree)
    put(folder / "花名册.xlsx", book({"花名册": listed([], "序号", "姓名", "性别", "出生年月", "职称", "联系电话")}))
