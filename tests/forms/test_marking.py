"""A firm's own file, marked: what is remarked stands at its cells, and everything else is as the firm sent it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from anlian_cli.forms.marking.copies import marked_copy
from anlian_cli.forms.marking.splices import Unmarkable
from anlian_cli.forms.yaml_form import read_yaml
from anlian_cli.model.results import CheckReport
from tests.conftest import EXAMPLES, ROOT, checked, codes
from tests.fictional import Tree, photo
from tests.firms.build import sound, unit_rows
from tests.test_examples import codes_named
from tests.word_files import official_document, packed, word_parts
from tests.word_files import table as word_table
from tests.workbooks import book, official_book, official_person

AUTHOR = "北京市安全生产联合会"
TINT = "FFC7CE"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Remarks = dict[tuple[str, str], str]


class Lenient(dict[str, Any]):
    """A form in which a blank stands for what was left out."""

    def __missing__(self, key: str) -> None:
        return None


def lenient(part: Any) -> Any:
    if isinstance(part, dict):
        return Lenient({key: lenient(value) for key, value in part.items()})
    return [lenient(one) for one in part] if isinstance(part, list) else part


def in_excel(path: Path) -> bytes:
    """A faulty example as a workbook: the unit's official form, and those of some people; all would take their time."""
    tree = lenient(read_yaml(path.read_bytes(), path.name).tree)
    sheets = {"单位": unit_rows({**tree["单位登记表"], "安全社区服务业绩": "协助创建"} | _blanks(tree["单位登记表"]))}
    persons = tree["人员登记表"]
    sheets |= {f"人员{row}": official_person(one) for row, one in enumerate([*persons[:2], persons[-1]])}
    for name in ("申报条件自查", "申报材料"):
        pairs = tree[name].items()
        sheets[name] = [[label, "、".join(said) if isinstance(said, list) else said] for label, said in pairs]
    return book(sheets)


def _blanks(unit: Tree) -> Tree:
    return {label: unit[label] for label in ("邮编", "地址", "统一代码", "登记日期", "专职工作人员")}


_OF_TEXT_FILES = ("F01", "F02", "F03", "F04", "F08", "F10")
"""What is wrong with a file of text alone, or is no form at all."""
FAULTY = sorted(
    path
    for path in (EXAMPLES / "faulty").iterdir()
    if path.is_file() and path.name[0] in "19F" and not path.name.startswith(_OF_TEXT_FILES)
)


def reported(report: CheckReport) -> Remarks:
    """What a check says of cells of the one form of a firm."""
    said: dict[tuple[str, str], list[str]] = {}
    for finding in report.units[0].findings:
        if finding.place and finding.place.sheet and finding.place.cell:
            said.setdefault((finding.place.sheet, finding.place.cell), []).append(finding.message)
    return {cell: "\n".join(texts) for cell, texts in said.items()}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def commented(data: bytes) -> Remarks:
    found = load_workbook(io.BytesIO(data))
    cells = (cell for sheet in found for row in sheet.iter_rows() for cell in row if cell.comment)
    return {(cell.parent.title, cell.coordinate): cell.comment.text for cell in cells}


def looks(data: bytes, sheets: Collection[str]) -> dict[tuple[str, str], tuple[Any, ...]]:
    """The value and style of every cell of some sheets, as another program reads them."""
    found = load_workbook(io.BytesIO(data))
    return {(name, cell.coordinate): _look(cell) for name in sheets for row in found[name].iter_rows() for cell in row}


def _look(cell: Any) -> tuple[Any, ...]:
    comment = cell.comment.text if cell.comment else None
    style = (cell.font, cell.border, cell.alignment, cell.number_format, cell.protection)
    return cell.value, *map(repr, style), cell.fill.fgColor.rgb, comment


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.name)
def test_every_faulty_workbook_is_marked_at_the_reported_cells_and_nowhere_else(path: Path, tmp_path: Path) -> None:
    sent = in_excel(path)
    (tmp_path / "表.xlsx").write_bytes(sent)
    _put_materials(tmp_path)
    report = checked(tmp_path)
    # In a folder of its own the file that 10.2 misses is offered by its name instead (F35).
    assert codes_named(path) - {"10.2"} <= codes(report)
    remarks = reported(report)
    marked = marked_copy(tmp_path / "表.xlsx", "表.xlsx", remarks, AUTHOR)
    sheets = {sheet for sheet, _ in remarks}
    assert remarks and marks_in(marked, sheets) == {cell: (said, f"FF{TINT}") for cell, said in remarks.items()}
    assert (tmp_path / "表.xlsx").read_bytes() == sent
    old, new = ({**parts(data), "xl/styles.xml": b""} for data in (sent, marked))
    assert _without_marks(old, remarks) == _without_marks(new, remarks)


def marks_in(data: bytes, sheets: Collection[str]) -> dict[tuple[str, str], tuple[str | None, str]]:
    """The comment and colour of every cell of some sheets that has one of them."""
    found = load_workbook(io.BytesIO(data))
    return {
        (name, cell.coordinate): (cell.comment and cell.comment.text, cell.fill.fgColor.rgb)
        for name in sheets
        for row in found[name].iter_rows()
        for cell in row
        if cell.comment or cell.fill.fill_type
    }


def _without_marks(package: dict[str, bytes], remarks: Remarks) -> dict[str, bytes]:
    """Every part of a workbook by itself, without what a mark adds: a cell's style, a reference, parts of comments."""
    added = re.compile(r"xl/comments|xl/drawings/vml|xl/worksheets/_rels|\[Content_Types\]")
    cells = "|".join(reference for _, reference in remarks).encode()
    style = re.compile(rb'(<c r="(?:%b)"[^>]*?) s="\d+"' % cells)
    other = re.compile(rb'<legacyDrawing[^>]*/>|<c r="(?:%b)" ?/>' % cells)
    kept = {name: part for name, part in package.items() if not added.match(name)}
    return {name: other.sub(b"", style.sub(rb"\1", part)) for name, part in kept.items()}


def _put_materials(folder: Path) -> None:
    """What the examples name stands beside them."""
    for kind in ("材料", "照片"):
        shutil.copytree(EXAMPLES / "faulty" / kind, folder / kind)


def rich(made: Workbook) -> None:
    """What people put into a form: a picture, widths, merged cells, comments, colours by rule, a list, a table."""
    sheet = made.worksheets[0]
    sheet.add_image(Image(io.BytesIO(photo("甲"))), "J2")
    sheet.column_dimensions["B"].width, sheet.row_dimensions[3].height = 33.5, 41
    sheet.merge_cells("D20:E21")
    sheet["F4"].comment = Comment("请核对", "经办人")
    sheet["B3"].comment = Comment("全称照执照写", "经办人")
    sheet["F4"].number_format = "@"
    sheet.conditional_formatting.add("B3:F9", CellIsRule("equal", ['""'], fill=PatternFill("solid", bgColor="FFFF99")))
    rule = DataValidation(type="list", formula1='"男,女"')
    sheet.add_data_validation(rule)
    rule.add("D3")
    sheet["K1"], sheet["K2"], sheet["L1"], sheet["L2"] = "甲", 1, "乙", 2
    sheet.add_table(Table(displayName="附表", ref="K1:L2"))
    sheet.oddHeader.center.text, sheet.print_area = "登记表", "A1:G20"
    sheet["B5"].hyperlink = "https://example.com/"


def test_what_else_a_firm_put_into_its_workbook_stays(tmp_path: Path) -> None:
    tree = sound()
    tree["单位登记表"]["邮编"] = "10002"
    sent = official_book(tree, rich)
    (tmp_path / "表.xlsx").write_bytes(sent)
    remarks = {("单位登记表", "F4"): "邮编不是 6 位", ("单位登记表", "B8"): "业绩 <太短> & 无年份"}
    marked = marked_copy(tmp_path / "表.xlsx", "表.xlsx", remarks, AUTHOR)
    assert commented(marked) == {
        ("单位登记表", "F4"): "请核对\n邮编不是 6 位",
        ("单位登记表", "B3"): "全称照执照写",
        ("单位登记表", "B8"): "业绩 <太短> & 无年份",
    }
    every = load_workbook(io.BytesIO(sent)).sheetnames
    blank, found = looks(sent, every), looks(marked, every)
    assert {cell for cell in blank if found[cell] != blank[cell]} == set(remarks) and found.keys() == blank.keys()
    assert all(found[cell][:-2] == blank[cell][:-2] for cell in remarks)
    before, after = (load_workbook(io.BytesIO(data)).worksheets[0] for data in (sent, marked))
    assert after["F4"].fill.fgColor.rgb == f"FF{TINT}" and after["F4"].number_format == "@"
    assert after.column_dimensions["B"].width == 33.5 and after.row_dimensions[3].height == 41
    assert [str(one) for one in after.merged_cells.ranges] == [str(one) for one in before.merged_cells.ranges]
    assert [str(one.sqref) for one in after.conditional_formatting] == ["B3:F9"]
    assert [str(one.sqref) for one in after.data_validations.dataValidation] == ["D3"]
    assert list(after.tables) == ["附表"] and after["B5"].hyperlink.target == "https://example.com/"
    assert len(after._images) == len(before._images) == 1
    kept = (
        "xl/media/",
        "xl/drawings/drawing",
        "xl/tables/",
        "xl/theme",
        "xl/workbook",
        "docProps/",
        "xl/sharedStrings",
    )
    old, new = parts(sent), parts(marked)
    assert {name: new[name] for name in old if name.startswith(kept)} == {
        name: content for name, content in old.items() if name.startswith(kept)
    }
    judged = checked(tmp_path).units
    (tmp_path / "表.xlsx").write_bytes(marked)
    assert checked(tmp_path).units == judged
    # Behind the drawing and before the tables, as the schema has it, and only once.
    order = [new["xl/worksheets/sheet1.xml"].find(tag) for tag in (b"<drawing", b"<legacyDrawing", b"<tableParts")]
    assert order == sorted(order) and new["xl/worksheets/sheet1.xml"].count(b"legacyDrawing") == 1


def test_a_marked_workbook_opens_in_another_program(tmp_path: Path) -> None:
    """LibreOffice, which saves it anew: the comments and colours are where they were."""
    if shutil.which("soffice") is None:
        pytest.skip("no LibreOffice here: install it (Debian: apt-get install libreoffice-calc), then run this again")
    tree = sound()
    tree["单位登记表"]["邮编"] = "10002"
    (tmp_path / "表.xlsx").write_bytes(official_book(tree, rich))
    remarks = {("单位登记表", "F4"): "邮编不是 6 位", ("人员1", "H2"): "没有照片"}
    (tmp_path / "标注.xlsx").write_bytes(marked_copy(tmp_path / "表.xlsx", "表.xlsx", remarks, AUTHOR))
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--convert-to"]
    subprocess.run([*command, "xlsx", "--outdir", "out", "标注.xlsx"], cwd=tmp_path, check=True, capture_output=True)
    saved = (tmp_path / "out" / "标注.xlsx").read_bytes()
    found = commented(saved)
    assert found["单位登记表", "F4"] == "请核对\n邮编不是 6 位" and found["人员1", "H2"] == "没有照片"
    found = looks(saved, ("单位登记表", "人员1"))
    assert {cell for cell, look in found.items() if look[-2] == f"FF{TINT}"} == set(remarks)


def spots(data: bytes) -> dict[tuple[str, str], list[str]]:
    """The comments of a Word document by where they begin, told as the check tells places of top tables."""
    document = docx.Document(io.BytesIO(data))
    texts = {str(comment.comment_id): comment.text for comment in document.comments}
    found: dict[tuple[str, str], list[str]] = {}
    for number, table in enumerate(document.element.body.iterchildren(f"{WORD}tbl"), start=1):
        for row, line in enumerate(table.iterchildren(f"{WORD}tr"), start=1):
            for column, cell in enumerate(line.iterchildren(f"{WORD}tc"), start=1):
                for mark in cell.iter(f"{WORD}commentRangeStart"):
                    said = found.setdefault((f"表{number}", f"第{row}行第{column}格"), [])
                    said.append(texts[mark.get(f"{WORD}id")])
    return found


def shaded(data: bytes) -> int:
    return parts(data)["word/document.xml"].count(f'w:fill="{TINT}"'.encode())


def test_a_word_form_is_marked_at_its_cells(tmp_path: Path) -> None:
    tree = sound()
    tree["单位登记表"]["邮编"], tree["人员登记表"][2]["性别"] = "10002", "先生"
    tree["人员登记表"][1]["移动电话"] = None
    del tree["人员登记表"][3:]

    def change(document: Any) -> None:
        first = document.tables[0].cell(0, 1).paragraphs[0]
        document.add_comment(first.runs, text="请盖章", author="经办人")

    sent = official_document(tree, change)
    (tmp_path / "表.docx").write_bytes(sent)
    remarks = reported(checked(tmp_path))
    marked = marked_copy(tmp_path / "表.docx", "表.docx", remarks, AUTHOR)
    assert len(remarks) > 3 and shaded(marked) == len(remarks)
    assert spots(marked) == {("表1", "第1行第2格"): ["请盖章"]} | {cell: [said] for cell, said in remarks.items()}
    old, new = parts(sent), parts(marked)
    assert {name for name in old if old[name] != new[name]} == {"word/document.xml", "word/comments.xml"}
    assert old.keys() == new.keys()


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "tests/data/word").iterdir()))
def test_word_forms_of_other_programs_are_marked_too(name: str) -> None:
    path = ROOT / "tests/data/word" / name
    remarks = {("表1", "第2行第2格"): "请核对"}
    marked = marked_copy(path, name, remarks, AUTHOR)
    assert spots(marked) == {("表1", "第2行第2格"): ["请核对"]} and shaded(marked) == 1


def test_a_paragraph_of_word_gets_its_comment_alone() -> None:
    path = ROOT / "tests/data/word/pandoc-官方表样.docx"
    marked = marked_copy(path, path.name, {("正文", "第2段"): "没有编号"}, AUTHOR)
    document = docx.Document(io.BytesIO(marked))
    assert [comment.text for comment in document.comments] == ["没有编号"] and shaded(marked) == 0
    paragraph = next(one for one in document.paragraphs if list(one._p.iter(f"{WORD}commentRangeStart")))
    assert paragraph.text == "（）号"


@pytest.mark.parametrize("name", ["整列格式.xlsx", "瑞丰-官方表样.xlsx"])
def test_workbooks_of_other_programs_are_marked_too(name: str) -> None:
    """Whole columns with a format, cells that are not there yet, comments of another program."""
    path = ROOT / "tests/data/libreoffice" / name
    book_before = load_workbook(path)
    remarks = {(book_before.sheetnames[0], "C3"): "请核对", (book_before.sheetnames[0], "AB400"): "不在表里"}
    marked = marked_copy(path, name, remarks, AUTHOR)
    found = commented(marked)
    assert {cell: found[cell].split("\n")[-1] for cell in remarks} == remarks
    assert commented(path.read_bytes()).keys() <= found.keys()


def _strict(data: bytes) -> bytes:
    old = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return packed(
        {
            name: part.replace(old, b"http://purl.oclc.org/ooxml/officeDocument/relationships")
            for name, part in parts(data).items()
        }
    )


def _as_utf16(data: bytes) -> bytes:
    found = parts(data)
    name = next(name for name in found if name.startswith("xl/comments"))
    return packed({**found, name: ('<?xml version="1.0" encoding="utf-16"?>' + found[name].decode()).encode("utf-16")})


def _in_conversation(data: bytes) -> bytes:
    found = parts(data)
    name = next(name for name in found if name.startswith("xl/comments"))
    return packed({**found, name: found[name].replace("经办人".encode(), b"tc={0}")})


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_as_utf16, "文字编码不常见"),
        (_in_conversation, "对话式批注"),
        (_strict, "结构不常见"),
        (lambda data: data[:-1], "损坏"),
        (lambda data: packed({**parts(data), "xl/media/图.png": b"x"}), "结构不常见"),
    ],
    ids=["encoding", "conversation", "strict", "damaged", "a name"],
)
def test_what_cannot_be_kept_is_not_marked(change: Callable[[bytes], bytes], says: str, tmp_path: Path) -> None:
    (tmp_path / "表.xlsx").write_bytes(change(official_book(sound(), rich)))
    with pytest.raises(Unmarkable) as caught:
        marked_copy(tmp_path / "表.xlsx", "表.xlsx", {("单位登记表", "F4"): "请核对"}, AUTHOR)
    assert says in str(caught.value)


def test_the_smallest_document_gets_all_that_it_lacks(tmp_path: Path) -> None:
    """No comments, no relations, no settings of a cell, an empty paragraph."""
    body = word_table(["<w:r><w:t>姓名</w:t></w:r>", ""]).replace("<w:p></w:p>", "<w:p/>")
    (tmp_path / "表.docx").write_bytes(packed(word_parts(body)))
    marked = marked_copy(tmp_path / "表.docx", "表.docx", {("表1", "第1行第2格"): "请填写"}, AUTHOR)
    assert spots(marked) == {("表1", "第1行第2格"): ["请填写"]} and shaded(marked) == 1


def test_a_part_that_the_guard_does_not_read_unfolds_nothing(tmp_path: Path) -> None:
    """Comments are read for marking alone: no entity of theirs is ever a text."""
    path = ROOT / "tests/data/word/pandoc-官方表样.docx"
    found = parts(marked_copy(path, path.name, {("表1", "第1行第2格"): "问"}, AUTHOR))
    name = next(name for name in found if name.startswith("word/comments"))
    bomb = b'<!DOCTYPE a [<!ENTITY b "' + b"b" * 99 + b'"><!ENTITY c "' + b"&b;" * 99 + b'">]>'
    head, _, rest = found[name].partition(b"?>")
    (tmp_path / "标注.docx").write_bytes(packed({**found, name: head + b"?>" + bomb + rest}))
    with pytest.raises(Unmarkable):
        marked_copy(tmp_path / "标注.docx", "标注.docx", {("表1", "第1行第2格"): "问"}, AUTHOR)
