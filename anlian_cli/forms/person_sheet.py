"""人员登记表 in a workbook: in official layout, one or several on a sheet, or as a list with a row per consultant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from anlian_cli.forms.filler import Filler, alias, without_seal
from anlian_cli.forms.grid import PICTURE, Cell, Grid
from anlian_cli.forms.layout import PERSON, Entry, Region, TableHead, entries, is_record
from anlian_cli.model.application import Application, PersonForm, Undertaking
from anlian_cli.model.fields import Path
from anlian_cli.model.text import quoted

_SIGNATURE = re.compile(
    r"签\s*名[:：]\s*(?P<name>[^\s\d年]{1,20})?\s*"
    r"(?P<day>\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?)?"
)
_DAY = re.compile(r"\d{4}|年\s*月\s*日")
_IGNORED_COLUMNS = frozenset({"序号", "No", "No.", "备注"})
_PERSONS = alias(Application, "persons")
_PHOTO, _PROMISE = alias(PersonForm, "photo"), alias(PersonForm, "undertaking")
_SIGNED_BY, _SIGNED_ON = alias(Undertaking, "signature"), alias(Undertaking, "signed_on")


def read_person(filler: Filler, grid: Grid, region: Region) -> None:
    """One form in official layout; a blank one, left over in the template, is nobody."""
    found = list(_with_day(grid, region, list(entries(grid, region, PERSON))))
    if not any(_says_something(grid, entry) for entry in found):
        return
    person, route = _new_person(filler, grid, (region.top, region.left))
    for entry in found:
        _field(filler, grid, person, route, entry)
    if grid.pictures:
        person.setdefault(_PHOTO, PICTURE)


def _with_day(grid: Grid, region: Region, found: list[Entry]) -> Iterator[Entry]:
    """“本人签名: 张三 2017年10月18日” in cells beside each other: the form has no label for the day."""
    has_label = any(entry.label == _SIGNED_ON for entry in found)
    for entry in found:
        if entry.label != _SIGNED_BY or has_label or entry.value_at == entry.at:
            yield entry
        else:
            yield from _signature_line(grid, region, entry, {other.at for other in found})


def _signature_line(grid: Grid, region: Region, entry: Entry, labels: set[Cell]) -> Iterator[Entry]:
    row, first = entry.at[0], grid.end_of(entry.at)[1] + 1
    end = min((column for at, column in labels if at == row and column >= first), default=region.right + 1)
    filled = [(row, column) for column in range(first, end) if grid.filled((row, column))]
    if not filled or not _may_be_a_day(grid, filled[-1], first):
        yield entry
        return
    *before, day = filled
    name = before[0] if before else (row, first)
    yield Entry(_SIGNED_BY, entry.at, grid.cells.get(name) if before else None, name)
    yield Entry(_SIGNED_ON, entry.at, grid.cells.get(day), day)


def _may_be_a_day(grid: Grid, cell: Cell, first: int) -> bool:
    """A day, the form's own “年 月 日”, or what cannot be trusted where only the day can be meant."""
    return bool(_DAY.match(grid.cells.get(cell, ""))) or (cell in grid.doubts and cell[1] > first)


def read_person_list(filler: Filler, grid: Grid, head: TableHead, bottom: int) -> None:
    """A list: a consultant for every row that is a record."""
    _unknown_columns(filler, grid, head, bottom)
    for row in range(head.row + 1, min(bottom, grid.height - 1) + 1):
        cells = {label: (row, column) for column, label in head.columns}
        if not is_record(grid, cells):
            continue
        person, route = _new_person(filler, grid, next(iter(cells.values())))
        for label, cell in cells.items():
            _field(filler, grid, person, route, Entry(label, cell, grid.cells.get(cell), cell))


def _new_person(filler: Filler, grid: Grid, cell: Cell) -> tuple[dict[str, Any], Path]:
    rows = filler.tree.setdefault(_PERSONS, [])
    filler.marks.setdefault((_PERSONS,), grid.reference(cell))
    route: Path = (_PERSONS, len(rows))
    filler.marks[route] = grid.reference(cell)
    rows.append({})
    return rows[-1], route


def _says_something(grid: Grid, entry: Entry) -> bool:
    if entry.label == _PROMISE:
        return any(_signature(entry.text or ""))
    return entry.value_at in grid.doubts or bool(entry.text and without_seal(entry.text))


def _field(filler: Filler, grid: Grid, person: dict[str, Any], route: Path, entry: Entry) -> None:
    if entry.label in (_SIGNED_BY, _SIGNED_ON):
        _promised(filler, grid, person, route, entry)
    elif entry.label == _PROMISE:
        filler.marks.setdefault((*route, _PROMISE), grid.reference(entry.value_at))
        for label, text in _signature(entry.text or ""):
            _promised(filler, grid, person, route, Entry(label, entry.at, text, entry.value_at))
    else:
        filler.put(grid, person, (*route, entry.label), entry.text, entry.value_at)


def _promised(filler: Filler, grid: Grid, person: dict[str, Any], route: Path, entry: Entry) -> None:
    promise = person.setdefault(_PROMISE, {})
    filler.put(grid, promise, (*route, _PROMISE, entry.label), entry.text, entry.value_at)
    if not promise:
        del person[_PROMISE]


def _signature(text: str) -> Iterator[tuple[str, str]]:
    """Name and day in “……本人签名：张三 2017年10月18日”, as far as they are filled in."""
    match = _SIGNATURE.search(text)
    if match and match["name"]:
        yield _SIGNED_BY, match["name"]
    if match and match["day"]:
        yield _SIGNED_ON, match["day"]


def _unknown_columns(filler: Filler, grid: Grid, head: TableHead, bottom: int) -> None:
    known = {column for column, _ in head.columns}
    for (row, column), text in list(grid.cells.items()):
        if row != head.row or column in known or text in _IGNORED_COLUMNS:
            continue
        if any(grid.filled((below, column)) for below in range(row + 1, bottom + 1)):
            message = f"不认识的栏目{quoted(text)}，其中的内容没有采用"
            filler.remark(grid, "F04", message, "请改成登记表上的名称", (row, column))
