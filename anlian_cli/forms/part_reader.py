"""Parts of a package through the XML parser alone: what a part is stands in its first element, not in its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from xml.parsers import expat

from anlian_cli.forms.guard import unreadable
from anlian_cli.forms.workbook_limits import MAX_ELEMENTS, WORKBOOK, WRONG_FILE, Told, misshapen
from anlian_cli.forms.workbook_scan import Scan, SheetScan, local_name

_LONGEST_TOKEN = 1 << 18
_INSTRUCTION = re.compile(rb"<\?(?!xml\b)")
_ENCODINGS = (None, "utf-8", "us-ascii", "ascii")
_OTHER_ENCODINGS = ("utf-16", "utf-16le", "utf-16be", "iso-8859-1")
"""Those that the XML parser knows by itself; of any other it asks Python, whose answer may be no XML error."""


class PartReader:
    """Reads the parts of one file within one budget; `plain` where both parsers must see the same in all of them."""

    def __init__(self, name: str, kinds: Mapping[str, Callable[[], Scan]], told: Told = WORKBOOK) -> None:
        self.plain = True
        self._name, self._kinds, self._told = name, kinds, told
        self.elements = self._since = 0
        self._piece, self._apart = b"", False
        self._scan: Scan | None = None

    def read(self, pieces: Iterable[bytes], scan: Scan | None = None) -> Scan:
        """A part as `scan`, or as what its first element says. Of one that does not matter only the size counts."""
        self._scan, self._since = scan, 0
        parser, last = self._parser(), b""
        for piece in pieces:
            if type(self._scan) is not Scan:
                self._count(piece)
                self._piece, self._apart = piece, _is_taken_apart(last + piece)
                parser.Parse(piece, False)
                self._look(begins=not last)
                last = piece[-5:]
        if type(self._scan) is not Scan:
            parser.Parse(b"", True)
        found = self._scan or Scan()
        found.finish()
        return found

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.XmlDeclHandler = self._declaration
        if self._scan is None:
            parser.StartElementHandler = lambda tag, attributes: self._root(parser, tag, attributes)
        else:
            self._scan.attach(parser)
        return parser

    def _root(self, parser: expat.XMLParserType, tag: str, attributes: dict[str, str]) -> None:
        self._scan = self._kinds.get(local_name(tag), Scan)()
        if self.plain and not self._apart and self._scan.at_once(self._piece):
            parser.StartElementHandler = None
            return
        parser.StartElementHandler = _passed_over
        self._scan.attach(parser)
        parser.StartElementHandler(tag, attributes)

    def _count(self, piece: bytes) -> None:
        """Elements take the time; a tag without end fills the memory, and is read again with every piece."""
        self.elements += piece.count(b"<") - piece.count(b"</")
        if self.elements > MAX_ELEMENTS:
            raise unreadable(self._name, f"{self._told.kind}里的格子过多", WRONG_FILE)
        end = piece.rfind(b">")
        self._since = self._since + len(piece) if end < 0 else len(piece) - end - 1
        if self._since > _LONGEST_TOKEN:
            raise misshapen(self._name, self._told)

    def _look(self, *, begins: bool) -> None:
        if begins and b"\0" in self._piece[:4]:
            self.plain = False
        if isinstance(self._scan, SheetScan) and self._apart:
            self.plain = False

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        named = encoding and encoding.lower()
        if named not in (*_ENCODINGS, *_OTHER_ENCODINGS):
            raise unreadable(self._name, f"{self._told.kind}内部的文字编码不合规范", self._told.save_as)
        self.plain &= named in _ENCODINGS

    def _doctype(self, *_declaration: object) -> None:
        raise unreadable(self._name, f"{self._told.kind}内部有不该出现的文档类型声明（DOCTYPE）", self._told.save_as)


def _is_taken_apart(seen: bytes) -> bool:
    """Whether the workbook's parser sees several texts in a sheet where ours sees one."""
    return b"&#" in seen or b"<!" in seen or bool(_INSTRUCTION.search(seen))


def _passed_over(_tag: str, _attributes: dict[str, str]) -> None:
    """An element of a part that does not matter."""
