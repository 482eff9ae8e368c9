"""Printed and stamped papers: the two official forms, and bound papers with a title page."""

from __future__ import annotations

from anlian_cli.model.scanned import FactName
from tests.scans.paper import Paper
from tests.scans.truth import Firm, Holder, in_chinese

_TEXT = "为规范咨询服务行为，保证服务质量，根据有关规定，结合本单位实际，制定本办法。"


def _table(paper: Paper, top: float, rows: tuple[tuple[str, str], ...], step: float = 42, split: float = 330) -> None:
    for number, (label, value) in enumerate(rows):
        y = top + number * step
        paper.frame(90, y, split, y + step, 2)
        paper.frame(split, y, 910, y + step, 2)
        paper.write(105, y + step / 4, label, 32)
        paper.write(split + 15, y + step / 4, value, 32)


def unit_form(firm: Firm, *, stamped: bool = True) -> Paper:
    """The unit's form, with its seal on its name."""
    paper = Paper()
    paper.centre(70, "安全社区咨询服务单位登记表", 60)
    rows = (
        ("单位全称（盖章）", firm.name),
        ("地    址", firm.address),
        ("营业执照注册地", "北京市朝阳区"),
        ("统一代码", firm.code),
        ("邮    编", "100020"),
        ("法定代表人", firm.person),
        ("办公电话", "010-64940001"),
        ("主要负责人", firm.person),
        ("安全社区服务业绩", "2015年示例街道安全社区"),
        ("专职工作人员", "见附页"),
        ("登记日期", "2017年10月20日"),
    )
    _table(paper, 160, rows)
    if stamped:
        paper.stamp(700, 190, firm.name)
    return paper


def person_form(holder: Holder, *, signed: bool = True, stamped: bool = True) -> Paper:
    """A person's form: signed by hand at the promise, sealed at the employer's opinion."""
    paper = Paper()
    paper.centre(70, "安全社区咨询服务人员登记表", 60)
    rows = (
        ("姓    名", holder.name),
        ("性    别", holder.sex),
        ("出生日期", in_chinese(holder.born)),
        ("工作单位及部门", "咨询部"),
        ("专业技术职务", holder.title),
        ("身份证号", holder.number),
        ("学    历", "本科"),
    )
    _table(paper, 150, rows)
    paper.frame(90, 480, 910, 640, 2)
    paper.write(105, 500, "申请人承诺：以上内容真实。", 32)
    paper.write(420, 590, "签名：", 32)
    paper.write(680, 590, "日期：2017年10月18日", 32)
    if signed:
        paper.write(490, 575, holder.name, 64, "kai", "#112")
    paper.frame(90, 640, 910, 820, 2)
    paper.write(105, 660, "所在单位意见：同意", 32)
    paper.write(600, 780, "（盖章）", 32)
    if stamped:
        paper.stamp(690, 735, "北京示例安全技术咨询有限公司")
    return paper


def bound(title: str, firm: Firm, chapters: tuple[str, ...], *, stamped: bool = True) -> list[Paper]:
    """A title page, the contents, and a page for each chapter."""
    front, contents = Paper(), Paper()
    front.centre(300, title, 90)
    front.centre(700, firm.name, 44)
    front.centre(750, "2017年9月", 40)
    if stamped:
        front.stamp(500, 705, firm.name)
    contents.centre(100, "目    录", 60)
    for number, chapter in enumerate(chapters):
        contents.write(150, 180 + number * 40, f"{chapter}…………………………{number + 3}", 34)
    pages = [front, contents]
    for chapter in chapters:
        page = Paper()
        page.centre(100, chapter, 50)
        page.block(120, 180, 880, _TEXT * 3, 34)
        pages.append(page)
    return pages


def track_record(firm: Firm) -> list[Paper]:
    """A report of work done: years, clients and kinds of service in a table."""
    paper = Paper()
    paper.centre(120, "安全社区服务业绩报告", 70)
    paper.centre(190, firm.name, 40)
    paper.write(110, 250, "年份", 32)
    paper.write(250, 250, "服务对象", 32)
    paper.write(560, 250, "服务类别", 32)
    rows = (
        ("2014年", "示例街道办事处", "安全社区创建"),
        ("2015年", "安泰镇人民政府", "风险评估"),
        ("2016年", "瑞丰工业园", "安全培训"),
    )
    for number, row in enumerate(rows):
        for x, text in zip((110, 250, 560), row, strict=True):
            paper.write(x, 290 + number * 40, text, 32)
    return [paper]


def unit_form_says(firm: Firm) -> dict[FactName, str]:
    return {FactName.UNIT_NAME: firm.name, FactName.CREDIT_CODE: firm.code, FactName.LEGAL_REPRESENTATIVE: firm.person}


def person_form_says(holder: Holder) -> dict[FactName, str]:
    return {FactName.PERSON_NAME: holder.name, FactName.ID_NUMBER: holder.number, FactName.TITLE: holder.title}
