"""Fictional firms for examples and tests: sound applications, with numbers that pass every check digit.

Nobody in here exists. ID numbers take sequence numbers 0-99 of a district of Beijing. Check characters are worked out
here, from the standards' own weights, and never by the program under test or a library.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Tree = dict[str, Any]

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHARACTERS = "10X98765432"
"""GB 11643: the weighted sum of 17 digits modulo 11, and the 18th character for each remainder."""
CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
"""GB 32100: the value of a character is its place in the alphabet; the weights are the powers of 3 modulo 31."""
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
"""GB 11714: digits are themselves, letters 10 to 35."""

SURNAMES = "张王李赵陈刘周吴郑孙钱何许吕施孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
MATERIALS = {
    "工商营业执照复印件": "材料/营业执照.pdf",
    "咨询单位登记表": "材料/单位登记表.pdf",
    "咨询人员登记表": "材料/人员登记表.pdf",
    "过程控制体系文件": "材料/过程控制体系文件.pdf",
    "管理制度": "材料/管理制度.pdf",
    "业绩报告": "材料/业绩报告.pdf",
}
_TITLES = ("高级工程师", "教授级高级工程师", "工程师", "工程师", "助理工程师", "无")


def id_check(stem: str) -> str:
    """The 18th character of an ID number for its first 17 digits (GB 11643)."""
    return ID_CHARACTERS[sum(int(digit) * weight for digit, weight in zip(stem, ID_WEIGHTS, strict=True)) % 11]


def code_check(body: str) -> str:
    """The 18th character of a credit code for its first 17 (GB 32100)."""
    total = sum(CODE_ALPHABET.index(one) * weight for one, weight in zip(body, CODE_WEIGHTS, strict=True))
    return CODE_ALPHABET[-total % 31]


def organisation_check(stem: str) -> str:
    """The 9th character of an organisation code for its first eight: 11 less the remainder; 10 is X, 11 is 0."""
    total = sum(int(character, 36) * weight for character, weight in zip(stem, ORGANISATION_WEIGHTS, strict=True))
    return {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))


def credit_code(number: int, kind: str = "91") -> str:
    """A valid credit code of a company in 朝阳区, its inner organisation code valid too."""
    stem = f"MA{number:06d}"
    body = f"{kind}110105{stem}{organisation_check(stem)}"
    return body + code_check(body)


def id_number(number: int, born: str, sex: str) -> str:
    """A valid ID number for a birth date and a sex."""
    sequence = number * 2 % 1000 + (sex == "男")
    stem = f"110105{born.replace('-', '')}{sequence:03d}"
    return stem + id_check(stem)


def person(firm: int, row: int, employer: str, title: str) -> Tree:
    """One consultant's form."""
    name = f"{SURNAMES[(firm * 7 + row) % len(SURNAMES)]}示例{'甲乙丙丁戊己庚辛'[row]}"
    born, sex = f"{1966 + (firm + row * 3) % 22}-{1 + row % 12:02d}-{3 + firm % 25:02d}", "男" if row % 2 else "女"
    return {
        "姓名": name,
        "性别": sex,
        "出生日期": born,
        "照片": f"照片/{name}.jpg",
        "工作单位及部门": f"{employer} 咨询部",
        "职务": "咨询员",
        "专业技术职务": title,
        "通讯地址及邮编": f"北京市朝阳区示例路{firm}号 100020",
        "移动电话": f"138{firm:04d}{row:04d}",
        "E-mail": f"consultant{firm}{row}@example.com",
        "身份证号": id_number(firm * 10 + row, born, sex),
        "毕业院校": "示例大学",
        "学历": "本科",
        "学位": "学士",
        "资格证书": ["注册安全工程师"],
        "现从事安全生产服务工作年限": "8",
        "工作简历及主要成绩": "从事安全评价与安全社区咨询。",
        "申请人承诺": {"签名": name, "日期": "2017-10-18"},
        "所在单位意见": "同意",
    }


def application(firm: int, name: str, titles: tuple[str, ...] = _TITLES) -> Tree:
    """A sound application with one consultant for each title."""
    persons = [person(firm, row, name, title) for row, title in enumerate(titles)]
    surname = SURNAMES[firm * 3 % len(SURNAMES)]
    return {
        "单位登记表": {
            "单位全称": name,
            "地址": f"北京市朝阳区示例路{firm}号",
            "营业执照注册地": "北京市朝阳区",
            "统一代码": credit_code(firm),
            "邮编": "100020",
            "法定代表人": {"姓名": f"{surname}示例{firm}", "办公电话": "010-64940001", "传真": "010-64940002"},
            "主要负责人": {
                "姓名": f"{surname}负责{firm}",
                "手机": f"139{firm:04d}0000",
                "办公电话": "010-64940003",
                "传真": "010-64940004",
            },
            "安全社区服务业绩": [
                {"年份": "2015", "服务对象": "示例街道", "服务类别": "安全社区", "内容": "协助创建国家级安全社区"}
            ],
            "安全社区咨询员": [
                {"姓名": one["姓名"], "专业方向": "安全工程", "职称": one["专业技术职务"]} for one in persons
            ],
            "专职工作人员": [f"{surname}专职{firm}"],
            "登记日期": "2017-10-20",
        },
        "人员登记表": persons,
        "申报条件自查": {
            "独立法人资格": "是",
            "固定办公场所": "是",
            "办公设施设备": "是",
            "技术支撑条件": "是",
            "经营范围": "安全生产咨询服务；技术咨询",
            "成立日期": "2010-03-01",
            "从事相关工作起始日期": "2012-06-01",
            "咨询领域": ["生产安全", "交通安全", "消防安全", "燃气安全", "公共安全"],
            "体系文件制度档案健全": "是",
            "证照齐全": "是",
            "无违法行为记录": "是",
        },
        "申报材料": dict(MATERIALS),
    }


_BASES = {
    "9.1a": "营业执照类型为有限责任公司",
    "9.1b": "租赁合同至2020年",
    "9.1c": "设备清单，已抽查",
    "9.1d": "有检测仪器和合作机构协议",
    "9.2a": "与营业执照一致",
    "9.2b": "最早合同2012年6月",
    "9.3a": "各领域均有业绩",
    "9.3b": "抽查三份咨询报告",
    "9.5a": "体系文件和档案目录齐全",
    "9.5b": "证照原件已核对",
    "9.5c": "信用记录查询无异常",
    "10.7": "逐项看过",
    "11.2": "纸质版一式两份，均盖章",
}


def verification(received: str = "2017-10-23", **more: Any) -> Tree:
    """A reviewer's file that confirms everything a reviewer can confirm."""
    words = {clause: {"结论": "符合", "依据": basis, "日期": "2017-10-24"} for clause, basis in _BASES.items()}
    return {
        "核验人": "管理员",
        "收件": [{"日期": received, "类型": "首次", "电子版": "是", "纸质版": "是"}],
        "核验": {**words, **copy.deepcopy(more)},
    }


def pdf(title: str) -> bytes:
    """A real one-page PDF that shows `title` in a Chinese font every reader brings along."""
    text = title.encode("utf-16-be").hex().upper()
    stream = f"BT /F1 20 Tf 60 760 Td <{text}> Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 6 0 R>>",
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[5 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        b"/Supplement 2>>/FontDescriptor 7 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
        b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
    ]
    return assembled(objects)


def assembled(objects: Sequence[bytes]) -> bytes:
    """A PDF of numbered objects, the first its catalogue."""
    document, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(document))
        document += b"%d 0 obj%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(document))
    return document + head + table + tail


def photo(name: str) -> bytes:
    """A real JPEG, different for each name by its comment segment."""
    picture = (Path(__file__).parent / "data" / "photo.jpg").read_bytes()
    comment = name.encode()
    return picture[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + picture[2:]


def add_files(folder: Path, tree: Tree) -> None:
    """The materials and photos that an application names, beside it."""
    unit = tree["单位登记表"].get("单位全称", "示例")
    for label, name in tree.get("申报材料", {}).items():
        _put(folder / name, pdf(f"{unit} {label}（示例）"))
    for one in tree["人员登记表"]:
        if "照片" in one:
            _put(folder / one["照片"], photo(one["姓名"]))


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
