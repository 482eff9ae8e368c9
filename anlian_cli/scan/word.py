"""Word files: their paragraphs and tables in order, and the scans that people paste into them, a page each."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError

from anlian_cli.model.scanned import Box
from anlian_cli.scan.lines import Line, sure_line
from anlian_cli.scan.photos import as_picture
from anlian_cli.scan.sheet import Sheet, Unread

_MOST_PARTS, _MOST_INFLATED, _MOST_LINES = 2_000, 200 << 20, 20_000
_BROKEN = "Word 文件已经损坏，或不是 Word 文件"
_PAGES = re.compile(rb"<Pages>([0-9]{1,5})</Pages>")
_SMALL = 500
"""Dots: a picture of which neither side is longer is an ornament and no scan."""


def word_sheets(path: Path) -> Iterator[Sheet]:
    """Raises Unread."""
    counted = _examined(path)
    document = _opened(path)
    pictures = [blob for blob in _pictures(document) if _is_scan(blob)]
    total = max(counted, 1 + len(pictures))
    yield Sheet(None, tuple(_lines(document)), total)
    for blob in pictures:
        with Image.open(io.BytesIO(blob)) as image:
            yield Sheet(as_picture(image), None, total)


def _examined(path: Path) -> int:
    """How many pages Word counted when it last saved the file; 0 where it did not say."""
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_INFLATED:
                raise Unread("Word 文件展开后太大，没有读取")
            named = [part for part in parts if part.filename == "docProps/app.xml" and part.file_size < 100_000]
            found = _PAGES.search(package.read(named[0])) if named else None
            return int(found[1]) if found else 0
    except Unread:
        raise
    # A damaged part makes each way of packing raise errors of its own.
    except Exception:
        raise Unread(_BROKEN) from None


def _opened(path: Path) -> Any:
    import docx

    try:
        return docx.Document(str(path))
    # It raises whatever its parser or a missing part makes it raise.
    except Exception:
        raise Unread(_BROKEN) from None


def _lines(document: Any) -> Iterator[Line]:
    """Every paragraph and every row of a table a step below the one before; cells side by side."""
    step = 1 / _MOST_LINES
    for number, row in enumerate(_rows(document)):
        if number >= _MOST_LINES:
            return
        for column, text in enumerate(row):
            share = 1 / len(row)
            box = Box(column * share, number * step, (column + 0.9) * share, (number + 0.9) * step)
            if text.strip():
                yield sure_line(text, box, placed=False)


def _rows(document: Any) -> Iterator[list[str]]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                # A merged cell comes once for each column that it covers.
                yield [*dict.fromkeys(cell.text for cell in row.cells)]
        else:
            yield [block.text]


def _pictures(document: Any) -> Iterator[bytes]:
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith("/image"):
            yield relation.target_part.blob


def _is_scan(blob: bytes) -> bool:
    try:
        with Image.open(io.BytesIO(blob)) as image:
            return max(image.size) >= _SMALL
    except (UnidentifiedImageError, OSError):
        return False
