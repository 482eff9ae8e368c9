"""Word documents for tests, made by python-docx: the official forms as tables, as firms fill them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import docx
from docx.document import Document
from docx.table import Table, _Cell

from tests.fictional import Tree
from tests.workbooks import Rows, as_lists, official_person, official_unit

Change = Callable[[Document], object]


def official_document(tree: Tree, change: Change = lambda _document: None) -> bytes:
    """Both official forms, one table each under its title and number, and the rest in tables of pairs."""
    document = docx.Document()
    for rows in (official_unit(tree["单位登记表"]), *map(official_person, tree["人员登记表"])):
        form_in(document, rows)
    lists = as_lists(tree)
    for name in ("自查", "材料"):
        table_in(document, lists[name])
        document.add_paragraph()
    change(document)
    return saved(document)


def form_in(document: Document, rows: Rows) -> Table:
    """A form: title and number as paragraphs, a table below them in which blanks are merged into what precedes."""
    document.add_paragraph(rows[0][0])
    document.add_paragraph(rows[1][0])
    table = table_in(document, rows[2:])
    document.add_page_break()
    return table


def table_in(place: Document | _Cell, rows: Sequence[Sequence[Any]]) -> Table:
    width = max(map(len, rows))
    table = place.add_table(len(rows), width)
    for line, row in zip(table.rows, rows, strict=True):
        cells = line.cells
        begun = 0
        for column in range(width):
            text = row[column] if column < len(row) else None
            if text is not None:
                cells[column].text = str(text)
                begun = column
            elif column > begun and row[begun] is not None:
                cells[begun].merge(cells[column])
        for cell in cells:
            _trim(cell)
    return table


def _trim(cell: _Cell) -> None:
    """A merge leaves the other cell's paragraph behind."""
    for paragraph in cell.paragraphs[1:]:
        if not paragraph.text:
            paragraph._element.getparent().remove(paragraph._element)


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


Parts = dict[str, str | bytes]


def word_parts(body: str, kind: str = DOCX, target: str = "word/document.xml", head: str = "") -> Parts:
    """The parts of the smallest document that Word opens, by ECMA-376."""
    namespaces = f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}"'
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="{target}"/></Relationships>',
        "word/document.xml": f"{head}<w:document {namespaces}><w:body>{body}</w:body></w:document>",
    }


def packed(parts: Parts) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def run(text: str, settings: str = "") -> str:
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: Sequence[str]) -> str:
    """A table of cells that each hold what stands in a paragraph."""
    lines = ("".join(f"<w:tc><w:p>{inside}</w:p></w:tc>" for inside in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl><w:p/>"
