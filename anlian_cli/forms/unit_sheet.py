"""单位登记表 in a workbook: every field where its label stands, the heads' telephones under the head they belong to."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from anlian_cli.forms.filler import Filler
from anlian_cli.forms.grid import Grid
from anlian_cli.forms.layout import LabelledValue, Region, entries, labels_in
from anlian_cli.forms.leftovers import name_leftovers
from anlian_cli.forms.unit_rows import read_block
from anlian_cli.forms.vocabulary import (
    CONSULTANT_NAME,
    ROSTER,
    ROSTER_LABEL,
    TRACK_LABEL,
    UNIT,
    UNIT_NAME,
    UNIT_SECTION,
    alias,
    label_of,
)
from anlian_cli.model.application import LegalRepresentative, Principal, UnitForm
from anlian_cli.model.labels import labels_of

_HEADS = {alias(UnitForm, "legal_representative"): LegalRepresentative, alias(UnitForm, "principal"): Principal}


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
            _head_field(filler, grid, unit, head, CONSULTANT_NAME, _behind_name(grid, entry))
        elif entry.label in (ROSTER_LABEL, TRACK_LABEL):
            blocks.append(_block(grid, region, entry))
            read_block(filler, grid, unit, blocks[-1], entry)
        elif entry.label in labels_of(UnitForm):
            filler.put(grid, unit, (UNIT_SECTION, entry.label), entry.text, entry.value_at)
        elif head and entry.label in labels_of(_HEADS[head]):
            _head_field(filler, grid, unit, head, entry.label, entry)
    name_leftovers(filler, grid, region, found, blocks)


def _behind_name(grid: Grid, entry: LabelledValue) -> LabelledValue:
    """法定代表人 may head a row of labels, 姓名 the first: the name stands behind that."""
    if not entry.text or label_of(entry.text, ROSTER) != CONSULTANT_NAME:
        return entry
    cell = (entry.value_at[0], grid.end_of(entry.value_at)[1] + 1)
    return replace(entry, text=grid.cells.get(cell), value_at=cell)


def _head_field(filler: Filler, grid: Grid, unit: dict[str, Any], head: str, label: str, entry: LabelledValue) -> None:
    holder = unit.setdefault(head, {})
    filler.marks.setdefault((UNIT_SECTION, head), grid.reference(entry.at))
    filler.put(grid, holder, (UNIT_SECTION, head, label), entry.text, entry.value_at)
    if not holder:
        del unit[head]


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
