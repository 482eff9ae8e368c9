"""Materials that nobody listed, and forms and materials in numbered sub-folders."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.fictional import pdf, photo
from tests.firms.build import (
    excel,
    papers,
    people,
    person_forms,
    put,
    send,
    sound,
    unit_form,
    unit_sheets,
    word,
)
from tests.firms.conclusion import Firms

FIRMS = Firms()
ALL_MET = {"9.4a": "met", "9.4b": "met", "9.4c": "met", "10.1": "met", "10.6": "met"}
LICENCE = "工商营业执照复印件"
NUMBERED = {
    LICENCE: "1、营业执照/营业执照.pdf",
    "咨询单位登记表": "2、登记表/单位登记表（盖章）.pdf",
    "咨询人员登记表": "2、登记表/人员登记表（盖章）.pdf",
    "过程控制体系文件": "3、体系文件/过程控制体系文件.pdf",
    "管理制度": "4、管理制度/管理制度.pdf",
    "业绩报告": "5、业绩/业绩报告.pdf",
}


def lacking(folder: Path, label: str, also: Iterable[str] = ()) -> None:
    """A sound firm that neither listed nor sent one of the six materials."""
    tree = sound()
    del tree["申报材料"][label]
    send(folder, tree, also)


def numbered(folder: Path, forms: str = "2、登记表", persons: str = "2、登记表/人员登记表") -> None:
    """A sound firm whose materials and forms lie in numbered sub-folders."""
    tree = sound()
    tree["申报材料"] = dict(NUMBERED)
    papers(folder, tree)
    unit_form(folder / forms, tree)
    person_forms(folder / persons, people(tree))


def unlisted(folder: Path, materials: dict[str, str], also: Iterable[str] = ()) -> None:
    """A sound firm without any list of materials, and these files."""
    tree = sound()
    tree["申报材料"] = materials
    papers(folder, tree, also)
    tree["申报材料"] = {}
    unit_form(folder, tree)
    person_forms(folder, people(tree))


@FIRMS.send(
    "营业执照.jpg without listing it", "pending", {"10.1": "unproven", "10.5": "met"}, says=("营业执照.jpg", LICENCE)
)
def _(folder: Path) -> None:
    lacking(folder, LICENCE)
    put(folder / "营业执照.jpg", photo("执照"))


@FIRMS.send("营业执照.jpg without listing it, which the reviewer looked at", "pass", {"10.1": "met"})
def _(folder: Path) -> None:
    lacking(folder, LICENCE, also=["10.1"])
    put(folder / "营业执照.jpg", photo("执照"))


@FIRMS.send("1、营业执照/扫描件.pdf without listing it", "pending", {"10.1": "unproven"}, says=("扫描件.pdf",))
def _(folder: Path) -> None:
    lacking(folder, LICENCE)
    put(folder / "1、营业执照" / "扫描件.pdf", pdf("营业执照"))


@FIRMS.send(
    "管理制度汇编.pdf without listing it", "pending", {"10.5": "unproven"}, says=("管理制度汇编.pdf", "管理制度")
)
def _(folder: Path) -> None:
    lacking(folder, "管理制度")
    put(folder / "管理制度汇编.pdf", pdf("管理制度汇编"))


@FIRMS.send(
    "a report of their work as .docx without listing it", "pending", {"10.6": "unproven"}, says=("业绩报告.docx",)
)
def _(folder: Path) -> None:
    lacking(folder, "业绩报告")
    word(folder / "业绩报告.docx", "业绩报告")


@FIRMS.send("no process documents and nothing like them", "correct", {"10.4": "unmet", "10.5": "met"})
def _(folder: Path) -> None:
    lacking(folder, "过程控制体系文件")


@FIRMS.send("no licence, and a reviewer who calls it met", "correct", {"10.1": "unmet"})
def _(folder: Path) -> None:
    lacking(folder, LICENCE, also=["10.1"])


@FIRMS.send("an unlisted material that is empty", "correct|pending", {"10.1": "unmet|unproven"}, says=("营业执照.pdf",))
def _(folder: Path) -> None:
    lacking(folder, LICENCE)
    put(folder / "营业执照.pdf", b"")


@FIRMS.send("a licence listed under a name that is not there", "correct", {"10.1": "unmet"}, says=("营业执照副本.pdf",))
def _(folder: Path) -> None:
    tree = sound()
    send(folder, tree)
    tree["申报材料"][LICENCE] = "材料/营业执照副本.pdf"
    excel(folder / "单位登记表.xlsx", unit_sheets(tree))


@FIRMS.send(
    "all six materials in numbered folders and no list of them",
    "pending",
    {f"10.{number}": "unproven" for number in (1, 4, 5, 6)},
    says=("营业执照.pdf", "过程控制体系文件.pdf", "管理制度.pdf", "业绩报告.pdf"),
)
def _(folder: Path) -> None:
    unlisted(folder, NUMBERED)


@FIRMS.send("all six materials in numbered folders, unlisted, which the reviewer went through", "pass", ALL_MET)
def _(folder: Path) -> None:
    unlisted(folder, NUMBERED, also=[f"10.{number}" for number in range(1, 7)])


@FIRMS.send("no materials at all", "correct", {f"10.{number}": "unmet" for number in (1, 4, 5, 6)})
def _(folder: Path) -> None:
    unlisted(folder, {})


@FIRMS.send("1、营业执照, 2、登记表 with the forms in it, and so on", "pass", ALL_MET)
def _(folder: Path) -> None:
    numbered(folder)


@FIRMS.send("the consultants' forms in 人员登记表, the unit's beside it", "pass", ALL_MET)
def _(folder: Path) -> None:
    numbered(folder, ".", "人员登记表")


@FIRMS.send("the unit's form in 1、单位登记表, the consultants' in 2、人员登记表", "pass", ALL_MET)
def _(folder: Path) -> None:
    numbered(folder, "1、单位登记表", "2、人员登记表")


@FIRMS.send("one folder for each consultant's form and papers", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    papers(folder, tree)
    unit_form(folder, tree)
    for number, one in enumerate(people(tree), start=1):
        person_forms(folder / "人员" / f"{number}、{one['姓名']}", [one])
        put(folder / "人员" / f"{number}、{one['姓名']}" / "职称证书.pdf", pdf("职称证书"))


@FIRMS.send("everything one folder deeper than asked", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    tree["申报材料"] = {label: f"申报材料/{path}" for label, path in tree["申报材料"].items()}
    papers(folder, tree)
    unit_form(folder / "申报材料", tree)
    person_forms(folder / "申报材料", people(tree))


@FIRMS.send("five forms in a sub-folder, and the last one beside it", "pass", ALL_MET)
def _(folder: Path) -> None:
    tree = sound()
    papers(folder, tree)
    unit_form(folder, tree)
    person_forms(folder / "2、登记表", people(tree)[:5])
    person_forms(folder, people(tree)[5:])


@FIRMS.send("five forms in a sub-folder, and are five", "fail", {"9.4b": "unmet"})
def _(folder: Path) -> None:
    tree = sound()
    tree["人员登记表"].pop()
    tree["单位登记表"]["安全社区咨询员"].pop()
    papers(folder, tree)
    unit_form(folder, tree)
    person_forms(folder / "2、登记表", people(tree))
