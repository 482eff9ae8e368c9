"""What stands before the workbook parser: every danger in a workbook's raw bytes, measured and refused here.

The parser builds a full grid from the farthest cell and copies a shared string into every cell that uses it; 1 KB
of workbook can so ask for gigabytes, and the process is then beyond any `except`. The same pass notes what the
parser would hide: error cells, formulas never calculated, and where pictures lie.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from xml.parsers import expat

from anlian_cli.forms.apart import SECONDS, Answer, Given, Lost, apart
from anlian_cli.forms.guard import Unreadable, unreadable
from anlian_cli.forms.open_document_scan import OpenDocumentScan
from anlian_cli.forms.package_parts import Broken, entries_of, folded_name, inflated, is_plain
from anlian_cli.forms.part_reader import PartReader
from anlian_cli.forms.plain_sheet import PlainSheetScan
from anlian_cli.forms.workbook_limits import (
    MAX_INFLATED_BYTES,
    MAX_PART_BYTES,
    MAX_PARTS,
    OF_A_FIRM,
    SAVE_AS,
    WORKBOOK,
    Extent,
    Told,
    check_inflated,
    check_total_text,
    misshapen,
)
from anlian_cli.forms.workbook_pictures import DrawingScan
from anlian_cli.forms.workbook_scan import Scan, SheetScan, StringsScan, WorkbookFacts
from anlian_cli.forms.workbook_structure import (
    RelationsScan,
    StructureScan,
    is_as_written,
    pictured_parts,
    sheet_parts,
)

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def examine_workbook(data: bytes, name: str) -> WorkbookFacts:
    """Refuse (Unreadable) what no honest workbook is; else the facts that the parser would hide."""
    if data.startswith(_ZIP):
        return _Package(name).examine(data)
    if data.startswith(_OLE):
        from anlian_cli.forms.ole_guard import examine_ole

        return examine_ole(data, name)
    raise _no_workbook(data, name)


def within_limits(
    facts: WorkbookFacts, name: str, work: Callable[Given, Answer], *given: Given.args, **named: Given.kwargs
) -> Answer:
    """Work on a workbook: in this process only where the guard vouches for it, else apart. Raises Unreadable."""
    return work(*given, **named) if facts.vouched else stopped_in_time(name, WORKBOOK, work, *given, **named)


def stopped_in_time(
    name: str, told: Told, work: Callable[Given, Answer], *given: Given.args, **named: Given.kwargs
) -> Answer:
    """Work on a file in a process of its own. Raises Unreadable where that is lost."""
    try:
        return apart(SECONDS, work, *given, **named)
    except Lost:
        raise unreadable(name, "读取这个文件要占用过多的内存或时间，已经停止", told.save_as) from None


def _no_workbook(data: bytes, name: str) -> Unreadable:
    head = data[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not head:
        return unreadable(name, "文件是空的", "请重新导出或索要这个文件")
    if head.startswith(b"<"):
        kind = "网页（HTML）" if b"<html" in head or b"<table" in head else "XML"
        return unreadable(name, f"后缀是工作簿，内容其实是{kind}", SAVE_AS)
    if b"\x00" not in head and (b"\t" in head or b"," in head or b"\n" in head):
        return unreadable(name, "后缀是工作簿，内容其实是文本", SAVE_AS)
    return unreadable(name, "不是能识别的工作簿，或文件已经损坏", SAVE_AS)


class _Package:
    """One .xlsx, .xlsm or .ods package, part by part."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._bytes = MAX_INFLATED_BYTES
        self._values = Extent(name)
        self._plain = True
        self._reader = PartReader(
            name,
            {
                "workbook": StructureScan,
                "Relationships": RelationsScan,
                "sst": lambda: StringsScan(name),
                "worksheet": lambda: PlainSheetScan(self._values),
                "wsDr": DrawingScan,
            },
        )

    def examine(self, data: bytes) -> WorkbookFacts:
        try:
            entries = entries_of(data)
            self._plain = is_plain(data, entries)
            total = sum(entry.file_size for entry in entries)
            check_inflated(len(entries) <= MAX_PARTS and total <= MAX_INFLATED_BYTES, self._name)
            if self._is_open_document({folded_name(entry.filename) for entry in entries}):
                return self._open_document(data, entries)
            return self._spreadsheet(data, entries)
        except Broken:
            raise unreadable(self._name, "工作簿已经损坏，打不开", SAVE_AS) from None
        except expat.ExpatError:
            raise unreadable(self._name, "工作簿内部的内容已经损坏", SAVE_AS) from None

    def _is_open_document(self, names: set[str]) -> bool:
        """Whether it is an .ods; what is two kinds of workbook at once is none, and neither is a binary one."""
        if any(name.endswith("workbook.bin") for name in names):
            raise unreadable(self._name, "是二进制工作簿（.xlsb），没有读取", SAVE_AS)
        is_open = "content.xml" in names
        if is_open and any(name.startswith(("xl/", "_rels/", "/")) for name in names):
            raise misshapen(self._name)
        return is_open

    def _open_document(self, data: bytes, entries: list[zipfile.ZipInfo]) -> WorkbookFacts:
        content = OpenDocumentScan(self._values)
        for entry in entries:
            scan = content if folded_name(entry.filename) == "content.xml" else Scan()
            self._reader.read(self._pieces(data, entry), scan)
        return WorkbookFacts(content.sheets, self._vouched())

    def _spreadsheet(self, data: bytes, entries: list[zipfile.ZipInfo]) -> WorkbookFacts:
        scans: dict[str, Scan] = {}
        for entry in entries:
            part = folded_name(entry.filename)
            scan = None if part.endswith((".xml", ".rels")) else Scan()
            scans[part] = self._reader.read(self._pieces(data, entry), scan)
        self._plain &= is_as_written(scans, [entry.filename for entry in entries])
        return self._facts(scans)

    def _facts(self, scans: dict[str, Scan]) -> WorkbookFacts:
        listed = [(title, part.lower()) for title, part in sheet_parts(scans)]
        if any(len({pair[at] for pair in listed}) < len(listed) for at in (0, 1)):
            raise misshapen(self._name)
        sheets = {title: scan for title, part in listed if isinstance(scan := scans.get(part), SheetScan)}
        lengths = [length for scan in scans.values() if isinstance(scan, StringsScan) for length in scan.lengths]
        check_total_text(sum(scan.text_with(lengths) for scan in sheets.values()), self._name)
        for title, part in listed:
            if title in sheets:
                drawings = (scans.get(drawn.lower()) for drawn in pictured_parts(scans, part))
                boxes = (box for drawing in drawings if isinstance(drawing, DrawingScan) for box in drawing.boxes)
                sheets[title].facts.pictures = tuple(boxes)
        return WorkbookFacts({title: scan.facts for title, scan in sheets.items()}, self._vouched())

    def _vouched(self) -> bool:
        """Whether the parser sees what was seen here, and it is no more than a firm's forms."""
        return self._plain and self._reader.plain and self._reader.elements <= OF_A_FIRM

    def _pieces(self, data: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """Real bytes, counted as they inflate: a header may lie about its size."""
        left = MAX_PART_BYTES
        for piece in inflated(data, entry):
            left -= len(piece)
            self._bytes -= len(piece)
            check_inflated(left >= 0 and self._bytes >= 0, self._name)
            yield piece
