"""One pass over an .ods content with the XML parser alone: how far its values reach, repeats counted."""

from __future__ import annotations

from xml.parsers import expat

from anlian_cli.forms.guard import unreadable
from anlian_cli.forms.workbook_limits import MAX_AREA, MAX_ROWS, Extent, check_total_text
from anlian_cli.forms.workbook_scan import Scan

_MOST_COLUMNS = 16_384


class OpenDocumentScan(Scan):
    """An .ods content: rows and cells are repeated by number, so a short text may ask for a long sheet."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._values = Extent(name)
        self._row = self._column = self._repeat_row = self._repeat_cell = 0
        self._held = 0
        self._total = 0

    def attach(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._data

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._values.next_sheet()
            self._row = self._held = 0
        elif tag == "table:table-row":
            self._repeat_row = _count(attributes, "table:number-rows-repeated")
            self._column = self._repeat_cell = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._hold()
            self._repeat_cell = _count(attributes, "table:number-columns-repeated")
            self._column += self._repeat_cell
            if any(key.startswith("office:") for key in attributes):
                self._reached()

    def _hold(self) -> None:
        """The parser holds every blank cell of a row but the last run of them."""
        self._held += min(self._repeat_cell, _MOST_COLUMNS)
        if self._held > MAX_AREA:
            hint = "请删去表格下方和右方多余的行列（选中整行整列后删除），保存后重新提交"
            raise unreadable(self._name, f"一个工作表有超过 {MAX_AREA} 个空格子", hint)

    def _data(self, data: str) -> None:
        if data.strip():
            self._reached()
            self._total += len(data) * self._repeat_cell * max(self._repeat_row, 1)
            check_total_text(self._total, self._name)

    def _reached(self) -> None:
        self._values.reach(self._row + self._repeat_row, self._column)

    def _end(self, tag: str) -> None:
        if tag == "table:table-row":
            self._row += self._repeat_row


def _count(attributes: dict[str, str], key: str) -> int:
    text = attributes.get(key, "1")
    return int(text) if text.isdigit() and len(text) < 9 else MAX_ROWS + 1
