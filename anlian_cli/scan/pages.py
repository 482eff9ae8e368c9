"""A file's pages, whatever it is: each a picture to be read, or text that the file itself holds with its places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from anlian_cli.scan.limits import MAX_BYTES
from anlian_cli.scan.sheet import Sheet, Unread

_PDF, _ZIP, _OLE = b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc")


def sheets(path: Path) -> Iterator[Sheet]:
    """The pages of a file, one by one, by what it holds and not by its name. Raises Unread."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise Unread(f"文件有 {size >> 20} MB，超过 {MAX_BYTES >> 20} MB，没有读取；请拆分或压缩后重试")
    with path.open("rb") as file:
        start = file.read(1_024)
    if not start.strip():
        raise Unread("文件是空的，请重新导出或索要这个文件")
    yield from _by_content(path, start)


def _by_content(path: Path, start: bytes) -> Iterator[Sheet]:
    if _PDF in start:
        from anlian_cli.scan.pdf import pdf_sheets

        return pdf_sheets(path)
    if start.startswith(_ZIP):
        from anlian_cli.scan.word import word_sheets

        return word_sheets(path)
    if start.startswith(_OLE):
        raise Unread("是旧版 Word 文件（.doc）或有密码的文件，请另存为 .docx 或 PDF")
    if any(start[4:12] == mark for mark in _HEIC):
        raise Unread("是 HEIC 照片，请另存为 JPEG")
    from anlian_cli.scan.photos import photo_sheets

    return photo_sheets(path)
