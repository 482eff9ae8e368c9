"""Finding the forms in a sheet: labels by their text wherever they stand, values beside or below them.

People insert rows and columns, merge cells, and put two forms side by side; so no address is ever assumed. A
region is a part of a sheet that holds one form; inside it only that form's labels are labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from anlian_cli.forms.grid import PICTURE, Cell, Grid
from anlian_cli.model.application import (
    SPECIALITY_AND_TITLE,
    Consultant,
    LegalRepresentative,
    Materials,
    PersonForm,
    Principal,
    SelfCheck,
    TrackRecord,
    Undertaking,
    UnitForm,
)
from anlian_cli.model.fields import Form, official_label

_LONGEST_LABEL = 24
_LONGEST_NAME = 10
_REMARKS = ("注", "备注", "说明", "合计", "共")


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of a sheet, its last row and column included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, cell: Cell) -> bool:
        return self.top <= cell[0] <= self.bottom and self.left <= cell[1] <= self.right


@dataclass(frozen=True, slots=True)
class Entry:
    """A label with its value as found: the value's cell is named even where it is blank."""

    label: str
    at: Cell
    text: str | None
    value_at: Cell


@dataclass(frozen=True, slots=True)
class TableHead:
    """A row of labels over a list: which column holds what."""

    row: int
    columns: tuple[tuple[int, str], ...]

    def labels(self) -> frozenset[str]:
        return frozenset(label for _, label in self.columns)


@lru_cache
def labels_of(form: type[Form]) -> frozenset[str]:
    """The labels of a form, those of what stands inside it aside."""
    return frozenset(str(field.alias) for field in form.model_fields.values())


PERSON = labels_of(PersonForm) | labels_of(Undertaking)
UNIT = labels_of(UnitForm) | ((labels_of(LegalRepresentative) | labels_of(Principal)) - labels_of(PersonForm))
ROSTER = labels_of(Consultant) | {SPECIALITY_AND_TITLE}
TRACK = labels_of(TrackRecord)
SELF_CHECK, MATERIALS = labels_of(SelfCheck), labels_of(Materials)
_NAME, _SEX = str(PersonForm.model_fields["name"].alias), str(PersonForm.model_fields["sex"].alias)
_PHOTO = str(PersonForm.model_fields["photo"].alias)
_PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp")
_SERIAL = str(UnitForm.model_fields["serial"].alias)
_OPINIONS = frozenset(str(PersonForm.model_fields[name].alias) for name in ("employer_opinion", "federation_opinion"))
_NUMBER = re.compile(r"[（(](.*)[)）]\s*号", re.DOTALL)
_NUMBER_BEGINS, _NUMBER_ENDS = re.compile(r"[（(]"), re.compile(r"[)）]\s*号")


def labels_in(grid: Grid, region: Region, known: frozenset[str]) -> dict[Cell, str]:
    """Every label of a form in a region, in reading order; '单位全称：某某' in one cell is one too."""
    found = {}
    for cell in sorted(grid.cells):
        if region.holds(cell) and (label := label_in(grid.cells[cell], known)):
            found[cell] = label
    return found


def label_in(text: str, known: frozenset[str]) -> str | None:
    """The label that a cell's text is, or begins with before a colon."""
    if len(text) <= _LONGEST_LABEL and (label := official_label(text)) in known:
        return label
    head, colon, _ = text.replace(":", "：").partition("：")
    if colon and len(head) <= _LONGEST_LABEL and (label := official_label(head)) in known:
        return label
    return None


def entries(grid: Grid, region: Region, known: frozenset[str], *, below: bool = True) -> Iterator[Entry]:
    """Every label with its value, in reading order; before them the form's number, where it has one in brackets."""
    labels = labels_in(grid, region, known)
    if _SERIAL in known and labels and _SERIAL not in labels.values():
        yield from _number(grid, replace(region, bottom=next(iter(labels))[0] - 1))
    for cell, label in labels.items():
        entry = _entry(grid, region, labels, cell, label, below)
        yield _whole_box(grid, entry) if label in _OPINIONS else entry


def _entry(grid: Grid, region: Region, labels: dict[Cell, str], cell: Cell, label: str, below: bool) -> Entry:
    text = grid.cells[cell]
    inline = text.replace(":", "：").partition("：")[2].strip()
    if inline and official_label(text) != label:
        return Entry(label, cell, inline, cell)
    if label == _PHOTO:
        return _photo(grid, cell)
    row, column = cell[0], grid.end_of(cell)[1] + 1
    beside = (row, column)
    while column <= region.right and (row, column) not in labels:
        if grid.filled((row, column)):
            return Entry(label, cell, grid.cells.get((row, column)), (row, column))
        column = grid.end_of((row, column))[1] + 1
    under = (grid.end_of(cell)[0] + 1, cell[1])
    shut_in = beside[1] > region.right or beside in labels
    if below and shut_in and under[0] <= region.bottom and under not in labels:
        return Entry(label, cell, grid.cells.get(under), under)
    return Entry(label, cell, None, beside)


def _number(grid: Grid, head: Region) -> Iterator[Entry]:
    """“( 12 ) 号” in a form's head: the number between its brackets, in their cell or in one of its own."""
    texts = [(cell, grid.cells[cell]) for cell in sorted(grid.cells) if head.holds(cell)]
    for cell, text in texts:
        row, beside = cell[0], grid.end_of(cell)[1] + 1
        closed = any(at[0] == row and at[1] > beside and _NUMBER_ENDS.fullmatch(end) for at, end in texts)
        if inside := _NUMBER.fullmatch(text):
            yield Entry(_SERIAL, cell, inside[1].strip() or None, cell)
        elif closed and _NUMBER_BEGINS.fullmatch(text):
            yield Entry(_SERIAL, cell, grid.cells.get((row, beside)), (row, beside))


def _whole_box(grid: Grid, entry: Entry) -> Entry:
    """An opinion with what stands under it in its box, which is as high as its label: the seal and the day."""
    row, column = entry.value_at
    below = ((under, column) for under in range(row + 1, grid.end_of(entry.at)[0] + 1))
    parts = [text for text in (entry.text, *map(grid.cells.get, below)) if text]
    return replace(entry, text="\n".join(parts) or None)


def _photo(grid: Grid, cell: Cell) -> Entry:
    """The photo box: a picture pasted into a cell, or a picture's file name, under the label or beside it."""
    last_row, last_column = grid.end_of(cell)
    under, beside = (last_row + 1, cell[1]), (cell[0], last_column + 1)
    for value_at in (under, beside):
        text = grid.cells.get(value_at, "")
        if text == PICTURE or text.lower().endswith(_PICTURE_SUFFIXES):
            return Entry(_PHOTO, cell, text, value_at)
    return Entry(_PHOTO, cell, None, under)


def whole(grid: Grid) -> Region:
    """All of a sheet, and one column more for a value that is blank."""
    return Region(0, 0, grid.height, grid.width)


def table_head(grid: Grid, row: int, region: Region, known: frozenset[str], least: int) -> TableHead | None:
    """The row as a list's head: at least `least` labels side by side, hardly anything else between them.

    In a form, values stand between the labels; in a head, at most a column that we do not know.
    """
    cells = [cell for cell in sorted(grid.cells) if cell[0] == row and region.holds(cell)]
    columns = [(cell[1], label) for cell in cells if (label := official_label(grid.cells[cell])) in known]
    if len({label for _, label in columns}) < least:
        return None
    covered = {inner for column, _ in columns for inner in range(column, grid.end_of((row, column))[1] + 1)}
    others = sum(column not in covered for column in range(columns[0][0], columns[-1][0]))
    return TableHead(row, tuple(columns)) if others <= len(columns) // 4 else None


def is_record(grid: Grid, cells: Mapping[str, Cell]) -> bool:
    """Whether a row of a list is a record: two cells filled, or a name alone.

    A title or a remark under the list is one longer text; a name alone is kept, so that its gaps are told.
    """
    filled = [label for label, cell in cells.items() if grid.filled(cell)]
    if len(filled) != 1:
        return bool(filled)
    text = grid.cells.get(cells[filled[0]], "")
    return filled[0] == _NAME and len(text) <= _LONGEST_NAME and not text.startswith(_REMARKS)


def person_lists(grid: Grid, region: Region) -> Iterator[TableHead]:
    """Heads of lists with one row per consultant."""
    for row in range(region.top, min(region.bottom, grid.height - 1) + 1):
        head = table_head(grid, row, region, PERSON, 4)
        if head and _NAME in head.labels():
            yield head


def person_regions(grid: Grid, area: Region, list_heads: frozenset[int]) -> list[Region]:
    """One region for each 人员登记表 in official layout, however many stand beside or below each other.

    The rows of `list_heads` begin lists, not forms.
    """
    names = (cell for cell in labels_in(grid, area, frozenset({_NAME})) if cell[0] not in list_heads)
    anchors = [cell for cell in names if _is_anchor(grid, cell, area)]
    return [_region_of(grid, anchor, anchors, area) for anchor in anchors]


def _is_anchor(grid: Grid, cell: Cell, area: Region) -> bool:
    """姓名 of a form, not of a list: 性别 follows in its row before another 姓名."""
    for column in range(cell[1] + 1, area.right + 1):
        label = official_label(grid.cells.get((cell[0], column), ""))
        if label in (_NAME, _SEX):
            return label == _SEX
    return False


def _region_of(grid: Grid, anchor: Cell, anchors: Iterable[Cell], area: Region) -> Region:
    row, column = anchor
    right = min((other[1] - 1 for other in anchors if other[0] == row and other[1] > column), default=area.right)
    below = [other[0] for other in anchors if other[0] > row and column <= other[1] <= right]
    bottom = min((top - head_rows(grid, top, column, right) - 1 for top in below), default=area.bottom)
    return Region(row - head_rows(grid, row, column, right), column, bottom, right)


def head_rows(grid: Grid, row: int, left: int, right: int) -> int:
    """How many rows above a form's first belong to it: its title and its number, at most three."""
    for height in range(1, 4):
        above = (grid.cells.get((row - height, column), "") for column in range(left, right + 1))
        if row - height < 0 or {label_in(text, PERSON | UNIT) for text in above} - {None, _SERIAL}:
            return height - 1
    return 3
