"""Licences in four layouts: of 2014 and 2015, upright; of 2019 and 2022, broad."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from anlian_cli.model.scanned import FactName
from tests.scans.paper import Paper
from tests.scans.truth import Firm, in_chinese

_TINT = (253, 250, 240)
_AUTHORITY = "北京市工商行政管理局"


def _term(firm: Firm) -> str:
    return f"{in_chinese(firm.founded)}至{in_chinese(firm.until)}" if firm.until else "长期"


def _upright(firm: Firm, code_label: str, code: str) -> Paper:
    paper = Paper(tint=_TINT)
    paper.frame(30, 20, 970, 980, 10)
    paper.emblem(450, 45)
    paper.centre(135, "营业执照", 110)
    paper.centre(200, "(副  本)", 44)
    paper.centre(240, f"{code_label} {code}", 40)
    rows = (
        ("名    称", firm.name, 300),
        ("类    型", firm.kind, 345),
        ("住    所", firm.address, 390),
        ("法定代表人", firm.person, 435),
        ("注册资本", "500万元", 480),
        ("成立日期", in_chinese(firm.founded), 525),
        ("营业期限", _term(firm), 570),
        ("经营范围", firm.scope, 615),
    )
    for label, value, y in rows:
        paper.write(110, y, label, 38)
        paper.block(300, y, 900, value, 38)
    paper.centre(860, "登记机关", 38, x=600)
    paper.centre(915, f"{firm.founded.year + 1} 年 {firm.founded.month:02} 月 {firm.founded.day:02} 日", 38, x=720)
    paper.stamp(720, 900, _AUTHORITY)
    paper.write(60, 955, "企业信用信息公示系统网址：qyxy.baic.gov.cn", 24)
    return paper


def of_2014(firm: Firm) -> Paper:
    return _upright(firm, "注册号", firm.old_number)


def of_2015(firm: Firm) -> Paper:
    return _upright(firm, "统一社会信用代码", firm.code)


def _broad(firm: Firm, right: tuple[tuple[str, str], ...], authority: str) -> Paper:
    paper = Paper(landscape=True, tint=_TINT)
    paper.frame(20, 28, 980, 972, 10)
    paper.emblem(465, 60)
    paper.centre(190, "营 业 执 照", 110)
    paper.centre(285, "（副  本）", 40)
    paper.write(80, 150, "统一社会信用代码", 34)
    paper.write(80, 185, firm.code, 38)
    paper.squares(820, 120)
    paper.write(700, 140, "扫描二维码登录", 22)
    paper.write(700, 165, "“国家企业信用", 22)
    paper.write(700, 190, "信息公示系统”", 22)
    left = (
        ("名       称", firm.name),
        ("类       型", firm.kind),
        ("法定代表人", firm.person),
        ("经 营 范 围", firm.scope),
    )
    for number, (label, value) in enumerate(left):
        paper.write(70, 400 + number * 70, label, 34)
        paper.block(185, 400 + number * 70, 560, value, 34)
    for number, (label, value) in enumerate(right):
        paper.write(600, 400 + number * 70, label, 34)
        paper.block(705, 400 + number * 70, 940, value, 34)
    paper.write(640, 790, "登记机关", 38)
    paper.write(720, 870, f"{firm.founded.year + 2} 年 {firm.founded.month:02} 月 {firm.founded.day:02} 日", 34)
    paper.stamp(790, 820, authority)
    paper.write(40, 935, "http://www.gsxt.gov.cn 国家企业信用信息公示系统网址：", 22)
    return paper


def of_2019(firm: Firm) -> Paper:
    founded, term = ("成 立 日 期", in_chinese(firm.founded)), ("营 业 期 限", _term(firm))
    right = (("注 册 资 本", "1000万元"), founded, term, ("住       所", firm.address))
    return _broad(firm, right, "北京市市场监督管理局")


def of_2022(firm: Firm) -> Paper:
    founded = ("成 立 日 期", in_chinese(firm.founded))
    return _broad(firm, (("注 册 资 本", "1000万元"), founded, ("住       所", firm.address)), "北京市市场监督管理局")


LAYOUTS: Mapping[str, Callable[[Firm], Paper]] = {"2014": of_2014, "2015": of_2015, "2019": of_2019, "2022": of_2022}


def says(firm: Firm, layout: str) -> dict[FactName, str]:
    """What a licence of that layout says, fact by fact."""
    facts = {
        FactName.CREDIT_CODE: firm.old_number if layout == "2014" else firm.code,
        FactName.UNIT_NAME: firm.name,
        FactName.UNIT_TYPE: firm.kind,
        FactName.ADDRESS: firm.address,
        FactName.LEGAL_REPRESENTATIVE: firm.person,
        FactName.FOUNDED_ON: in_chinese(firm.founded),
        FactName.BUSINESS_SCOPE: firm.scope,
    }
    return facts if layout == "2022" else {**facts, FactName.TERM: _term(firm)}
