"""One pass over each part of a workbook with the XML parser alone: how far it reaches, and what is hidden in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from anlian_cli.forms.guard import unreadable
from anlian_cli.forms.workbook_limits import MAX_TEXT, Extent, check_area

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
    """How far a sheet's values reach, which strings it uses, and what the parser hides of it."""

    def __init__(self, name: str) -> None:
        self.facts = SheetFacts()
        self.shared: list[int] = []
        self.text = 0
        self._name = name
        self._values = Extent(name)
        self._claimed = self._formatted = (0, 0)
        self._row = self._column = 0
        self._reference = self._kind = self._value = ""
        self._formula = self._inside = self._filled = False

    def attach(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._data

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = local_name(tag)
        if tag == "c":
            self._cell(attributes)
        elif tag in ("v", "t", "is", "f"):
            self._inside |= tag in ("v", "t")
            self._filled |= tag == "is"
            self._formula |= tag == "f"
        elif tag in ("row", "col", "dimension"):
            self._area(tag, attributes)

    def _area(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self._row, self._column = _number(attributes, "r") or self._row + 1, 0
            self._format(self._row, 0)
        elif tag == "col":
            self._format(0, _number(attributes, "max"))
        else:
            self._claimed = _corner(attributes.get("ref", "").rpartition(":")[2])

    def _cell(self, attributes: dict[str, str]) -> None:
        self._reference, self._kind = attributes.get("r", ""), attributes.get("t", "n")
        row, column = _corner(self._reference)
        self._row, self._column = row or max(self._row, 1), column or self._column + 1
        self._format(self._row, self._column)
        self._value, self._formula, self._filled = "", False, False

    def _format(self, row: int, column: int) -> None:
        self._formatted = max(row, self._formatted[0]), max(column, self._formatted[1])

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
        # The parser keeps no cell without a value; an empty text is one.
        if self._value or self._filled or self._kind == "str":
            self._values.reach(self._row, self._column)
        if self._kind == "s" and self._value.isdigit():
            self.shared.append(int(self._value))
        elif self._kind == "e":
            self.facts.errors[self._reference] = self._value or "#N/A"
        else:
            self.text += len(self._value)
        if self._formula and not self._value:
            self.facts.uncalculated.add(self._reference)

    def finish(self) -> None:
        """A header may claim every cell that is formatted; one that claims more is held to it."""
        if any(claimed > seen for claimed, seen in zip(self._claimed, self._formatted, strict=True)):
            check_area(*self._claimed, self._name)


def _number(attributes: dict[str, str], key: str) -> int:
    text = attributes.get(key, "")
    return int(text) if text.isdigit() else 0


def _corner(reference: str) -> tuple[int, int]:
    """Row and column of a reference, counted from 1; zeros where it is none."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return 0, 0
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column
