"""Public copies: exact numbers, native forms, and nobody's data."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.make_workspace import UNITS, WORKSPACE, code_of, told
from tests.office import act, must

PUBLISHED = {
    "年度": ("rank", "2018"),
    "未完": ("rank", "2019", "--without-incomplete", "--reason", "会议决定先行公布"),
    "测评": ("rank", "2017", "--selection"),
    "入围": ("shortlist", "2017"),
    "名册": ("list",),
}
SUFFIXES = ("xlsx", "html", "docx", "csv")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every list in every format, from the example workspace."""
    folder = told(tmp_path_factory.mktemp("published") / "w", until="2020-01-05")
    for name, command in PUBLISHED.items():
        for suffix in SUFFIXES:
            must(folder, *command, "--publish", f"{name}.{suffix}", at="2020-01-06 09:00")
    other = told(folder.parent / "other", until="2020-01-05")
    must(other, "undo", "6", "--yes", "--reason", "再确认一次", at="2020-01-06 10:00")
    admit = ("admit", "2017", "--announced", "2020-01-06", "--publish", folder / "确认.html")
    must(other, *admit, at="2020-01-06 11:00")
    return folder


def copies(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix[1:] in SUFFIXES)


def unzipped(path: Path) -> str:
    """Everything that a file says, whatever it is packed in."""
    data = path.read_bytes()
    if not data.startswith(b"PK"):
        return data.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


_PERSONAL = ("姓名", "身份证号", "移动电话", "手机", "办公电话", "传真", "E-mail", "签名")


def personal(tree: object) -> Iterator[str]:
    """Every name of a person, ID number, number to call and e-mail in an application."""
    if isinstance(tree, dict):
        yield from (str(tree[key]) for key in _PERSONAL if tree.get(key))
        for value in tree.values():
            yield from personal(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from personal(value)


def people_of_the_workspace() -> set[str]:
    from ruamel.yaml import YAML

    found: set[str] = set()
    for form in (WORKSPACE / "applications").rglob("申报材料.yaml"):
        found |= set(personal(YAML(typ="safe").load(form.read_text(encoding="utf-8"))))
    return found | {"郑评", "冯审", "褚议", "尤代答"}


def test_the_public_copies_hold_no_personal_data(published: Path) -> None:
    people = people_of_the_workspace()
    assert len(people) > 60
    assert len(copies(published)) == len(PUBLISHED) * len(SUFFIXES) + 1
    for path in copies(published):
        text = unzipped(path)
        assert not [value for value in people if value in text], path.name
        assert UNITS["安泰"] in text, path.name


def test_none_has_an_author(published: Path) -> None:
    for path in copies(published):
        if path.suffix == ".xlsx":
            assert not {"creator", "lastModifiedBy"} & set(re.findall(r"\w+", unzipped(path)))
        elif path.suffix == ".docx":
            core = docx.Document(str(path)).core_properties
            assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
        elif path.suffix == ".html":
            assert "author" not in path.read_text(encoding="utf-8")


ANNUAL = [
    (1, UNITS["安泰"], "96.50", "91.50", "93.50", "优秀", "优先推荐"),
    (2, UNITS["博远"], "88.50", "80.25", "83.55", "良好", "优先推荐"),
    (3, UNITS["诚信"], "74.50", "66.50", "69.70", "合格", ""),
    (4, UNITS["德安"], "54.00", "58.50", "56.70", "不合格", ""),
]
HEADINGS = ("排名", "单位名称", "日常工作考核得分", "年度资格审查得分", "年度考核成绩", "等次", "备注")
WITH_CODE = (*HEADINGS[:2], "统一代码", *HEADINGS[2:])
"""The workbook and the table say every column."""


def test_the_workbook_gives_back_the_numbers_exactly_to_two_readers(published: Path) -> None:
    book = load_workbook(published / "年度.xlsx")
    sheet = book["年度考核公示"]
    assert sheet["A1"].value == "北京市安全生产联合会关于2018年度安全社区咨询服务单位考核结果的公示"
    assert tuple(cell.value for cell in sheet[3]) == WITH_CODE
    for line, expected in enumerate(ANNUAL, start=4):
        cells = [cell for cell in sheet[line] if cell.column != 3]
        assert [Decimal(repr(cell.value)) for cell in cells[2:5]] == [Decimal(text) for text in expected[2:5]]
        assert {cell.number_format for cell in cells[2:5]} == {"0.00"}
        assert (cells[0].value, cells[1].value, cells[5].value, cells[6].value or "") == (*expected[:2], *expected[5:])
    assert len(sheet._charts) == 1
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert len(book.properties.keywords or "") == 12
    rows = CalamineWorkbook.from_path(published / "年度.xlsx").get_sheet_by_index(0).to_python()
    assert [Decimal(repr(value)) for value in rows[4][3:6]] == [Decimal(text) for text in ANNUAL[1][2:5]]
    assert not any("制表" in str(value) or "签字" in str(value) for row in rows for value in row)


def test_the_document_is_a_letter_with_its_table_attached(published: Path) -> None:
    letter = docx.Document(str(published / "年度.docx"))
    texts = [paragraph.text for paragraph in letter.paragraphs]
    assert texts[0] == "北京市安全生产联合会关于\n2018年度安全社区咨询服务单位\n考核结果的公示"
    assert "附件：2018年度安全社区咨询服务单位考核排名" in texts
    assert texts[texts.index("2020年1月6日") - 1] == "北京市安全生产联合会"
    section = letter.sections[0]
    assert [round(side.mm) for side in (section.top_margin, section.left_margin, section.page_width)] == [37, 28, 210]
    table = [tuple(cell.text for cell in row.cells) for row in letter.tables[0].rows]
    assert table == [HEADINGS, *((str(row[0]), *row[1:]) for row in ANNUAL)]
    assert not any(core in "".join(texts) for core in (letter.core_properties.keywords,))  # the digest is in the footer


def test_the_csv_is_data_alone_and_exact(published: Path) -> None:
    text = (published / "年度.csv").read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    lines = text.removeprefix("\ufeff").splitlines()
    assert lines[0] == ",".join(WITH_CODE)
    rows = [line.split(",") for line in lines[1:]]
    assert [(row[1], *map(Decimal, row[3:6]), row[6]) for row in rows] == [
        (name, *map(Decimal, points), grade) for _, name, *points, grade, _ in ANNUAL
    ]
    assert [row[2] for row in rows] == [code_of(short) for short in ("安泰", "博远", "诚信", "德安")]


def test_the_copy_without_some_units_says_so_in_every_format(published: Path) -> None:
    for suffix in SUFFIXES[:-1]:
        text = unzipped(published / f"未完.{suffix}")
        told = re.sub(r"<[^>]+>", "", text)
        assert f"以下单位未完成考核，不计零分，未列入排名：{UNITS['诚信']}（缺年度资格审查）" in told, suffix
        assert "先行公布的原因：会议决定先行公布。" in told, suffix


HOSTILE = "=HYPERLINK(1)<script>alert(1)</script>&[/]有限公司"


def test_a_name_that_begins_with_an_equals_sign_stays_text(tmp_path: Path) -> None:
    from tests.office import open_workspace

    office = open_workspace(tmp_path / "w")
    (office / "新.csv").write_text(f'单位全称,统一代码\n"{HOSTILE}",{code_of("安泰")}\n', encoding="utf-8")
    must(office, "admit", "--founding", "新.csv", "--announced", "2017-12-02")
    for unit in (code_of("安泰"), "甲", "乙", "丙"):
        for stage in ("daily", "review"):
            must(office, "score", stage, "2018", "--unit", unit, "--points", "90")
    for suffix in SUFFIXES:
        must(office, "rank", "2018", "--publish", f"公告.{suffix}")
    cells = [cell for row in load_workbook(office / "公告.xlsx")["年度考核公示"].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == HOSTILE] == ["s"]
    assert any(
        HOSTILE in cell.text for row in docx.Document(str(office / "公告.docx")).tables[0].rows for cell in row.cells
    )
    assert "'=HYPERLINK" in (office / "公告.csv").read_text(encoding="utf-8-sig")
    page = (office / "公告.html").read_text(encoding="utf-8")
    assert "<script" not in page and "=HYPERLINK(1)&lt;script&gt;" in page


@pytest.mark.parametrize("name", ["公告.pptx", "公告"])
def test_another_kind_of_file_is_refused(published: Path, name: str) -> None:
    refused = act(published, "rank", "2018", "--publish", name)
    assert (refused.code, ".docx、.html、.pdf、.xlsx、.csv" in refused.err) == (2, True)


def test_an_existing_copy_is_not_overwritten(published: Path) -> None:
    assert act(published, "rank", "2018", "--publish", "年度.html").code == 2
    must(published, "rank", "2018", "--publish", "年度.html", "--force", at="2020-01-06 12:00")
