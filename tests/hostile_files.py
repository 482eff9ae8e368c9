"""Files that end, fill or hold up a process that reads them unguarded, each with the words that refuse it."""

# ruff: noqa: E501  the parts of a package stand as they are
from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from anlian_cli.forms.workbook_template import application_workbook
from tests.conftest import ROOT
from tests.forms.test_yaml_form import BOMB
from tests.old_workbook import END, begin, dimensions, number, old_workbook
from tests.word_files import packed, table, word_parts

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
Parts = dict[str, str | bytes]


def relations(*lines: tuple[str, str, str]) -> str:
    body = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>' for key, kind, target in lines
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'


def sheet(rows: str, head: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{head}<sheetData>{rows}</sheetData></worksheet>'


def cell(reference: str, text: str = "x") -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


FAR = sheet(f'<row r="1">{cell("A1")}</row><row r="1048576">{cell("XFD1048576")}</row>')
NEAR = sheet(f'<row r="1">{cell("A1")}</row>')
SHEET = "xl/worksheets/sheet1.xml"


def parts_of(content: str | bytes = NEAR, target: str = "worksheets/sheet1.xml", **more: str | bytes) -> Parts:
    """The parts of a small workbook whose one sheet is `content`; more parts by their names, / written as __."""
    at = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook(["a"]),
        "xl/_rels/workbook.xml.rels": relations(("r1", "worksheet", target)),
        at: content,
        **more,
    }


def workbook(names: list[str], relation: str = "r1") -> str:
    sheets = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="{relation}"/>' for at, name in enumerate(names, 1))
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'


def zipped(parts: Parts) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def damaged(method: int) -> bytes:
    """A form packed in an unusual way, its bytes changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as made:
        made.writestr("表.yaml", "单位登记表: {}\n" * 50)
    data = bytearray(buffer.getvalue())
    data[50:70] = bytes(byte ^ 0xFF for byte in data[50:70])
    return bytes(data)


def moved(old: str, new: str, parts: Parts) -> Parts:
    """The parts with one spelt otherwise."""
    return {new if name == old else name: content for name, content in parts.items()}


def many_sheets(count: int) -> bytes:
    """One part with 1,000,000 places, listed under many names: the parser reads it anew for each."""
    wide = sheet(f'<row r="1">{cell("A1")}</row><row r="10000">{cell("CV10000")}</row>')
    return zipped({**parts_of(wide), "xl/workbook.xml": workbook([f"s{at}" for at in range(count)])})


def many_parts() -> bytes:
    """The same, each with a part of its own."""
    wide = sheet(f'<row r="1">{cell("A1")}</row><row r="10000">{cell("CV10000")}</row>')
    lines = [(f"r{at}", "worksheet", f"worksheets/s{at}.xml") for at in range(1_500)]
    listed = "".join(f'<sheet name="s{at}" sheetId="{at + 1}" r:id="r{at}"/>' for at in range(1_500))
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
    parts = {f"xl/{target}": wide for _, _, target in lines}
    return zipped({**parts_of(), "xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": relations(*lines), **parts})


LONG = "x" * 30_000


def strings(*texts: str, head: str = "") -> str:
    return f'<sst xmlns="{MAIN}" {head}>{"".join(f"<si><t>{text}</t></si>" for text in texts)}</sst>'


def shared(value: str, count: int = 20_000) -> str:
    return sheet("".join(f'<row r="{at}"><c r="A{at}" t="s">{value}</c></row>' for at in range(1, count + 1)))


def with_strings(value: str, *texts: str, at: str = "xl/sharedStrings.xml") -> bytes:
    return zipped({**parts_of(shared(f"<v>{value}</v>")), at: strings(*(texts or (LONG,)))})


def moved_strings() -> bytes:
    """The whole workbook in another folder, as the first relationships say."""
    parts = parts_of(shared("<v>0</v>"))
    parts = {name.replace("xl/", "data/"): content for name, content in parts.items()}
    return zipped(
        {
            **parts,
            "_rels/.rels": relations(("r1", "officeDocument", "data/workbook.xml")),
            "data/sharedStrings.xml": strings(LONG),
            "xl/sharedStrings.xml": strings("x"),
        }
    )


def inflation(name: str, megabytes: int = 400) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr(name, b" " * 1_000_000 * megabytes)
    return buffer.getvalue()


def patched(data: bytes, name: str, field: int, value: int) -> bytes:
    """The package with a number in the directory's entry of one part changed."""
    changed = bytearray(data)
    at = changed.rfind(b"PK\x01\x02", 0, changed.rfind(name.encode()))
    struct.pack_into("<I", changed, at + field, value)
    return bytes(changed)


def cut_short() -> bytes:
    """The directory says that the sheet ends after its first tag, with a check sum that fits: zipfile believes it."""
    seen = b'<worksheet xmlns="' + MAIN.encode() + b'"/>'
    data = zipped(parts_of(seen.decode() + FAR))
    return patched(patched(data, SHEET, 24, len(seen)), SHEET, 16, zlib.crc32(seen))


def two_directories() -> bytes:
    """A sound workbook's bytes behind a hostile one's: which of the two is read depends on the reader."""
    return zipped(parts_of(FAR)) + zipped(parts_of())


def same_name_twice() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in moved(SHEET, "xl/Worksheets/Sheet1.xml", parts_of(FAR)).items():
            made.writestr(name, content)
        made.writestr(SHEET, NEAR)
        made.writestr("XL/worksheets/SHEET1.XML", FAR)
    return buffer.getvalue()


def second_name() -> bytes:
    """A part that an extra field calls otherwise."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts_of().items():
            made.writestr(name, content)
        entry = zipfile.ZipInfo("xl/media/image1.bin")
        told = struct.pack("<BI", 1, zlib.crc32(entry.filename.encode())) + SHEET.encode()
        entry.extra = struct.pack("<HH", 0x7075, len(told)) + told
        made.writestr(entry, FAR)
    return buffer.getvalue()


def binary_workbook() -> bytes:
    """The parts of an .xlsb whose one row lies far away."""

    def told(kind: int, content: bytes = b"") -> bytes:
        head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        return head + bytes([len(content)]) + content

    name = struct.pack("<I", 2) + "r1".encode("utf-16-le") + struct.pack("<I", 1) + "a".encode("utf-16-le")
    book = told(131) + told(143) + told(156, struct.pack("<II", 0, 1) + name) + told(144) + told(132)
    row = struct.pack("<II", 1_048_575, 0) + bytes(9)
    far = told(0, row) + told(5, struct.pack("<II", 16_383, 0) + struct.pack("<d", 1.0))
    near = told(0, bytes(17)) + told(5, struct.pack("<II", 0, 0) + struct.pack("<d", 1.0))
    grid = (
        told(129)
        + told(148, struct.pack("<IIII", 0, 1_048_575, 0, 16_383))
        + told(145)
        + near
        + far
        + told(146)
        + told(130)
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": relations(("r1", "worksheet", "worksheets/sheet1.bin")),
            "xl/worksheets/sheet1.bin": grid,
        }
    )


OPEN_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def open_content(rows: str) -> str:
    spaces = "".join(
        f' xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "table", "text")
    )
    return f'<office:document-content{spaces}><office:body><office:spreadsheet><table:table table:name="a">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'


def open_document(rows: str, **more: str) -> bytes:
    return zipped(
        {"mimetype": OPEN_TYPE, "META-INF/manifest.xml": "<manifest/>", "content.xml": open_content(rows), **more}
    )


def open_row(cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def open_cell(inside: str, repeated: int = 1, more: str = 'office:value-type="string"') -> str:
    return f'<table:table-cell table:number-columns-repeated="{repeated}" {more}>{inside}</table:table-cell>'


def circular_chain() -> bytes:
    """An old workbook whose directory goes on in itself for ever."""
    data = bytearray(old_workbook([number(0, 0)]))
    tables, first = struct.unpack_from("<I", data, 44)[0], struct.unpack_from("<I", data, 76)[0]
    assert tables == 1
    struct.pack_into("<I", data, 512 + first * 512, 0)
    return bytes(data)


def old_changed(offset: int, value: int) -> bytes:
    data = bytearray(old_workbook([number(0, 0)]))
    struct.pack_into("<I", data, offset, value)
    return bytes(data)


def old_and_new() -> bytes:
    """An old container that one parser may give up, and a package behind it that it then reads."""
    data = bytearray(old_workbook([number(0, 0)]))
    struct.pack_into("<H", data, 32, 7)
    return bytes(data) + zipped(parts_of(FAR))


def padded(name: str, megabytes: int, rest: Parts) -> bytes:
    return zipped({name: b" " * (megabytes << 20), **rest})


WIDE = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr></w:tc></w:tr></w:tbl>'


def inflation_of(parts: Parts) -> bytes:
    """A document that is much larger than it says."""
    parts["word/document.xml"] = "<w:document>" + ">" * (40 << 20)
    return patched(packed(parts), "word/document.xml", 24, 1_000)


def linked() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        entry = zipfile.ZipInfo("执照.pdf")
        entry.external_attr = 0o120777 << 16
        made.writestr(entry, "/etc/passwd")
    return buffer.getvalue()


def encrypted() -> bytes:
    """The bit of APPNOTE 4.4.4 that says so, in the directory."""
    data = bytearray(zipped({"表.yaml": "a: 1"}))
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def same_name() -> bytes:
    return zipped({"表1.yaml": "a: 1", "表2.yaml": "a: 2"}).replace("表2".encode(), "表1".encode())


TOO_FAR, DAMAGED, INSIDE, ODD = (
    "表格一直延伸到第",
    "工作簿已经损坏",
    "工作簿内部的内容已经损坏",
    "工作簿内部的结构不合规范",
)
STOPPED, TEXTS, LONG_CELL, LARGE = "占用过多的内存或时间", "文字总量过大", "一个单元格的文字超过", "解压后过大"
OLD_DAMAGED, MANY, TOTAL = "旧版工作簿已经损坏", "格子过多", "各工作表加起来过大"
ENCODED = "文字编码不合规范"

WORKBOOKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "表在别处.xlsx": (lambda: zipped(parts_of(FAR, "data/sheet1.xml")), TOO_FAR),
    "大小写不同.xlsx": (lambda: zipped(moved(SHEET, "xl/Worksheets/Sheet1.XML", parts_of(FAR))), TOO_FAR),
    "没有后缀.xlsx": (lambda: zipped(parts_of(FAR, "worksheets/sheet1")), STOPPED),
    "后缀是图片.xlsx": (lambda: zipped(parts_of(FAR, "media/image1.png")), STOPPED),
    "反斜杠.xlsx": (lambda: zipped(moved(SHEET, "xl\\worksheets\\sheet1.xml", parts_of(FAR))), TOO_FAR),
    "绝对路径.xlsx": (lambda: zipped(parts_of(FAR, "/data/x.xml")), TOO_FAR),
    "混进ODS内容.xlsx": (lambda: zipped({**parts_of(FAR), "content.xml": open_content("")}), ODD),
    "二进制.xlsx": (binary_workbook, "二进制工作簿"),
    "行号补零.xlsx": (lambda: zipped(parts_of(sheet(f'<row r="1">{cell("A1")}{cell("XFD001048576")}</row>'))), ODD),
    "行号写列名.xlsx": (lambda: zipped(parts_of(sheet(f'<row r="1">{cell("A1")}</row><row r="XFD1048576"><c t="str"><v>x</v></c></row>'))), ODD),
    "远处的格子.xlsx": (lambda: zipped(parts_of(FAR)), TOO_FAR),
    "行里套行.xlsx": (lambda: zipped(parts_of(sheet(f'<row r="1">{cell("A1")}</row>' + '<row r="1">' * 1_000_000 + "</row>" * 1_000_000 + '<c r="XFD2"><v>1</v></c>'))), ODD),
    "格子在行外.xlsx": (lambda: zipped(parts_of(sheet(cell("A1") + cell("XFD1048576")))), ODD),
    "行列不一.xlsx": (lambda: zipped(parts_of(sheet(f'<row r="1048576">{cell("XFC1")}<c t="str"><v>x</v></c></row>'))), TOO_FAR),
    "两个冒号.xlsx": (lambda: zipped(parts_of(sheet(f'<row r="1048576"><x:y:row r="1" xmlns:x="x"/>{cell("A1")}<c t="str"><v>x</v></c></row>'))), TOO_FAR),
    "空日期.xlsx": (lambda: zipped(parts_of(sheet(f'<row r="1">{cell("A1")}</row><row r="1048576"><c r="XFD1048576" t="d"><v/></c></row>'))), TOO_FAR),
    "谎报范围.xlsx": (lambda: zipped(parts_of(sheet(f'<row r="1">{cell("A1")}</row>', '<dimension ref="A1:XFD1048576"/>'))), TOO_FAR),
    "实体写的行号.xlsx": (lambda: zipped(parts_of(sheet(f'<row r="1">{cell("A1")}{cell("&#88;FD1048576")}</row>'))), TOO_FAR),
    "长文字在别处.xlsx": (moved_strings, STOPPED),
    "长文字大小写.xlsx": (lambda: with_strings("0", at="xl/SharedStrings.XML"), TEXTS),
    "长文字加号.xlsx": (lambda: with_strings("+0"), TEXTS),
    "长文字乱码.xlsx": (lambda: with_strings("abc"), TEXTS),
    "长文字负号.xlsx": (lambda: with_strings("-7", "x", LONG), TEXTS),
    "长文字夹注释.xlsx": (lambda: with_strings("1<!-- -->2", "x", LONG, *["x"] * 20), STOPPED),
    "长文字夹实体.xlsx": (lambda: with_strings("1&#50;", "x", LONG, *["x"] * 20), STOPPED),
    "长文字.xlsx": (lambda: with_strings("0"), TEXTS),
    "长文字嵌套.xlsx": (lambda: zipped({**parts_of(shared("<v>0</v>")), "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>{LONG}</t><si></si></si></sst>'}), ODD),
    "超长文字.xlsx": (lambda: zipped({**parts_of(), "xl/sharedStrings.xml": strings("x" * 1_000_000)}), LONG_CELL),
    "谎报文字条数.xlsx": (lambda: zipped({**parts_of(), "xl/sharedStrings.xml": strings("x", head='uniqueCount="900000000000"')}), ODD),
    "谎报文字条数二.xlsx": (lambda: zipped({**parts_of(), "xl/sharedStrings.xml": strings("x", head='uniqueCount="900000000"')}), "文字超过"),
    "空文字太多.xlsx": (lambda: zipped({**parts_of(), "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"<si/>" * 5_000_000}</sst>'}), MANY),
    "一千五百个表名.xlsx": (lambda: many_sheets(1_500), ODD),
    "一千五百张表.xlsx": (many_parts, TOTAL),
    "五百个同名表.xlsx": (lambda: zipped({**parts_of(), "xl/workbook.xml": workbook(["a"] * 500)}), ODD),
    "膨胀.xlsx": (lambda: inflation("xl/worksheets/sheet1.xml"), LARGE),
    "图片膨胀.xlsx": (lambda: inflation("xl/media/image1.png"), LARGE),
    "谎报大小.xlsx": (lambda: patched(zipped(parts_of(" " * 300_000_000)), SHEET, 24, 10), ODD),
    "半截的表.xlsx": (cut_short, INSIDE),
    "两个目录.xlsx": (two_directories, "没有认出登记表"),
    "同名部件.xlsx": (same_name_twice, TOO_FAR),
    "另有一名.xlsx": (second_name, STOPPED),
    "部件太多.xlsx": (lambda: zipped({**parts_of(), **{f"xl/x{at}.bin": b"" for at in range(3_000)}}), LARGE),
    "空行太多.xlsx": (lambda: zipped(parts_of(sheet("<row/>" * 4_900_000))), MANY),
    "空格子太多.xlsx": (lambda: zipped(parts_of(sheet(f'<row r="1">{"<c/>" * 7_000_000}</row>'))), MANY),
    "格子太多.xlsx": (lambda: zipped(parts_of(sheet(("<row>" + "<c><v>1</v></c>" * 40 + "</row>") * 10_000))), MANY),
    "全是栏目名.xlsx": (lambda: zipped(parts_of(sheet(("<row>" + "<c t='str'><v>姓名</v></c>" * 4 + "</row>") * 90_000))), MANY),
    "全是登记表.xlsx": (lambda: zipped(parts_of(sheet("<row><c t='str'><v>安全社区咨询服务人员登记表</v></c><c t='str'><v>姓名</v></c><c t='str'><v>性别</v></c></row>" * 90_000))), MANY),
    "一千行表头.xlsx": (lambda: zipped(parts_of(sheet(("<row>" + "<c t='str'><v>姓名</v></c>" * 10 + "</row>") * 12_000))), STOPPED),
    "万份登记表.xlsx": (lambda: zipped(parts_of(sheet("<row><c t='str'><v>安全社区咨询服务人员登记表</v></c><c t='str'><v>姓名</v></c><c t='str'><v>性别</v></c></row>" * 40_000))), STOPPED),
    "属性太多.xlsx": (lambda: zipped(parts_of("<worksheet " + " ".join(f"a{at}='1'" for at in range(2_500_000)) + "/>")), ODD),
    "标签太长.xlsx": (lambda: zipped(parts_of(f'<worksheet a="{"x" * 30_000_000}"/>')), ODD),
    "文档类型.xlsx": (lambda: zipped(parts_of('<!DOCTYPE x [<!ENTITY a "123">]>' + NEAR)), "DOCTYPE"),
    "实体炸弹.xlsx": (lambda: zipped({**parts_of(), "xl/sharedStrings.xml": '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'}), "DOCTYPE"),
    "没有的编码.xlsx": (lambda: zipped(parts_of('<?xml version="1.0" encoding="UTG-8"?>' + NEAR)), ENCODED),
    "国标编码.xlsx": (lambda: zipped(parts_of('<?xml version="1.0" encoding="gb18030"?>' + NEAR)), ENCODED),
    "别的编码.xlsx": (lambda: zipped(parts_of(('<?xml version="1.0" encoding="utf-16"?>' + FAR).encode("utf-16"))), TOO_FAR),
    "断了的标签.xlsx": (lambda: zipped(parts_of(FAR[:-20])), TOO_FAR),
    "指向外面.xlsx": (lambda: zipped(parts_of(FAR, "../../../etc/passwd")), STOPPED),
    "没有表.xlsx": (lambda: zipped({name: content for name, content in parts_of().items() if name != SHEET}), "工作簿打不开"),
    "根上的表.xlsx": (lambda: zipped(parts_of(FAR, "/sheet1.xml")), TOO_FAR),
    "普通压缩包.xlsx": (lambda: zipped({"a.txt": "x" * 100}), "工作簿打不开"),
    "截断.xlsx": (lambda: application_workbook()[:9_000], DAMAGED),
    "有密码.xlsx": ((ROOT / "tests" / "data" / "有密码.xlsx").read_bytes, "密码"),
    "网页.xls": (lambda: b"<html><table></table></html>", "网页"),
    "文本.xlsx": (lambda: b"a,b,c\n1,2,3\n" * 1_000, "内容其实是文本"),
    "空.xlsx": (lambda: b"", "文件是空的"),
    "零.xlsx": (lambda: b"\0" * 100_000, "不是能识别的工作簿"),
}  # fmt: skip

OPEN_AND_OLD: dict[str, tuple[Callable[[], bytes], str]] = {
    "重复的行.ods": (lambda: open_document(open_row(open_cell("<text:p>x</text:p>", 16_000), 1_000_000)), TOO_FAR),
    "空格键.ods": (lambda: open_document(open_row(open_cell('<text:p>x<text:s text:c="4000000000"/></text:p>'))), ODD),
    "空格键二.ods": (lambda: open_document(open_row(open_cell('<text:p>x<text:s text:c="400000000"/></text:p>'))), LONG_CELL),
    "重复的空白.ods": (lambda: open_document(open_row(open_cell(f"<text:p>{' ' * 30_000}</text:p>", 500), 2_000)), TEXTS),
    "重复的公式.ods": (lambda: open_document(open_row(open_cell("", 400, f'table:formula="{"A" * 30_000}"'), 100)), TEXTS),
    "超长公式.ods": (lambda: open_document(open_row(open_cell("", 400, f'table:formula="{"A" * 200_000}"'), 100)), LONG_CELL),
    "重复的值.ods": (lambda: open_document(open_row(open_cell("", 400, f'office:value-type="string" office:string-value="{LONG}"'), 100)), TEXTS),
    "重复零次.ods": (lambda: open_document(open_row(open_cell("<text:p>x</text:p>", 500), 0) * 40_000), "空格子"),
    "格子套格子.ods": (lambda: open_document(open_row(open_cell(open_cell(f"<text:p>{LONG}</text:p>"), 400))), ODD),
    "大小写.ods": (lambda: zipped({"mimetype": OPEN_TYPE, "META-INF/manifest.xml": "<manifest/>", "Content.xml": open_content(""), "content.xml": open_content(open_row(open_cell("<text:p>x</text:p>", 16_000), 1_000_000))}), TOO_FAR),
    "空格子.ods": (lambda: open_document(open_row(open_cell("<text:p>x</text:p>") + open_cell("", 16_000, "") + open_cell("", 300, "")) * 5_000), "空格子"),
    "远处的格子.xls": (lambda: old_workbook([number(0, 0) + number(65_535, 255)]), TOO_FAR),
    "绕圈的目录.xls": (circular_chain, STOPPED),
    "谎报目录数.xls": (lambda: old_changed(72, 0xFFFFFFF0), OLD_DAMAGED),
    "谎报范围.xls": (lambda: old_workbook([dimensions(0, 0xFFFFFFFF, 0, 256) + number(0, 0)]), OLD_DAMAGED),
    "太宽的范围.xls": (lambda: old_workbook([dimensions(0, 65_536, 0, 65_535) + number(0, 0)]), OLD_DAMAGED),
    "倒着的范围.xls": (lambda: old_workbook([dimensions(100, 50, 0, 1) + number(0, 0)]), OLD_DAMAGED),
    "图表两边.xls": (lambda: old_workbook([number(65_535, 0) + begin() + END + number(0, 255)]), TOO_FAR),
    "列了五十次.xls": (lambda: old_workbook([number(0, 0) + number(9_999, 99)], times=50), TOTAL),
    "两种容器.xls": (old_and_new, STOPPED),
    "截断.xls": (lambda: old_workbook([number(0, 0)])[:3_000], OLD_DAMAGED),
    "只有开头.et": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_DAMAGED),
}  # fmt: skip

TEXT_FORMS: dict[str, tuple[Callable[[], bytes], str]] = {
    "别名炸弹.yaml": (BOMB.encode, "别名"),
    "六万个括号.yaml": (lambda: b"[" * 60_000, "层"),
    "六万层缩进.yml": (lambda: b"- " * 60_000, "层"),
    "合并键.yaml": (lambda: ("a:\n" + "".join(f"  <<: {{k{at}: v}}\n" for at in range(5_000))).encode(), "合并"),
    "六兆.yaml": (lambda: b"a: " + b"x" * 6_000_000, "超过 5 MB"),
    "节点太多.yaml": (lambda: b"a: [" + b"x," * 2_000_000 + b"]", "超过"),
    "一个长键.yaml": (lambda: b"? " + b"x" * 4_000_000 + b"\n: y\n", "最多 200 个"),
    "二进制.yaml": (lambda: bytes(range(256)) * 40, "文字编码认不出来"),
    "工作簿.yaml": (lambda: zipped(parts_of()), "不是 YAML"),
    "指令.yaml": (lambda: b"%YAML 9.9\n---\na: 1\n", "YAML 写法有误"),
    "标签.yaml": (lambda: b"!!python/object/apply:os.system ['true']", "标签"),
    "零.yaml": (lambda: b"\0" * 5_000, "控制字符"),
    "逗号.csv": (lambda: b"," * 5_000_000, "没有可以读取的登记表"),
    "引号.csv": (lambda: b'"' * 3_000_001, "没有可以读取的登记表"),
}  # fmt: skip

CELLS = table(*[["姓名", "性别", "职称"]] * 60_000)
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
WORD_FORMS: dict[str, tuple[Callable[[], bytes], str]] = {
    "格子太多.docx": (lambda: packed(word_parts(CELLS)), MANY),
    "膨胀.docx": (lambda: inflation_of(word_parts("")), LARGE),
    "实体.docx": (lambda: packed(word_parts("&a;", head='<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>')), "DOCTYPE"),
    "一百层表.docx": (lambda: packed(word_parts("<w:tbl><w:tr><w:tc>" * 100 + "</w:tc></w:tr></w:tbl>" * 100)), "Word 文件内部的结构不合规范"),
    "谎报跨列.docx": (lambda: packed(word_parts(WIDE * 2)), TOO_FAR),
    "断了的标签.docx": (lambda: packed(word_parts("<w:p>")), "Word 文件内部的内容已经损坏"),
    "正文在外面.docx": (lambda: packed(word_parts("", target="http://example.com/word/document.xml")), "内容不是 Word 文件"),
    "带宏.docm": (lambda: packed(word_parts("", kind=MACRO)), "带宏"),
    "旧版改名.docx": (lambda: b"\xd0\xcf\x11\xe0" + bytes(4_000), "旧版 Word 文件"),
}  # fmt: skip

PACKED: dict[str, tuple[Callable[[], bytes], str]] = {
    "上级文件夹.zip": (lambda: zipped({"../../外.yaml": "a: 1"}), "不合规范的文件名"),
    "绝对路径.zip": (lambda: zipped({"/tmp/外.yaml": "a: 1"}), "不合规范的文件名"),
    "反斜杠.zip": (lambda: zipped({"单位\\表.yaml": "a: 1"}), "不合规范的文件名"),
    "链接.zip": (linked, "有链接或设备"),
    "有密码.zip": (encrypted, "压缩包有密码"),
    "膨胀.zip": (lambda: inflation("表.yaml"), LARGE),
    "文件太多.zip": (lambda: zipped({f"{at}.pdf": b"" for at in range(2_001)}), "超过 2000 个"),
    "同名.zip": (lambda: same_name(), "两个文件都叫"),
    "坏LZMA.zip": (lambda: damaged(zipfile.ZIP_LZMA), "压缩方法不常用"),
    "坏BZIP2.zip": (lambda: damaged(zipfile.ZIP_BZIP2), "压缩方法不常用"),
    "坏校验.zip": (lambda: zipped({"表.yaml": "a: 1" * 50})[:40] + b"x" + zipped({"表.yaml": "a: 1" * 50})[41:], "压缩包已经损坏"),
    "申报.rar": (lambda: b"Rar!\x1a\x07\x00", "RAR 压缩包没有读取"),
}  # fmt: skip
"""Firms' folders, so each is a firm by itself."""

HOSTILE = {**WORKBOOKS, **OPEN_AND_OLD, **TEXT_FORMS, **WORD_FORMS, **PACKED}
