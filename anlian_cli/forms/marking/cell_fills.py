"""Cells of a sheet in another colour: a style of each one's own with a fill, and nothing else of it changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from anlian_cli.forms.grid import a1
from anlian_cli.forms.marking.splices import Edited, Element, Unmarkable, with_attributes
from anlian_cli.forms.workbook_scan import whole_number

_TINT = "FFFFC7CE"
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
Cell = tuple[int, int]
"""Row and column, counted from 1."""


def cell_at(reference: str) -> Cell:
    """C5 is (5, 3). Raises Unmarkable where it is no cell."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise Unmarkable(f"找不到格子 {reference}")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


class Styles:
    """xl/styles.xml, with a tinted twin for every style that is asked for."""

    def __init__(self, data: bytes) -> None:
        self._edited = Edited(data)
        root = self._edited.root
        fills, formats = root.child("fills"), root.child("cellXfs")
        if fills is None or formats is None or not formats.children:
            raise Unmarkable("工作簿里没有单元格样式")
        self._formats, self._twins = formats, dict[int, int]()
        self._fill = len(fills.children)
        own = fills.prefix
        self._edited.append(
            fills,
            f'<{own}fill><{own}patternFill patternType="solid"><{own}fgColor rgb="{_TINT}"/>'
            f'<{own}bgColor indexed="64"/></{own}patternFill></{own}fill>',
        )
        self._edited.set(fills, count=str(self._fill + 1))

    def tinted(self, style: int) -> int:
        """The style that is like another one but for its colour."""
        if style not in self._twins:
            self._twins[style] = len(self._formats.children) + len(self._twins)
            like = self._formats.children[style if style < len(self._formats.children) else 0]
            tag = self._edited.data[like.start : like.inner]
            rest = self._edited.data[like.inner : like.end]
            twin = with_attributes(tag, {"fillId": str(self._fill), "applyFill": "1"}) + rest
            self._edited.append(self._formats, twin.decode())
        return self._twins[style]

    def result(self) -> bytes:
        if self._twins:
            self._edited.set(self._formats, count=str(len(self._formats.children) + len(self._twins)))
        return self._edited.result()


def tint(sheet: Edited, cells: Iterable[Cell], styles: Styles) -> None:
    """Colour cells of a sheet; those that are not there yet are put where they belong."""
    rows = sheet.root.child("sheetData")
    if rows is None:
        raise Unmarkable("工作表的结构不常见")
    known = dict(_numbered(rows.children, _row_number))
    columns = _Columns(sheet.root.child("cols"))
    for number, group in groupby(sorted(cells), key=lambda cell: cell[0]):
        wanted = [column for _, column in group]
        if row := known.get(number):
            _tint_row(sheet, row, number, wanted, columns, styles)
        else:
            made = "".join(_cell(rows, number, column, styles.tinted(columns.style(column))) for column in wanted)
            line = f'<{rows.prefix}row r="{number}">{made}</{rows.prefix}row>'
            _put(sheet, rows, next((one for at, one in known.items() if at > number), None), line)


class _Columns:
    """What a sheet says of whole columns."""

    def __init__(self, cols: Element | None) -> None:
        self._cols = [one.attributes for one in cols.children] if cols else []

    def style(self, column: int) -> int:
        """The style of a cell that has none of its own."""
        inside = (one for one in self._cols if _number(one, "min") <= column <= _number(one, "max"))
        return _number(next(inside, {}), "style")


def _tint_row(sheet: Edited, row: Element, number: int, wanted: list[int], columns: _Columns, styles: Styles) -> None:
    known = dict(_numbered(row.children, _column_number))
    of_row = _number(row.attributes, "s") if row.attributes.get("customFormat") in ("1", "true") else None
    for column in wanted:
        if cell := known.get(column):
            sheet.set(cell, s=str(styles.tinted(_number(cell.attributes, "s"))))
        else:
            style = styles.tinted(columns.style(column) if of_row is None else of_row)
            behind = next((one for at, one in known.items() if at > column), None)
            _put(sheet, row, behind, _cell(row, number, column, style))


def _number(attributes: Mapping[str, str], name: str) -> int:
    return whole_number(attributes.get(name, ""))


def _row_number(row: Element) -> int:
    return _number(row.attributes, "r")


def _column_number(cell: Element) -> int:
    return cell_at(cell.attributes["r"])[1] if "r" in cell.attributes else 0


def _numbered(elements: Iterable[Element], said: Callable[[Element], int]) -> Iterator[tuple[int, Element]]:
    """Rows or cells with their numbers; one that says none follows the one before."""
    number = 0
    for element in elements:
        number = said(element) or number + 1
        yield number, element


def _cell(inside: Element, row: int, column: int, style: int) -> str:
    return f'<{inside.prefix}c r="{a1((row - 1, column - 1))}" s="{style}"/>'


def _put(sheet: Edited, parent: Element, behind: Element | None, content: str) -> None:
    if behind:
        sheet.insert(behind.start, content)
    else:
        sheet.append(parent, content)
