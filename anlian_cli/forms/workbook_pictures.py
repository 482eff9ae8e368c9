"""Where pictures lie on a sheet: the drawing parts of a workbook, and which sheet each belongs to."""

from __future__ import annotations

from xml.parsers import expat

from anlian_cli.forms.workbook_scan import Scan, local_name

Box = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell that a picture covers, each as row and column counted from 0."""

ANYWHERE: Box = ((0, 0), (1 << 20, 1 << 14))
"""A picture that is placed by length and not by cell."""


class DrawingScan(Scan):
    """The pictures of one drawing part; shapes, text boxes and charts are none."""

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self._corners: dict[str, list[int]] = {}
        self._corner = self._text = ""
        self._picture = False

    def attach(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._data

    def _start(self, tag: str, _attributes: dict[str, str]) -> None:
        tag = local_name(tag)
        if tag.endswith("Anchor"):
            self._corners, self._picture = {}, False
        elif tag in ("from", "to"):
            self._corner = tag
            self._corners[tag] = [0, 0]
        elif tag == "pic":
            self._picture = True
        self._text = ""

    def _data(self, data: str) -> None:
        self._text = (self._text + data)[:12]

    def _end(self, tag: str) -> None:
        tag = local_name(tag)
        if tag in ("row", "col") and self._corner and self._text.strip().isdigit():
            self._corners[self._corner][tag == "col"] = int(self._text)
        elif tag == self._corner:
            self._corner = ""
        elif tag.endswith("Anchor") and self._picture:
            self.boxes.append(self._box())

    def _box(self) -> Box:
        first = self._corners.get("from")
        if first is None:
            return ANYWHERE
        last = self._corners.get("to", first)
        return (first[0], first[1]), (last[0], last[1])
