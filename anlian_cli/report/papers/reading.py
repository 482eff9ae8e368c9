"""A filled paper read back: what it says, block by block, so that every format says the same."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.table import Table
from msgspec import Struct

from anlian_cli.report.papers import layout

_LABEL = re.compile(r"(\w{1,4})：\s*")


class Paragraph(Struct, frozen=True):
    """A paragraph that says something, and the style that tells what it is."""

    text: str
    style: str


class Grid(Struct, frozen=True):
    """A table: its headings, its rows."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def blocks_of(paper: bytes) -> list[Paragraph | Grid]:
    """What a paper says, in order."""
    return list(_blocks(Document(io.BytesIO(paper))))


def _blocks(document: Any) -> Iterator[Paragraph | Grid]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            head, *rows = (tuple(cell.text for cell in row.cells) for row in block.rows)
            yield Grid(head, tuple(rows))
        elif block.text.strip():
            yield Paragraph(_in_one_line(block.text), block.style.name)


def blanks_of(paper: bytes) -> list[str]:
    """What is left to be written in: paragraphs that are a short label alone, as 时间：."""
    texts = (block.text for block in blocks_of(paper) if isinstance(block, Paragraph))
    return [label[1] for label in map(_LABEL.fullmatch, texts) if label]


def _in_one_line(text: str) -> str:
    """Without the breaks at which a title is divided on paper: elsewhere its lines are longer."""
    return text.replace("\n", "")


def title_of(document: Any) -> str:
    """The title: what stands in its style, else the first paragraph that says something."""
    said = [block for block in _blocks(document) if isinstance(block, Paragraph)]
    titles = [paragraph.text for paragraph in said if paragraph.style == layout.TITLE]
    return "".join(titles) or next((paragraph.text for paragraph in said), "")
