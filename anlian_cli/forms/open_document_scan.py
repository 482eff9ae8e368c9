"""One pass over an .ods content: how far its values reach, repeats counted; what is hidden."""

from __future__ import annotations

from xml.parsers import expat

from anlian_cli.forms.guard import unreadable
from anlian_cli.forms.workbook_limits import MAX_AREA, Extent, check_cell_text, check_total_text, misshapen
from anlian_cli.forms.workbook_scan import Scan, SheetFacts, whole_number

_MOST_COLUMNS = 16_384
_VALUES = ("office:value", "office:string-value", "office:date-value", "office:time-value", "office:boolean-value")
_ROW, _CELLS, _FORMULA = "table:table-row", ("table:table-cell", "table:covered-table-cell"), "table:formula"
_COLUMNS, _UNSEEN = "table:table-column", frozenset({"collapse", "filter"})


class OpenDocumentScan(Scan):
    """An .ods content: rows and cells are repeated by number, so a short text may ask for a long sheet."""

    def __init__(self, values: Extent) -> None:
        self.sheets: dict[str, SheetFacts] = {}
        self._facts = SheetFacts()
        self._name = values.name
        self._values = values
        self._row = self._column = self._repeat_row = self._repeat_cell = 0
        self._held = self._total = self._length = 0
        self._in_row = self._in_cell = self._filled = self._unseen = False
        self._described = 0

    def attach(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._data

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._demand(not self._in_row)
            self._values.next_sheet()
            self._row = self._held = self._described = 0
            self._facts = self.sheets.setdefault(attributes.get("table:name", ""), SheetFacts())
        elif tag == _COLUMNS:
            self._columns(attributes)
        elif tag == _ROW:
            self._demand(not self._in_row)
            self._in_row, self._repeat_row = True, self._count(attributes, "table:number-rows-repeated")
            self._column = self._repeat_cell = 0
            self._filled = False
            self._unseen = attributes.get("table:visibility") in _UNSEEN
        elif tag in _CELLS:
            self._demand(self._in_row and not self._in_cell)
            self._cell(attributes)
        elif tag == "text:s" and self._in_cell:
            self._hold_text(self._count(attributes, "text:c"))

    def _demand(self, sound: bool) -> None:
        if not sound:
            raise misshapen(self._name)

    def _columns(self, attributes: dict[str, str]) -> None:
        first = self._described
        self._described = min(first + self._count(attributes, "table:number-columns-repeated"), _MOST_COLUMNS)
        if attributes.get("table:visibility") in _UNSEEN:
            self._facts.hidden.add_columns(first, self._described - 1)

    def _cell(self, attributes: dict[str, str]) -> None:
        self._hold()
        self._in_cell, self._length = True, 0
        self._repeat_cell = self._count(attributes, "table:number-columns-repeated")
        self._column += self._repeat_cell
        self._filled = any(key in attributes for key in (*_VALUES, "office:value-type", _FORMULA))
        if self._filled:
            self._reached()
        self._hold_text(sum(len(value) for key, value in attributes.items() if key in (*_VALUES, _FORMULA)))

    def _hold(self) -> None:
        """The parser holds every cell of a row but the last run of blanks, however often the row stands there."""
        self._held += min(self._repeat_cell, _MOST_COLUMNS)
        if self._held > MAX_AREA:
            hint = "请删去表格下方和右方多余的行列（选中整行整列后删除），保存后重新提交"
            raise unreadable(self._name, f"一个工作表有超过 {MAX_AREA} 个空格子", hint)

    def _data(self, data: str) -> None:
        if self._in_cell:
            if data.strip():
                self._reached()
            self._hold_text(len(data))

    def _hold_text(self, length: int) -> None:
        self._length += length
        check_cell_text(self._length, self._name)
        self._total += length * self._repeat_cell * max(self._repeat_row, 1)
        check_total_text(self._total, self._name)

    def _reached(self) -> None:
        self._values.reach(self._row + self._repeat_row, self._column)
        if self._unseen:
            self._facts.hidden.rows.update(range(self._row, self._row + self._repeat_row))
            self._unseen = False

    def _end(self, tag: str) -> None:
        if tag == _ROW:
            if self._filled:
                self._hold()
            self._row += self._repeat_row
            self._in_row = False
        elif tag in _CELLS:
            self._in_cell = False

    def _count(self, attributes: dict[str, str], key: str) -> int:
        """How often something is repeated; what is no plain number is one to no honest program."""
        text = attributes.get(key, "1")
        self._demand(whole_number(text) > 0 or text == "0")
        return whole_number(text)
