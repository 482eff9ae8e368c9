"""Makes `examples/`: the mixed round of 2017, and one faulty application for each thing that can be wrong.

Run `python -m tests.make_examples` after a change; a test compares what stands in `examples/` with what this makes.
The name of a faulty example begins with the codes it must produce, joined by '+'.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from anlian_cli.forms.typed import typed
from anlian_cli.forms.workbook_template import application_workbook
from anlian_cli.forms.yaml_writer import dump
from anlian_cli.model.application import Application
from anlian_cli.model.packed import timeless
from tests.fictional import Tree, add_files, application, credit_code, id_number, pdf, photo, verification
from tests.make_libreoffice import RUIFENG, SHENGHUA
from tests.make_libreoffice import TARGET as LIBREOFFICE
from tests.workbooks import book

EXAMPLES = Path(__file__).parents[1] / "examples"
FORM, VERIFICATION = "申报材料.yaml", "初核记录.yaml"
Change = Callable[[Tree], None]

SETTINGS = """\
# 示例工作区：2017 年一个批次。数字都是虚构的，标“待确认”的在真实工作区里由联合会确认。
单位: {名称: 北京市安全生产联合会, 统一代码: 51110000000000000J}
规范: 京安联发〔2017〕4号
经办人: 管理员
批次:
  "2017":
    截止日期: 2017-10-25
    补正截止日期: 2017-11-03
    权重: {材料审核: 0.5, 面试答辩: 0.5}              # 待确认
    名额: 20                                          # 待确认
    材料审核: {人员与资质: 40, 制度与体系: 30, 业绩: 30}
    面试答辩: {整体掌握程度: 40, 提高工作质量的措施办法: 30, 综合管理和业务分析能力: 30}
    专家评分: {去掉一个最高分和一个最低分: 否, 平均分保留位数: 2}
考核年度:
  "2018":
    日常工作考核: {"13.1": 25, "13.2": 25, "13.3": 25, "13.4": 25}
    年度资格审查: {"14.1": 20, "14.2": 20, "14.3": 20, "14.4": 20, "14.5": 20}
适用口径:
  R5: {取值: 默认, 确认人: 秘书处, 日期: 2017-09-20}
"""


def write_unit(folder: Path, tree: Tree, reviewer: Tree | None) -> None:
    """A unit's folder: its form, its files, and what the reviewer found."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FORM).write_text(dump(tree), encoding="utf-8")
    add_files(folder, tree)
    if reviewer is not None:
        (folder / VERIFICATION).write_text(dump(reviewer), encoding="utf-8")


def make_round(folder: Path) -> None:
    """The round of 2017: about a dozen firms, each with a fate of its own."""
    for number, make in enumerate(ROUND.values(), start=1):
        name = f"北京示例{list(ROUND)[number - 1]}安全技术咨询有限公司"
        make(folder / list(ROUND)[number - 1], application(number, name))


def _all_met(folder: Path, tree: Tree) -> None:
    write_unit(folder, tree, verification())


def _five_consultants(folder: Path, tree: Tree) -> None:
    del tree["人员登记表"][5], tree["单位登记表"]["安全社区咨询员"][5]
    write_unit(folder, tree, verification())


def _qualified_but_untitled(folder: Path, tree: Tree) -> None:
    for row in (0, 1):
        tree["人员登记表"][row]["专业技术职务"] = "注册安全工程师"
        tree["单位登记表"]["安全社区咨询员"][row]["职称"] = "注册安全工程师"
    write_unit(folder, tree, verification())


def _a_day_short(folder: Path, tree: Tree) -> None:
    tree["申报条件自查"]["从事相关工作起始日期"] = "2015-10-26"
    write_unit(folder, tree, verification())


def _bad_materials(folder: Path, tree: Tree) -> None:
    write_unit(folder, tree, verification())
    (folder / "材料" / "管理制度.pdf").unlink()
    (folder / "材料" / "业绩报告.pdf").write_text("业绩报告（其实是文本）\n", encoding="utf-8")


def _late(folder: Path, tree: Tree) -> None:
    write_unit(folder, tree, verification("2017-10-26"))


def _shares_a_consultant(folder: Path, tree: Tree) -> None:
    _share_person_of(ROUND_NAMES.index(folder.name), tree)
    write_unit(folder, tree, verification())


def _share_person_of(index: int, tree: Tree) -> None:
    """The first consultant of the firm before this one, taken over as this firm's fourth."""
    other = application(index, "另一家")["人员登记表"][0]
    own = tree["人员登记表"][3]
    taken = {**other, "移动电话": own["移动电话"], "工作单位及部门": own["工作单位及部门"], "专业技术职务": "工程师"}
    tree["人员登记表"][3] = taken
    tree["单位登记表"]["安全社区咨询员"][3] = {"姓名": taken["姓名"], "专业方向": "安全工程", "职称": "工程师"}


def _branch(folder: Path, tree: Tree) -> None:
    name = "示例安全技术集团有限公司北京分公司"
    tree["单位登记表"]["单位全称"] = name
    for one in tree["人员登记表"]:
        one["工作单位及部门"] = f"{name} 咨询部"
    write_unit(folder, tree, verification())


def _unreadable(folder: Path, tree: Tree) -> None:
    write_unit(folder, tree, verification())
    text = (folder / FORM).read_text(encoding="utf-8")
    (folder / FORM).write_text(text.replace("  邮编: ", "  邮编："), encoding="utf-8")


def _not_yet_reviewed(folder: Path, tree: Tree) -> None:
    write_unit(folder, tree, None)


def _careless(folder: Path, tree: Tree) -> None:
    tree["单位登记表"]["邮编"] = "10002"
    tree["人员登记表"][2]["性别"] = "男" if tree["人员登记表"][2]["性别"] == "女" else "女"
    tree["人员登记表"][4]["身份证号"] = tree["人员登记表"][4]["身份证号"][:17]
    del tree["人员登记表"][5]["移动电话"]
    write_unit(folder, tree, verification())


def _several_files(folder: Path, tree: Tree) -> None:
    """One file for the unit, in the GBK of an old Notepad, and one for each consultant."""
    persons = tree.pop("人员登记表")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "单位登记表.yaml").write_bytes(dump(tree).encode("gb18030"))
    for one in persons:
        (folder / f"人员-{one['姓名']}.yaml").write_text(dump({"人员登记表": one}), encoding="utf-8")
    add_files(folder, {**tree, "人员登记表": persons})
    (folder / VERIFICATION).write_text(dump(verification()), encoding="utf-8")


def _our_workbook(folder: Path, tree: Tree) -> None:
    """Our own template, filled."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "申报材料.xlsx").write_bytes(application_workbook(typed(Application, tree)[0]))
    _files_and_reviewer(folder, tree)


def _from_libreoffice(name: str, tree: Tree) -> Callable[[Path, Tree], None]:
    """The notice's own layout in a workbook that LibreOffice wrote."""

    def make(folder: Path, _tree: Tree) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((LIBREOFFICE / name).read_bytes())
        _files_and_reviewer(folder, tree)

    return make


def _files_and_reviewer(folder: Path, tree: Tree) -> None:
    add_files(folder, tree)
    (folder / VERIFICATION).write_text(dump(verification()), encoding="utf-8")


ROUND: dict[str, Callable[[Path, Tree], None]] = {
    "安泰": _all_met,
    "博远": _five_consultants,
    "诚信": _qualified_but_untitled,
    "鼎立": _a_day_short,
    "恩泽": _bad_materials,
    "方正": _late,
    "国泰": _all_met,
    "恒通": _shares_a_consultant,
    "华北": _branch,
    "嘉业": _unreadable,
    "科信": _not_yet_reviewed,
    "联创": _careless,
    "明德": _several_files,
    "启明": _our_workbook,
    "瑞丰": _from_libreoffice("瑞丰-官方表样.xlsx", RUIFENG),
    "盛华": _from_libreoffice("盛华-官方表样.xls", SHENGHUA),
}
ROUND_NAMES = list(ROUND)


def _set(*path: Any, to: Any) -> Change:
    def change(tree: Tree) -> None:
        inner = tree
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = to

    return change


def _drop(*path: Any) -> Change:
    def change(tree: Tree) -> None:
        inner = tree
        for step in path[:-1]:
            inner = inner[step]
        del inner[path[-1]]

    return change


def _several(*changes: Change) -> Change:
    def change(tree: Tree) -> None:
        for one in changes:
            one(tree)

    return change


def _title_of_first_two(title: str) -> Change:
    return _several(
        *(_set("人员登记表", row, "专业技术职务", to=title) for row in (0, 1)),
        *(_set("单位登记表", "安全社区咨询员", row, "职称", to=title) for row in (0, 1)),
    )


def _with_a_wrong_ending(number: str) -> str:
    """The same number with another check character, so that nothing else about it is wrong."""
    return number[:-1] + ("0" if number[-1] != "0" else "1")


_UNIT, _PERSON, _SELF, _FILES = "单位登记表", "人员登记表", "申报条件自查", "申报材料"

FAULTY: dict[str, Change] = {
    "9.1a-个体工商户": _set(_UNIT, "统一代码", to=credit_code(1, "92")),
    "9.1b-没有固定办公场所": _set(_SELF, "固定办公场所", to="否"),
    "9.1c-没有办公设备": _set(_SELF, "办公设施设备", to="无"),
    "9.1d-没有技术支撑": _set(_SELF, "技术支撑条件", to="×"),
    "9.2a-只有信息安全咨询": _set(_SELF, "经营范围", to="信息安全咨询；企业管理咨询"),
    "9.2b-差一天满两年": _set(_SELF, "从事相关工作起始日期", to="2015-10-26"),
    "9.3a-缺燃气和公共安全": _set(_SELF, "咨询领域", to="生产安全、交通安全、消防安全"),
    "9.4a-没有专职人员": _set(_UNIT, "专职工作人员", to="无"),
    "9.4b-五名咨询员": _several(_drop(_PERSON, 5), _drop(_UNIT, "安全社区咨询员", 5)),
    "9.4c-只有职业资格": _title_of_first_two("注册安全工程师"),
    "9.5a-体系不健全": _set(_SELF, "体系文件制度档案健全", to="否"),
    "9.5b-证照不齐": _set(_SELF, "证照齐全", to="否"),
    "9.5c-有违法记录": _set(_SELF, "无违法行为记录", to="否"),
    "10.1-路径指到文件夹之外": _set(_FILES, "工商营业执照复印件", to="../材料/营业执照.pdf"),
    "10.2-没有列出": _drop(_FILES, "咨询单位登记表"),
    "10.3-文件不存在": _set(_FILES, "咨询人员登记表", to="材料/人员登记表.docx"),
    "10.4-空文件": _set(_FILES, "过程控制体系文件", to="材料/空.pdf"),
    "10.5-内容与后缀不符": _set(_FILES, "管理制度", to="材料/其实是文本.pdf"),
    "10.6-绝对路径": _set(_FILES, "业绩报告", to="/材料/业绩报告.pdf"),
    "F04-不认识的栏目": _set(_UNIT, "开户银行", to="示例银行"),
    "F05-没有填邮编": _drop(_UNIT, "邮编"),
    "F06-没有资格证书": _drop(_PERSON, 0, "资格证书"),
    "F07-没有这一天": _set(_UNIT, "登记日期", to="2017年2月30日"),
    "F11-校验码不对": _set(_UNIT, "统一代码", to=credit_code(1)[:-1] + "A"),
    "F12-十五位注册号": _set(_UNIT, "统一代码", to="110108000000016"),
    "F13-末位写成乘号": _set(_PERSON, 0, "身份证号", to="11010519750501001×"),
    "F13-只错校验码": lambda tree: tree[_PERSON][0].update(
        {"身份证号": _with_a_wrong_ending(tree[_PERSON][0]["身份证号"])}
    ),
    "F14-出生日期不符": _set(_PERSON, 0, "出生日期", to="1990年1月"),
    "F15-性别不符": _set(_PERSON, 0, "性别", to="男"),
    "F16-年龄不可能": _several(
        _set(_PERSON, 0, "身份证号", to=id_number(1, "2010-05-01", "女")), _set(_PERSON, 0, "出生日期", to="2010-05-01")
    ),
    "F17-邮编五位": _set(_UNIT, "邮编", to="10002"),
    "F18-手机少一位": _set(_PERSON, 1, "移动电话", to="1380001000"),
    "F19-电话七位": _set(_UNIT, "法定代表人", "办公电话", to="6494000"),
    "F20-全角邮箱": _set(_PERSON, 0, "E-mail", to="zhang＠example.com"),
    "F21-名单多一人": lambda tree: tree[_UNIT]["安全社区咨询员"].append({"姓名": "没有表的人", "职称": "无"}),
    "F22-工作单位不同": _set(_PERSON, 0, "工作单位及部门", to="另一家示例有限公司"),
    "F23-同一人两张表": lambda tree: tree[_PERSON].append(dict(tree[_PERSON][0])),
    "F24-签名不是本人": _set(_PERSON, 0, "申请人承诺", "签名", to="代签人"),
    "F25-登记日期在将来": _set(_UNIT, "登记日期", to="2018-10-20"),
    "F27-从业早于成立": _set(_SELF, "从事相关工作起始日期", to="2008-06-01"),
    "F29-照片不存在": _set(_PERSON, 0, "照片", to="照片/没有这张.jpg"),
    "F31-性别填先生": _set(_PERSON, 0, "性别", to="先生"),
    "F34-详见营业执照": _set(_SELF, "经营范围", to="详见营业执照"),
}
"""A faulty form in one file: what is changed in a sound application."""

FAULTY_TEXTS: dict[str, Callable[[str], bytes]] = {
    "F01-空文件": lambda _text: b"\n",
    "F01-用了别名": lambda text: text.replace("职称: 工程师", "职称: &a 工程师", 1).encode(),
    "F01-控制字符": lambda text: text.replace("示例路", "示例\x07路", 1).encode(),
    "F02-全角冒号": lambda text: text.replace("  地址: ", "  地址：", 1).encode(),
    "F02-制表符": lambda text: text.replace("  地址: ", "\t地址: ", 1).encode(),
    "F02-冒号后没有空格": lambda text: text.replace("  地址: ", "  地址:", 1).encode(),
    "F03-地址写了两次": lambda text: text.replace("  地址: ", "  地址: 北京市海淀区示例路9号\n  地址: ", 1).encode(),
    "F08-GBK编码": lambda text: text.encode("gb18030"),
    "F10-没有登记表": lambda _text: "备注: 材料随后补上\n".encode(),
}
"""A faulty form in one file: what is done to its text."""

REVIEWED: dict[str, tuple[Change, Tree]] = {
    "9.3b-初核认定不熟悉": (lambda _tree: None, {"9.3b": {"结论": "不符合", "依据": "答不出基本程序"}}),
    "10.7-名不副实": (lambda _tree: None, {"10.7": {"结论": "不符合", "依据": "管理制度其实是宣传册"}}),
    "11.2-没有盖章": (lambda _tree: None, {"11.2": {"结论": "不符合", "依据": "纸质版未盖公章"}}),
    "F09-没有写依据": (lambda _tree: None, {"9.5c": {"结论": "符合"}}),
    "9.4b+F28-初核不能代替": (FAULTY["9.4b-五名咨询员"], {"9.4b": {"结论": "符合", "依据": "口头说明"}}),
}
"""A unit with its reviewer's file: a change to the application, and words added to the file."""

PARTNER = "国泰"
"""A sound firm of the round. The firm of the faulty examples shares nothing with it but what each of X1 to X5 says."""
_PARTNER_FIRM = ROUND_NAMES.index(PARTNER) + 1
_PARTNER_TREE = application(_PARTNER_FIRM, f"北京示例{PARTNER}安全技术咨询有限公司")
_PARTNER_RULES = f"材料/{PARTNER}的管理制度.pdf"

SHARED: dict[str, Change] = {
    f"X1-与{PARTNER}同一名咨询员": lambda tree: _share_person_of(_PARTNER_FIRM, tree),
    f"X2-与{PARTNER}同一统一代码": _set(_UNIT, "统一代码", to=_PARTNER_TREE[_UNIT]["统一代码"]),
    f"X3-与{PARTNER}同一手机号": _set(_UNIT, "主要负责人", "手机", to=_PARTNER_TREE[_PERSON][0]["移动电话"]),
    f"X4-与{PARTNER}同一法定代表人": _set(
        _UNIT, "法定代表人", "姓名", to=_PARTNER_TREE[_UNIT]["法定代表人"]["姓名"].replace("示例", " 示例")
    ),
    f"X5-与{PARTNER}同一份管理制度": _set(_FILES, "管理制度", to=_PARTNER_RULES),
}
"""A form in one file that shares something with the partner: what is changed in a sound application."""
BESIDE_PARTNER = "# 与另一家一起审核才看得出，在 examples 文件夹里：anlian check faulty/{name} {partner} --round 2017\n"


def make_faulty(folder: Path) -> None:
    """One example for every clause and finding that files can produce."""
    base = application(1, "北京示例安全技术咨询有限公司")
    add_files(folder, base)
    (folder / "材料" / "空.pdf").write_bytes(b"")
    (folder / "材料" / "其实是文本.pdf").write_text("不是 PDF\n", encoding="utf-8")
    for name, change in FAULTY.items():
        tree = application(1, "北京示例安全技术咨询有限公司")
        change(tree)
        (folder / f"{name}.yaml").write_text(dump(tree), encoding="utf-8")
    for name, spoil in FAULTY_TEXTS.items():
        (folder / f"{name}.yaml").write_bytes(spoil(dump(base)))
    _make_shared(folder)
    for name, (change, words) in REVIEWED.items():
        tree = application(1, "北京示例安全技术咨询有限公司")
        change(tree)
        write_unit(folder / name, tree, verification(**words))
    _make_folders(folder)


def _make_shared(folder: Path) -> None:
    for name, change in SHARED.items():
        tree = application(1, "北京示例安全技术咨询有限公司")
        change(tree)
        head = BESIDE_PARTNER.format(name=f"{name}.yaml", partner=f"applications/2017/{PARTNER}")
        (folder / f"{name}.yaml").write_text(head + dump(tree), encoding="utf-8")
    shared_person = _PARTNER_TREE[_PERSON][0]
    (folder / shared_person["照片"]).write_bytes(photo(shared_person["姓名"]))
    (folder / _PARTNER_RULES).write_bytes(pdf(f"{_PARTNER_TREE[_UNIT]['单位全称']} 管理制度（示例）"))


def _make_folders(folder: Path) -> None:
    tree = application(1, "北京示例安全技术咨询有限公司")
    late = {"日期": "2017-11-06", "类型": "补正", "电子版": "是", "纸质版": "是"}
    reviewer = verification()
    reviewer["收件"].append(late)
    write_unit(folder / "F26-补正逾期", tree, reviewer)
    write_unit(folder / "11.1-逾期", tree, verification("2017-10-26"))
    write_unit(folder / "F30-还有Word登记表", tree, verification())
    (folder / "F30-还有Word登记表" / "单位登记表.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    write_unit(folder / "F33-另有花名册", tree, verification())
    (folder / "F33-另有花名册" / "员工花名册.xlsx").write_bytes(_staff_list(tree))
    add_files(folder / "F35-没有列出执照", tree)
    del tree[_FILES]["工商营业执照复印件"]
    write_unit(folder / "F35-没有列出执照", tree, verification(**{"10.1": {"结论": "符合", "依据": "看过执照扫描件"}}))


def _staff_list(tree: Tree) -> bytes:
    """The consultants of a firm and its driver, on a list that is no form."""
    people = [(one["姓名"], one["性别"], one["移动电话"]) for one in tree[_PERSON]]
    rows = [["员工花名册"], ["姓名", "性别", "联系电话"], *map(list, people), ["孔司机", "男", "13800019999"]]

    def undated(made: Any) -> None:
        made.properties.created = made.properties.modified = datetime(2017, 10, 20)

    return timeless(book({"花名册": rows}, undated))


def make(root: Path) -> None:
    """All examples, in an empty folder."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "anlian.yaml").write_text(SETTINGS, encoding="utf-8")
    make_round(root / "applications" / "2017")
    make_faulty(root / "faulty")


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES
    for name in ("applications", "faulty"):
        shutil.rmtree(target / name, ignore_errors=True)
    make(target)
