"""A round of twenty firms on paper: real pictures in every damage, wrong numbers planted in twelve of the materials.

The papers say the truth; where a number is planted, the paper says another one, which passes every check by itself.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

from anlian_cli.forms.yaml_writer import dump
from tests.fictional import Tree, add_files, application, code_check, id_number, verification
from tests.make_examples import SETTINGS
from tests.scans import certificates, forms, licences
from tests.scans.damage import DAMAGES
from tests.scans.paper import Paper
from tests.scans.truth import Firm, Holder, firm, holder, in_chinese

COUNT = 20
_LICENCES = ("2015", "2019", "2022")
_CERTIFICATES = ("title_booklet", "title_sheet")
_BOTH_CERTIFIED, _WITH_CARDS = (13, 18), (15, 16, 17, 18)
_SENIOR = (("高级工程师", "高级"), ("正高级工程师", "正高级"))
_DAMAGES = tuple(DAMAGES)
_SCOPE = "技术开发、技术咨询、技术服务；安全生产咨询服务；会议服务；企业管理咨询。"

PLANTED: dict[int, tuple[str, str]] = {
    1: ("营业执照", "S1"),
    3: ("营业执照", "S1"),
    5: ("营业执照", "S1"),
    7: ("营业执照", "S2"),
    9: ("营业执照", "S2"),
    11: ("营业执照", "S2"),
    12: ("证书0", "S1"),
    13: ("证书1", "S1"),
    14: ("证书0", "S1"),
    16: ("身份证", "S1"),
    17: ("身份证", "S1"),
    19: ("单位登记表", "S1"),
}
"""By firm: the paper that says another number than the form, and the code that this must be found under."""


@dataclass(frozen=True, slots=True)
class Applicant:
    """A firm by what is true of it: its licence and the people with certificates."""

    number: int
    firm: Firm
    holders: tuple[Holder, Holder]

    @property
    def folder(self) -> str:
        return f"{self.number:02d}"


def applicant(number: int) -> Applicant:
    own = replace(firm(200 + number), scope=_SCOPE)
    people = (replace(holder(2 * number + row), title=title, level=level) for row, (title, level) in enumerate(_SENIOR))
    first, second = people
    return Applicant(number, own, (first, second))


def papers(one: Applicant) -> Iterator[tuple[str, Image.Image]]:
    """Every paper of a firm by its path, each in a damage of its own."""
    planted, _ = PLANTED.get(one.number, ("", ""))
    for place, (name, paper) in enumerate(_papers(one, planted)):
        yield name, DAMAGES[_DAMAGES[(one.number + 2 * place) % len(_DAMAGES)]](paper.image)


def _papers(one: Applicant, planted: str) -> Iterator[tuple[str, Paper]]:
    own = _misprinted(one) if planted == "营业执照" else one.firm
    yield "材料/营业执照.jpg", licences.LAYOUTS[_LICENCES[one.number % 3]](own)
    stamped = replace(one.firm, code=_other_code(one.firm.code)) if planted == "单位登记表" else one.firm
    yield "材料/单位登记表.jpg", forms.unit_form(stamped)
    for row, person in enumerate(one.holders[: 2 if one.number in _BOTH_CERTIFIED else 1]):
        said = _renumbered(person) if planted == f"证书{row}" else person
        yield f"证书/职称证书{row}.jpg", certificates.LAYOUTS[_CERTIFICATES[(one.number + row) % 2]](said)
    if one.number in _WITH_CARDS:
        card = _renumbered(one.holders[0]) if planted == "身份证" else one.holders[0]
        yield "证书/身份证.jpg", certificates.id_card(card)


def _misprinted(one: Applicant) -> Firm:
    """The licence with another code, of which only the district and the check character differ, or another day."""
    _, code = PLANTED[one.number]
    if code == "S1":
        return replace(one.firm, code=_other_code(one.firm.code))
    founded = one.firm.founded
    last = calendar.monthrange(founded.year, founded.month)[1]
    return replace(one.firm, founded=founded.replace(day=founded.day % min(last, 28) + 1))


def _other_code(code: str) -> str:
    """The code of the same organisation as registered in another district."""
    body = code[:7] + ("6" if code[7] != "6" else "8") + code[8:17]
    return body + code_check(body)


def _renumbered(person: Holder) -> Holder:
    """The number of somebody else of the same day and sex."""
    sequence = (int(person.number[14:17]) // 2 + 7) % 100
    return replace(person, number=id_number(sequence, person.born.isoformat(), person.sex))


def tree(one: Applicant) -> Tree:
    """What the firm types: the truth."""
    typed = application(one.number, one.firm.name)
    unit, people = typed["单位登记表"], typed["人员登记表"]
    unit |= {"统一代码": one.firm.code, "营业执照注册地": one.firm.address[: 6 if one.number % 2 else None]}
    unit["法定代表人"]["姓名"] = one.firm.person
    for row, person in enumerate(one.holders):
        people[row] |= {"姓名": person.name, "性别": person.sex, "出生日期": person.born.isoformat()}
        people[row] |= {"身份证号": person.number, "专业技术职务": person.title}
        people[row]["申请人承诺"] = {"签名": person.name, "日期": "2017-10-18"}
        unit["安全社区咨询员"][row] = {"姓名": person.name, "专业方向": "安全工程", "职称": person.title}
    typed["申报条件自查"] |= {"经营范围": "安全生产咨询服务；技术咨询", "成立日期": in_chinese(one.firm.founded)}
    typed["申报条件自查"]["从事相关工作起始日期"] = "2015-01-01" if one.firm.founded.year < 2015 else "2015-10-01"
    typed["申报材料"] |= {"工商营业执照复印件": "材料/营业执照.jpg", "咨询单位登记表": "材料/单位登记表.jpg"}
    return typed


def write_round(workspace: Path, numbers: range = range(1, COUNT + 1)) -> None:
    """The whole round, or a part of it."""
    workspace.mkdir(parents=True, exist_ok=True)
    (workspace / "anlian.yaml").write_text(SETTINGS, encoding="utf-8")
    for number in numbers:
        one = applicant(number)
        folder = workspace / "applications" / "2017" / one.folder
        typed = tree(one)
        folder.mkdir(parents=True)
        add_files(folder, typed)
        for name, image in papers(one):
            (folder / name).parent.mkdir(exist_ok=True)
            image.save(folder / name, quality=90)
        (folder / "申报材料.yaml").write_text(dump(typed), encoding="utf-8")
        (folder / "初核记录.yaml").write_text(dump(verification()), encoding="utf-8")
