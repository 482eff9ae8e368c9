"""A workbook as a form: its sheets' forms and lists, as nested text under official labels with a cell for each."""

from __future__ import annotations

from anlian_cli.forms.bands import ROSTER_LABEL, TRACK_LABEL, Band, Kind, bands
from anlian_cli.forms.filler import Filler, alias
from anlian_cli.forms.grid import Grid, open_grids
from anlian_cli.forms.layout import MATERIALS, SELF_CHECK, Region, TableHead, entries
from anlian_cli.forms.person_sheet import read_person, read_person_list
from anlian_cli.forms.source import Source
from anlian_cli.forms.unit_sheet import read_unit_form, read_unit_list
from anlian_cli.forms.workbook_guard import examine_workbook
from anlian_cli.model.application import Application
from anlian_cli.model.findings import Place, warning
from anlian_cli.model.text import quoted

_PAIRS = {
    Kind.SELF_CHECK: (SELF_CHECK, alias(Application, "self_check")),
    Kind.MATERIALS: (MATERIALS, alias(Application, "materials")),
}


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
    """Every form and list on one sheet, from top to bottom; a table that is neither is named."""
    found = bands(grid)
    if not found and grid.width > 1 and grid.cells:
        message = f"工作表{quoted(grid.sheet)}里没有认出登记表，没有读取"
        filler.remark(grid, "F30", message, "是登记表的，请把栏目名称改成与表样一致", min(grid.cells))
    for band in found:
        if band.kind is Kind.PERSON:
            read_person(filler, grid, band.region)
        elif band.kind is Kind.UNIT:
            read_unit_form(filler, grid, band.region)
        elif band.kind in _PAIRS:
            _read_pairs(filler, grid, band.region, *_PAIRS[band.kind])
        elif band.head is not None:
            _read_list(filler, grid, band, band.head)


def _read_list(filler: Filler, grid: Grid, band: Band, head: TableHead) -> None:
    if band.kind is Kind.PERSON_LIST:
        read_person_list(filler, grid, head, band.region.bottom)
    else:
        read_unit_list(filler, grid, band.region, head, ROSTER_LABEL if band.kind is Kind.ROSTER else TRACK_LABEL)


def _read_pairs(filler: Filler, grid: Grid, region: Region, known: frozenset[str], section: str) -> None:
    """The self-check or the materials: each label with its value beside it."""
    found = list(entries(grid, region, known, below=False))
    holder = filler.section(grid, section, found[0].at)
    for entry in found:
        filler.put(grid, holder, (section, entry.label), entry.text, entry.value_at)
