"""The papers as the files that firms send: pictures, PDFs with text and without, Word files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
from PIL import Image

from tests.fictional import assembled

_HEAD = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
    b"/Supplement 2>>/FontDescriptor 5 0 R>>",
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
    b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
)
Text = tuple[int, int, int, str]
"""Where a line of text begins, in points from the lower left, its size, and what it says."""


def text_pdf(path: Path, pages: Sequence[Sequence[Text]]) -> Path:
    """A PDF whose pages hold their text, as word processors write it (PDF 1.4, in a font that readers bring along)."""
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(), *_HEAD]
    for number, lines in enumerate(pages):
        written = "".join(f"BT /F1 {size} Tf {x} {y} Td <{_hex(text)}> Tj ET " for x, y, size, text in lines).encode()
        page = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {7 + 2 * number} 0 R>>"
        )
        objects += [page.encode(), b"<</Length %d>>stream\n%s\nendstream" % (len(written), written)]
    path.write_bytes(assembled(objects))
    return path


def _hex(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def scanned_pdf(path: Path, pages: Sequence[Image.Image]) -> Path:
    """A PDF of pictures, as scanners write it."""
    pages[0].save(path, save_all=True, append_images=list(pages[1:]), resolution=200)
    return path


def word(path: Path, title: str, rows: Sequence[tuple[str, str]], *paragraphs: str) -> Path:
    """A Word file: a title, a table of labels and values, and paragraphs."""
    document = docx.Document()
    document.add_heading(title)
    table = document.add_table(rows=len(rows), cols=2) if rows else None
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            assert table is not None
            table.cell(number, column).text = text
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return path
