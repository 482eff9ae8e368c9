"""Papers: on her own templates, with the day and number that were recorded, kept as published, and put right after."""

from __future__ import annotations

import gc
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH as WD_ALIGN
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.package import Package
from docx.shared import Pt

from anlian_cli.report.papers.filling import fill
from anlian_cli.report.papers.paper import Paper, PaperColumn
from tests.hostile_files import zipped
from tests.make_workspace import UNITS, WORKSPACE, told
from tests.marked import inflated
from tests.office import act, must
from tests.papers import COMMANDS

TODAY = "2021-10-28 09:00"
LATER = "2021-10-29 09:00"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return Path(shutil.copytree(WORKSPACE, tmp_path / "w"))


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The templates as `init` writes them."""
    folder = tmp_path_factory.mktemp("init") / "新"
    must(folder.parent, "init", folder)
    return folder / "公文模板"


def edited(office: Path, templates: Path, kind: str, edit: Callable[[Any], object]) -> Path:
    """One template in the office, changed as she would in Word."""
    own = office / "公文模板" / f"{kind}.docx"
    own.parent.mkdir(exist_ok=True)
    template = docx.Document(str(templates / own.name))
    edit(template)
    template.save(str(own))
    return own


def said(path: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


def holding(template: Any, text: str) -> Any:
    return next(paragraph for paragraph in template.paragraphs if text in paragraph.text)


def test_a_new_workspace_has_a_template_of_every_kind(templates: Path) -> None:
    assert set(COMMANDS) <= {path.stem for path in templates.iterdir()}


def test_a_template_comes_again_as_it_was(templates: Path, office: Path) -> None:
    must(office, "template", "公文", "入选公告", "-o", "a.docx", at=TODAY)
    assert (office / "a.docx").read_bytes() == (templates / "入选公告.docx").read_bytes()


def test_the_layout_is_that_of_the_standard(office: Path) -> None:
    """GB/T 9704: A4, margins 37, 35, 28 and 26 mm; the title 22 pt, the text 16 pt; a page number on both sides."""
    must(office, "paper", "入选公告", "2017", "-o", "a.docx", at=TODAY)
    paper = docx.Document(str(office / "a.docx"))
    section = paper.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in margins] == [37, 35, 28, 26]
    title, body = (next(p for p in paper.paragraphs if text in p.text) for text in ("关于", "根据"))
    assert (title.style.font.size, body.style.font.size) == (Pt(22), Pt(16))
    # 22 lines in 297 - 37 - 35 mm.
    assert 22 * body.style.paragraph_format.line_spacing.mm <= 225 < 23 * body.style.paragraph_format.line_spacing.mm
    for footer in (section.footer, section.even_page_footer):
        assert footer.paragraphs[0].text == "—  —" and "PAGE" in footer._element.xml
    annex = next(p for p in paper.paragraphs if p.text == "附件")
    assert annex.style.paragraph_format.page_break_before
    named, dated = (p.style.paragraph_format for p in paper.paragraphs if p.style.name in ("公文署名", "公文成文日期"))
    assert (named.alignment, named.left_indent) == (dated.alignment, dated.left_indent) == (WD_ALIGN.CENTER, Pt(192))


def test_a_name_and_a_day_never_stand_on_a_page_of_their_own(templates: Path) -> None:
    for path in templates.iterdir():
        paragraphs = docx.Document(str(path)).paragraphs
        signed = next(number for number, one in enumerate(paragraphs) if one.style.name == "公文署名")
        for one in paragraphs[signed - 1 : signed + 1]:
            assert one.paragraph_format.keep_with_next or one.style.paragraph_format.keep_with_next, path.name


def test_no_number_day_or_grade_breaks_in_a_table(office: Path) -> None:
    """五号: 10.5 points a Chinese character and half of it any other; 0.19 cm on both sides of a cell."""
    must(office, "list", "--publish", "a.docx", at=TODAY)
    must(office, "rank", "2018", "--publish", "b.docx", at=TODAY)
    for name in ("a.docx", "b.docx"):
        for row in docx.Document(str(office / name)).tables[0].rows[1:]:
            for cell in (row.cells[0], *row.cells[2:-1]):
                needed = sum(10.5 if character > "⺀" else 5.25 for character in cell.text) + 10.8
                assert needed <= cell.width.pt, cell.text


def test_it_bears_the_recorded_day_and_number_never_todays(tmp_path: Path) -> None:
    office = told(tmp_path / "w", until="2017-11-30")
    must(
        office, "admit", "2017", "--announced", "2017-12-01", "--document", "京安联发〔2017〕9号", at="2017-12-04 09:00"
    )
    must(office, "paper", "入选公告", "2017", "-o", "a.docx", at=TODAY)
    texts = said(office / "a.docx")
    assert texts[0] == "京安联发〔2017〕9号"
    assert texts[texts.index("北京市安全生产联合会") + 1] == "2017年12月1日"
    assert "2021" not in "".join(texts)


def test_a_template_edited_as_in_word_still_fills(office: Path, templates: Path) -> None:
    """A field split in three runs, a paragraph moved, another style of table, a column less, words of her own."""

    def edit(template: Any) -> None:
        paragraph = holding(template, "家数")
        text = paragraph.text
        paragraph.text = ""
        for piece in (text[: text.index("家数") + 1], text[text.index("家数") + 1], text[text.index("家数") + 2 :]):
            paragraph.add_run(piece).bold = len(piece) == 1
        closing = holding(template, "特此公告")
        paragraph._p.addprevious(closing._p)
        table = template.tables[0]
        table.style = template.styles["Light Grid"]
        for row in table.rows:
            if len(row.cells) == 3:
                row._tr.remove(row.cells[2]._tc)
        template.add_paragraph("联系人：自律管理办公室 {{ 文号 }}")

    edited(office, templates, "入选公告", edit)
    must(office, "paper", "入选公告", "2017", "-o", "a.docx", at=TODAY)
    texts = said(office / "a.docx")
    assert any("确认4家单位" in text for text in texts)
    assert texts.index("特此公告。") < texts.index(next(text for text in texts if "确认4家单位" in text))
    assert texts[-1] == "联系人：自律管理办公室 "
    table = docx.Document(str(office / "a.docx")).tables[0]
    assert table.style.name == "Light Grid"
    assert [cell.text for cell in table.rows[0].cells][:2] == ["序号", "单位名称"]
    assert [row.cells[1].text for row in table.rows[1:]] == [UNITS[name] for name in ("博远", "安泰", "德安", "诚信")]


def loop(condition: str) -> str:
    return "{% for 个 in " + condition + " %}{{ 个 }}{% endfor %}"


REFUSED = {
    "一个不认识的字段": ("{{ 家属 }}", "里没有“家属”这一项；可用："),
    "写错一个字": ("{{ 批 }}", "里没有“批”这一项；"),
    "没有写完": ("{{ 批次", "没有写完整"),
    "没有结束": ("{% if 批次 %}", "没有写完整"),
    "属性": ("{{ 批次.__class__.__mro__ }}", "里的写法不能用"),
    "调用": ("{{ 批次.format(1) }}", "里的写法不能用"),
    "下标": ("{{ 名单[0] }}", "里的写法不能用"),
    "过滤器": ("{{ 批次|upper }}", "里的写法不能用"),
    "运算": ("{{ 9 ** 9 ** 9 }}", "里的写法不能用"),
    "长循环": (loop("range(10 ** 9)"), "要逐条写的不是名单"),
    "名单中的名单": ("{% for 行 in 名单 %}" + loop("名单") + "{% endfor %}", "逐条写里面不能再逐条写"),
    "整个名单": ("{{ 名单 }}", "里没有“名单”这一项"),
    "没有的列": ("{% for 行 in 名单 %}{{ 行.手机 }}{% endfor %}", "里没有“手机”这一项；可用：单位名称、序号、统一代码"),
    "中文括号": ("｛｛批次｝｝", "中文括号"),
    "隔开的括号": ("{ { 批次 } }", "括号不成对"),
    "不转义": ("{% autoescape false %}{{ 批次 }}{% endautoescape %}", "里的写法不能用"),
    "别的文件": ("{% include '/etc/passwd' %}", "里的写法不能用"),
    "赋值": ("{% set 家数 = 99 %}", "里的写法不能用"),
    "宏": ("{% macro 宏() %}{% endmacro %}", "里的写法不能用"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_template_says_names_and_nothing_else(office: Path, templates: Path, name: str) -> None:
    written, why = REFUSED[name]
    edited(office, templates, "入选公告", lambda template: template.add_paragraph(f"此处{written}"))
    before = act(office, "verify", at=TODAY).out
    refused = act(office, "paper", "入选公告", "2017", "-o", "a.docx", at=TODAY)
    assert refused.code == 3 and "公文模板/入选公告.docx 不能用" in refused.err
    told = refused.err.replace("\n", "")
    assert "段落“此处" in told and why in told
    assert not (office / "a.docx").exists() and act(office, "verify", at=TODAY).out == before
    (office / "公文模板" / "入选公告.docx").unlink()
    must(office, "paper", "入选公告", "2017", "-o", "a.docx", at=TODAY)


def in_the_footer(template: Any) -> None:
    template.sections[0].footer.add_paragraph("{{ 批次.upper() }}")


def in_the_properties(template: Any) -> None:
    template.core_properties.subject = "{{ 批次.upper() }}"


def from_elsewhere(template: Any) -> None:
    template.part.relate_to("http://example.com/a.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)


@pytest.mark.parametrize("edit", [in_the_footer, in_the_properties, from_elsewhere])
def test_nothing_hides_in_another_part_of_a_template(
    office: Path, templates: Path, edit: Callable[[Any], None]
) -> None:
    edited(office, templates, "入选公告", edit)
    assert act(office, "paper", "入选公告", "2017", "-o", "a.docx", at=TODAY).code == 3


def test_what_is_no_template_is_told(office: Path, templates: Path) -> None:
    own = edited(office, templates, "入选公告", lambda _template: None)
    with zipfile.ZipFile(own, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/a.bin", bytes(40_000_000))
    assert "太大" in act(office, "paper", "入选公告", "2017", "-o", "a.docx", at=TODAY).err
    own.write_bytes(b"PK\x03\x04 and nothing")
    broken = act(office, "paper", "入选公告", "2017", "-o", "a.docx", at=TODAY)
    assert broken.code == 3 and "把 公文模板/入选公告.docx 移走" in broken.err.replace("\n", "")


def _a_byte_changed(parts: dict[str, bytes]) -> bytes:
    """One of its bytes is not what the directory's checksum says."""
    data = bytearray(zipped(parts))
    data[data.index(b"word/styles.xml") + 200] ^= 1
    return bytes(data)


def _a_part_twice(parts: dict[str, bytes]) -> bytes:
    return zipped(parts | {"word/STYLES.xml": b"<a/>"}).replace(b"word/STYLES.xml", b"word/styles.xml")


def _relations_that_are_none(parts: dict[str, bytes]) -> bytes:
    return zipped(parts | {"word/_rels/styles.xml.rels": b"<a/>"})


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_a_byte_changed, "已经损坏"),
        (_a_part_twice, "内部写法不安全"),
        (_relations_that_are_none, "不是能识别的 Word 文件"),
    ],
)
def test_a_damaged_template_is_told_whichever_part_it_is(
    office: Path, templates: Path, spoil: Callable[[dict[str, bytes]], bytes], told: str
) -> None:
    """Each ended the command with a Python error, or with an English warning of a library."""
    own = edited(office, templates, "入选公告", lambda _template: None)
    with zipfile.ZipFile(own) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    own.write_bytes(spoil(parts))
    outcome = act(office, "paper", "入选公告", "2017", "-o", "a.docx", at=TODAY)
    assert (outcome.code, outcome.out) == (3, "")
    assert told in outcome.err.replace("\n", "")


def test_letters_leave_nothing_behind_in_memory(templates: Path) -> None:
    """A document takes five megabytes, the firms of a round are many, and the collector of circles comes late."""
    template, columns = (
        (templates / "入选公告.docx").read_bytes(),
        tuple(map(PaperColumn, ("序号", "单位名称", "统一代码"))),
    )
    said = {"依据": "规范", "批次": "2017", "家数": "0"}
    paper = Paper("入选公告", "2017", date(2017, 12, 1), "联合会", "0", fields=said, columns=columns)
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            fill(template, paper)
        assert [one for one in gc.get_objects() if isinstance(one, Package)] == []
    finally:
        gc.enable()


def board(office: Path, at: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(must(office, "status", "--format", "json", at=at).out)
    return found


def test_a_correction_after_the_publication_is_seen_everywhere_and_drafted(office: Path) -> None:
    """博远: 88.5 × 0.4 + 80.25 × 0.6 = 83.55; with 84 for 88.5 it is 33.6 + 48.15 = 81.75."""
    must(office, "rank", "2018", "--publish", "a.html", "--announced", "2019-01-08", at=TODAY)
    assert [one["differences"] for one in board(office, TODAY)["publications"]] == [[]]
    must(office, "score", "日常", "2018", "--unit", "博远", "--points", "84", "--reason", "复核", at="2021-10-28 10:00")
    (state,) = board(office, LATER)["publications"]
    assert (state["about"], state["on"]) == ("2018年度考核公示", "2019-01-08")
    assert [(one["name"], one["what"], one["old"], one["new"]) for one in state["differences"]] == [
        (UNITS["博远"], "日常工作考核得分", "88.50", "84.00"),
        (UNITS["博远"], "年度考核成绩", "83.55", "81.75"),
    ]
    assert "须更正 2 处" in must(office, "rank", "2018", at=LATER).err
    shown = must(office, "status", at=LATER).out
    assert "→ anlian paper 更正公告 年度考核公示-2018 -o 更正公告.docx" in shown
    refused = act(office, "rank", "2018", "--publish", "b.html", at=LATER)
    assert refused.code == 2 and "更正公告" in refused.err
    words = ("年度考核公示-2018", "-o", "更正.docx", "--announced", "2021-10-29", "--reason", "复核发现一项漏计。")
    must(office, "paper", "更正公告", *words, at=LATER)
    assert "更正原因：复核发现一项漏计。" in said(office / "更正.docx")
    rows = [tuple(cell.text for cell in row.cells) for row in docx.Document(str(office / "更正.docx")).tables[0].rows]
    assert rows == [
        ("单位名称", "更正项目", "原公布", "更正为"),
        (UNITS["博远"], "日常工作考核得分", "88.50", "84.00"),
        (UNITS["博远"], "年度考核成绩", "83.55", "81.75"),
    ]
    after = board(office, "2021-10-29 10:00")
    assert [one["differences"] for one in after["publications"]] == [[], []]
    # The same correction in another format, and then a second one, against the first.
    must(office, "paper", "更正公告", "2018", "-o", "更正.html", at="2021-10-29 11:00")
    assert "更正原因：复核发现一项漏计。" in (office / "更正.html").read_text(encoding="utf-8")
    must(office, "score", "日常", "2018", "--unit", "博远", "--points", "85", "--reason", "又", at="2021-10-29 12:00")
    must(office, "paper", "更正公告", "2018", "-o", "再更正.docx", at="2021-10-30 09:00")
    assert docx.Document(str(office / "再更正.docx")).tables[0].rows[1].cells[2].text == "84.00"
    assert act(office, "verify", at="2021-10-30 10:00").code == 0


def test_who_comes_onto_a_list_and_who_falls_from_it_by_a_correction(office: Path) -> None:
    """诚信: 90 × 0.4 + 66.5 × 0.6 = 75.9, 良好; 博远: 60 × 0.4 + 80.25 × 0.6 = 72.15, 合格."""
    must(office, "paper", "优先推荐名单", "2018", "-o", "a.html", at=TODAY)
    for number, (unit, points) in enumerate((("诚信", "90"), ("博远", "60"))):
        at = f"2021-10-28 1{number}:00"
        must(office, "score", "日常", "2018", "--unit", unit, "--points", points, "--reason", "复核", at=at)
    (state,) = board(office, LATER)["publications"]
    assert {(one["name"], one["what"], one["old"], one["new"]) for one in state["differences"]} == {
        (UNITS["诚信"], "名单", None, "列入"),
        (UNITS["博远"], "名单", "列入", None),
    }
    must(office, "paper", "更正公告", "2018", "-o", "b.html", at=LATER)
    assert [one["differences"] for one in board(office, "2021-10-29 10:00")["publications"]] == [[], []]


def test_what_is_left_to_write_in_is_told(office: Path) -> None:
    told = must(office, "paper", "面试通知", "2017", "-o", "a.docx", at=TODAY)
    assert "还空着的请填上：时间、地点" in told.err


def test_before_anything_is_recorded_no_digest_is_printed(tmp_path: Path) -> None:
    office = told(tmp_path / "w", until="2017-01-01")
    for name in ("a.docx", "b.html"):
        must(office, "paper", "申报公告", "2017", "-o", name, "--announced", "2017-10-09", at="2017-10-09 09:00")
        assert "日志摘要 " not in inflated(office / name)


def test_the_same_paper_again_is_the_same_file_and_another_format_bears_its_digest(office: Path) -> None:
    for name, at in (("a.docx", TODAY), ("b.docx", "2021-10-28 10:00"), ("c.html", LATER)):
        must(office, "paper", "入选公告", "2017", "-o", name, at=at)
    assert (office / "a.docx").read_bytes() == (office / "b.docx").read_bytes()
    digest = docx.Document(str(office / "a.docx")).core_properties.keywords
    assert re.search(r'anlian-digest" content="(\w+)"', (office / "c.html").read_text(encoding="utf-8"))[1] == digest  # type: ignore[index]
    assert act(office, "verify", "--expect", digest, at=LATER).code == 0


def test_what_was_shown_on_an_earlier_day_is_written_and_not_recorded(office: Path) -> None:
    before = must(office, "verify", at=TODAY).out
    told = must(office, "rank", "2018", "--as-of", "2019-01-10", "--publish", "a.html", at=TODAY).err
    assert "没有记为已公布" in told and must(office, "verify", at=TODAY).out == before


def test_a_rehearsal_writes_nothing(office: Path) -> None:
    must(office, "paper", "入选公告", "2017", "-o", "a.docx", "--dry-run", at=TODAY)
    assert not (office / "a.docx").exists()


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [
        ("入选公 2017", 2, "您是不是要找 入选公告"),
        ("入选公告", 2, "关于哪个批次"),
        ("入选公告 2021", 2, "先记录：anlian admit 2021 --announced 日期"),
        ("退出公告 安泰", 2, "台账里没有这样的记录"),
        ("退出公告 德安 -o a.xlsx", 2, "没有表"),
        ("更正公告 2018", 2, "没有记录过公布"),
        ("在册名单公告 --announced 2021-10-27", 2, "加 --as-of 2021-10-27"),
        ("年度考核公示 2019", 2, "还有 1 家未完成考核"),
    ],
)
def test_what_cannot_be_issued_says_why(office: Path, typed: str, code: int, told: str) -> None:
    words = typed.split() + ([] if "-o" in typed else ["-o", "a.docx"])
    refused = act(office, "paper", *words, at=TODAY)
    assert refused.code == code and told in refused.err.replace("\n", "")
    assert not (office / "a.docx").exists()


def test_publications_are_due_until_they_are_recorded(office: Path) -> None:
    def waiting(at: str) -> set[str]:
        return {one["command"] for one in board(office, at)["unsettled"] if one["what"].endswith("还没有记为已公布")}

    assert waiting(TODAY) == {"anlian rank 2020 --publish 年度考核公示.docx"}
    must(office, "rank", "2020", "--publish", "年度考核公示.docx", at=TODAY)
    assert waiting(LATER) == set()


def test_a_copied_template_of_another_kind_is_looked_at_as_this_one(office: Path, templates: Path) -> None:
    """The fields of a letter to one unit are not those of a list."""
    own = office / "公文模板" / "入选公告.docx"
    own.parent.mkdir()
    shutil.copy(templates / "退出公告.docx", own)
    refused = act(office, "paper", "入选公告", "2017", "-o", "a.docx", at=TODAY)
    assert refused.code == 3 and "没有“单位名称”这一项" in refused.err.replace("\n", "")
