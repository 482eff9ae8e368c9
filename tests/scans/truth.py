"""What stands on the made-up papers: firms and people that nobody is, with numbers that pass every check."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from tests.fictional import CODE_ALPHABET, SURNAMES, code_check, id_number, organisation_check

_PLACES = ("朝阳区", "海淀区", "东城区", "西城区", "丰台区", "石景山区", "通州区", "大兴区")
_WORDS = (
    "安泰",
    "瑞丰",
    "博远",
    "恒信",
    "众诚",
    "华盾",
    "天和",
    "明德",
    "嘉业",
    "正源",
    "宏图",
    "康宁",
    "同创",
    "鼎新",
)
_TRADES = ("安全技术咨询", "安全科技", "安全评价咨询", "工程技术服务", "管理咨询", "应急科技发展")
_ENDS = ("有限公司", "有限责任公司", "股份有限公司")
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文建国玉兰海燕志鹏晓东雪梅宇轩子涵"
_TYPES = (
    "有限责任公司(自然人投资或控股)",
    "有限责任公司(自然人独资)",
    "其他有限责任公司",
    "其他股份有限公司(非上市)",
    "有限责任公司(法人独资)",
)
_SCOPE = (
    "技术开发、技术推广、技术转让、技术咨询、技术服务",
    "安全生产咨询服务",
    "经济贸易咨询",
    "会议服务",
    "承办展览展示活动",
    "企业管理咨询",
    "工程技术咨询",
    "安全评价",
    "职业技能培训",
    "软件开发",
    "销售电子产品、消防器材",
)
_TITLES = (
    ("高级工程师", "高级"),
    ("工程师", "中级"),
    ("助理工程师", "初级"),
    ("正高级工程师", "正高级"),
    ("高级经济师", "高级"),
)


@dataclass(frozen=True, slots=True)
class Firm:
    """What a licence says."""

    code: str
    old_number: str
    name: str
    kind: str
    address: str
    person: str
    founded: date
    until: date | None
    scope: str


@dataclass(frozen=True, slots=True)
class Holder:
    """What a certificate says."""

    name: str
    number: str
    born: date
    sex: str
    title: str
    level: str
    issuer: str
    issued: date
    until: date


def firm(number: int) -> Firm:
    draw = random.Random(1_000 + number)
    founded = date(1998, 1, 1) + timedelta(days=draw.randrange(6_900))
    place = draw.choice(_PLACES)
    street = f"{draw.choice(_WORDS)}{draw.choice(('路', '大街', '东街'))}{draw.randrange(1, 200)}号"
    return Firm(
        code=_code(draw),
        old_number=_old_number(draw),
        name=f"北京{draw.choice(_WORDS)}{draw.choice(_WORDS)}{draw.choice(_TRADES)}{draw.choice(_ENDS)}",
        kind=draw.choice(_TYPES),
        address=f"北京市{place}{street}{draw.randrange(1, 9)}号楼{draw.randrange(1, 20)}层{draw.randrange(101, 2600)}",
        person=person(draw),
        founded=founded,
        until=founded.replace(year=founded.year + 20, day=min(founded.day, 28)) if number % 3 else None,
        scope="；".join(draw.sample(_SCOPE, 6))
        + "。（依法须经批准的项目，经相关部门批准后依批准的内容开展经营活动。）",
    )


def holder(number: int) -> Holder:
    draw = random.Random(9_000 + number)
    born, sex = date(1962, 1, 1) + timedelta(days=draw.randrange(10_000)), draw.choice("男女")
    title, level = draw.choice(_TITLES)
    issued = date(2000, 1, 1) + timedelta(days=draw.randrange(6_200))
    return Holder(
        name=person(draw),
        number=id_number(draw.randrange(100), born.isoformat(), sex),
        born=born,
        sex=sex,
        title=title,
        level=level,
        issuer=draw.choice(("北京市人力资源和社会保障局", "北京市高级专业技术资格评审委员会", "中国电力企业联合会")),
        issued=issued,
        until=issued.replace(year=issued.year + 20, day=min(issued.day, 28)),
    )


def person(draw: random.Random) -> str:
    return draw.choice(SURNAMES) + "".join(draw.sample(_GIVEN, draw.choice((1, 2, 2, 2))))


def in_chinese(day: date) -> str:
    return f"{day.year}年{day.month:02}月{day.day:02}日"


def _code(draw: random.Random) -> str:
    stem = "MA" + "".join(draw.choice(CODE_ALPHABET) for _ in range(6)) if draw.random() < 0.5 else _digits(draw, 8)
    body = f"91110{draw.choice(('105', '108', '101', '106'))}{stem}{organisation_check(stem)}"
    return body + code_check(body)


def _old_number(draw: random.Random) -> str:
    """Fifteen digits whose last is the check digit of ISO 7064 MOD 11,10, worked out step by step."""
    stem, carried = "110105" + _digits(draw, 8), 10
    for digit in stem:
        carried = ((carried + int(digit)) % 10 or 10) * 2 % 11
    return stem + str((11 - carried) % 10)


def _digits(draw: random.Random, count: int) -> str:
    return "".join(draw.choice("0123456789") for _ in range(count))
