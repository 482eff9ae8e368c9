"""A sheet as nearly every program writes nearly every sheet, read by patterns: no event for each of its cells.

A pattern sees what a parser sees where each "<" begins a tag and each ">" ends one: without comments, CDATA and
entities made of numbers, and with as many of the one as of the other. The XML parser still reads the part, to see that
it is well-formed. What is written in any other way, or holds what must be told, is left to the parser's events.
"""

from __future__ import annotations

import re

from msgspec import Struct

from anlian_cli.forms.workbook_limits import MAX_TEXT, is_within
from anlian_cli.forms.workbook_scan import SheetScan, corner

_HIDES = ('hidden="1"', 'hidden="true"')

_REFERENCE = r'r="[A-Z]{1,3}[1-9][0-9]{0,6}"'
_KINDS = "n|b|d|str|inlineStr"
_FORMULA = r"(?:<f(?: [^<>]*+)?>(?:[^<]++</f>)?+)?+"
_VALUE = rf"{_FORMULA}<v>[^<]++</v>|<is><t(?: xml:space=\"preserve\")?+>[^<]*+</t></is>"
_CELL = (
    rf'<c {_REFERENCE}(?: s="[0-9]++")?+(?: ?/>| t="(?:s|{_KINDS})" ?/>'
    rf'| t="s"><v>(?:0|[1-9][0-9]{{0,8}})</v></c>|(?: t="(?:{_KINDS})")?+>(?:{_VALUE})</c>)'
)
_ROW = rf'<row r="[1-9][0-9]{{0,6}}"(?: [\w:.]++="[^"<>&]*+")*+ ?(?:/>|>(?:{_CELL})*+</row>)'
_ROWS = re.compile(rf"(?:{_ROW})*+")
_FILLED = re.compile(r'r="([A-Z]{1,3})([1-9][0-9]{0,6})"[^<>]*+(?<!/)><')
_SHARED = re.compile(r' t="s"><v>([0-9]++)<')
_TEXT = re.compile(r">([^<]++)</[vt]>")
_ENTITY = re.compile(r"&[a-z]++;")

_COUNTED = re.compile(r"<(?:[^\s<>/:]*+:)?+(?:row|c|v|t|is|f|col|dimension)[\s/>]")
_COLUMN = re.compile(r'<col(?: [\w:.]++="[^"<>&]*+")*+ ?/>')
_DIMENSION = re.compile(r'<dimension ref="(?:[A-Z]{1,3}[0-9]++:)?+([A-Z]{1,3}[1-9][0-9]{0,6})" ?/>')


class PlainSheet(Struct, frozen=True):
    """How far the values of a plain sheet reach, which shared strings it uses, how much text of its own it holds."""

    rows: int
    columns: int
    shared: list[int]
    text: int


class PlainSheetScan(SheetScan):
    """A sheet's scan that needs no events where the sheet is plain."""

    def at_once(self, _part: bytes) -> bool:
        sheet = plain_sheet(_part)
        if sheet is None or not self.values.admits(sheet.rows, sheet.columns):
            return False
        self.values.reach(sheet.rows, sheet.columns)
        self.shared, self.text = sheet.shared, sheet.text
        return True


def plain_sheet(part: bytes) -> PlainSheet | None:
    """A sheet's whole XML, or None where it is not plain."""
    if part.count(b"<") != part.count(b">"):
        return None
    head, begins, rest = _decoded(part).partition("<sheetData>")
    rows, ends, tail = rest.partition("</sheetData>")
    if not begins or not ends or not _is_whole(head, tail) or not _is_plain_head(head) or _COUNTED.search(tail):
        return None
    if "\r" in rows or any(mark in head or mark in rows for mark in _HIDES):
        return None
    return _read(rows) if _ROWS.fullmatch(rows) else None


def _decoded(part: bytes) -> str:
    """The XML as text, or none where it is in another encoding."""
    try:
        return part.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _is_whole(head: str, tail: str) -> bool:
    """Whether the first element ends at the end: what comes in another piece is then no part of the sheet."""
    before, begins, inside = head.partition("<worksheet")
    nested = "<worksheet" in inside or "<worksheet" in tail
    return (
        bool(begins)
        and before.count("<") == before.count("<?")
        and not nested
        and tail.rstrip().endswith("</worksheet>")
    )


def _is_plain_head(head: str) -> bool:
    """Whether nothing before the rows is like a cell, and the sheet claims no more than one may have."""
    dimensions = _DIMENSION.findall(head)
    return len(_COUNTED.findall(head)) == len(_COLUMN.findall(head)) + len(dimensions) and all(
        is_within(*corner(dimension)) for dimension in dimensions
    )


def _read(rows: str) -> PlainSheet | None:
    texts = _TEXT.findall(rows)
    if max(map(len, texts), default=0) > MAX_TEXT:
        return None
    shared = _SHARED.findall(rows)
    return PlainSheet(
        *_farthest(_FILLED.findall(rows)),
        list(map(int, shared)),
        len(_ENTITY.sub(" ", "".join(texts))) - len("".join(shared)),
    )


def _farthest(filled: list[tuple[str, str]]) -> tuple[int, int]:
    """The last row and column of cells, each given by its column's letters and its row."""
    if not filled:
        return 0, 0
    columns, rows = map(set, zip(*filled, strict=True))
    return max(map(int, rows)), max(corner(f"{column}1")[1] for column in columns)
