"""Certificates of titles and of qualifications, two layouts of each, and both sides of an ID card."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from anlian_cli.model.scanned import FactName
from tests.scans.paper import Paper
from tests.scans.truth import Holder, in_chinese


def title_booklet(holder: Holder) -> Paper:
    """The older one: a booklet laid open, facts in two columns."""
    paper = Paper(landscape=True, tint=(250, 252, 248))
    paper.rule(500, 60, 500, 940)
    paper.frame(110, 150, 270, 450)
    paper.centre(760, "北京市专业技术资格证书", 54, x=250)
    left = (
        ("姓    名", holder.name),
        ("性    别", holder.sex),
        ("出生年月", f"{holder.born.year}年{holder.born.month:02}月"),
    )
    for number, (label, value) in enumerate(left):
        paper.write(90, 520 + number * 65, f"{label}：", 38)
        paper.write(210, 520 + number * 65, value, 38, "kai")
    right = (
        ("身份证号", holder.number),
        ("专业名称", "安全工程"),
        ("资格名称", holder.title),
        ("资格级别", holder.level),
        ("授予时间", in_chinese(holder.issued)),
        ("发证机关", holder.issuer),
        ("证书编号", f"ZG{holder.number[6:14]}"),
    )
    for number, (label, value) in enumerate(right):
        paper.write(560, 180 + number * 85, f"{label}：", 38)
        paper.write(680, 180 + number * 85, value, 38, "kai")
    paper.stamp(830, 800, holder.issuer)
    return paper


def title_sheet(holder: Holder) -> Paper:
    """The newer one: a sheet with its name on top."""
    paper = Paper(tint=(255, 253, 245))
    paper.frame(50, 35, 950, 965, 8)
    paper.centre(110, "职称证书", 110)
    paper.frame(720, 250, 880, 400)
    rows = (
        ("姓    名", holder.name),
        ("身份证号", holder.number),
        ("职称名称", holder.title),
        ("级    别", holder.level),
        ("专    业", "安全工程"),
        ("取得时间", in_chinese(holder.issued)),
        ("评审机构", holder.issuer),
    )
    for number, (label, value) in enumerate(rows):
        paper.write(150, 260 + number * 70, label, 42)
        paper.write(340, 260 + number * 70, value, 42)
    paper.stamp(700, 850, holder.issuer)
    return paper


def qualification_booklet(holder: Holder) -> Paper:
    """The older one, with English under its labels."""
    paper = Paper(landscape=True, tint=(248, 250, 252))
    paper.rule(500, 60, 500, 940)
    paper.centre(120, "中华人民共和国", 48, x=250)
    paper.centre(190, "注册安全工程师", 66, x=250)
    paper.centre(270, "执业资格证书", 66, x=250)
    paper.centre(350, "Certificate of Certified Safety Engineer", 30, x=250)
    paper.frame(560, 130, 690, 380)
    rows = (
        ("姓名：", "Full Name", holder.name),
        ("性别：", "Sex", holder.sex),
        ("出生年月：", "Date of Birth", f"{holder.born.year}年{holder.born.month:02}月"),
        ("专业类别：", "Professional Type", "安全工程"),
        ("批准日期：", "Approval Date", in_chinese(holder.issued)),
        ("签发单位：", "Issued by", holder.issuer),
        ("有效期至：", "Valid through", in_chinese(holder.until)),
    )
    for number, (label, english, value) in enumerate(rows):
        y = 420 + number * 68
        paper.write(540, y, label, 34)
        paper.write(540, y + 26, english, 22)
        paper.write(670, y, value, 36, "kai")
    paper.stamp(300, 700, "人力资源和社会保障部")
    return paper


def qualification_sheet(holder: Holder) -> Paper:
    """The newer one: an upright sheet."""
    paper = Paper()
    paper.frame(60, 40, 940, 960, 8)
    paper.centre(100, "中华人民共和国", 54)
    paper.centre(150, "一级注册消防工程师", 80)
    paper.centre(215, "职业资格证书", 72)
    rows = (
        ("姓    名：", holder.name),
        ("证件号码：", holder.number),
        ("性    别：", holder.sex),
        ("出生年月：", f"{holder.born.year}年{holder.born.month:02}月"),
        ("级    别：", "一级"),
        ("批准日期：", in_chinese(holder.issued)),
        ("发证机关：", holder.issuer),
        ("管 理 号：", f"2017{holder.number[6:14]}"),
    )
    for number, (label, value) in enumerate(rows):
        paper.write(180, 330 + number * 60, label, 42)
        paper.write(380, 330 + number * 60, value, 42)
    paper.stamp(640, 860, "北京市人力资源和社会保障局")
    return paper


def id_card(holder: Holder) -> Paper:
    """Both sides of an ID card copied onto one sheet."""
    paper = Paper()
    paper.frame(250, 120, 760, 350)
    paper.frame(250, 400, 760, 630)
    front = (
        ("姓 名", holder.name),
        ("性 别", f"{holder.sex}    民 族  汉"),
        ("出 生", f"{holder.born.year} 年 {holder.born.month} 月 {holder.born.day} 日"),
        ("住 址", "北京市朝阳区示例路1号"),
    )
    for number, (label, value) in enumerate(front):
        paper.write(280, 140 + number * 35, label, 30, "hei", "#336")
        paper.write(350, 140 + number * 35, value, 34, "hei")
    paper.write(280, 315, "公民身份号码", 30, "hei", "#336")
    paper.write(430, 313, holder.number, 40, "hei")
    paper.centre(430, "中华人民共和国", 46)
    paper.centre(475, "居 民 身 份 证", 60)
    paper.write(330, 545, "签发机关", 30, "hei", "#336")
    paper.write(450, 545, "北京市公安局朝阳分局", 32, "hei")
    paper.write(330, 585, "有效期限", 30, "hei", "#336")
    paper.write(450, 585, f"{holder.issued:%Y.%m.%d}-{holder.until:%Y.%m.%d}", 32, "hei")
    return paper


LAYOUTS: Mapping[str, Callable[[Holder], Paper]] = {
    "title_booklet": title_booklet,
    "title_sheet": title_sheet,
    "qualification_booklet": qualification_booklet,
    "qualification_sheet": qualification_sheet,
    "id_card": id_card,
}


def says(holder: Holder, layout: str) -> dict[FactName, str]:
    """What a certificate of that layout says, fact by fact."""
    name, number = {FactName.PERSON_NAME: holder.name}, {FactName.ID_NUMBER: holder.number}
    if layout == "id_card":
        return {**name, **number, FactName.VALID_THROUGH: f"{holder.until:%Y.%m.%d}"}
    issued = {**name, FactName.ISSUED_ON: in_chinese(holder.issued), FactName.ISSUER: holder.issuer}
    if layout.startswith("title"):
        return {**issued, **number, FactName.TITLE: holder.title, FactName.LEVEL: holder.level}
    if layout == "qualification_booklet":
        until = {FactName.VALID_THROUGH: in_chinese(holder.until)}
        return {**issued, **until, FactName.TITLE: "注册安全工程师"}
    return {**issued, **number, FactName.TITLE: "一级注册消防工程师", FactName.LEVEL: "一级"}
