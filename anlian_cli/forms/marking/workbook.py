"""A workbook with remarks at its cells: each is coloured and gets a comment."""

from __future__ import annotations

from collections.abc import Mapping

from anlian_cli.forms.marking.cell_fills import Cell, Styles, cell_at, tint
from anlian_cli.forms.marking.cell_notes import note
from anlian_cli.forms.marking.package import Package
from anlian_cli.forms.marking.splices import Edited, Unmarkable
from anlian_cli.forms.workbook_guard import examine_workbook, within_limits

Remarks = Mapping[tuple[str, str], str]
"""What is remarked, by sheet and cell."""
_ZIP = b"PK\x03\x04"


def marked_workbook(data: bytes, name: str, remarks: Remarks, author: str) -> bytes:
    """The workbook, marked. Raises Unreadable where it is none, Unmarkable where it cannot be kept otherwise."""
    facts = examine_workbook(data, name)
    if not data.startswith(_ZIP):
        raise Unmarkable("内容是旧版 Excel 文件")
    return within_limits(facts, name, _marked, data, remarks, author)


def _marked(data: bytes, remarks: Remarks, author: str) -> bytes:
    package = Package(data)
    book = package.main_part()
    look = package.target(book, "styles")
    if look is None:
        raise Unmarkable("工作簿里没有单元格样式")
    styles = Styles(package.read(look))
    for title, notes in _by_sheet(remarks).items():
        part = _sheet(package, book, title)
        sheet = Edited(package.read(part))
        tint(sheet, notes, styles)
        note(package, part, sheet, notes, author)
        package.write(part, sheet.result())
    package.write(look, styles.result())
    return package.packed()


def _by_sheet(remarks: Remarks) -> dict[str, dict[Cell, str]]:
    found: dict[str, dict[Cell, str]] = {}
    for (title, reference), said in remarks.items():
        found.setdefault(title, {})[cell_at(reference)] = said
    return found


def _sheet(package: Package, book: str, title: str) -> str:
    """The part of the sheet of a name."""
    listed = Edited(package.read(book)).root.below("sheet")
    found = next((one.attributes for one in listed if one.attributes.get("name") == title), {})
    relation = next((value for key, value in found.items() if key.endswith(":id")), "")
    part = package.target_of(book, relation)
    if part is None:
        raise Unmarkable("文件内部的结构不常见")
    return part
