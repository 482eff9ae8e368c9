"""What stands before the workbook parser: every danger in a workbook's raw bytes, measured and refused here.

The parser builds a full grid from the farthest cell and copies a shared string into every cell that uses it; 1 KB
of workbook can so ask for gigabytes, and the process is then beyond any `except`. The same pass notes what the
parser would hide: error cells, formulas never calculated, and sheets that hold pictures.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from anlian_cli.forms.guard import Unreadable, unreadable

MAX_PARTS = 2_000
MAX_INFLATED_BYTES = 256 << 20
MAX_PART_BYTES = 32 << 20
MAX_ROWS, MAX_COLUMNS = 100_000, 500
MAX_AREA = 1_000_000
MAX_TEXT = 32_767
MAX_TOTAL_TEXT = 32_000_000

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_CHUNK = 1 << 18
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,4})\$?(\d{1,8})")
_SAVE_AS = "请用 Excel 或 WPS 打开，另存为 .xlsx 后重新提交"


@dataclass(slots=True)
class SheetFacts:
    """What the parser hides of one sheet: cells by reference, and whether a picture lies on it."""

    errors: dict[str, str] = field(default_factory=dict)
    uncalculated: set[str] = field(default_factory=set)
    pictures: bool = False


@dataclass(slots=True)
class WorkbookFacts:
    """The facts of every sheet by its name."""

    sheets: dict[str, SheetFacts] = field(default_factory=dict)

    def of(self, sheet: str) -> SheetFacts:
        return self.sheets.get(sheet) or SheetFacts()


def examine_workbook(data: bytes, name: str) -> WorkbookFacts:
    """Refuse (Unreadable) what no honest workbook is; else the facts that the parser would hide."""
    if data.startswith(_ZIP):
        return _Package(name).examine(data)
    if data.startswith(_OLE):
        from anlian_cli.forms.ole_guard import examine_ole

        examine_ole(data, name)
        return WorkbookFacts()
    raise _no_workbook(data, name)


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


def check_area(rows: int, columns: int, name: str) -> None:
    """Refuse a sheet whose farthest cell lies beyond what a form can be."""
    if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_AREA:
        message = f"表格一直延伸到第 {rows} 行、第 {columns} 列"
        raise unreadable(name, message, "请删去表格下方和右方多余的行列（选中整行整列后删除），保存后重新提交")


def check_total_text(total: int, name: str) -> None:
    """Refuse texts that, copied into every cell that uses them, would fill the memory."""
    if total > MAX_TOTAL_TEXT:
        raise unreadable(name, "表格中的文字总量过大", "请检查是否放错了文件；登记表不会有这么多文字")


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
            scan = _OpenDocumentScan(self._name)
            self._feed(package, "content.xml", scan)
            return WorkbookFacts()
        return self._spreadsheet(package, sorted(names))

    def _spreadsheet(self, package: zipfile.ZipFile, names: list[str]) -> WorkbookFacts:
        strings, structure = _StringsScan(self._name), _StructureScan()
        sheets: dict[str, _SheetScan] = {}
        for part in names:
            if not part.endswith((".xml", ".rels")):
                self._drain(package, part)
            elif part.endswith("sharedStrings.xml"):
                self._feed(package, part, strings)
            elif part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
                self._feed(package, part, structure)
            elif part.startswith("xl/worksheets/") and part.endswith(".xml"):
                sheets[part] = _SheetScan(self._name)
                self._feed(package, part, sheets[part])
            else:
                self._feed(package, part, _Scan())
        lengths = strings.lengths
        used = sum(scan.text + sum(lengths[at] for at in scan.shared if at < len(lengths)) for scan in sheets.values())
        check_total_text(used, self._name)
        return WorkbookFacts({title: sheets[part].facts for title, part in structure.parts().items() if part in sheets})

    def _feed(self, package: zipfile.ZipFile, part: str, scan: _Scan) -> None:
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


class _Scan:
    """A part of which only the well-formedness matters."""

    def attach(self, parser: expat.XMLParserType) -> None:
        """Take the parser's events that this part is read for."""

    def finish(self) -> None:
        """The part has ended: judge it as a whole."""


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


class _StructureScan(_Scan):
    """The names of the sheets, and which part holds each."""

    def __init__(self) -> None:
        self._sheets: list[tuple[str, str]] = []
        self._targets: dict[str, str] = {}

    def attach(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self._start

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "sheet":
            relation = next((value for key, value in attributes.items() if _local(key) == "id"), "")
            self._sheets.append((attributes.get("name", ""), relation))
        elif _local(tag) == "Relationship":
            self._targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def parts(self) -> dict[str, str]:
        found = {title: self._targets.get(relation, "") for title, relation in self._sheets}
        return {
            title: target.lstrip("/") if target.startswith("/") else f"xl/{target}" for title, target in found.items()
        }


class _StringsScan(_Scan):
    """The length of every shared string."""

    def __init__(self, name: str) -> None:
        self.lengths: list[int] = []
        self._name, self._length = name, 0

    def attach(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text

    def _start(self, tag: str, _attributes: dict[str, str]) -> None:
        if _local(tag) == "si":
            self._length = 0

    def _text(self, data: str) -> None:
        self._length += len(data)
        if self._length > MAX_TEXT:
            raise unreadable(self._name, f"一个单元格的文字超过 {MAX_TEXT} 字", "请缩短，详细内容放在附件里")

    def _end(self, tag: str) -> None:
        if _local(tag) == "si":
            self.lengths.append(self._length)


class _SheetScan(_Scan):
    """How far a sheet reaches, which strings it uses, and what the parser hides of it."""

    def __init__(self, name: str) -> None:
        self.facts = SheetFacts()
        self.shared: list[int] = []
        self.text = 0
        self._name = name
        self._rows = self._columns = 0
        self._row = self._column = 0
        self._reference = self._kind = self._value = ""
        self._formula = self._inside = False

    def attach(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._data

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = _local(tag)
        if tag == "c":
            self._cell(attributes)
        elif tag in ("v", "t"):
            self._inside = True
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            self._row = int(attributes["r"]) if attributes.get("r", "").isdigit() else self._row + 1
            self._column = 0
        elif tag == "dimension":
            # The parser sets aside room for what this says, true or not.
            self._reach(*_corner(attributes.get("ref", "").rpartition(":")[2]))
        elif tag in ("drawing", "picture"):
            self.facts.pictures = True

    def _cell(self, attributes: dict[str, str]) -> None:
        self._reference, self._kind = attributes.get("r", ""), attributes.get("t", "n")
        row, column = _corner(self._reference)
        self._row, self._column = row or max(self._row, 1), column or self._column + 1
        self._reach(self._row, self._column)
        self._value, self._formula = "", False

    def _reach(self, row: int, column: int) -> None:
        if row > self._rows or column > self._columns:
            self._rows, self._columns = max(row, self._rows), max(column, self._columns)
            check_area(self._rows, self._columns, self._name)

    def _data(self, data: str) -> None:
        if self._inside:
            self._value += data
            if len(self._value) > MAX_TEXT:
                raise unreadable(self._name, f"一个单元格的文字超过 {MAX_TEXT} 字", "请缩短，详细内容放在附件里")

    def _end(self, tag: str) -> None:
        tag = _local(tag)
        if tag in ("v", "t"):
            self._inside = False
        elif tag == "c":
            self._finished_cell()

    def _finished_cell(self) -> None:
        if self._kind == "s" and self._value.isdigit():
            self.shared.append(int(self._value))
        elif self._kind == "e":
            self.facts.errors[self._reference] = self._value or "#N/A"
        else:
            self.text += len(self._value)
        if self._formula and not self._value:
            self.facts.uncalculated.add(self._reference)


def _corner(reference: str) -> tuple[int, int]:
    """Row and column of a reference, counted from 1; zeros where it is none."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return 0, 0
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


class _OpenDocumentScan(_Scan):
    """An .ods content: rows and cells are repeated by number, so a short text may ask for a long sheet."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._row = self._column = self._repeat_row = self._repeat_cell = 0
        self._filled = 0
        self._total = 0

    def attach(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._data

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._row = 0
        elif tag == "table:table-row":
            self._repeat_row = _count(attributes, "table:number-rows-repeated")
            self._column = self._filled = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._repeat_cell = _count(attributes, "table:number-columns-repeated")
            self._column += self._repeat_cell
            if any(key.startswith("office:") for key in attributes):
                self._reached()

    def _data(self, data: str) -> None:
        if data.strip():
            self._reached()
            self._total += len(data) * self._repeat_cell * max(self._repeat_row, 1)
            check_total_text(self._total, self._name)

    def _reached(self) -> None:
        self._filled = self._column
        check_area(self._row + self._repeat_row, self._filled, self._name)

    def _end(self, tag: str) -> None:
        if tag == "table:table-row":
            self._row += self._repeat_row


def _count(attributes: dict[str, str], key: str) -> int:
    text = attributes.get(key, "1")
    return int(text) if text.isdigit() and len(text) < 9 else MAX_ROWS + 1
