"""An announcement as a document in the form of GB/T 9704: 公告 on the first page, the table as its attachment."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from anlian_cli.report.publication.announcement import CODE, NAME, NOTE, RANK, Announcement
from anlian_cli.report.text import printable

# 方正小标宋 and 仿宋_GB2312 are missing on many machines; 宋体 bold and 仿宋 are everywhere.
_TITLE_FONT, _BODY_FONT, _HEAD_FONT = "宋体", "仿宋", "黑体"
# The first two are 二号 and 三号, as GB/T 9704 has them.
_TITLE, _BODY, _TABLE = Pt(22), Pt(16), Pt(11)
_LINE = Pt(28)
_WIDTHS = {RANK: 12, "序号": 12, "等次": 18, CODE: 46}
_INDENT = Pt(32)
"""Two characters of the body's size."""


def announcement_letter(announcement: Announcement, made_on: datetime) -> bytes:
    """The announcement as .docx."""
    document: Any = Document()
    _page(document, announcement)
    _paragraph(document, announcement.title, _TITLE_FONT, _TITLE, bold=True, centred=True, after=Pt(28))
    for text in (*announcement.paragraphs, *announcement.below, f"{announcement.table_title}见附件。"):
        _paragraph(document, text, _BODY_FONT, _BODY, indent=_INDENT)
    _paragraph(document, "", _BODY_FONT, _BODY)
    _paragraph(document, f"附件：{announcement.table_title}", _BODY_FONT, _BODY, indent=_INDENT)
    _signed(document, announcement)
    document.add_page_break()
    _paragraph(document, "附件", _HEAD_FONT, _BODY)
    _paragraph(document, announcement.table_title, _TITLE_FONT, Pt(18), bold=True, centred=True, after=Pt(8))
    _table(document, announcement)
    _properties(document, announcement, made_on)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _page(document: Any, announcement: Announcement) -> None:
    """A4, the text block of 156 × 225 mm."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(footer, f"台账摘要 {announcement.digest}", _BODY_FONT, Pt(9))


def _paragraph(
    document: Any,
    text: str,
    font: str,
    size: Any,
    *,
    bold: bool = False,
    centred: bool = False,
    indent: Any = None,
    after: Any = None,
) -> Any:
    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = _LINE if size <= _BODY else Pt(34)
    layout.space_before, layout.space_after = Pt(0), after or Pt(0)
    layout.first_line_indent = indent
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, text, font, size, bold=bold)
    return paragraph


def _run(paragraph: Any, text: str, font: str, size: Any, *, bold: bool = False) -> None:
    run = paragraph.add_run(printable(text))
    run.font.size, run.font.bold, run.font.name = size, bold, font
    # `font.name` is for Latin letters alone.
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _signed(document: Any, announcement: Announcement) -> None:
    """The federation, then the day in Arabic digits four characters from the right."""
    for text, right in ((announcement.federation, 2), (announcement.date_in_words, 4)):
        paragraph = _paragraph(document, text, _BODY_FONT, _BODY)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = right * _BODY
        if text == announcement.federation:
            paragraph.paragraph_format.space_before = Pt(56)


def _table(document: Any, announcement: Announcement) -> None:
    table = document.add_table(rows=1, cols=len(announcement.headings))
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    for cell, heading in zip(table.rows[0].cells, announcement.headings, strict=True):
        _fill(cell, heading.text, bold=True, centred=True)
    _repeat(table.rows[0])
    for values in announcement.rows:
        for cell, value, heading in zip(table.add_row().cells, values, announcement.headings, strict=True):
            _fill(cell, value.text, centred=heading.number)
    table.autofit = False
    for column, width in zip(table.columns, _widths(announcement), strict=True):
        # LibreOffice goes by the column, Word by each of its cells.
        column.width = width
        for cell in column.cells:
            cell.width = width


def _widths(announcement: Announcement) -> list[Any]:
    """The text block shared out: numbers as wide as their heads, names and notes the rest."""
    fixed = [Mm(_WIDTHS.get(heading.text, 24)) if heading.number else None for heading in announcement.headings]
    rest = Mm(156) - sum(width for width in fixed if width is not None)
    shares = {NAME: 3, NOTE: 2}
    total = sum(shares.values())
    return [
        width if width is not None else int(rest * shares.get(heading.text, 1) / total)
        for width, heading in zip(fixed, announcement.headings, strict=True)
    ]


def _fill(cell: Any, text: str, *, bold: bool = False, centred: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
    _run(paragraph, text, _BODY_FONT, _TABLE, bold=bold)


def _repeat(row: Any) -> None:
    """The head stands again on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _properties(document: Any, announcement: Announcement, made_on: datetime) -> None:
    properties = document.core_properties
    # python-docx's own template names the library in them.
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.title, properties.keywords, properties.language = announcement.title, announcement.digest, "zh-CN"
    properties.created = properties.modified = made_on.replace(tzinfo=None)
    properties.revision = 1
