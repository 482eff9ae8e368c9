"""What stands before a Word document: that it is one, where its text is, and the limits of what is read of it.

Nothing but three parts is inflated, by the XML parser alone; pictures and whatever else lies in the package are never
opened, and nothing is fetched from anywhere.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from anlian_cli.forms.guard import Unreadable, unreadable
from anlian_cli.forms.package_parts import Broken, entries_of, folded_name, inflated
from anlian_cli.forms.part_reader import PartReader
from anlian_cli.forms.word_scan import DocumentScan
from anlian_cli.forms.workbook_limits import MAX_PART_BYTES, SAVE_AS_DOCX, WORD, check_inflated, misshapen
from anlian_cli.forms.workbook_scan import Scan
from anlian_cli.forms.workbook_structure import RelationsScan

_ZIP, _OLE, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TYPES, _START = "[content_types].xml", "_rels/.rels"


class _TypesScan(Scan):
    """The type that the package gives to each part, by its folded name."""

    def __init__(self) -> None:
        self.types: dict[str, str] = {}

    def attach(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self._start

    def _start(self, _tag: str, attributes: dict[str, str]) -> None:
        if "PartName" in attributes:
            self.types[folded_name(attributes["PartName"]).lstrip("/")] = attributes.get("ContentType", "")


def examine_word(data: bytes, name: str) -> DocumentScan:
    """The document, block by block. Raises Unreadable where it is none, or none that can be read safely."""
    if not data.startswith(_ZIP):
        raise _no_document(data, name)
    try:
        parts = {folded_name(entry.filename): entry for entry in entries_of(data)}
        reader = PartReader(name, {}, WORD)
        types, start, document = _TypesScan(), RelationsScan(), DocumentScan(name)
        _read(data, name, parts, reader, _TYPES, types)
        _read(data, name, parts, reader, _START, start)
        _read(data, name, parts, reader, _main_part(start, types.types, name), document)
        return document
    except Broken:
        raise unreadable(name, "Word 文件已经损坏，打不开", SAVE_AS_DOCX) from None
    except expat.ExpatError:
        raise unreadable(name, "Word 文件内部的内容已经损坏", SAVE_AS_DOCX) from None


def _no_document(data: bytes, name: str) -> Unreadable:
    if not data.strip():
        return unreadable(name, "文件是空的", "请重新导出或索要这个文件")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            return unreadable(name, "文件有密码，打不开", "请取消密码后重新提交")
        return unreadable(name, "后缀是 .docx，内容其实是旧版 Word 文件（.doc）", SAVE_AS_DOCX)
    if data.startswith(_RTF) or data[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        kind = "RTF" if data.startswith(_RTF) else "网页或 XML"
        return unreadable(name, f"后缀是 .docx，内容其实是{kind}", SAVE_AS_DOCX)
    return unreadable(name, "不是能识别的 Word 文件，或文件已经损坏", SAVE_AS_DOCX)


def _main_part(start: RelationsScan, types: Mapping[str, str], name: str) -> str:
    """The part that holds the text. Raises Unreadable where it is not one, or carries macros."""
    targets = [folded_name(one.target).lstrip("/") for one in start.relations if one.kind == "officeDocument"]
    if len(targets) != 1:
        raise unreadable(name, "不是能识别的 Word 文件，或文件已经损坏", SAVE_AS_DOCX)
    kind = types.get(targets[0], "")
    if "macroEnabled" in kind:
        raise unreadable(name, "是带宏的 Word 文件（.docm），没有读取", SAVE_AS_DOCX)
    if "wordprocessingml" not in kind:
        raise unreadable(name, "后缀是 .docx，内容不是 Word 文件", SAVE_AS_DOCX)
    return targets[0]


def _read(
    data: bytes, name: str, parts: Mapping[str, zipfile.ZipInfo], reader: PartReader, part: str, scan: Scan
) -> None:
    if part not in parts:
        raise misshapen(name, WORD)
    reader.read(_pieces(data, parts[part], name), scan)


def _pieces(data: bytes, entry: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """Real bytes, counted as they inflate: a header may lie about its size."""
    left = MAX_PART_BYTES
    for piece in inflated(data, entry):
        left -= len(piece)
        check_inflated(left >= 0, name, WORD)
        yield piece
