"""Files of every kind: PDFs and Word files by their own text, and what cannot be read said in Chinese."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from anlian_cli.model.scanned import DocumentKind, FactName, Scan
from anlian_cli.scan.documents import scan
from anlian_cli.scan.pages import sheets
from anlian_cli.scan.scanner import Scanner
from anlian_cli.scan.sheet import Unread
from anlian_cli.scan.word import word_sheets
from tests.scans.files import text_pdf, word
from tests.scans.truth import firm, holder, in_chinese

FIRM = firm(3)


def read(path: Path) -> Scan:
    return scan(sheets(path))


def said(found: Scan) -> dict[FactName, str]:
    return {fact.name: fact.text for fact in found.documents[0].facts}


def test_a_pdf_that_holds_its_text_is_read_by_it(tmp_path: Path) -> None:
    labels = (
        ("统一社会信用代码", FIRM.code),
        ("名    称", FIRM.name),
        ("法定代表人", FIRM.person),
        ("成立日期", in_chinese(FIRM.founded)),
    )
    lines = [(230, 760, 28, "营业执照")]
    for number, (label, value) in enumerate(labels):
        lines += [(80, 700 - 30 * number, 12, label), (200, 700 - 30 * number, 12, value)]
    found = read(text_pdf(tmp_path / "a.pdf", [lines]))
    assert [one.kind for one in found.documents] == [DocumentKind.BUSINESS_LICENCE]
    assert {fact.confidence for fact in found.documents[0].facts} == {1.0}
    facts = {fact.name: fact for fact in found.documents[0].facts}
    assert facts[FactName.CREDIT_CODE].text == FIRM.code
    assert facts[FactName.LEGAL_REPRESENTATIVE].text == FIRM.person
    box = facts[FactName.UNIT_NAME].box
    # 200 of 595 points from the left; its baseline is 670 of 842 points from the foot.
    assert box is not None and box.left == pytest.approx(200 / 595, abs=0.01)
    assert box.top < 1 - 670 / 842 < box.bottom + 0.005


def test_a_word_form_is_read_by_its_table(tmp_path: Path) -> None:
    rows = (
        ("单位全称（盖章）", FIRM.name),
        ("地址", FIRM.address),
        ("统一代码", FIRM.code),
        ("法定代表人", FIRM.person),
    )
    found = read(word(tmp_path / "a.docx", "安全社区咨询服务单位登记表", rows))
    assert found.documents[0].kind is DocumentKind.UNIT_FORM
    facts = said(found)
    assert (facts[FactName.UNIT_NAME], facts[FactName.CREDIT_CODE]) == (FIRM.name, FIRM.code)
    assert all(fact.box is None for fact in found.documents[0].facts)


def test_bound_papers_have_their_title_chapters_and_pages(tmp_path: Path) -> None:
    title = [(180, 600, 28, "过程控制体系文件"), (200, 300, 12, FIRM.name)]
    chapters = [[(80, 760, 12, f"第{one}章 {name}")] for one, name in (("一", "合同评审"), ("二", "现场调查"))]
    found = read(text_pdf(tmp_path / "a.pdf", [title, *chapters]))
    assert [(one.kind, one.first_page, one.pages) for one in found.documents] == [(DocumentKind.SYSTEM_DOCUMENTS, 1, 3)]
    facts = said(found)
    assert facts[FactName.CHAPTERS] == "第一章合同评审；第二章现场调查"
    assert (facts[FactName.PAGES], facts[FactName.UNIT_NAME]) == ("3", FIRM.name)


def test_rules_and_a_track_record_are_told_apart(tmp_path: Path) -> None:
    rules = read(word(tmp_path / "a.docx", "安全生产管理制度汇编", (), "第一章 总则", "本制度适用于全体人员。"))
    rows = (("年份", "服务对象"), ("2014年", "示例街道办事处"), ("2015年", "安泰镇人民政府"))
    track = read(word(tmp_path / "b.docx", "安全社区服务业绩报告", rows, "以上均为安全社区创建服务。"))
    assert (rules.documents[0].kind, track.documents[0].kind) == (DocumentKind.RULES, DocumentKind.TRACK_RECORD)
    facts = said(track)
    assert facts[FactName.YEARS] == "2014；2015"
    assert facts[FactName.CLIENTS] == "示例街道办事处；安泰镇人民政府"
    assert facts[FactName.SERVICES] == "安全社区"


@pytest.mark.parametrize(
    ("title", "labels", "kind"),
    [
        ("附件一 营业执照复印件", (), DocumentKind.UNKNOWN),
        ("营业执照", (), DocumentKind.UNKNOWN),
        ("技术服务合同", ("名称", "统一社会信用代码", "住所", "法定代表人", "办公电话"), DocumentKind.UNKNOWN),
        ("", ("姓名", "性别", "出生", "住址", "公民身份号码"), DocumentKind.ID_CARD),
    ],
    ids=["divider", "title alone", "contract", "front of an ID card"],
)
def test_what_a_paper_is_not(title: str, labels: tuple[str, ...], kind: DocumentKind, tmp_path: Path) -> None:
    values = {"公民身份号码": holder(1).number, "统一社会信用代码": FIRM.code}
    lines = [(150, 760, 24, title)] if title else []
    for number, label in enumerate(labels):
        lines += [(80, 700 - 30 * number, 12, label), (200, 700 - 30 * number, 12, values.get(label, "某某某"))]
    assert [one.kind for one in read(text_pdf(tmp_path / "a.pdf", [lines])).documents] == [kind]


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * (201 << 20))


def _cut(path: Path) -> None:
    Image.effect_noise((400, 400), 90).save(path, "PNG")
    path.write_bytes(path.read_bytes()[:20_000])


HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "空文件.jpg": (lambda path: path.write_bytes(b""), "空的"),
    "照片.heic": (lambda path: path.write_bytes(b"\0\0\0\x18ftypheic" + b"\0" * 99), "HEIC"),
    "旧版.doc": (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600), "docx"),
    "坏.pdf": (lambda path: path.write_bytes(b"%PDF-1.7\n" + b"junk " * 99), "损坏"),
    "坏.docx": (lambda path: path.write_bytes(b"PK\x03\x04" + b"junk" * 99), "损坏"),
    "炸弹.docx": (_bomb, "太大"),
    "半张.png": (_cut, "损坏"),
    "巨大.png": (lambda path: Image.new("1", (30_000, 30_000)).save(path), "万点"),
    "不是图.jpg": (lambda path: path.write_bytes(b"hello " * 99), "不是能识别"),
    "没有.pdf": (lambda path: path.parent.is_dir(), "没有这个文件"),
}


def test_what_cannot_be_read_is_said_and_stops_nothing(tmp_path: Path) -> None:
    with Scanner(None) as scanner:
        for name, (make, words) in HOSTILE.items():
            make(tmp_path / name)
            found = scanner.scan(tmp_path / name)
            assert words in found.unread, (name, found.unread)
            assert found.documents == ()
        sound = word(
            tmp_path / "a.docx", "安全社区咨询服务单位登记表", (("单位全称", FIRM.name), ("统一代码", FIRM.code))
        )
        assert said(scanner.scan(sound))[FactName.UNIT_NAME] == FIRM.name


def test_a_word_file_packed_otherwise_and_damaged_is_told_as_damaged(tmp_path: Path) -> None:
    path = tmp_path / "损坏.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("docProps/app.xml", "<Pages>3</Pages>" * 500)
    data = path.read_bytes()
    path.write_bytes(data[:50] + bytes(byte ^ 0xFF for byte in data[50:75]) + data[75:])
    with pytest.raises(Unread, match="已经损坏"):
        list(word_sheets(path))
