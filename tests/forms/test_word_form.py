"""Applications in Word: the official forms as tables, in every way that Word has of writing one."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document

from anlian_cli.forms.merging import merged
from anlian_cli.forms.typed import typed
from anlian_cli.forms.unit_folder import read_unit
from anlian_cli.forms.word_form import read_word
from anlian_cli.forms.yaml_writer import dump
from anlian_cli.model.application import PICTURE, Application
from anlian_cli.report.check_json import check_json
from tests.conftest import ROOT, checked
from tests.fictional import Tree, add_files, application
from tests.firms.build import papers, sound
from tests.make_word import firm
from tests.word_files import form_in, official_document, packed, run, saved, table, table_in, word_parts
from tests.workbooks import official_book, official_person

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""One pixel."""
NAME = "北京示例安全技术咨询有限公司"


def faulty() -> Tree:
    """A firm with an ID number that was copied wrongly, a short telephone number, and a degree left out."""
    tree = sound()
    person = tree["人员登记表"][0]
    person["身份证号"] = person["身份证号"][:-1] + ("0" if person["身份证号"][-1] != "0" else "1")
    person["移动电话"] = person["移动电话"][:-1]
    del tree["人员登记表"][1]["学历"]
    tree["人员登记表"][1]["学历"] = ""
    tree["单位登记表"]["邮编"] = "10002"
    return tree


def zip_of(folder: Path) -> bytes:
    """A folder as Windows packs it: its own name on top, Chinese names in GBK and without a flag."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                made.writestr(InGbk(f"{folder.name}/{path.relative_to(folder).as_posix()}"), path.read_bytes())
    return buffer.getvalue()


class InGbk(zipfile.ZipInfo):
    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gbk"), self.flag_bits


def sent(folder: Path, tree: Tree, name: str, form: bytes) -> Path:
    papers(folder, tree)
    (folder / name).write_bytes(form)
    return folder


def told(location: Path) -> dict[str, Any]:
    """What a check says of a unit, but for where its files lie."""
    (unit,) = json.loads(check_json(checked(location)))["units"]
    for finding in unit["findings"]:
        for place in ("file", "sheet", "cell", "line", "column"):
            finding.pop(place)
    unit["findings"].sort(key=lambda finding: json.dumps(finding, ensure_ascii=False))
    del unit["source"]
    return unit  # type: ignore[no-any-return]


def test_the_same_firm_is_judged_alike_in_yaml_excel_word_and_packed(tmp_path: Path) -> None:
    tree = faulty()
    as_yaml = sent(tmp_path / "一", tree, "申报材料.yaml", dump(tree).encode())
    as_excel = sent(tmp_path / "二", tree, "申报材料.xlsx", official_book(tree))
    as_word = sent(tmp_path / "三", tree, "申报材料.docx", official_document(tree))
    as_zip = tmp_path / "四.zip"
    as_zip.write_bytes(zip_of(as_word))
    (as_word / "初核记录.yaml").rename(tmp_path / "四.初核记录.yaml")
    in_zip = told(as_zip)
    (tmp_path / "四.初核记录.yaml").rename(as_word / "初核记录.yaml")
    assert [finding for finding in in_zip["findings"] if finding["code"] == "F09"] and in_zip["findings"].pop(
        next(at for at, finding in enumerate(in_zip["findings"]) if finding["code"] == "F09")
    )
    expected = told(as_yaml)
    assert expected["verdict"] == "correct"
    assert {"F05", "F13", "F17", "F18"} <= {finding["code"] for finding in expected["findings"]}
    assert told(as_excel) == told(as_word) == in_zip == expected
    models = [read_unit(location, "某").application for location in (as_yaml, as_excel, as_word, as_zip)]
    assert models[0] == models[1] == models[2] == models[3]


def test_places_are_told_by_table_row_and_cell(tmp_path: Path) -> None:
    tree = faulty()
    sent(tmp_path, tree, "申报.docx", official_document(tree))
    places = {finding.code: finding.place for finding in checked(tmp_path).units[0].findings if finding.place}
    # The postcode is the sixth cell of the second row; the ID number the fourth cell of the fifth row of the next form.
    assert places["F17"].label == "申报.docx 表1 第2行第6格"
    assert places["F13"].label == "申报.docx 表2 第5行第4格"


def read(data: bytes) -> tuple[Application, list[str]]:
    """The application that one document is, and what was remarked."""
    reading = read_word(data, "表.docx")
    whole = merged(reading.sources)
    remarks = [*reading.findings, *whole.findings, *(finding for one in reading.sources for finding in one.findings)]
    return typed(Application, whole.tree)[0], [finding.message for finding in remarks]


@pytest.mark.parametrize("program", ["LibreOffice", "pandoc"])
@pytest.mark.parametrize("name", ["官方表样.docx", "分成两张表.docx"])
def test_documents_that_other_programs_wrote(name: str, program: str) -> None:
    expected, _ = typed(Application, firm())
    found, remarks = read((ROOT / "tests/data/word" / f"{program}-{name}").read_bytes())
    whole = name == "官方表样.docx"
    assert not remarks and found.persons and expected.persons
    assert found.persons == (expected.persons if whole else expected.persons[:1])
    assert found.unit == (expected.unit if whole else None)


def test_a_form_inside_a_table_inside_a_table() -> None:
    document = docx.Document()
    outer = table_in(document, [["", ""], ["", "附注"]])
    person = official_person(application(1, NAME)["人员登记表"][0])
    table_in(table_in(outer.cell(0, 0), [[""]]).cell(0, 0), person[:6])
    table_in(outer.cell(1, 0), person[6:])
    found, _ = read(saved(document))
    assert found.persons == typed(Application, application(1, NAME))[0].persons[:1]  # type: ignore[index]


PERSON = (("姓名", "张三"), ("职称", "工程师"), ("身份证号", "110105196701040209"), ("资格证书", "注册安全工程师"))


def control(inside: str, settings: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{settings}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def old_box(checked: bool) -> str:
    mark = "<w:checked/>" if checked else ""
    box = f'<w:checkBox><w:default w:val="0"/>{mark}</w:checkBox>'
    return f"<w:r><w:fldChar><w:ffData>{box}</w:ffData></w:fldChar></w:r>"


def symbol(character: str) -> str:
    return f'<w:r><w:sym w:font="Wingdings" w:char="{character}"/></w:r>'


TEXT_BOX = f"<w:txbxContent><w:p>{run('工程师')}</w:p></w:txbxContent>"
REMARKED = {"a deleted word": "有修订标记", "a word moved away": "有修订标记", "a hidden word": "有隐藏的文字"}
WRITTEN: dict[str, tuple[str, str | None]] = {
    "runs": (run("高级") + run("工程师"), "高级工程师"),
    "an inserted word": (f"<w:ins>{run('高级')}</w:ins>{run('工程师')}", "高级工程师"),
    "a deleted word": (f"<w:del><w:r><w:delText>高级</w:delText></w:r></w:del>{run('工程师')}", "工程师"),
    "a word moved away": (f"<w:moveFrom>{run('高级')}</w:moveFrom>{run('工程师')}", "工程师"),
    "a hidden word": (run("高级", "<w:vanish/>") + run("工程师"), "工程师"),
    "a word not hidden": (run("高级", '<w:vanish w:val="0"/>') + run("工程师"), "高级工程师"),
    "a filled control": (control(run("工程师")), "工程师"),
    "a control's prompt": (control(run("单击此处输入文字"), "<w:showingPlcHdr/>"), None),
    "a link": (f"<w:hyperlink>{run('工程师')}</w:hyperlink>", "工程师"),
    "a tab stop": ("<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>" + run("工程师"), "工程师"),
    "a box of text, twice": (
        f"<mc:AlternateContent xmlns:mc='x'><mc:Choice>{TEXT_BOX}</mc:Choice>"
        f"<mc:Fallback>{TEXT_BOX}</mc:Fallback></mc:AlternateContent>",
        "工程师",
    ),
    "ticked boxes": (run("☑工程师 □高级工程师"), "工程师"),
    "a tick behind its word": (run("工程师□ 高级工程师√"), "高级工程师"),
    "boxes of an old form": (old_box(False) + run("工程师 ") + old_box(True) + run("高级工程师"), "高级工程师"),
    "boxes of Wingdings": (symbol("F0FE") + run("工程师 ") + symbol("F0A8") + run("高级工程师"), "工程师"),
    "boxes of which none is ticked": (run("☐工程师 ☐高级工程师"), None),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_what_a_reader_of_the_document_sees(case: str) -> None:
    inside, expected = WRITTEN[case]
    rows = [(run(label), inside if label == "职称" else run(text)) for label, text in PERSON]
    found, remarks = read(packed(word_parts(table(*rows))))
    assert found.persons and found.persons[0].title == expected
    assert found.persons[0].name == "张三"
    assert [re.split("[：，]", message)[0] for message in remarks] == [
        words for name, words in REMARKED.items() if name == case
    ]


def pictured(at: tuple[int, int], of: str) -> Callable[[Document], object]:
    def change(document: Document) -> None:
        cell = document.tables[1].cell(*at)
        cell.text = of
        cell.paragraphs[0].add_run().add_picture(io.BytesIO(PNG))

    return change


@pytest.mark.parametrize(
    ("at", "text", "is_photo", "signature"),
    [
        ((1, 6), "", PICTURE, "张"),
        ((0, 6), "照片", PICTURE, "张"),
        ((8, 1), "本人签名：", None, PICTURE),
        ((9, 1), "同意", None, "张"),
    ],
    ids=["under the label", "over it", "as a signature", "as a seal"],
)
def test_a_picture_is_what_its_cell_says(at: tuple[int, int], text: str, is_photo: str | None, signature: str) -> None:
    tree = application(1, NAME)
    person = tree["人员登记表"][0]
    person["照片"], person["申请人承诺"]["签名"] = None, "张"
    found, _ = read(official_document(tree, pictured(at, text)))
    assert found.persons and found.persons[0].undertaking
    assert (found.persons[0].photo, found.persons[0].undertaking.signature) == (is_photo, signature)


def test_reports_in_word_are_materials_and_forms_are_read_wherever_they_are(tmp_path: Path) -> None:
    """The firm lists one report, not the other, which is not read and names nobody; one of both is damaged."""
    tree = sound()
    tree["申报材料"]["业绩报告"] = "业绩报告.docx"
    add_files(tmp_path, tree)
    report = docx.Document()
    table_in(report, [["姓名", "性别", "职称", "学历"], ["外人", "男", "工程师", "本科"]])
    (tmp_path / "业绩报告.docx").write_bytes(saved(report))
    (tmp_path / "管理制度汇编.docx").write_bytes(b"PK\x03\x04")
    document = docx.Document()
    form_in(document, official_person(tree["人员登记表"][0]))
    (tmp_path / "登记表").mkdir()
    (tmp_path / "登记表" / "一.docx").write_bytes(saved(document))
    (tmp_path / "其他.yaml").write_text(dump({**tree, "人员登记表": tree["人员登记表"][1:]}), encoding="utf-8")
    unit = read_unit(tmp_path, "某")
    assert len(unit.application.persons or ()) == 6 and not unit.only_listed and not unit.unread
    assert [(finding.code, finding.place and finding.place.file) for finding in unit.findings] == [
        ("F30", "管理制度汇编.docx")
    ]


def test_a_damaged_form_in_word_leaves_open_what_it_may_hold(tmp_path: Path) -> None:
    tree = sound()
    add_files(tmp_path, tree)
    (tmp_path / "登记表.docx").write_bytes(official_document(tree))
    (tmp_path / "人员登记表-补.docx").write_bytes(official_document(tree)[:3000])
    (tmp_path / "李某.docx").write_bytes(saved(docx.Document()))
    unit = read_unit(tmp_path, "某")
    assert unit.readable and sorted(unit.unread) == ["人员登记表-补.docx", "李某.docx"]
    assert {finding.code for finding in unit.findings} == {"F01", "F10"}
