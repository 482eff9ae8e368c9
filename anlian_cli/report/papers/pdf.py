"""A Word document as PDF, by the LibreOffice of the machine; the program has no printer of its own."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH

from anlian_cli.errors import UsageFault

_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
)
_PATIENCE = 120
"""Seconds; its first start on a machine takes several."""


def as_pdf(document: bytes) -> bytes:
    """The pages of a .docx. Raises UsageFault where there is no LibreOffice, or it makes none of them."""
    program = _libreoffice()
    if program is None:
        hint = "先出 .docx，用 Word 或 WPS 另存为 PDF；装了 LibreOffice 的电脑可以直接出"
        raise UsageFault("这台电脑没有 LibreOffice，出不了 .pdf", hint)
    with TemporaryDirectory() as folder:
        source = Path(folder, "公文.docx")
        source.write_bytes(_unstretched(document))
        # A profile of its own: a LibreOffice that she has open would else take the order and write nothing.
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        order = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        try:
            subprocess.run(order, capture_output=True, timeout=_PATIENCE, check=False)
            return source.with_suffix(".pdf").read_bytes()
        except (OSError, subprocess.TimeoutExpired):
            raise UsageFault("LibreOffice 没有把它转成 PDF", "先出 .docx，用 Word 或 WPS 另存为 PDF") from None


def _unstretched(document: bytes) -> bytes:
    """Flush left: LibreOffice breaks no credit code, and would pull the line before one apart."""
    opened = Document(io.BytesIO(document))
    for style in opened.styles:
        if style.type is WD_STYLE_TYPE.PARAGRAPH and style.paragraph_format.alignment is WD_ALIGN_PARAGRAPH.JUSTIFY:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    buffer = io.BytesIO()
    opened.save(buffer)
    return buffer.getvalue()


def _libreoffice() -> str | None:
    found = (shutil.which(name) for name in (*_PROGRAMS, *_PLACES))
    return next(filter(None, found), None)
