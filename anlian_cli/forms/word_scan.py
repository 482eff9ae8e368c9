"""word/document.xml through the XML parser alone: what a reader of the finished document sees, block by block.

Revisions are read as if all were accepted: what was inserted is text, what was deleted is not. Hidden text and the
prompts of empty content controls are no answers.
"""

from __future__ import annotations

from xml.parsers import expat

from anlian_cli.forms.word_blocks import Block, WordCell, WordRow, Words, WordTable
from anlian_cli.forms.workbook_limits import MAX_COLUMNS, WORD, check_cell_text, misshapen
from anlian_cli.forms.workbook_scan import Scan, local_name, whole_number

_DEEPEST = 8
_MUTE = frozenset({"del", "moveFrom", "Fallback", "rt", "object"})
"""Elements whose text is no part of the document: deleted, said a second time, how to pronounce it, or a preview."""
_SETTINGS = frozenset({"trPr", "tcPr", "pPr", "tblPr"})
"""What a row, a cell, a paragraph and a table say of themselves."""
_SIGNS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
_SYMBOLS = {
    **dict.fromkeys(("F0FE", "F0FC", "F0FD", "F052", "F050", "F053"), "☑"),
    **dict.fromkeys(("F0A8", "F06F", "F0A3", "F071", "F072"), "☐"),
}
"""Ticked and open boxes of the Wingdings fonts, which Word stores as numbers of its own."""
_OFF = frozenset({"0", "false", "off", "none"})


class DocumentScan(Scan):
    """The blocks of a document's body."""

    def __init__(self, name: str) -> None:
        self.blocks: list[Block] = []
        self.cells = 0
        self.revised = self.hidden = False
        self._name = name
        self._tables: list[WordTable] = []
        self._within: list[list[Block]] = [self.blocks]
        self._open: list[str] = []
        self._texts: list[list[str]] = [[]]
        self._pictured = [False]
        self._mute = self._paragraphs = self._settings = 0
        self._begun = self._outermost = -1
        self._prompts: list[bool] = []
        self._vanishes = self._taking = False
        self._ticked: bool | None = None

    def attach(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._data

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = local_name(tag)
        value = next((value for key, value in attributes.items() if local_name(key) == "val"), None)
        if tag in _SETTINGS:
            self._settings += 1
        elif self._settings:
            self._setting(tag, value)
        elif tag in _MUTE:
            self.revised |= tag in ("del", "moveFrom")
            self._mute += 1
        elif tag in ("tbl", "tr", "tc"):
            self._begin(tag)
        else:
            self._inline(tag, value, attributes)

    def _setting(self, tag: str, value: str | None) -> None:
        """What a row or a cell says of itself; what a paragraph says is nothing here."""
        row = self._tables[-1].rows[-1] if self._tables and self._tables[-1].rows else WordRow()
        if tag == "gridBefore":
            row.before = self._columns(value)
        elif tag == "del" and not row.cells:
            self.revised = row.deleted = True
        elif row.cells and tag in ("gridSpan", "vMerge", "hMerge"):
            cell = row.cells[-1]
            cell.span = self._columns(value) or 1 if tag == "gridSpan" else cell.span
            cell.goes_on |= tag == "vMerge" and value != "restart"
            cell.left_on |= tag == "hMerge" and value != "restart"

    def _columns(self, value: str | None) -> int:
        return min(whole_number(value or ""), MAX_COLUMNS + 1)

    def _begin(self, tag: str) -> None:
        if tag == "tbl":
            if len(self._tables) >= _DEEPEST:
                raise misshapen(self._name, WORD)
            self._say()
            self._tables.append(WordTable())
            self._within[-1].append(self._tables[-1])
        elif not self._tables or (tag == "tc" and not self._tables[-1].rows):
            raise misshapen(self._name, WORD)
        elif tag == "tr":
            self._tables[-1].rows.append(WordRow())
        else:
            self._begin_cell(WordCell(number=self.cells))

    def _begin_cell(self, cell: WordCell) -> None:
        self.cells += 1
        self._tables[-1].rows[-1].cells.append(cell)
        self._within.append(cell.inside)
        self._texts.append([])
        self._pictured.append(False)

    def _inline(self, tag: str, value: str | None, attributes: dict[str, str]) -> None:
        if tag == "p":
            self._begun += 1
            self._outermost = self._outermost if self._paragraphs else self._begun
            self._paragraphs += 1
        elif tag == "r":
            self._vanishes = False
        elif tag == "vanish":
            self._vanishes = value not in _OFF
        elif tag == "t":
            self._taking = True
        elif tag in _SIGNS:
            self._add(_SIGNS[tag])
        elif tag == "sym":
            number = next((one for key, one in attributes.items() if local_name(key) == "char"), "")
            self._add(_SYMBOLS.get(number.upper(), ""))
        elif tag in ("blip", "imagedata"):
            embedded = any(local_name(key) in ("embed", "id") for key in attributes if ":" in key)
            self._pictured[-1] |= embedded and not self._muted()
        else:
            self._control(tag, value)

    def _control(self, tag: str, value: str | None) -> None:
        """Content controls, and the check boxes of old forms."""
        if tag == "sdt":
            self._prompts.append(False)
        elif tag == "showingPlcHdr" and self._prompts:
            self._prompts[-1] = value not in _OFF
        elif tag == "checkBox":
            self._ticked = False
        elif self._ticked is not None and tag in ("default", "checked"):
            self._ticked = value not in _OFF

    def _muted(self) -> bool:
        return bool(self._mute) or any(self._prompts)

    def _data(self, data: str) -> None:
        if self._taking:
            self._add(data)

    def _add(self, text: str) -> None:
        self.hidden |= self._vanishes and bool(text.strip())
        if not self._muted() and not self._vanishes:
            self._texts[-1].append(text)

    def _end(self, tag: str) -> None:
        tag = local_name(tag)
        if tag in _SETTINGS:
            self._settings -= 1
        elif self._settings:
            return
        elif tag in _MUTE:
            self._mute -= 1
        elif tag in ("tc", "tr", "tbl"):
            self._finish(tag)
        else:
            self._end_inline(tag)

    def _end_inline(self, tag: str) -> None:
        if tag == "t":
            self._taking = False
        elif tag == "sdt":
            self._prompts.pop()
        elif tag == "checkBox":
            self._add("☑" if self._ticked else "☐")
            self._ticked = None
        elif tag == "p":
            self._paragraphs -= 1
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        """In a cell all paragraphs are its text; outside, and of a box of text only with what is around it, each."""
        self._texts[-1].append("\n")
        if not self._tables and not self._paragraphs:
            self._say()

    def _finish(self, tag: str) -> None:
        if tag == "tc":
            self._say()
            for stack in (self._within, self._texts, self._pictured):
                stack.pop()
        elif tag == "tr":
            self._finish_row(self._tables[-1])
        else:
            self._tables.pop().complete()

    def _finish_row(self, table: WordTable) -> None:
        """A deleted row is gone; a cell that is merged with the one before makes that one wider."""
        row = table.rows[-1]
        kept: list[WordCell] = []
        for cell in row.cells:
            if cell.left_on and kept:
                kept[-1].span += cell.span
            else:
                kept.append(cell)
        row.cells = kept
        if row.deleted or not kept:
            table.rows.pop()

    def _say(self) -> None:
        """What was said up to here, as one block."""
        text = "".join(self._texts[-1]).strip()
        check_cell_text(len(text), self._name)
        if text or self._pictured[-1]:
            self._within[-1].append(Words(text, self._pictured[-1], self._outermost))
        self._texts[-1].clear()
        self._pictured[-1] = False
