"""What firms write in a field instead of an answer: 详见附件, 同上, a stroke; and 无, which is one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.fictional import Tree
from tests.firms.build import people, send, sound
from tests.firms.conclusion import Firms

FIRMS = Firms()
ALL_MET = {"9.4a": "met", "9.4b": "met", "9.4c": "met"}


def unit_with(folder: Path, also: Iterable[str] = (), **changes: Any) -> None:
    tree = sound()
    tree["单位登记表"] |= changes
    send(folder, tree, also)


def declared(folder: Path, but: Iterable[str] = (), **changes: Any) -> None:
    tree = sound()
    tree["申报条件自查"] |= changes
    send(folder, tree, but=but)


def person_with(folder: Path, **changes: Any) -> Tree:
    tree = sound()
    people(tree)[2].update(changes)
    send(folder, tree)
    return tree


@FIRMS.send("详见附件 for the full-time staff", "pending", {"9.4a": "unproven", "9.4b": "met"})
def _(folder: Path) -> None:
    unit_with(folder, 专职工作人员="详见附件")


@FIRMS.send("详见附件 for the full-time staff, whom the reviewer has found", "pass", {"9.4a": "met"})
def _(folder: Path) -> None:
    unit_with(folder, also=["9.4a"], 专职工作人员="详见附件")


@FIRMS.send("见附件 for the full-time staff", "pending", {"9.4a": "unproven"})
def _(folder: Path) -> None:
    unit_with(folder, 专职工作人员="见附件")


@FIRMS.send("同上 for the full-time staff", "pending", {"9.4a": "unproven"})
def _(folder: Path) -> None:
    unit_with(folder, 专职工作人员="同上")


@FIRMS.send("详见人员登记表 for the full-time staff", "pending", {"9.4a": "unproven"})
def _(folder: Path) -> None:
    unit_with(folder, 专职工作人员="详见人员登记表")


@FIRMS.send(
    "详见人员登记表 for the consultants, and their six forms", "pass|pending", {"9.4b": "met|unproven", "9.4a": "met"}
)
def _(folder: Path) -> None:
    unit_with(folder, 安全社区咨询员="详见人员登记表")


@FIRMS.send("详见附件 for the consultants, and the reviewer counted six forms", "pass", ALL_MET)
def _(folder: Path) -> None:
    unit_with(folder, also=["9.4b", "9.4c"], 安全社区咨询员="详见附件")


@FIRMS.send("详见营业执照 for the scope of business, which the reviewer read there", "pass", {"9.2a": "met"})
def _(folder: Path) -> None:
    declared(folder, 经营范围="详见营业执照")


@FIRMS.send("详见营业执照 for the scope of business, and nobody looked", "pending", {"9.2a": "unproven"})
def _(folder: Path) -> None:
    declared(folder, but=["9.2a"], 经营范围="详见营业执照")


@FIRMS.send("见附件 for the scope of business, and nobody looked", "pending", {"9.2a": "unproven"})
def _(folder: Path) -> None:
    declared(folder, but=["9.2a"], 经营范围="见附件")


@FIRMS.send("详见附件 for the office, and nobody looked", "pending", {"9.1b": "unproven"})
def _(folder: Path) -> None:
    declared(folder, but=["9.1b"], 固定办公场所="详见附件")


@FIRMS.send("详见附件 for the office, which the reviewer has seen", "pass", {"9.1b": "met"})
def _(folder: Path) -> None:
    declared(folder, 固定办公场所="详见附件")


@FIRMS.send("同上 for the equipment, which the reviewer has seen", "pass", {"9.1c": "met"})
def _(folder: Path) -> None:
    declared(folder, 办公设施设备="同上")


@FIRMS.send("详见附件 for the beginning of their work, which the reviewer found", "pass", {"9.2b": "met"})
def _(folder: Path) -> None:
    declared(folder, 从事相关工作起始日期="详见附件")


@FIRMS.send("详见附件 for the beginning of their work, and nobody looked", "pending", {"9.2b": "unproven"})
def _(folder: Path) -> None:
    declared(folder, but=["9.2b"], 从事相关工作起始日期="详见附件")


@FIRMS.send("见附件 for their fields, and nobody looked", "pending", {"9.3a": "unproven"})
def _(folder: Path) -> None:
    declared(folder, but=["9.3a"], 咨询领域="见附件")


@FIRMS.send("a stroke for the postcode", "correct", ALL_MET, says=("邮编",))
def _(folder: Path) -> None:
    unit_with(folder, 邮编="/")


@FIRMS.send("a dash for the date", "correct", ALL_MET, says=("登记日期",))
def _(folder: Path) -> None:
    unit_with(folder, 登记日期="—")


@FIRMS.send("a stroke for the full-time staff", "correct", {"9.4a": "unproven", "9.4b": "met"}, says=("专职工作人员",))
def _(folder: Path) -> None:
    unit_with(folder, 专职工作人员="/")


@FIRMS.send("nothing for the full-time staff", "correct", {"9.4a": "unproven", "9.4b": "met"}, says=("专职工作人员",))
def _(folder: Path) -> None:
    unit_with(folder, 专职工作人员=None)


@FIRMS.send("a dash for a consultant's telephone", "correct", ALL_MET, says=("移动电话",))
def _(folder: Path) -> None:
    person_with(folder, 移动电话="—")


@FIRMS.send("a hyphen for a consultant's education", "correct", ALL_MET, says=("学历",))
def _(folder: Path) -> None:
    person_with(folder, 学历="-")


@FIRMS.send("strokes and dashes in fields that may be blank", "pass", ALL_MET)
def _(folder: Path) -> None:
    person_with(folder, 学位="—", 职务="/", 毕业院校="-", **{"E-mail": "/"})


@FIRMS.send("无 for a consultant's title, degree and certificates", "pass", ALL_MET)
def _(folder: Path) -> None:
    person_with(folder, 专业技术职务="无", 学位="无", 资格证书="无")


@FIRMS.send("a stroke for the title of the second senior one", "correct", {"9.4b": "met", "9.4c": "unproven"})
def _(folder: Path) -> None:
    tree = sound()
    people(tree)[1]["专业技术职务"] = "/"
    send(folder, tree)
