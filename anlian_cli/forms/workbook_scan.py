"""One pass over each part of a workbook with the XML parser alone: how far it reaches, and what is hidden in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.parsers import expat

from msgspec import Struct, field

from anlian_cli.forms.hidden_lines import HiddenLines, is_hidden
from anlian_cli.forms.workbook_limits import Extent, check_area, check_cell_text, check_strings, misshapen

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_PLAIN_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
_MOST_COLUMNS = 16_384
_EMPTY_IS_NONE = frozenset({"n", "s", "b", "e", "inlineStr", "is"})


class SheetFacts(Struct):
    """What the parser keeps to itself of one sheet: cells by reference, where pictures lie, and what nobody sees."""

    errors: dict[str, str] = field(default_factory=dict)
    uncalculated: set[str] = field(default_factory=set)
    pictures: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    hidden: HiddenLines = field(default_factory=HiddenLines)


class WorkbookFacts(Struct):
    """The facts of every sheet by its name, and whether the parser may be let loose on the workbook in this process."""

    sheets: dict[str, SheetFacts] = field(default_factory=dict)
    vouched: bool = False

    def of(self, sheet: str) -> SheetFacts:
        return self.sheets.get(sheet) or SheetFacts()


class Scan:
    """A part of which only the well-formedness matters."""

    def attach(self, parser: expat.XMLParserType) -> None:
        """Take the parser's events that this part is read for."""

    def at_once(self, _part: bytes) -> bool:
        """Read the whole part by its text, where that says it all. Whether it did: then no events are needed."""
        return False

    def finish(self) -> None:
        """The part has ended: judge it as a whole."""


def local_name(tag: str) -> str:
    """A tag without its prefix, which ends at the first colon, as the parser reads it."""
    return tag.partition(":")[2] or tag


class StringsScan(Scan):
    """The length of every shared string."""

    def __init__(self, name: str) -> None:
        self.lengths: list[int] = []
        self._name, self._length = name, 0
        self._inside = False

    def attach(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = local_name(tag)
        if tag == "si":
            if self._inside:
                raise misshapen(self._name)
            self._inside, self._length = True, 0
        elif tag == "sst":
            # The parser sets room aside for as many as the part claims.
            claimed = attributes.get("uniqueCount") or "0"
            if not _PLAIN_NUMBER.fullmatch(claimed):
                raise misshapen(self._name)
            check_strings(int(claimed), self._name)

    def _text(self, data: str) -> None:
        self._length += len(data)
        check_cell_text(self._length, self._name)

    def _end(self, tag: str) -> None:
        if local_name(tag) == "si":
            self._inside = False
            self.lengths.append(self._length)
            check_strings(len(self.lengths), self._name)


class SheetScan(Scan):
    """How far a sheet's values reach, which strings it uses, and what the parser hides of it.

    Positions are counted as the parser counts them; where an honest sheet is never so written, it is refused.
    """

    def __init__(self, values: Extent) -> None:
        self.facts = SheetFacts()
        self.shared: list[int] = []
        self.text = 0
        self._name = values.name
        self.values = values
        self._claimed = self._formatted = (0, 0)
        self._row = self._column = 0
        self._at = (0, 0)
        self._reference = self._kind = self._value = ""
        self._formula = self._inside = self._filled = self._in_row = self._in_cell = False

    def attach(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._data

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = local_name(tag)
        if tag == "c":
            self._cell(attributes)
        elif tag in ("v", "t"):
            self._demand(not self._inside)
            self._inside = True
            # An empty value is a value, but of a number, a truth value, an error or a shared string.
            self._filled |= tag == "v" and self._kind not in _EMPTY_IS_NONE
        elif tag in ("is", "f"):
            self._filled |= tag == "is"
            self._formula |= tag == "f"
        elif tag in ("row", "col", "dimension"):
            self._area(tag, attributes)

    def _demand(self, sound: bool) -> None:
        if not sound:
            raise misshapen(self._name)

    def _area(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self._demand(not self._in_row)
            number = attributes.get("r")
            self._in_row, self._column = True, 0
            self._row = self._row + 1 if number is None else whole_number(number)
            self._demand(self._row > 0)
            self._format(self._row, 0)
            if is_hidden(attributes):
                self.facts.hidden.rows.add(self._row - 1)
        elif tag == "col":
            first, last = (whole_number(attributes.get(end, "")) for end in ("min", "max"))
            self._format(0, last)
            if first > 0 and last <= _MOST_COLUMNS and is_hidden(attributes):
                self.facts.hidden.add_columns(first - 1, last - 1)
        else:
            self._claimed = corner(attributes.get("ref", "").rpartition(":")[2])

    def _cell(self, attributes: dict[str, str]) -> None:
        self._demand(self._in_row and not self._in_cell)
        self._reference, self._kind = attributes.get("r", ""), attributes.get("t", "n")
        row, column = corner(self._reference) if "r" in attributes else (self._row, self._column + 1)
        self._demand(row > 0)
        self._at, self._column = (row, column), column
        self._format(row, column)
        self._value, self._formula, self._filled, self._in_cell = "", False, False, True

    def _format(self, row: int, column: int) -> None:
        self._formatted = max(row, self._formatted[0]), max(column, self._formatted[1])

    def _data(self, data: str) -> None:
        if self._inside:
            self._value += data
            check_cell_text(len(self._value), self._name)

    def _end(self, tag: str) -> None:
        tag = local_name(tag)
        if tag in ("v", "t"):
            self._inside = False
        elif tag == "c":
            self._finished_cell()
        elif tag == "row":
            self._in_row = False

    def _finished_cell(self) -> None:
        # The parser keeps no cell without a value; an empty text is one.
        if self._value or self._filled:
            self.values.reach(*self._at)
        if self._kind == "s" and self._value:
            # What is no plain number is the first string to the parser: to be safe, the longest.
            self.shared.append(whole_number(self._value) if _PLAIN_NUMBER.fullmatch(self._value) else -1)
        elif self._kind == "e":
            self.facts.errors[self._reference] = self._value or "#N/A"
        else:
            self.text += len(self._value)
        if self._formula and not self._value:
            self.facts.uncalculated.add(self._reference)
        self._in_cell = False

    def text_with(self, lengths: Sequence[int]) -> int:
        """How much text the parser holds of this sheet: a shared string is copied into every cell that uses it."""
        longest = max(lengths, default=0)
        return self.text + sum(longest if at < 0 else lengths[at] for at in self.shared if at < len(lengths))

    def finish(self) -> None:
        """A header may claim every cell that is formatted; one that claims more is held to it."""
        if any(claimed > seen for claimed, seen in zip(self._claimed, self._formatted, strict=True)):
            check_area(*self._claimed, self._name)
        self.values.next_sheet()


def whole_number(text: str) -> int:
    """A number of plain digits; 0 where it is none, or longer than any place in a sheet."""
    return int(text) if _PLAIN_NUMBER.fullmatch(text) else 0


def corner(reference: str) -> tuple[int, int]:
    """Row and column of a reference, counted from 1; zeros where it is none."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return 0, 0
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column
