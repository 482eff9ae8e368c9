"""How the forms and lists of one sheet lie below each other: each ends where the next begins, and none is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum

from msgspec import Struct

from anlian_cli.forms.grid import Grid
from anlian_cli.forms.layout import Region, distinct, labels_in, whole
from anlian_cli.forms.person_regions import head_rows, person_lists, person_regions
from anlian_cli.forms.tables import TableHead, rows_of_labels, table_head
from anlian_cli.forms.vocabulary import (
    CODE,
    MATERIALS,
    NAME,
    OPINIONS,
    ROSTER,
    ROSTER_LABEL,
    SELF_CHECK,
    SERIAL,
    TRACK,
    TRACK_LABEL,
    UNIT,
    UNIT_NAME,
    Words,
)
from anlian_cli.model.application import UnitForm
from anlian_cli.model.labels import labels_of

_OF_A_UNIT = labels_of(UnitForm) - {UNIT_NAME, CODE, SERIAL} - OPINIONS
"""Any list may name its firm and the firm's code at its head; with one of these beside it, it is the firm's form."""
_BESIDE_PEOPLE = 2
"""How many of them it takes on a sheet with people, whose forms name their firm too, and its address."""


class Kind(Enum):
    """What a band holds."""

    PERSON = "a consultant's form"
    PERSON_LIST = "a list of consultants"
    UNIT = "the unit's form"
    ROSTER = "a roster without the unit's form"
    TRACK = "a track record without the unit's form"
    SELF_CHECK = "the self-check"
    MATERIALS = "the materials"


class Band(Struct, frozen=True):
    """A part of a sheet with one form or list; `head` is a list's row of labels."""

    kind: Kind
    region: Region
    head: TableHead | None = None


def bands(grid: Grid) -> list[Band]:
    """Every form and list of a sheet, from top to bottom, each cut where the next begins."""
    found = sorted(_begun(grid), key=lambda band: (band.region.top, band.region.left))
    return [_cut(band, found) for band in found]


def _cut(band: Band, others: list[Band]) -> Band:
    region = band.region
    below = (other.region.top for other in others if other.region.top > region.top and _overlap(region, other.region))
    bottom = min((top - 1 for top in below), default=region.bottom)
    return Band(band.kind, Region(region.top, region.left, min(bottom, region.bottom), region.right), band.head)


def _overlap(one: Region, other: Region) -> bool:
    return one.left <= other.right and other.left <= one.right


def _begun(grid: Grid) -> Iterator[Band]:
    """Where each begins, as if it went on to the end of the sheet."""
    area = whole(grid)
    lists = list(person_lists(grid, area))
    for head in lists:
        yield _list(Kind.PERSON_LIST, head, area)
    persons = person_regions(grid, area, lists)
    yield from (Band(Kind.PERSON, region) for region in persons)
    yield from _units(grid, area, lists, _BESIDE_PEOPLE if lists or persons else 1)
    for kind, words in ((Kind.SELF_CHECK, SELF_CHECK), (Kind.MATERIALS, MATERIALS)):
        labels = labels_in(grid, area, words)
        if len(distinct(labels)) > 1:
            yield Band(kind, Region(min(cell[0] for cell in labels), area.left, area.bottom, area.right))


def _units(grid: Grid, area: Region, lists: Sequence[TableHead], least: int) -> Iterator[Band]:
    """The unit's form; its roster and track record belong to it where it has their labels, else they begin bands."""
    taken = {row for head in lists for row in range(head.row, head.last_row + 1)}
    labels = labels_in(grid, area, UNIT)
    present = distinct(labels)
    for (row, _), pairs in labels.items():
        named = row not in taken and UNIT_NAME in {pair.label for pair in pairs}
        if named and len(present & _OF_A_UNIT) >= least:
            top = row - head_rows(grid, row, area.left, area.right)
            yield Band(Kind.UNIT, Region(top, area.left, area.bottom, area.right))
    for kind, label, words, least in ((Kind.ROSTER, ROSTER_LABEL, ROSTER, 2), (Kind.TRACK, TRACK_LABEL, TRACK, 3)):
        if label not in present:
            heads = _heads(grid, area, words, least)
            yield from (_list(kind, head, area) for head in heads if head.row not in taken)


def _heads(grid: Grid, area: Region, words: Words, least: int) -> Iterator[TableHead]:
    above: TableHead | None = None
    for row in rows_of_labels(grid, words, least):
        head = table_head(grid, row, area, words, least) if above is None or row > above.last_row else None
        if head and (words is TRACK or NAME in head.labels()) and not _goes_on(grid, above, head):
            yield head
        above = head or above


def _goes_on(grid: Grid, above: TableHead | None, head: TableHead) -> bool:
    """Whether a list goes on under its head, printed again on the next page; a title or a form between parts two."""
    if above is None or above.columns != head.columns or len(grid.columns(head.row - 1)) == 1:
        return False
    return not any(above.last_row < row < head.row for row, _ in grid.labelled())


def _list(kind: Kind, head: TableHead, area: Region) -> Band:
    return Band(kind, Region(head.row, area.left, area.bottom, area.right), head)
