"""The roster and the track record of 单位登记表: rows under labels, in the unit's form or on their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from anlian_cli.forms.filler import Filler
from anlian_cli.forms.grid import Cell, Grid
from anlian_cli.forms.layout import LabelledValue, Region, cells_in, entries
from anlian_cli.forms.leftovers import said
from anlian_cli.forms.list_columns import UNCLEAR_HINT, Unclear, as_filled, rows_under
from anlian_cli.forms.tables import TableHead, is_record, table_head
from anlian_cli.forms.vocabulary import (
    CONSULTANT_NAME,
    ROSTER,
    ROSTER_LABEL,
    TRACK,
    UNIT_SECTION,
    Words,
    alias,
    is_foreign,
    label_of,
)
from anlian_cli.model.application import SPECIALITY_AND_TITLE, Consultant
from anlian_cli.model.paths import Path
from anlian_cli.model.text import quoted

Record = dict[str, Cell]
"""The cells of one row's values by label."""

_SPECIALITY, _TITLE = (alias(Consultant, name) for name in ("speciality", "title"))
_MARKS = re.compile(r"[、，,；;/]")


def read_block(filler: Filler, grid: Grid, unit: dict[str, Any], block: Region, entry: LabelledValue) -> None:
    """Rows under labels of their own beside the leading label; else whatever text stands there."""
    words = _words(entry.label)
    head = _head_in(grid, block, words)
    if head is None and not _is_label_among_values(grid, block, entry, words):
        filler.put(grid, unit, (UNIT_SECTION, entry.label), entry.text, entry.value_at)
        return
    filler.marks[(UNIT_SECTION, entry.label)] = grid.reference(entry.at)
    _take(filler, grid, unit, entry.label, _records(grid, block, head, words))


def read_unit_list(filler: Filler, grid: Grid, region: Region, head: TableHead, label: str) -> None:
    """A roster or a track record on its own, without the unit's form around it."""
    cell = (head.row, head.columns[0][0])
    filler.marks.setdefault((UNIT_SECTION,), grid.reference(cell))
    filler.marks[(UNIT_SECTION, label)] = grid.reference(cell)
    records = _records(grid, region, head, _words(label))
    if label == ROSTER_LABEL and not isinstance(records, Unclear):
        # Without the form's frame a title or remark may stand under the list.
        records = [cells for cells in records if is_record(grid, cells)]
    _take(filler, grid, filler.tree.setdefault(UNIT_SECTION, {}), label, records)


def _words(label: str) -> Words:
    return ROSTER if label == ROSTER_LABEL else TRACK


def _head_in(grid: Grid, block: Region, words: Words) -> TableHead | None:
    """The head of a block's list; 姓名 alone heads one too."""
    rows = range(block.top, min(block.top + 2, block.bottom) + 1)
    for least in (2, 1) if words is ROSTER else (2,):
        heads = (table_head(grid, row, block, words, least) for row in rows)
        if head := next((head for head in heads if head and (least > 1 or CONSULTANT_NAME in head.labels())), None):
            return head
    return None


def _labels(grid: Grid, region: Region, words: Words) -> list[Cell]:
    """The cells that are a label of the list: never a value."""
    return [cell for cell in grid.labelled() if region.holds(cell) and label_of(grid.cells[cell], words)]


def _is_label_among_values(grid: Grid, block: Region, entry: LabelledValue, words: Words) -> bool:
    """Whether what stands beside the leading label is no text: a track record may speak of 内容 in its own."""
    return bool(_labels(grid, block, words) if words is ROSTER else label_of(entry.text or "", words))


def _records(grid: Grid, region: Region, head: TableHead | None, words: Words) -> list[Record] | Unclear:
    """The records of a list; of a track record, which may be written as one pleases, as far as its head goes."""
    if words is ROSTER and (beside := list(_beside(grid, region))):
        return beside
    if unclear := _without_head(grid, region, words) if head is None else _stray_label(grid, region, head, words):
        return unclear
    placed = as_filled(grid, head, region) if head else None
    if isinstance(placed, Unclear) and words is ROSTER:
        return placed
    under = head if isinstance(placed, Unclear) else placed
    return list(_under(grid, region, under)) if under else []


def _beside(grid: Grid, region: Region) -> Iterator[Record]:
    """A roster that says its labels anew for each consultant, each value beside its own: 姓名 张三 职称 工程师."""
    found = list(entries(grid, region, ROSTER, below=False))
    names = [entry for entry in found if entry.label == CONSULTANT_NAME]
    taken = {cell for entry in found for cell in (entry.at, entry.value_at) if entry.at != entry.value_at}
    others = [cell for cell in cells_in(grid, region) if cell not in taken]
    in_each_row = len({entry.at[0] for entry in names}) > 1 and any(entry.text for entry in names)
    if not in_each_row or _first_value(grid, others) is not None:
        return
    record: Record = {}
    for entry in found:
        if entry.label in record:
            yield record
            record = {}
        record[entry.label] = entry.value_at
    yield record


def _without_head(grid: Grid, region: Region, words: Words) -> Unclear | None:
    """Labels with values and no row of them; labels alone are a blank list."""
    if _first_value(grid, cells_in(grid, region)) is None:
        return None
    return Unclear("名单的栏目名称和内容分不开", _labels(grid, region, words)[0])


def _stray_label(grid: Grid, region: Region, head: TableHead, words: Words) -> Unclear | None:
    """A roster's label among its values, or values among its labels: nothing tells what belongs to what."""
    if words is not ROSTER:
        return None
    under = set(rows_under(grid, head, region))
    if stray := next((cell for cell in _labels(grid, region, words) if cell[0] in under), None):
        return Unclear(f"名单里又有栏目名称{quoted(grid.cells[stray])}，看不出上下的内容怎样对应", stray)
    if any(cell[0] in under for cell in cells_in(grid, region)):
        return None
    beside = _first_value(grid, cells_in(grid, region))
    return Unclear("这一格不是栏目名称，下面也没有名单", beside) if beside else None


def _first_value(grid: Grid, cells: Iterable[Cell]) -> Cell | None:
    """The first cell that is neither a label, of ours or of anybody's, nor a row's number."""
    return next((cell for cell in cells if not _says_nothing(grid.cells[cell])), None)


def _says_nothing(text: str) -> bool:
    return bool(label_of(text, ROSTER) or label_of(text, TRACK)) or is_foreign(text) or text.isdecimal()


def _under(grid: Grid, region: Region, head: TableHead) -> Iterator[Record]:
    """The cells of each record: row by row, and in a row group by group where the labels repeat."""
    for row in rows_under(grid, head, region):
        record: Record = {}
        for column, label in head.columns:
            if label in record:
                yield record
                record = {}
            record[label] = (row, column)
        yield record


def _take(filler: Filler, grid: Grid, unit: dict[str, Any], label: str, records: list[Record] | Unclear) -> None:
    """Fill the records in; what cannot be told apart is left out, and said."""
    if isinstance(records, Unclear):
        filler.doubt(grid, (UNIT_SECTION, label), f"名单没有读取：{records.reason}", UNCLEAR_HINT, records.cell)
        return
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


def _facts(label: str, text: str | None) -> Iterator[tuple[str, str | None]]:
    """“安全工程、高级工程师”: before the first mark the speciality, behind it the title; one part is the title."""
    if label != SPECIALITY_AND_TITLE:
        yield label, text
        return
    speciality, title = _MARKS.split(text or "", maxsplit=1) if _MARKS.search(text or "") else ("", text or "")
    yield _SPECIALITY, speciality.strip() or None
    yield _TITLE, title.strip() or None
