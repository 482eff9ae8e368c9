"""Where consultants stand on a sheet: forms in official layout, and lists with a row for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from anlian_cli.forms.grid import Cell, Grid
from anlian_cli.forms.layout import Region, cells_in, distinct, labels_in
from anlian_cli.forms.tables import TableHead, one_column_each, table_head
from anlian_cli.forms.vocabulary import (
    NAME,
    PERSON,
    PROMISE,
    ROSTER_LABEL,
    SERIAL,
    SIGNED_BY,
    SIGNED_ON,
    UNIT,
    Words,
    alias,
    label_in,
)
from anlian_cli.model.application import Consultant, PersonForm

_LEAST_IN_LIST, _LEAST_IN_FORM = 3, 4
_SPECIALITY = alias(Consultant, "speciality")
_OF_NOBODY = frozenset({SERIAL, SIGNED_BY, SIGNED_ON})
"""Labels that say nothing of a person."""
_OF_THIS_FORM = frozenset(
    {PROMISE}
    | {
        alias(PersonForm, attribute)
        for attribute in ("title", "certificates", "years_of_service", "career", "employer_opinion")
    }
)
"""Labels that tell this form from a register of pupils or of employees."""
_TITLES = ("人员登记表", "咨询员登记表")
_FORM_ROWS = 30
_HEAD_ROWS = 3


def person_lists(grid: Grid, region: Region) -> Iterator[TableHead]:
    """Heads of lists with one row per person, whatever stands beside 姓名."""
    rosters = _roster_rows(grid, region)
    done = -1
    for row in _rows_with(grid, region, NAME, PERSON):
        head = table_head(grid, row, region, PERSON, _LEAST_IN_LIST) if row > done and row not in rosters else None
        if head and _is_list_of_people(grid, head):
            done = head.last_row
            yield one_column_each(grid, head)


def _rows_with(grid: Grid, region: Region, label: str, words: Words) -> list[int]:
    """The rows in which a head may begin: a label's own, one that it is merged down to, and the first of two."""
    rows: set[int] = set()
    for cell, pairs in grid.labels(words).items():
        if pairs[0].label == label and region.holds(cell):
            rows |= {max(cell[0] - 1, 0), cell[0], min(grid.end_of(cell)[0], cell[0] + 1)}
    return sorted(rows)


def _is_list_of_people(grid: Grid, head: TableHead) -> bool:
    """姓名 over names, not over the next label of a form; and not the unit's roster, which has a speciality."""
    labels = head.labels() - _OF_NOBODY
    name = next((column for column, label in head.columns if label == NAME), None)
    if name is None or len(labels) < _LEAST_IN_LIST:
        return False
    if label_in(grid.cells.get((head.last_row + 1, name), ""), PERSON):
        return False
    texts = "".join(grid.cells[head.row, column] for column in grid.columns(head.row))
    return _SPECIALITY not in texts or len(labels) > _LEAST_IN_LIST


def _roster_rows(grid: Grid, region: Region) -> frozenset[int]:
    """The rows beside 安全社区咨询员 in the unit's form: a roster there belongs to the form."""
    found = grid.labels(UNIT).items()
    labels = [cell for cell, pairs in found if pairs[0].label == ROSTER_LABEL and region.holds(cell)]
    return frozenset(row for cell in labels for row in range(cell[0], grid.end_of(cell)[0] + 1))


def person_regions(grid: Grid, area: Region, lists: Sequence[TableHead]) -> list[Region]:
    """One region for each 人员登记表, however many stand beside or below each other."""
    rows = {row for head in lists for row in range(head.row, head.last_row + 1)} | _roster_rows(grid, area)
    names = [cell for cell in labels_in(grid, area, PERSON) if cell[0] not in rows and _is_name(grid, cell)]
    regions = [_region_of(grid, at, names, area) for at in range(len(names))]
    return [region for region in regions if _is_form(grid, region)]


def _is_name(grid: Grid, cell: Cell) -> bool:
    return label_in(grid.cells[cell], PERSON) == NAME


def _is_form(grid: Grid, region: Region) -> bool:
    """Enough labels of a person, and among them, or in the title, what belongs to this form.

    姓名 and 性别 stand in every score sheet and in every export.
    """
    near = Region(region.top, region.left, min(region.bottom, region.top + _FORM_ROWS), region.right)
    labels = distinct(labels_in(grid, near, PERSON)) - _OF_NOBODY
    if len(labels) < _LEAST_IN_FORM:
        return False
    head = [grid.sheet, *(grid.cells[cell] for cell in cells_in(grid, near) if cell[0] < region.top + 3)]
    titled = any(title in "".join(text.split()) for text in head for title in _TITLES)
    return titled or bool(labels & _OF_THIS_FORM)


def _region_of(grid: Grid, at: int, anchors: Sequence[Cell], area: Region) -> Region:
    """The region of one anchor among all, which stand in reading order."""
    row, column = anchors[at]
    follower = anchors[at + 1] if at + 1 < len(anchors) else (-1, 0)
    right = follower[1] - 1 if follower[0] == row else area.right
    tops = _nearest_below(anchors, at, right)
    bottom = min((top - head_rows(grid, top, column, right) - 1 for top in tops), default=area.bottom)
    # Left of 姓名 may stand a column of headings, merged with the labels of the form's last rows.
    left = area.left if column == min(other for _, other in anchors) else column
    return Region(row - head_rows(grid, row, left, right), left, bottom, right)


def _nearest_below(anchors: Sequence[Cell], at: int, right: int) -> list[int]:
    """The rows of the next anchors under one; those farther down end it no sooner, whatever stands above them."""
    row, column = anchors[at]
    found: list[int] = []
    for other in range(at + 1, len(anchors)):
        below, beside = anchors[other]
        if found and below > found[0] + _HEAD_ROWS:
            break
        if below > row and column <= beside <= right:
            found.append(below)
    return found


def head_rows(grid: Grid, row: int, left: int, right: int) -> int:
    """How many rows above a form's first belong to it: its title and its number, at most three."""
    for height in range(1, _HEAD_ROWS + 1):
        above = (grid.cells.get((row - height, column), "") for column in range(left, right + 1))
        if row - height < 0 or {label_in(text, PERSON) or label_in(text, UNIT) for text in above} - {None, SERIAL}:
            return height - 1
    return _HEAD_ROWS
