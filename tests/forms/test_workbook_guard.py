"""Every danger of a workbook's bytes is one refusal with a sentence, in bounded time and memory."""

# ruff: noqa: E501  the parts of a package stand as they are
from __future__ import annotations

import io
import json
import re
import shutil
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlian_cli.forms.grid import open_grids
from anlian_cli.forms.guard import Unreadable
from anlian_cli.forms.typed import typed
from anlian_cli.forms.workbook_form import read_workbook
from anlian_cli.forms.workbook_guard import examine_workbook
from anlian_cli.forms.workbook_template import application_workbook
from anlian_cli.model.application import Application
from tests.conftest import CLOCK, EXAMPLES, ROOT
from tests.make_libreoffice import TARGET, TEMPLATE
from tests.old_workbook import END, begin, blank, blanks, dimensions, formula_of_text, number, old_workbook
from tests.workbooks import read_whole

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
)
BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
)
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'


def package(sheet: str, **parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", TYPES)
        made.writestr("_rels/.rels", RELATIONS.format(kind="officeDocument", target="xl/workbook.xml"))
        made.writestr("xl/workbook.xml", BOOK)
        made.writestr("xl/_rels/workbook.xml.rels", RELATIONS.format(kind="worksheet", target="worksheets/sheet1.xml"))
        made.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def cell(reference: str, rest: str = 't="inlineStr"><is><t>x</t></is></c>') -> str:
    return f'<c r="{reference}" {rest}'


def far_cell() -> bytes:
    return package(
        SHEET.format(f'<sheetData><row r="1">{cell("A1")}</row><row r="1048576">{cell("XFD1048576")}</row></sheetData>')
    )


def far_cell_in_disguise() -> bytes:
    reference = "&#88;FD&#49;048576"
    return package(SHEET.format(f'<sheetData><row r="1">{cell("A1")}</row><row>{cell(reference)}</row></sheetData>'))


def lying_dimension() -> bytes:
    return package(
        SHEET.format(f'<dimension ref="A1:XFD1048576"/><sheetData><row r="1">{cell("A1")}</row></sheetData>')
    )


def inflation() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", TYPES)
        with made.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as stream:
            for _ in range(400):
                stream.write(b" " * 1_000_000)
    return buffer.getvalue()


def lying_sizes() -> bytes:
    """The directory says 10 bytes; the part inflates to 300 MB."""
    data = bytearray(package(" " * 300_000_000))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/worksheets/sheet1.xml"))
    struct.pack_into("<I", data, at + 24, 10)
    return bytes(data)


def multiplied_string() -> bytes:
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 20_001))
    strings = (
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{"x" * 30_000}</t></si></sst>'
    )
    return package(SHEET.format(f"<sheetData>{cells}</sheetData>"), **{"xl/sharedStrings.xml": strings.encode()})


def long_string() -> bytes:
    strings = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{"x" * 1_000_000}</t></si></sst>'
    return package(SHEET.format("<sheetData/>"), **{"xl/sharedStrings.xml": strings.encode()})


def doctype() -> bytes:
    return package(
        '<!DOCTYPE x [<!ENTITY a "1234567890">]>' + SHEET.format(f"<sheetData><row>{cell('A1')}</row></sheetData>")
    )


def many_parts() -> bytes:
    return package(SHEET.format("<sheetData/>"), **{f"xl/x{number}.bin": b"" for number in range(3_000)})


def far_old_cell() -> bytes:
    """An .xls of LibreOffice's whose first number says that it stands at the far corner."""
    data = bytearray((TARGET / "盛华-官方表样.xls").read_bytes())
    at = data.find(struct.pack("<HH", 0x0203, 14))
    at = at if at >= 0 else data.find(struct.pack("<HH", 0x027E, 10))
    struct.pack_into("<HH", data, at + 4, 65_535, 255)
    return bytes(data)


def text_document(rows: str) -> bytes:
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="a">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("META-INF/manifest.xml", "<manifest/>")
        made.writestr("content.xml", content)
    return buffer.getvalue()


def open_row(*cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def open_blanks(number: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{number}" table:style-name="ce1"/>'


OPEN_TEXT = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'


def repeated_rows() -> bytes:
    content = (
        '<office:document-content xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x"><table:table>'
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000" '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:document-content>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", content)
    return buffer.getvalue()


DANGERS = {
    "远处的格子.xlsx": far_cell,
    "伪装的格子.xlsx": far_cell_in_disguise,
    "谎报的范围.xlsx": lying_dimension,
    "膨胀.xlsx": inflation,
    "谎报大小.xlsx": lying_sizes,
    "重复的长文字.xlsx": multiplied_string,
    "超长文字.xlsx": long_string,
    "文档类型.xlsx": doctype,
    "部件太多.xlsx": many_parts,
    "远处的旧格子.xls": far_old_cell,
    "重复的行.ods": repeated_rows,
    "空格子.ods": lambda: text_document(open_row(OPEN_TEXT, open_blanks(16_000), open_blanks(300)) * 5_000),
    "谎报的旧范围.xls": lambda: old_workbook([dimensions(0, 0xFFFFFFFF, 0, 256) + number(0, 0)]),
    "太宽的旧范围.xls": lambda: old_workbook([dimensions(0, 65_536, 0, 65_535) + number(0, 0)]),
    "倒着的旧范围.xls": lambda: old_workbook([dimensions(100, 50, 0, 1) + number(0, 0)]),
    "图表两边的旧格子.xls": lambda: old_workbook([number(65_535, 0) + begin() + END + number(0, 255)]),
    "列了五十次的旧表.xls": lambda: old_workbook([number(0, 0) + number(9_999, 99)], times=50),
    "有密码.xlsx": (ROOT / "tests" / "data" / "有密码.xlsx").read_bytes,
    "截断.xlsx": lambda: application_workbook()[:9_000],
    "网页.xls": lambda: b"<html><table></table></html>",
}


def test_every_danger_is_one_unreadable_firm_beside_the_others(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "anlian.yaml", tmp_path)
    around = tmp_path / "applications" / "2017"
    shutil.copytree(EXAMPLES / "applications" / "2017" / "安泰", around / "老实")
    for name, make in DANGERS.items():
        (around / name.partition(".")[0]).mkdir()
        (around / name.partition(".")[0] / name).write_bytes(make())
    result = subprocess.run(
        [sys.executable, "-c", MEASURED, "check", str(around), "--format", "json"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=120,
        env={"SOURCE_DATE_EPOCH": CLOCK, "PYTHONIOENCODING": "utf-8"},
    )
    assert result.returncode == 1, result.stderr.decode()
    verdicts = {Path(unit["source"]).name: unit["verdict"] for unit in json.loads(result.stdout)["units"]}
    assert verdicts.pop("老实") == "pass"
    assert set(verdicts.values()) == {"unreadable"} and len(verdicts) == len(DANGERS)
    peak = re.fullmatch(r"(?:VmHWM:\s*(\d+) kB)?\s*", result.stderr.decode())
    assert peak is not None, result.stderr.decode()
    assert int(peak[1] or 0) < 300_000


# The peak of the program's own memory, where the system tells it: a parent's peak must not be counted in.
MEASURED = """
import sys
from pathlib import Path
from anlian_cli.cli.app import main
try:
    main()
finally:
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    print(*(line for line in lines if line.startswith("VmHWM")), file=sys.stderr)
"""


@pytest.mark.parametrize("name", DANGERS)
def test_danger_is_refused_with_what_to_do(name: str) -> None:
    data, began = DANGERS[name](), time.process_time()
    with pytest.raises(Unreadable) as caught:
        read_workbook(data, name)
    assert caught.value.finding.hint and caught.value.finding.code == "F01"
    assert time.process_time() - began < 10  # not a measurement: unguarded, most of these end the process


def cells_of(data: bytes, name: str) -> list[dict[tuple[int, int], str]]:
    return [grid.cells for grid in open_grids(data, name, examine_workbook(data, name))[0]]


FAR_BLANKS = {
    "整列.xls": lambda: old_workbook([number(0, 0) + b"".join(blank(row, 0) for row in range(65_536))]),
    "整行.xls": lambda: old_workbook([number(0, 0) + blanks(0, 256) + blanks(65_535, 256)]),
    "范围.xls": lambda: old_workbook([dimensions(0, 65_536, 0, 256) + number(0, 0)] * 20),
    "空表.xls": lambda: old_workbook([dimensions(0, 0, 0, 0) + number(0, 0), dimensions(7, 7, 0, 3)]),
    "末行.xlsx": lambda: package(
        SHEET.format(
            '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
        )
    ),
    "整列整行.xlsx": lambda: package(
        SHEET.format(
            '<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" width="9"/></cols><sheetData>'
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576" s="1" customFormat="1"/></sheetData>'
        )
    ),
    "末行.ods": lambda: text_document(
        open_row('<table:table-cell office:value-type="float" office:value="1"/>', open_blanks(16_383))
        + open_row(open_blanks(4), open_blanks(16_380), repeated=1_048_575)
    ),
}


@pytest.mark.parametrize("name", FAR_BLANKS)
def test_formatted_blanks_may_reach_as_far_as_they_like(name: str) -> None:
    assert cells_of(FAR_BLANKS[name](), name)[0] == {(0, 0): "1"}


def test_a_formula_s_text_is_no_cell_of_its_own() -> None:
    """一 is 4E00: read as a column, it would be the 19969th."""
    (cells,) = cells_of(old_workbook([number(0, 0) + formula_of_text(0, 1, "一二")]), "表.xls")
    assert cells == {(0, 0): "1", (0, 1): "一二"}


@pytest.mark.parametrize("name", ["整列格式.xls", "整列格式.ods", "整列格式.xlsx"])
def test_formats_over_whole_columns_are_read_as_libreoffice_wrote_them(name: str) -> None:
    scores, far = cells_of((TARGET / name).read_bytes(), name)
    assert scores == {
        (0, 0): "单位全称", (0, 1): "得分", (0, 2): "备注",
        (1, 0): "甲安全有限公司", (1, 1): "81", (1, 2): "甲安全有限公司已核",
        (2, 0): "乙安全有限公司", (2, 1): "82.5", (2, 2): "乙安全有限公司已核",
    }  # fmt: skip
    assert far == {(0, 0): "说明"}


def test_a_password_is_named() -> None:
    with pytest.raises(Unreadable, match="密码"):
        read_workbook(DANGERS["有密码.xlsx"](), "表.xlsx")


@pytest.mark.parametrize("path", sorted(TARGET.glob("*表*.*")), ids=lambda path: path.name)
def test_what_libreoffice_wrote_is_the_same_application(path: Path) -> None:
    if path.name[0] in "瑞盛":
        return
    source = read_whole(path.read_bytes(), path.name)
    form, findings = typed(Application, source.tree)
    assert not findings and not source.findings and not source.doubts
    assert form == typed(Application, TEMPLATE)[0]


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_refused_or_read(data: bytes, start: bytes) -> None:
    with pytest.raises(Unreadable):
        read_workbook(start + data, "表.xlsx")


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_workbook_is_refused_or_read(data: st.DataObject) -> None:
    good = bytearray(application_workbook() if data.draw(st.booleans()) else (TARGET / "列表.xls").read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_workbook(bytes(good), "表")
    except Unreadable as problem:
        assert problem.finding.hint
