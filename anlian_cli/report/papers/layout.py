"""The layout of GB/T 9704-2012: A4, 22 lines of 28 characters, the page number outside, each part a style of its own.

The styles carry the layout, so that Word's own style gallery is where she changes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from msgspec import Struct

# 方正小标宋 and 仿宋_GB2312 are missing on many machines; 宋体 bold and 仿宋 are everywhere.
_TITLE_FONT, _BODY_FONT, _HEAD_FONT = "宋体", "仿宋", "黑体"
_SECOND, _THIRD, _FOURTH = 22.0, 16.0, 14.0
"""二号, 三号 and 四号 in points."""
_LINE = 28.95
"""225 mm over 22 lines."""
_TITLE_LINE = 34.0
TEXT_WIDTH = 156
"""Millimetres between the margins."""
_CLOSER = "-5"
"""Twentieths of a point that a character gives up: 28 of 16 points are 448, 156 mm are 442."""

_SEALED = 12.0
"""Characters left of a field of 15 and a half, in the middle of which a day of seven and a half ends at the fourth."""

TITLE, ADDRESSED, BODY, HEADING = "公文标题", "公文主送机关", "公文正文", "公文小标题"
NUMBERED, ATTACHED, SIGNED, DATED = "公文文号", "公文附件说明", "公文署名", "公文成文日期"
ANNEX, ANNEX_TITLE, CELL, PAGE, DIGEST = "公文附件", "公文附件标题", "公文表格", "公文页码", "公文日志摘要"


class _Style(Struct, frozen=True):
    """A style: its font, size in points, and where its lines stand; `indent` and `left` in characters."""

    font: str = _BODY_FONT
    size: float = _THIRD
    line: float | None = _LINE
    align: Any = WD_ALIGN_PARAGRAPH.JUSTIFY
    indent: float = 0
    left: float = 0
    before: float = 0
    after: float = 0
    bold: bool = False
    own_page: bool = False
    together: bool = False


_LEFT, _CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_STYLES = {
    NUMBERED: _Style(align=_CENTRE, after=_LINE),
    TITLE: _Style(_TITLE_FONT, _SECOND, _TITLE_LINE, _CENTRE, after=_LINE, bold=True),
    ADDRESSED: _Style(align=_LEFT),
    BODY: _Style(indent=2),
    HEADING: _Style(_HEAD_FONT, indent=2, together=True),
    ATTACHED: _Style(align=_LEFT, indent=2, before=_LINE, together=True),
    # The name is centred over the day, whose end is four characters from the edge; the seal stands over both, and the
    # lines above make room for it.
    SIGNED: _Style(align=_CENTRE, left=_SEALED, before=3 * _LINE, together=True),
    DATED: _Style(align=_CENTRE, left=_SEALED),
    ANNEX: _Style(_HEAD_FONT, align=_LEFT, own_page=True),
    ANNEX_TITLE: _Style(_TITLE_FONT, _SECOND, _TITLE_LINE, _CENTRE, before=_LINE / 2, after=_LINE / 2, bold=True),
    CELL: _Style(size=10.5, line=None, align=_LEFT, before=3, after=3),
    PAGE: _Style(_TITLE_FONT, _FOURTH, None, align=_RIGHT),
    DIGEST: _Style(size=9, line=None, align=_CENTRE),
}


def blank_document(*, of_records: bool = True) -> Any:
    """An empty document in the official layout, with its styles and page numbers; of records, with their digest."""
    document: Any = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _BODY_FONT, Pt(_THIRD)
    _set_east_asian(normal, _BODY_FONT)
    for name, style in _STYLES.items():
        _define(document, name, style)
    _set_page(document)
    _number_pages(document, of_records)
    return document


def _define(document: Any, name: str, style: _Style) -> None:
    made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.quick_style = True
    made.font.name, made.font.size, made.font.bold = style.font, Pt(style.size), style.bold
    _set_east_asian(made, style.font)
    layout = made.paragraph_format
    if style.line is not None:
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(style.line)
    layout.alignment, layout.page_break_before = style.align, style.own_page
    layout.keep_with_next = style.together
    if style.line is not None:
        _condense(made)
    layout.space_before, layout.space_after = Pt(style.before), Pt(style.after)
    layout.first_line_indent, layout.left_indent = Pt(style.indent * style.size), Pt(style.left * style.size)
    if style.align is WD_ALIGN_PARAGRAPH.JUSTIFY:
        _break_codes(made)


def _set_east_asian(style: Any, font: str) -> None:
    # `font.name` is for Latin letters alone.
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _condense(style: Any) -> None:
    """28 characters of 三号 a line: Word's own grid of characters is read otherwise by other programs."""
    _before(style.element.get_or_add_rPr(), "w:sz", "w:spacing", _CLOSER)


def _break_codes(style: Any) -> None:
    """A credit code may break at the line's end; kept whole, it would pull the line before it apart."""
    _before(style.element.get_or_add_pPr(), "w:spacing", "w:wordWrap", "0")


def _before(properties: Any, following: str, name: str, value: str) -> None:
    """Word asks for its elements in their order."""
    made = OxmlElement(name)
    made.set(qn("w:val"), value)
    properties.find(qn(following)).addprevious(made)


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    # The page number's line stands 7 mm below the text.
    section.footer_distance = Mm(35 - 7 - 5)


def _number_pages(document: Any, of_records: bool) -> None:
    """— 1 — at the outer edge: right on odd pages, left on even ones."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, left in ((section.footer, False), (section.even_page_footer, True)):
        numbered = footer.paragraphs[0]
        numbered.style = PAGE
        # One character from the outer edge.
        numbered.alignment = _LEFT if left else _RIGHT
        numbered.paragraph_format.left_indent = numbered.paragraph_format.right_indent = Pt(_FOURTH)
        numbered.add_run("— ")
        _page_field(numbered.add_run())
        numbered.add_run(" —")
        if of_records:
            for text in ("{%p if 日志摘要 %}", "日志摘要 {{ 日志摘要 }}", "{%p endif %}"):
                footer.add_paragraph(text, style=DIGEST)


def _page_field(run: Any) -> None:
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text
        run._r.append(part)


def set_widths(table: Any, shares: Sequence[float]) -> None:
    """Share the width of the text out among the columns of a table."""
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        # LibreOffice goes by the column, Word by each of its cells.
        column.width = width = Mm(round(TEXT_WIDTH * share / sum(shares), 1))
        for cell in column.cells:
            cell.width = width


def keep_together(paragraph: Any) -> None:
    """A paragraph stands on the page of the next: names and days are never on a page of their own (7.3.5.5)."""
    paragraph.paragraph_format.keep_with_next = True


def repeat_head(row: Any) -> None:
    """The head stands again on every page, and no row breaks."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def keep_whole(row: Any) -> None:
    """A row stands on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
