"""What the program cannot read may hold what is missing: it proves nothing, and fails nobody."""

from __future__ import annotations

from pathlib import Path

from tests.fictional import Tree, pdf, photo
from tests.firms.build import (
    FIVE,
    ONE_SENIOR,
    excel,
    hiding,
    papers,
    people,
    person_form,
    person_forms,
    put,
    send,
    sound,
    unit_form,
    word,
    zipped,
)
from tests.firms.conclusion import Firms
from tests.workbooks import Rows, book, official_person

FIRMS = Firms()
UNPROVEN = {"9.4a": "met", "9.4b": "unproven", "9.4c": "met"}
ALL_MET = {"9.4a": "met", "9.4b": "met", "9.4c": "met"}
DATA = Path(__file__).parents[1] / "data"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2048)
CHOICES: Rows = [["性别", "学历", "职称"], ["男", "本科", "工程师"], ["女", "硕士", "高级工程师"]]


def five_forms(folder: Path, also: tuple[str, ...] = ()) -> Tree:
    """Six consultants on the unit's form, and the forms of five."""
    tree = sound()
    papers(folder, tree, also)
    unit_form(folder, tree)
    person_forms(folder, people(tree)[:5])
    return tree


@FIRMS.send("the sixth form in Word", "pending", UNPROVEN, says=("人员登记表-许示例己.docx",))
def _(folder: Path) -> None:
    five_forms(folder)
    word(folder / "人员登记表-许示例己.docx")


@FIRMS.send("the sixth form in Word, which the reviewer has read", "pass", ALL_MET)
def _(folder: Path) -> None:
    five_forms(folder, also=("9.4b",))
    word(folder / "人员登记表-许示例己.docx")


@FIRMS.send("the sixth form in an old Word file", "pending", UNPROVEN, says=("登记表6.doc",))
def _(folder: Path) -> None:
    five_forms(folder)
    put(folder / "登记表6.doc", OLE)


@FIRMS.send("the sixth form in Word in a sub-folder", "pending", UNPROVEN, says=("许示例己登记表.docx",))
def _(folder: Path) -> None:
    five_forms(folder)
    word(folder / "人员登记表" / "许示例己登记表.docx")


@FIRMS.send("the sixth form on a hidden sheet", "pending", UNPROVEN, says=("人员6",))
def _(folder: Path) -> None:
    tree = sound()
    papers(folder, tree)
    unit_form(folder, tree)
    sheets = {f"人员{row}": official_person(one) for row, one in enumerate(people(tree), start=1)}
    excel(folder / "人员.xlsx", sheets, hiding("人员6"))


@FIRMS.send("the sixth form on a sheet that only a macro can show", "pending", UNPROVEN, says=("人员6",))
def _(folder: Path) -> None:
    tree = sound()
    papers(folder, tree)
    unit_form(folder, tree)
    sheets = {f"人员{row}": official_person(one) for row, one in enumerate(people(tree), start=1)}
    excel(folder / "人员.xlsx", sheets, hiding("人员6", "veryHidden"))


@FIRMS.send("five forms, and hidden sheets of choices for drop-downs", "fail", {"9.4b": "unmet"})
def _(folder: Path) -> None:
    tree = sound(FIVE)
    send(folder, tree)
    for one in people(tree):
        sheets = {"登记表": official_person(one), "选项": CHOICES}
        excel(folder / f"人员登记表-{one['姓名']}.xlsx", sheets, hiding("选项"))


@FIRMS.send("six forms, and hidden sheets of choices for drop-downs", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    send(folder, tree)
    for one in people(tree):
        sheets = {"登记表": official_person(one), "选项": CHOICES}
        excel(folder / f"人员登记表-{one['姓名']}.xlsx", sheets, hiding("选项"))


@FIRMS.send("the sixth form in a zip", "pending", UNPROVEN, says=("补充材料.zip",))
def _(folder: Path) -> None:
    tree = five_forms(folder)
    zipped(folder / "补充材料.zip", {"6.xlsx": book({"Sheet1": official_person(people(tree)[5])})})


@FIRMS.send("the sixth form as a scan", "pending", UNPROVEN, says=("许示例己登记表.pdf",))
def _(folder: Path) -> None:
    five_forms(folder)
    put(folder / "许示例己登记表.pdf", pdf("登记表"))


@FIRMS.send("the sixth form as a photograph", "pending", UNPROVEN, says=("人员登记表6.jpg",))
def _(folder: Path) -> None:
    five_forms(folder)
    put(folder / "人员登记表6.jpg", photo("六"))


@FIRMS.send("five forms, a leaflet in Word and a scan of something else", "fail", {"9.4b": "unmet"})
def _(folder: Path) -> None:
    send(folder, sound(FIVE))
    word(folder / "公司简介.docx", "公司简介")
    put(folder / "荣誉证书.pdf", pdf("荣誉证书"))


@FIRMS.send("five forms, and their print as the listed material alone", "fail", {"9.4b": "unmet", "10.3": "met"})
def _(folder: Path) -> None:
    tree = sound(FIVE)
    tree["申报材料"]["咨询人员登记表"] = "人员登记表（盖章扫描件）.pdf"
    send(folder, tree)


@FIRMS.send("five forms, and what Excel left of an open one: ~$", "fail", {"9.4b": "unmet"}, never=("~$",))
def _(folder: Path) -> None:
    send(folder, sound(FIVE))
    put(folder / "~$人员登记表-许示例己.xlsx", bytes(165))


@FIRMS.send("the sixth form under a password", "correct|pending", UNPROVEN, says=("人员登记表6.xlsx",))
def _(folder: Path) -> None:
    five_forms(folder)
    put(folder / "人员登记表6.xlsx", (DATA / "有密码.xlsx").read_bytes())


@FIRMS.send("the sixth form cut off on the way", "correct|pending", UNPROVEN, says=("人员登记表6.xlsx",))
def _(folder: Path) -> None:
    tree = five_forms(folder)
    put(folder / "人员登记表6.xlsx", book({"Sheet1": official_person(people(tree)[5])})[:3000])


@FIRMS.send("the sixth form as a web page called .xls", "correct|pending", UNPROVEN, says=("人员登记表6.xls",))
def _(folder: Path) -> None:
    five_forms(folder)
    put(folder / "人员登记表6.xls", "<html><table><tr><td>姓名</td><td>许示例己</td></tr></table></html>".encode())


@FIRMS.send(
    "six forms, one senior, and a seventh in Word",
    "pending",
    {"9.4b": "met", "9.4c": "unproven"},
    says=("人员登记表7.docx",),
)
def _(folder: Path) -> None:
    send(folder, sound(ONE_SENIOR))
    word(folder / "人员登记表7.docx")


@FIRMS.send("six sound forms, and one of them in Word as well", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    send(folder, tree)
    word(folder / f"人员登记表-{people(tree)[0]['姓名']}.docx")


@FIRMS.send(
    "the unit's form in Word",
    "correct|pending",
    {"9.4a": "unproven", "9.4b": "met", "9.4c": "met"},
    says=("单位登记表.docx",),
)
def _(folder: Path) -> None:
    tree = sound()
    papers(folder, tree)
    person_forms(folder, people(tree))
    word(folder / "单位登记表.docx", "安全社区咨询服务单位登记表")


@FIRMS.send(
    "the unit's form in Excel and all consultants' in Word",
    "correct|pending",
    {"9.4a": "met", "9.4b": "unproven", "9.4c": "unproven"},
    says=("人员登记表.docx",),
)
def _(folder: Path) -> None:
    tree = sound()
    papers(folder, tree)
    unit_form(folder, tree)
    word(folder / "人员登记表.docx")


@FIRMS.send(
    "no list of materials but a zip of them", "pending", {"10.4": "unproven", "9.4b": "met"}, says=("申报材料.zip",)
)
def _(folder: Path) -> None:
    tree = sound()
    tree["申报材料"] = {}
    send(folder, tree)
    zipped(folder / "申报材料.zip", {"管理制度.pdf": pdf("管理制度")})


@FIRMS.send("a listed material that is not there, beside an unread form", "correct", {"10.4": "unmet", "9.4b": "met"})
def _(folder: Path) -> None:
    send(folder, sound())
    (folder / "材料" / "过程控制体系文件.pdf").unlink()
    word(folder / "人员登记表7.docx")


@FIRMS.send("the draft of a consultant's form on a hidden sheet, and six sound ones", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    send(folder, tree)
    one = people(tree)[0]
    sheets = {"登记表": official_person(one), "旧": official_person(one | {"移动电话": "13900000000"})}
    excel(folder / f"人员登记表-{one['姓名']}.xlsx", sheets, hiding("旧"))


@FIRMS.send("five forms, each with a hidden copy of itself", "fail|pending", {"9.4b": "unmet|unproven", "9.4c": "met"})
def _(folder: Path) -> None:
    tree = sound(FIVE)
    send(folder, tree)
    for one in people(tree):
        sheets = {"登记表": official_person(one), "副本": official_person(one)}
        excel(folder / f"人员登记表-{one['姓名']}.xlsx", sheets, hiding("副本"))


@FIRMS.send("the sixth form with its rows in an .xlsm", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = five_forms(folder)
    person_form(folder / "人员登记表6.xlsm", people(tree)[5])
