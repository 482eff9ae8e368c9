"""A workbook as forms: each form and list of its sheets, as text under official labels with a cell for each."""

from __future__ import annotations

from collections.abc import Iterable

from anlian_cli.forms.bands import Band, Kind, bands
from anlian_cli.forms.filler import Filler
from anlian_cli.forms.grid import Cell, Grid, open_grids
from anlian_cli.forms.layout import Region, entries
from anlian_cli.forms.list_columns import UNCLEAR_HINT, Unclear, as_filled
from anlian_cli.forms.other_forms import other_title, others_bands, told
from anlian_cli.forms.person_sheet import read_person, read_person_list
from anlian_cli.forms.source import FormReading, Origin, Source, UnreadSheet
from anlian_cli.forms.tables import TableHead
from anlian_cli.forms.unit_rows import read_unit_list
from anlian_cli.forms.unit_sheet import read_unit_form
from anlian_cli.forms.vocabulary import (
    MATERIALS,
    MATERIALS_SECTION,
    ROSTER_LABEL,
    SELF_CHECK,
    SELF_CHECK_SECTION,
    SIGNED_BY,
    TRACK_LABEL,
    Words,
)
from anlian_cli.forms.workbook_guard import examine_workbook, within_limits
from anlian_cli.forms.workbook_scan import WorkbookFacts
from anlian_cli.model.findings import Place, warning
from anlian_cli.model.text import quoted

_PAIRS = {Kind.SELF_CHECK: (SELF_CHECK, SELF_CHECK_SECTION), Kind.MATERIALS: (MATERIALS, MATERIALS_SECTION)}
_SHOWN_TEXTS, _SHOWN_SHEETS, _LONGEST_SHOWN = 6, 5, 12


def read_workbook(data: bytes, name: str) -> FormReading:
    """Read one workbook. Raises Unreadable where nothing of it can be used."""
    facts = examine_workbook(data, name)
    return within_limits(facts, name, _read, data, name, facts)


def _read(data: bytes, name: str, facts: WorkbookFacts) -> FormReading:
    visible, hidden = open_grids(data, name, facts)
    reading = FormReading(looks_like=_seen(visible))
    for grid in visible:
        found = bands(grid)
        take_sheet(reading, name, grid, found)
        if not found and grid.width > 1 and grid.cells:
            message = f"工作表{quoted(grid.sheet)}里没有认出登记表，没有读取"
            hint = f"看到的文字：{texts_of(grid)}；是登记表的，请把栏目名称改成与表样一致"
            reading.findings.append(warning("F30", message, hint, place=_begin(name, grid)))
    for grid in hidden:
        message = f"工作表{quoted(grid.sheet)}是隐藏的，没有读取"
        reading.findings.append(warning("F30", message, "有内容的，请在 Excel 中取消隐藏后重新提交", place=Place(name)))
        if sources := sources_of(name, grid):
            reading.unread_sheets.append(UnreadSheet(f"{name} 中隐藏的工作表{quoted(grid.sheet)}", tuple(sources)))
    return reading


def take_sheet(reading: FormReading, name: str, grid: Grid, found: Iterable[Band]) -> None:
    """What a sheet holds; another organisation's form on it is named, and whose it is kept, but none of it taken."""
    others = others_bands(grid, found)
    theirs = [band for band, _ in others]
    _take_ours(reading, name, grid, [band for band in found if band not in theirs])
    if sources := sources_of(name, grid, theirs):
        hint = "要用其中内容申报的，请填入本办法的登记表"
        reading.findings.append(warning("F30", told(grid, others), hint, place=_begin(name, grid)))
        label = f"{name} 中其他单位的表{quoted(others[0][1])}"
        reading.unread_sheets.append(UnreadSheet(label, tuple(sources)))


def _take_ours(reading: FormReading, name: str, grid: Grid, found: Iterable[Band]) -> None:
    """The forms and lists; a list of people in which nothing tells whose some value is, is named and not taken."""
    for band in found:
        sources, placed = sources_of(name, grid, [band]), None
        if band.kind is Kind.PERSON_LIST and band.head:
            placed = as_filled(grid, band.head, band.region)
        if isinstance(placed, Unclear):
            place = _at(name, grid, placed.cell)
            reading.findings.append(warning("F30", f"名单没有读取：{placed.reason}", UNCLEAR_HINT, place=place))
            reading.unread_sheets.append(UnreadSheet(f"{name} 中栏目不清的名单", tuple(sources)))
        else:
            reading.sources += sources


def _begin(name: str, grid: Grid) -> Place:
    """A sheet's first text."""
    return _at(name, grid, min(grid.cells))


def _at(name: str, grid: Grid, cell: Cell) -> Place:
    sheet, reference = grid.reference(cell)
    return Place(name, sheet=sheet, cell=reference)


def sources_of(name: str, grid: Grid, found: Iterable[Band] | None = None) -> list[Source]:
    """The forms and lists of a sheet that say something."""
    return [source for band in (bands(grid) if found is None else found) if (source := _source(name, grid, band)).tree]


def _source(name: str, grid: Grid, band: Band) -> Source:
    """One form or list of a sheet. A blank form, left over in a template, gives an empty tree."""
    filler = Filler(name)
    if band.kind is Kind.PERSON:
        read_person(filler, grid, band.region)
    elif band.kind is Kind.UNIT:
        read_unit_form(filler, grid, band.region)
    elif band.kind in _PAIRS:
        _read_pairs(filler, grid, band.region, *_PAIRS[band.kind])
    elif band.head is not None:
        return _list(filler, grid, band, band.head)
    return filler.source()


def _list(filler: Filler, grid: Grid, band: Band, head: TableHead) -> Source:
    if band.kind is Kind.PERSON_LIST:
        read_person_list(filler, grid, band.region, head)
        return filler.source(Origin.SIGNED_LIST if SIGNED_BY in head.labels() else Origin.LIST)
    read_unit_list(filler, grid, band.region, head, ROSTER_LABEL if band.kind is Kind.ROSTER else TRACK_LABEL)
    return filler.source(Origin.LIST)


def _read_pairs(filler: Filler, grid: Grid, region: Region, words: Words, section: str) -> None:
    """The self-check or the materials: each label with its value beside it."""
    found = list(entries(grid, region, words, below=False))
    holder = filler.section(grid, section, found[0].at) if found else {}
    for entry in found:
        filler.put(grid, holder, (section, entry.label), entry.text, entry.value_at)


def _seen(grids: Iterable[Grid]) -> str:
    """What a workbook looks like: its sheets, each with the first texts on it."""
    shown = [f"工作表{quoted(grid.sheet)}（{other_title(grid) or texts_of(grid)}）" for grid in grids if grid.cells]
    return "、".join(shown[:_SHOWN_SHEETS]) or "没有内容"


def texts_of(grid: Grid) -> str:
    """The first row of several texts: the labels, mostly, and nobody's data."""
    rows = [row for row in range(grid.height) if grid.columns(row)]
    chosen = next((row for row in rows if len(grid.columns(row)) > 1), rows[0] if rows else 0)
    words = [grid.cells[chosen, column] for column in grid.columns(chosen)]
    shown = [quoted(text, _LONGEST_SHOWN)[1:-1] for text in words[:_SHOWN_TEXTS]]
    return "、".join(shown) + ("……" if len(words) > _SHOWN_TEXTS else "")
