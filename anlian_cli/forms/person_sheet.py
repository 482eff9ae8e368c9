"""人员登记表 in a workbook: in official layout, one or several on a sheet, or as a list with a row per consultant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from anlian_cli.forms.filler import Filler, filled_in
from anlian_cli.forms.grid import Cell, Grid
from anlian_cli.forms.layout import LabelledValue, Region, entries
from anlian_cli.forms.leftovers import name_leftovers, name_unknown_columns, said
from anlian_cli.forms.list_columns import Unclear, as_filled, rows_under
from anlian_cli.forms.tables import TableHead, is_record
from anlian_cli.forms.vocabulary import (
    NAME,
    OPINIONS,
    PERSON,
    PERSONS_SECTION,
    PHOTO,
    PROMISE,
    SIGNED_BY,
    SIGNED_ON,
    label_of,
)
from anlian_cli.forms.workbook_pictures import Box
from anlian_cli.model.application import PICTURE
from anlian_cli.model.paths import Path

# No 年 in a name: “签名： 年 月 日” is what a blank form prints.
_SIGNATURE = re.compile(
    r"签\s*名[:：]\s*(?P<name>[^\s\d年]{1,20})?\s*"
    r"(?P<day>\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?)?"
)
_DAY = re.compile(r"\d{4}|年\s*月\s*日")


def read_person(filler: Filler, grid: Grid, region: Region) -> None:
    """One form in official layout; a blank one, left over in the template, is nobody."""
    found = list(_with_day(grid, region, list(entries(grid, region, PERSON))))
    if not any(_says_something(grid, entry) for entry in found):
        return
    person, route = _new_person(filler, grid, (region.top, region.left))
    for entry in found:
        _field(filler, grid, person, route, entry)
    _pictures(filler, grid, region, found, person, route)
    name_leftovers(filler, grid, region, found)


def _pictures(
    filler: Filler, grid: Grid, region: Region, found: list[LabelledValue], person: dict[str, Any], route: Path
) -> None:
    """A picture beside the pledge is the signature, one beside an opinion its seal, any other the photo."""
    rows = {row for entry in found for row in _rows_of(grid, entry, (PROMISE, SIGNED_BY, SIGNED_ON))}
    seals = {row for entry in found for row in _rows_of(grid, entry, OPINIONS)}
    for box in grid.pictures:
        if _middle(box)[0] in seals - rows and region.holds(box[0]):
            continue
        if _middle(box)[0] in rows and region.holds(box[0]):
            if SIGNED_BY not in person.get(PROMISE, {}):
                person.setdefault(PROMISE, {})[SIGNED_BY] = PICTURE
                filler.marks[(*route, PROMISE, SIGNED_BY)] = grid.reference(box[0])
        elif _overlaps(box, region):
            person.setdefault(PHOTO, PICTURE)


def _pasted(grid: Grid, label: str, cell: Cell) -> str | None:
    """A picture that lies on a list's cell for the photo or for the signature."""
    lies_here = any(_middle(box) == cell for box in grid.pictures)
    return PICTURE if label in (PHOTO, SIGNED_BY) and lies_here else None


def _middle(box: Box) -> Cell:
    return (box[0][0] + box[1][0]) // 2, (box[0][1] + box[1][1]) // 2


def _rows_of(grid: Grid, entry: LabelledValue, labels: Collection[str]) -> range:
    return range(entry.at[0], grid.end_of(entry.at)[0] + 1) if entry.label in labels else range(0)


def _overlaps(box: Box, region: Region) -> bool:
    (top, left), (bottom, right) = box
    return top <= region.bottom and left <= region.right and bottom >= region.top and right >= region.left


def _with_day(grid: Grid, region: Region, found: list[LabelledValue]) -> Iterator[LabelledValue]:
    """“本人签名: 张三 2017年10月18日” in cells beside each other: the form has no label for the day."""
    has_label = any(entry.label == SIGNED_ON for entry in found)
    for entry in found:
        if entry.label == SIGNED_BY and entry.value_at == entry.at and not has_label:
            parts = dict(_signature(f"签名：{entry.text or ''}"))
            yield from (LabelledValue(label, entry.at, text, entry.at) for label, text in parts.items())
        elif entry.label != SIGNED_BY or has_label:
            yield entry
        else:
            yield from _signature_line(grid, region, entry, {other.at for other in found})


def _signature_line(grid: Grid, region: Region, entry: LabelledValue, labels: set[Cell]) -> Iterator[LabelledValue]:
    row, first = entry.at[0], grid.end_of(entry.at)[1] + 1
    end = min((column for at, column in labels if at == row and column >= first), default=region.right + 1)
    filled = [(row, column) for column in range(first, end) if grid.filled((row, column))]
    if not filled or not _may_be_a_day(grid, filled[-1], first):
        yield entry
        return
    *before, day = filled
    name = before[0] if before else (row, first)
    yield LabelledValue(SIGNED_BY, entry.at, grid.cells.get(name) if before else None, name)
    yield LabelledValue(SIGNED_ON, entry.at, grid.cells.get(day), day)


def _may_be_a_day(grid: Grid, cell: Cell, first: int) -> bool:
    """A day, the form's own “年 月 日”, or what cannot be trusted where only the day can be meant."""
    return bool(_DAY.match(grid.cells.get(cell, ""))) or (cell in grid.doubts and cell[1] > first)


def read_person_list(filler: Filler, grid: Grid, region: Region, head: TableHead) -> None:
    """A list: a consultant for every row that is a record."""
    name_unknown_columns(filler, grid, head, region.bottom)
    placed = as_filled(grid, head, region)
    columns = (head if isinstance(placed, Unclear) else placed).columns
    above: dict[str, str] = {}
    for row in rows_under(grid, head, region):
        cells = {label: (row, column) for column, label in columns}
        if not is_record(grid, cells) or label_of(grid.cells.get(cells[NAME], ""), PERSON):
            continue
        person, route = _new_person(filler, grid, next(iter(cells.values())))
        # Inside, `above` still is the row before.
        above = {label: text for label, cell in cells.items() if (text := said(filler, grid, cell, above.get(label)))}
        for label, cell in cells.items():
            text = above.get(label) or _pasted(grid, label, cell)
            _field(filler, grid, person, route, LabelledValue(label, cell, text, cell))


def _new_person(filler: Filler, grid: Grid, cell: Cell) -> tuple[dict[str, Any], Path]:
    rows = filler.tree.setdefault(PERSONS_SECTION, [])
    filler.marks.setdefault((PERSONS_SECTION,), grid.reference(cell))
    route: Path = (PERSONS_SECTION, len(rows))
    filler.marks[route] = grid.reference(cell)
    rows.append({})
    return rows[-1], route


def _says_something(grid: Grid, entry: LabelledValue) -> bool:
    if entry.label == PROMISE:
        return any(_signature(entry.text or ""))
    return entry.value_at in grid.doubts or bool(entry.text and filled_in(entry.text))


def _field(filler: Filler, grid: Grid, person: dict[str, Any], route: Path, entry: LabelledValue) -> None:
    if entry.label in (SIGNED_BY, SIGNED_ON):
        _promised(filler, grid, person, route, entry)
    elif entry.label == PROMISE:
        filler.marks.setdefault((*route, PROMISE), grid.reference(entry.value_at))
        for label, text in _signature(entry.text or ""):
            _promised(filler, grid, person, route, LabelledValue(label, entry.at, text, entry.value_at))
    else:
        filler.put(grid, person, (*route, entry.label), entry.text, entry.value_at)


def _promised(filler: Filler, grid: Grid, person: dict[str, Any], route: Path, entry: LabelledValue) -> None:
    promise = person.setdefault(PROMISE, {})
    filler.put(grid, promise, (*route, PROMISE, entry.label), entry.text, entry.value_at)
    if not promise:
        del person[PROMISE]


def _signature(text: str) -> Iterator[tuple[str, str]]:
    """Name and day in “……本人签名：张三 2017年10月18日”, as far as they are filled in."""
    match = _SIGNATURE.search(text)
    if match and match["name"]:
        yield SIGNED_BY, match["name"]
    if match and match["day"]:
        yield SIGNED_ON, match["day"]
