"""One pass over each part of a workbook with the XML parser alone: how far it reaches, and what is hidden in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from anlian_cli.forms.guard import unreadable
from anlian_cli.forms.workbook_limits import MAX_ROWS, MAX_TEXT, check_area, check_total_text

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,4})\$?(\d{1,8})")


@dataclass(slots=True)
class SheetFacts:
    """What the parser hides of one sheet: cells by reference, and where pictures lie."""

    errors: dict[str, str] = field(default_factory=dict)
    uncalculated: set[str] = field(default_factory=set)
    pictures: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()


@dataclass(slots=True)
class WorkbookFacts:
    """The facts of every sheet by its name."""

    sheets: dict[str, SheetFacts] = field(default_factory=dict)

    def of(self, sheet: str) -> SheetFacts:
        return self.sheets.get(sheet) or SheetFacts()


class Scan:
    """A part of which only the well-formedness matters."""

    def attach(self, parser: expat.XMLParserType) -> None:
        """Take the parser's events that this part is read for."""

    def finish(self) -> None:
        """The part has ended: judge it as a whole."""


def local_name(tag: str) -> str:
    """A tag without its prefix."""
    return tag.rpartition(":")[2]


class StructureScan(Scan):
    """The names of the sheets, and which part holds each."""

    def __init__(self) -> None:
        self._sheets: list[tuple[str, str]] = []
        self._targets: dict[str, str] = {}

    def attach(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self._start

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if local_name(tag) == "sheet":
            relation = next((value for key, value in attributes.items() if local_name(key) == "id"), "")
            self._sheets.append((attributes.get("name", ""), relation))
        elif local_name(tag) == "Relationship":
            self._targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def parts(self) -> dict[str, str]:
        found = {title: self._targets.get(relation, "") for title, relation in self._sheets}
        return {
            title: target.lstrip("/") if target.startswith("/") else f"xl/{target}" for title, target in found.items()
        }


class StringsScan(Scan):
    """The length of every shared string."""

    def __init__(self, name: str) -> None:
        self.lengths: list[int] = []
        self._name, self._length = name, 0

    def attach(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text

    def _start(self, tag: str, _attributes: dict[str, str]) -> None:
        if local_name(tag) == "si":
            self._length = 0

    def _text(self, data: str) -> None:
        self._length += len(data)
        if self._length > MAX_TEXT:
            raise unreadable(self._name, f"一个单元格的文字超过 {MAX_TEXT} 字", "请缩短，详细内容放在附件里")

    def _end(self, tag: str) -> None:
        if local_name(tag) == "si":
            self.lengths.append(self._length)


class SheetScan(Scan):
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
        tag = local_name(tag)
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
        tag = local_name(tag)
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


class OpenDocumentScan(Scan):
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
