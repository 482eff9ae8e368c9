"""A leaflet as .docx in the official layout, somewhat closer set; its bars are rows of shaded cells."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from anlian_cli.report.document import Table
from anlian_cli.report.leaflet.leaflet import Bars, Figure, Leaflet, Section
from anlian_cli.report.papers import layout
from anlian_cli.report.papers.paper import in_words
from anlian_cli.report.text import printable, width

_CLOSER = {layout.BODY: (12, 18), layout.HEADING: (12, 20), layout.SIGNED: (12, 20), layout.DATED: (12, 20)}
"""Size and line in points: two pages hold a year."""
_CELL_SIZE, _CELL_ROOM = 10.5, 1.5
_WHITE, _BLACK = "FFFFFF", "000000"
_COLOURS = (("1B7F4B", _WHITE), ("3C78B4", _WHITE), ("9A9A9A", _BLACK), ("B3392F", _WHITE), ("E4E4E4", _BLACK))
"""Of a part of a bar, and of the number within."""
_LABEL, _BAR = 22.0, 118.0
"""Millimetres of a bar's name, and of the longest bar."""
_FIGURES_IN_A_ROW = 4


def leaflet_letter(leaflet: Leaflet) -> bytes:
    """The leaflet as .docx."""
    document = layout.blank_document(of_records=False)
    _set_closer(document)
    document.add_paragraph(printable(leaflet.title), style=layout.TITLE)
    subtitle = document.add_paragraph(printable(leaflet.subtitle), style=layout.BODY)
    subtitle.alignment, subtitle.paragraph_format.first_line_indent = WD_ALIGN_PARAGRAPH.CENTER, Pt(0)
    if leaflet.figures:
        _figures(document, leaflet.figures)
    for section in leaflet.sections:
        _section(document, section)
    document.add_paragraph(printable(leaflet.federation), style=layout.SIGNED)
    document.add_paragraph(in_words(leaflet.on), style=layout.DATED)
    for footer in (document.sections[0].footer, document.sections[0].even_page_footer):
        footer.add_paragraph(f"日志摘要 {leaflet.digest}", style=layout.DIGEST)
    return _saved(document, leaflet)


def _set_closer(document: Any) -> None:
    for name, (size, line) in _CLOSER.items():
        style = document.styles[name]
        style.font.size, style.paragraph_format.line_spacing = Pt(size), Pt(line)
        style.paragraph_format.first_line_indent = Pt(2 * size) if name == layout.BODY else Pt(0)
    document.styles[layout.HEADING].paragraph_format.space_before = Pt(5)
    document.styles[layout.HEADING].paragraph_format.keep_with_next = True
    document.styles[layout.SIGNED].paragraph_format.space_before = Pt(14)
    document.styles[layout.TITLE].paragraph_format.space_after = Pt(4)
    cell = document.styles[layout.CELL]
    cell.font.size = Pt(_CELL_SIZE)
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(_CELL_ROOM)


def _figures(document: Any, figures: tuple[Figure, ...]) -> None:
    """The numbers that are seen first, a few in a row: each with its label above and its note below."""
    table = _grid(document, -(-len(figures) // _FIGURES_IN_A_ROW), _FIGURES_IN_A_ROW)
    for number, figure in enumerate(figures):
        cell = table.rows[number // _FIGURES_IN_A_ROW].cells[number % _FIGURES_IN_A_ROW]
        _write(cell, figure.label, centred=True)
        shown = cell.add_paragraph(style=layout.CELL)
        shown.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = shown.add_run(figure.number)
        run.font.size, run.font.bold = Pt(18), True
        cell.add_paragraph(printable(figure.note), style=layout.CELL).alignment = WD_ALIGN_PARAGRAPH.CENTER
    layout.set_widths(table, [1] * _FIGURES_IN_A_ROW)


def _section(document: Any, section: Section) -> None:
    heading = document.add_paragraph(printable(section.heading), style=layout.HEADING)
    heading.paragraph_format.page_break_before = section.own_page
    for text in section.sentences:
        document.add_paragraph(printable(text), style=layout.BODY)
    if section.bars:
        _bars(document, section.bars)
    for table in section.tables:
        # What the bars tell needs no table: they are one.
        if table.rows and not (section.bars and section.bars.title == table.name):
            _table(document, table)


def _grid(document: Any, rows: int, columns: int) -> Any:
    table = document.add_table(rows=rows, cols=columns)
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    return table


def _table(document: Any, table: Table) -> None:
    grid = _grid(document, 1, len(table.columns))
    for cell, column in zip(grid.rows[0].cells, table.columns, strict=True):
        _write(cell, column.heading, centred=column.right, bold=True)
    for values in table.rows:
        added = grid.add_row()
        layout.keep_whole(added)
        for cell, value, column in zip(added.cells, values, table.columns, strict=True):
            _write(cell, value.text, centred=column.right)
    layout.repeat_head(grid.rows[0])
    layout.set_widths(grid, _widths(table))
    _gap(document)


def _widths(table: Table) -> list[int]:
    """Numbers and dates get the millimetres that they need, flowing texts share what is left."""
    lines = [[column.heading for column in table.columns], *([cell.text for cell in cells] for cells in table.rows)]
    widest = [max(map(width, texts)) for texts in zip(*lines, strict=True)]
    fixed = [0 if column.share else 2 * most + 4 for column, most in zip(table.columns, widest, strict=True)]
    flowing = [min(most, 40) if column.share else 0 for column, most in zip(table.columns, widest, strict=True)]
    rest = max(156 - sum(fixed), 40)
    return [one or round(rest * share / sum(flowing)) for one, share in zip(fixed, flowing, strict=True)]


def _write(cell: Any, text: str, *, centred: bool = False, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = layout.CELL
    paragraph.add_run(printable(text)).font.bold = bold
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _gap(document: Any) -> None:
    """Tables that touch would become one."""
    gap = document.add_paragraph(style=layout.CELL)
    gap.paragraph_format.space_before = gap.paragraph_format.space_after = Pt(0)
    gap.paragraph_format.line_spacing = Pt(3)


def _bars(document: Any, bars: Bars) -> None:
    _legend(document, bars)
    for label, counts in bars.rows:
        parts = [(key, count) for key, count in enumerate(counts) if count]
        table = document.add_table(rows=1, cols=len(parts) + 2)
        first, *drawn, last = table.rows[0].cells
        _write(first, label)
        _write(last, f"共{sum(counts)}")
        for cell, (key, count) in zip(drawn, parts, strict=True):
            _shade(cell, key, str(count))
        lengths = [_BAR * count / bars.longest for _, count in parts]
        _set_millimetres(table, [_LABEL, *lengths, 156 - _LABEL - sum(lengths)])
        _gap(document)


def _set_millimetres(table: Any, widths: list[float]) -> None:
    table.autofit = False
    for column, millimetres in zip(table.columns, widths, strict=True):
        column.width = column.cells[0].width = Mm(round(millimetres, 1))


def _legend(document: Any, bars: Bars) -> None:
    legend = document.add_paragraph(style=layout.CELL)
    legend.paragraph_format.keep_with_next = True
    legend.add_run(f"{bars.title}  ").font.bold = True
    for (colour, _), key in zip(_COLOURS, bars.keys, strict=True):
        legend.add_run("  ■").font.color.rgb = RGBColor.from_string(colour)
        legend.add_run(key)


def _shade(cell: Any, key: int, number: str) -> None:
    fill, ink = _COLOURS[key]
    _write(cell, number, centred=True, bold=True)
    cell.paragraphs[0].runs[0].font.color.rgb = RGBColor.from_string(ink)
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _saved(document: Any, leaflet: Leaflet) -> bytes:
    properties = document.core_properties
    # python-docx's own template names the library in them.
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.title, properties.keywords, properties.language = leaflet.title, leaflet.digest, "zh-CN"
    properties.created = properties.modified = datetime.combine(leaflet.on, time())
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
