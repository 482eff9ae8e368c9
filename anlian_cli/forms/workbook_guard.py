"""What stands before the workbook parser: every danger in a workbook's raw bytes, measured and refused here.

The parser builds a full grid from the farthest cell and copies a shared string into every cell that uses it; 1 KB
of workbook can so ask for gigabytes, and the process is then beyond any `except`. The same pass notes what the
parser would hide: error cells, formulas never calculated, and where pictures lie.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any, TypeVar
from xml.parsers import expat

from anlian_cli.forms.guard import Unreadable, unreadable
from anlian_cli.forms.open_document_scan import OpenDocumentScan
from anlian_cli.forms.workbook_limits import MAX_INFLATED_BYTES, MAX_PART_BYTES, MAX_PARTS, check_total_text
from anlian_cli.forms.workbook_pictures import DrawingScan, RelationsScan, pictures_of
from anlian_cli.forms.workbook_scan import (
    Scan,
    SheetScan,
    StringsScan,
    StructureScan,
    WorkbookFacts,
)

_SCANS: dict[str, type[Scan]] = {
    "xl/worksheets/_rels/": RelationsScan,
    "xl/drawings/drawing": DrawingScan,
}
_STRUCTURE = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
_Kind = TypeVar("_Kind", bound=Scan)
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_CHUNK = 1 << 18
_SAVE_AS = "请用 Excel 或 WPS 打开，另存为 .xlsx 后重新提交"


def examine_workbook(data: bytes, name: str) -> WorkbookFacts:
    """Refuse (Unreadable) what no honest workbook is; else the facts that the parser would hide."""
    if data.startswith(_ZIP):
        return _Package(name).examine(data)
    if data.startswith(_OLE):
        from anlian_cli.forms.ole_guard import examine_ole

        examine_ole(data, name)
        return WorkbookFacts()
    raise _no_workbook(data, name)


def _of_kind(scans: Mapping[str, Scan], kind: type[_Kind]) -> dict[str, _Kind]:
    return {part: scan for part, scan in scans.items() if isinstance(scan, kind)}


def _no_workbook(data: bytes, name: str) -> Unreadable:
    head = data[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not head:
        return unreadable(name, "文件是空的", "请重新导出或索要这个文件")
    if head.startswith(b"<"):
        kind = "网页（HTML）" if b"<html" in head or b"<table" in head else "XML"
        return unreadable(name, f"后缀是工作簿，内容其实是{kind}", _SAVE_AS)
    if b"\x00" not in head and (b"\t" in head or b"," in head or b"\n" in head):
        return unreadable(name, "后缀是工作簿，内容其实是文本", _SAVE_AS)
    return unreadable(name, "不是能识别的工作簿，或文件已经损坏", _SAVE_AS)


class _Package:
    """One .xlsx, .xlsm or .ods package, part by part."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._budget = MAX_INFLATED_BYTES

    def examine(self, data: bytes) -> WorkbookFacts:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                return self._parts(package)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
            raise unreadable(self._name, "工作簿已经损坏，打不开", _SAVE_AS) from None
        except expat.ExpatError:
            raise unreadable(self._name, "工作簿内部的内容已经损坏", _SAVE_AS) from None

    def _parts(self, package: zipfile.ZipFile) -> WorkbookFacts:
        entries = package.infolist()
        if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_INFLATED_BYTES:
            raise unreadable(self._name, "工作簿解压后过大", "登记表不会这么大，请检查是否放错了文件")
        names = {entry.filename for entry in entries}
        if "content.xml" in names:
            scan = OpenDocumentScan(self._name)
            self._feed(package, "content.xml", scan)
            return WorkbookFacts()
        return self._spreadsheet(package, sorted(names))

    def _spreadsheet(self, package: zipfile.ZipFile, names: list[str]) -> WorkbookFacts:
        structure = StructureScan()
        scans = {part: structure if part in _STRUCTURE else self._scan_for(part) for part in names}
        for part, scan in scans.items():
            if part.endswith((".xml", ".rels")):
                self._feed(package, part, scan)
            else:
                self._drain(package, part)
        sheets = _of_kind(scans, SheetScan)
        lengths = [length for strings in _of_kind(scans, StringsScan).values() for length in strings.lengths]
        used = sum(scan.text + sum(lengths[at] for at in scan.shared if at < len(lengths)) for scan in sheets.values())
        check_total_text(used, self._name)
        relations, drawings = _of_kind(scans, RelationsScan), _of_kind(scans, DrawingScan)
        for part, sheet in sheets.items():
            sheet.facts.pictures = pictures_of(part, relations, drawings)
        return WorkbookFacts({title: sheets[part].facts for title, part in structure.parts().items() if part in sheets})

    def _scan_for(self, part: str) -> Scan:
        """What a part is read for, by its place in the package."""
        if part.endswith("sharedStrings.xml"):
            return StringsScan(self._name)
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            return SheetScan(self._name)
        for beginning, kind in _SCANS.items():
            if part.startswith(beginning):
                return kind()
        return Scan()

    def _feed(self, package: zipfile.ZipFile, part: str, scan: Scan) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        scan.attach(parser)
        for chunk in self._chunks(package, part):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
        scan.finish()

    def _drain(self, package: zipfile.ZipFile, part: str) -> None:
        for _ in self._chunks(package, part):
            pass

    def _chunks(self, package: zipfile.ZipFile, part: str) -> Any:
        """Real bytes, counted as they inflate: a header may lie about its size."""
        left = MAX_PART_BYTES
        with package.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                self._budget -= len(chunk)
                if left < 0 or self._budget < 0:
                    raise unreadable(self._name, "工作簿解压后过大", "登记表不会这么大，请检查是否放错了文件")
                yield chunk

    def _doctype(self, *_declaration: object) -> None:
        raise unreadable(self._name, "工作簿内部有不该出现的文档类型声明（DOCTYPE）", _SAVE_AS)
