"""What is far away but empty is read; what is damaged is refused with a hint. The dangers are in `tests/hostile_files.py`."""

# ruff: noqa: E501  the parts of a package stand as they are
from __future__ import annotations

import io
import zipfile
from functools import cache
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
from tests.make_libreoffice import TARGET, TEMPLATE
from tests.old_workbook import blank, blanks, dimensions, formula_of_text, number, old_workbook
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


sound_workbook = cache(application_workbook)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_workbook_is_refused_or_read(data: st.DataObject) -> None:
    good = bytearray(sound_workbook() if data.draw(st.booleans()) else (TARGET / "列表.xls").read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_workbook(bytes(good), "表")
    except Unreadable as problem:
        assert problem.finding.hint
