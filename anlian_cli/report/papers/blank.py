"""A kind's template as it comes: its wording in the official layout, for her to rewrite in Word or WPS."""

from __future__ import annotations

import io
from datetime import datetime
from functools import lru_cache
from typing import Any

from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH

from anlian_cli.model.packed import timeless
from anlian_cli.report.papers import layout
from anlian_cli.report.papers.paper import CODE, ITEM, NAME, NOTE, NUMBER, RANK
from anlian_cli.report.papers.wording import Passage, Wording

_MADE_ON = datetime(2017, 1, 1)
"""A template is the same file whenever it is written."""
_WIDTHS = {
    **dict.fromkeys((RANK, NUMBER), 12.0),
    **{NOTE: 20.0, "入册日期": 23.5, "最近等次": 24.0, "等次": 15.5},
    **{"部分": 27.0, "满分": 14.0, "更正项目": 34.0, "原公布": 24.0, "更正为": 24.0},
}
"""Millimetres in which no number, day or grade breaks; names and items have the rest."""
_WIDTH = 20.0
_CODE, _CODE_AMONG_MANY = 46.0, 38.5
_END_OF_LIST, _END_OF_OPTION = "{%p endfor %}", "{%p endif %}"
ROW, ROWS = "行", "名单"
"""What a template calls one row of the table, and all of them."""


@lru_cache
def blank_template(wording: Wording) -> bytes:
    """The template as .docx, made once for all the letters of a round."""
    document = layout.blank_document(of_records=wording.of_records)
    _optional(document, "文号", "{{ 文号 }}", layout.NUMBERED)
    document.add_paragraph(wording.title, style=layout.TITLE)
    if wording.salutation:
        document.add_paragraph(f"{wording.salutation}：", style=layout.ADDRESSED)
    for passage in wording.passages:
        _passage(document, passage)
    _hold_the_end(document)
    if wording.closing:
        layout.keep_together(document.add_paragraph(wording.closing, style=layout.BODY))
    if wording.columns:
        document.add_paragraph("附件：{{ 附件标题 }}", style=layout.ATTACHED)
    document.add_paragraph("{{ 联合会 }}", style=layout.SIGNED)
    document.add_paragraph("{{ 成文日期 }}", style=layout.DATED)
    if wording.columns:
        _annex(document, wording.columns)
    return _saved(document, wording)


def _passage(document: Any, passage: Passage) -> None:
    if passage.each:
        document.add_paragraph(f"{{%p for 句 in {passage.each} %}}", style=layout.BODY)
        document.add_paragraph("{{ 句 }}", style=layout.BODY)
        document.add_paragraph(_END_OF_LIST, style=layout.BODY)
    elif passage.where:
        _optional(document, passage.where, passage.text, layout.BODY)
    else:
        document.add_paragraph(passage.text, style=layout.HEADING if passage.heading else layout.BODY)


def _optional(document: Any, field: str, text: str, style: str) -> None:
    document.add_paragraph(f"{{%p if {field} %}}", style=style)
    document.add_paragraph(text, style=style)
    document.add_paragraph(_END_OF_OPTION, style=style)


def _hold_the_end(document: Any) -> None:
    """The last sentence that is always there, and all behind it, stand on the page of the name and the day."""
    optional = False
    for paragraph in reversed(document.paragraphs):
        if paragraph.text == _END_OF_LIST:
            return
        layout.keep_together(paragraph)
        if paragraph.text.startswith("{%p"):
            optional = paragraph.text == _END_OF_OPTION
        elif not optional:
            return


def _annex(document: Any, columns: tuple[str, ...]) -> None:
    document.add_paragraph("附件", style=layout.ANNEX)
    document.add_paragraph("{{ 附件标题 }}", style=layout.ANNEX_TITLE)
    table = document.add_table(rows=4, cols=len(columns))
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    head, begin, body, end = table.rows
    begin.cells[0].text, end.cells[0].text = f"{{%tr for {ROW} in {ROWS} %}}", "{%tr endfor %}"
    for cell, column in zip(head.cells, columns, strict=True):
        _fill(cell, column, centred=True)
    for cell, column in zip(body.cells, columns, strict=True):
        _fill(cell, f"{{{{ {ROW}.{column} }}}}", centred=column not in (NAME, ITEM, NOTE))
    layout.repeat_head(head)
    layout.keep_whole(body)
    layout.set_widths(table, _widths(columns))


def _widths(columns: tuple[str, ...]) -> list[float]:
    known = {**_WIDTHS, NAME: 0.0, ITEM: 0.0, CODE: _CODE if len(columns) < 6 else _CODE_AMONG_MANY}
    fixed = [known.get(column, _WIDTH) for column in columns]
    return [width or layout.TEXT_WIDTH - sum(fixed) for width in fixed]


def _fill(cell: Any, text: str, *, centred: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style, paragraph.text = layout.CELL, text
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _saved(document: Any, wording: Wording) -> bytes:
    properties = document.core_properties
    # python-docx's own template names the library in them.
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.title, properties.language = wording.kind, "zh-CN"
    properties.created = properties.modified = _MADE_ON
    buffer = io.BytesIO()
    document.save(buffer)
    return timeless(buffer.getvalue())
