"""单位登记表 in a workbook, with its roster and its track record; these may stand on sheets of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from anlian_cli.forms.filler import Filler
from anlian_cli.forms.grid import Cell, Grid
from anlian_cli.forms.layout import LabelledValue, Region, entries, labels_in
from anlian_cli.forms.leftovers import name_leftovers, said
from anlian_cli.forms.tables import TableHead, is_record, table_head
from anlian_cli.forms.vocabulary import (
    ROSTER,
    ROSTER_LABEL,
    TRACK,
    TRACK_LABEL,
    UNIT,
    UNIT_NAME,
    UNIT_SECTION,
    Words,
    alias,
    label_of,
)
from anlian_cli.model.application import (
    SPECIALITY_AND_TITLE,
    Consultant,
    LegalRepresentative,
    Principal,
    UnitForm,
)
from anlian_cli.model.labels import labels_of
from anlian_cli.model.paths import Path

_HEADS = {alias(UnitForm, "legal_representative"): LegalRepresentative, alias(UnitForm, "principal"): Principal}
_NAME, _SPECIALITY, _TITLE = (alias(Consultant, name) for name in ("name", "speciality", "title"))
_MARKS = re.compile(r"[、，,；;/]")


def read_unit_form(filler: Filler, grid: Grid, region: Region) -> None:
    """The form: 办公电话, 传真 and 手机 belong to the head whose label came last."""
    found = list(entries(grid, region, UNIT))
    if not found:
        return  # another form begins above the labels of this one
    begins = next((entry for entry in found if entry.label == UNIT_NAME), found[0])
    unit = filler.section(grid, UNIT_SECTION, begins.at)
    head, blocks = "", []
    for entry in found:
        if entry.label in _HEADS:
            head = entry.label
            _head_field(filler, grid, unit, head, _NAME, _behind_name(grid, entry))
        elif entry.label in (ROSTER_LABEL, TRACK_LABEL):
            blocks.append(_block(grid, region, entry))
            _rows_or_text(filler, grid, unit, blocks[-1], entry)
        elif entry.label in labels_of(UnitForm):
            filler.put(grid, unit, (UNIT_SECTION, entry.label), entry.text, entry.value_at)
        elif head and entry.label in labels_of(_HEADS[head]):
            _head_field(filler, grid, unit, head, entry.label, entry)
    name_leftovers(filler, grid, region, found, blocks)


def read_unit_list(filler: Filler, grid: Grid, region: Region, head: TableHead, label: str) -> None:
    """A roster or a track record on its own, without the unit's form around it."""
    cell = (head.row, head.columns[0][0])
    filler.marks.setdefault((UNIT_SECTION,), grid.reference(cell))
    filler.marks[(UNIT_SECTION, label)] = grid.reference(cell)
    records = _records(region, head)
    if label == ROSTER_LABEL:
        # Without the form's frame a title or remark may stand under the list.
        records = (cells for cells in records if is_record(grid, cells))
    _fill_rows(filler, grid, filler.tree.setdefault(UNIT_SECTION, {}), records, label)


def _behind_name(grid: Grid, entry: LabelledValue) -> LabelledValue:
    """法定代表人 may head a row of labels, 姓名 the first: the name stands behind that."""
    if not entry.text or label_of(entry.text, ROSTER) != _NAME:
        return entry
    cell = (entry.value_at[0], grid.end_of(entry.value_at)[1] + 1)
    return replace(entry, text=grid.cells.get(cell), value_at=cell)


def _head_field(filler: Filler, grid: Grid, unit: dict[str, Any], head: str, label: str, entry: LabelledValue) -> None:
    holder = unit.setdefault(head, {})
    filler.marks.setdefault((UNIT_SECTION, head), grid.reference(entry.at))
    filler.put(grid, holder, (UNIT_SECTION, head, label), entry.text, entry.value_at)
    if not holder:
        del unit[head]


def _rows_or_text(filler: Filler, grid: Grid, unit: dict[str, Any], block: Region, entry: LabelledValue) -> None:
    """Rows under labels of their own beside the leading label; else whatever text stands there."""
    head = _head_beside(grid, block, ROSTER if entry.label == ROSTER_LABEL else TRACK)
    if head is None:
        filler.put(grid, unit, (UNIT_SECTION, entry.label), entry.text, entry.value_at)
        return
    filler.marks[(UNIT_SECTION, entry.label)] = grid.reference(entry.at)
    _fill_rows(filler, grid, unit, _records(block, head), entry.label)


def _block(grid: Grid, region: Region, entry: LabelledValue) -> Region:
    """The rows beside a leading label: its merged range, or down to the next label of the form.

    Where nothing stands beside it, the list below it is its own.
    """
    (row, column), (bottom, last) = entry.at, grid.end_of(entry.at)
    if bottom > row:
        return Region(row, last + 1, bottom, region.right)
    later = [cell[0] for cell in labels_in(grid, region, UNIT) if cell[0] > bottom]
    bottom = min(later, default=region.bottom + 1) - 1
    if entry.text is None and not any(grid.filled((row, beside)) for beside in range(last + 1, region.right + 1)):
        return Region(row + 1, column, bottom, region.right)
    return Region(row, last + 1, bottom, region.right)


def _head_beside(grid: Grid, block: Region, words: Words) -> TableHead | None:
    heads = (table_head(grid, row, block, words, 2) for row in range(block.top, min(block.top + 2, block.bottom) + 1))
    return next((head for head in heads if head), None)


def _fill_rows(
    filler: Filler, grid: Grid, unit: dict[str, Any], records: Iterable[dict[str, Cell]], label: str
) -> None:
    above: dict[int, str | None] = {}
    for cells in records:
        above |= {cell[1]: said(filler, grid, cell, above.get(cell[1])) for cell in cells.values()}
        route: Path = (UNIT_SECTION, label, len(unit.get(label, ())))
        row: dict[str, Any] = {}
        for part, cell in cells.items():
            for inner, text in _facts(part, above[cell[1]]):
                filler.put(grid, row, (*route, inner), text, cell)
        if row:
            filler.marks[route] = grid.reference(next(iter(cells.values())))
            unit.setdefault(label, []).append(row)


def _records(block: Region, head: TableHead) -> Iterator[dict[str, Cell]]:
    """The cells of each record by label: row by row, and in a row group by group where the labels repeat."""
    for row in range(head.last_row + 1, block.bottom + 1):
        record: dict[str, Cell] = {}
        for column, label in head.columns:
            if label in record:
                yield record
                record = {}
            record[label] = (row, column)
        yield record


def _facts(label: str, text: str | None) -> Iterator[tuple[str, str | None]]:
    """“安全工程、高级工程师”: before the first mark the speciality, behind it the title; one part is the title."""
    if label != SPECIALITY_AND_TITLE:
        yield label, text
        return
    speciality, title = _MARKS.split(text or "", maxsplit=1) if _MARKS.search(text or "") else ("", text or "")
    yield _SPECIALITY, speciality.strip() or None
    yield _TITLE, title.strip() or None
