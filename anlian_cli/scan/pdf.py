"""PDF files: the text of a page where it holds some, else the page drawn.

The text behind a scan comes from another program's reading and is not what the page says for certain: a page that a
picture covers is drawn and read, whatever text lies behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from pypdfium2 import raw

from anlian_cli.model.scanned import Box
from anlian_cli.scan.limits import MAX_PIXELS, MAX_SIDE
from anlian_cli.scan.lines import Line, sure_line
from anlian_cli.scan.sheet import Sheet, Unread
from anlian_cli.scan.turning import Picture

_LEAST_TEXT = 8
"""Characters below which the text beside a picture is a page number, or the mark of some program."""
_BESIDE, _COVERED = 0.05, 0.5
"""Shares of a page that pictures cover: from the first on they are beside its text, from the second on they are it."""
_STRANGE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08]")
_MOST_OBJECTS = 5_000
_SHARPEST = 300 / 72
"""Dots for each point at the most: a small page is not blown up."""


def pdf_sheets(path: Path) -> Iterator[Sheet]:
    """Raises Unread."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as problem:
        locked = "password" in str(problem).lower()
        raise Unread("PDF 有密码，打不开；请取消密码后重新提交" if locked else "PDF 已经损坏，打不开") from None
    with document:
        total = len(document)
        for number in range(total):
            yield _sheet(document, number, total)


def _sheet(document: Any, number: int, total: int) -> Sheet:
    try:
        page = document[number]
        return Sheet(_drawn(page), _text(page), total)
    except pypdfium2.PdfiumError:
        raise Unread(f"PDF 第 {number + 1} 页已经损坏，读不出来") from None


def _drawn(page: Any) -> Picture:
    width, height = page.get_size()
    longer = max(width, height)
    scale = min(MAX_SIDE / longer if longer > 0 else 1.0, _SHARPEST)
    if width * height * scale * scale > MAX_PIXELS:
        raise Unread("PDF 的页面太大，没有读取")
    bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=False)
    return np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])


def _text(page: Any) -> tuple[Line, ...] | None:
    """The text of a page with its places, or None where it is to be read from the picture."""
    pictured = _pictured(page)
    if page.get_rotation() or pictured > _COVERED:
        return None
    left, bottom, right, top = page.get_mediabox()
    crop = page.get_cropbox()
    left, bottom, right, top = crop or (left, bottom, right, top)
    layer = page.get_textpage()
    lines = []
    for number in range(min(layer.count_rects(), _MOST_OBJECTS)):
        place = layer.get_rect(number)
        text = " ".join(layer.get_text_bounded(*place).split())
        box = _box(place, (left, bottom, right, top))
        if text and box is not None:
            lines.append(sure_line(text, box))
    letters = "".join(line.text for line in lines)
    least = _LEAST_TEXT if pictured > _BESIDE else 1
    if len(letters) < least or len(_STRANGE.findall(letters)) > len(letters) / 20:
        return None
    return tuple(lines)


def _box(place: tuple[float, ...], page: tuple[float, ...]) -> Box | None:
    width, height = page[2] - page[0], page[3] - page[1]
    if width <= 0 or height <= 0:
        return None
    left, bottom, right, top = place
    parts = (left - page[0]) / width, (page[3] - top) / height, (right - page[0]) / width, (page[3] - bottom) / height
    return Box(*(round(min(max(part, 0.0), 1.0), 4) for part in parts))


def _pictured(page: Any) -> float:
    """The share of the page that pictures cover."""
    width, height = page.get_size()
    covered = 0.0
    for number, thing in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
        if number >= _MOST_OBJECTS:
            break
        left, bottom, right, top = thing.get_bounds()
        covered += max(right - left, 0.0) * max(top - bottom, 0.0)
    return covered / max(float(width * height), 1.0)
