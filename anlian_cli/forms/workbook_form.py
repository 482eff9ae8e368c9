"""A workbook as a form: its sheets' forms and lists, as nested text under official labels with a cell for each."""

from __future__ import annotations

from anlian_cli.forms.filler import Filler, alias
from anlian_cli.forms.grid import Grid, open_grids
from anlian_cli.forms.layout import (
    MATERIALS,
    SELF_CHECK,
    UNIT,
    Region,
    entries,
    labels_in,
    person_lists,
    person_regions,
    whole,
)
from anlian_cli.forms.person_sheet import read_person, read_person_list
from anlian_cli.forms.source import Source
from anlian_cli.forms.unit_sheet import UNIT_NAME, read_unit_form, read_unit_lists
from anlian_cli.forms.workbook_guard import examine_workbook
from anlian_cli.model.application import Application
from anlian_cli.model.findings import Place, warning
from anlian_cli.model.text import quoted

_PAIRS = ((SELF_CHECK, alias(Application, "self_check")), (MATERIALS, alias(Application, "materials")))


def read_workbook(data: bytes, name: str) -> Source:
    """Read one workbook. Raises Unreadable where nothing of it can be used."""
    grids, hidden = open_grids(data, name, examine_workbook(data, name))
    filler = Filler(name)
    for grid in grids:
        _read_sheet(filler, grid)
    for sheet in hidden:
        message = f"工作表{quoted(sheet)}是隐藏的，没有读取"
        filler.findings.append(warning("F30", message, "有内容的，请在 Excel 中取消隐藏后重新提交", place=Place(name)))
    return Source(name, filler.tree, filler.marks, filler.findings, filler.doubts)


def _read_sheet(filler: Filler, grid: Grid) -> None:
    """Every form and list on one sheet: lists of consultants, then their forms, then what stands above them."""
    rest = whole(grid)
    for head in person_lists(grid, rest):
        read_person_list(filler, grid, head)
        rest = Region(rest.top, rest.left, min(rest.bottom, head.row - 1), rest.right)
    regions = person_regions(grid, rest)
    for region in regions:
        read_person(filler, grid, region)
    top = min((region.top for region in regions), default=rest.bottom + 1)
    rest = Region(rest.top, rest.left, top - 1, rest.right)
    if UNIT_NAME in labels_in(grid, rest, UNIT).values():
        read_unit_form(filler, grid, rest)
    else:
        read_unit_lists(filler, grid, rest)
    for known, section in _PAIRS:
        _read_pairs(filler, grid, rest, known, section)


def _read_pairs(filler: Filler, grid: Grid, region: Region, known: frozenset[str], section: str) -> None:
    """The self-check or the materials: at least two of their labels, each with its value beside it."""
    found = list(entries(grid, region, known, below=False))
    if len(found) < 2:
        return
    holder = filler.section(grid, section, found[0].at)
    for entry in found:
        filler.put(grid, holder, (section, entry.label), entry.text, entry.value_at)
