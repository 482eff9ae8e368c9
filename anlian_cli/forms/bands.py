"""How the forms and lists of one sheet lie below each other: each ends where the next begins, and none is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from anlian_cli.forms.grid import Grid
from anlian_cli.forms.layout import (
    MATERIALS,
    ROSTER,
    SELF_CHECK,
    TRACK,
    UNIT,
    Region,
    TableHead,
    head_rows,
    labels_in,
    person_lists,
    person_regions,
    table_head,
    whole,
)
from anlian_cli.model.application import PersonForm, UnitForm

_NAME = str(PersonForm.model_fields["name"].alias)
UNIT_NAME = str(UnitForm.model_fields["name"].alias)
ROSTER_LABEL = str(UnitForm.model_fields["consultants"].alias)
TRACK_LABEL = str(UnitForm.model_fields["track_record"].alias)


class Kind(Enum):
    """What a band holds."""

    PERSON = "a consultant's form"
    PERSON_LIST = "a list of consultants"
    UNIT = "the unit's form"
    ROSTER = "a roster without the unit's form"
    TRACK = "a track record without the unit's form"
    SELF_CHECK = "the self-check"
    MATERIALS = "the materials"


@dataclass(frozen=True, slots=True)
class Band:
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
    heads = list(person_lists(grid, area))
    for head in heads:
        yield _list(Kind.PERSON_LIST, head, area)
    for region in person_regions(grid, area, frozenset(head.row for head in heads)):
        yield Band(Kind.PERSON, region)
    yield from _units(grid, area)
    for kind, known in ((Kind.SELF_CHECK, SELF_CHECK), (Kind.MATERIALS, MATERIALS)):
        labels = labels_in(grid, area, known)
        if len(set(labels.values())) > 1:
            yield Band(kind, Region(min(cell[0] for cell in labels), area.left, area.bottom, area.right))


def _units(grid: Grid, area: Region) -> Iterator[Band]:
    """The unit's form; its roster and track record belong to it where it has their labels, else they begin bands."""
    labels = labels_in(grid, area, UNIT)
    for (row, _), label in labels.items():
        if label == UNIT_NAME:
            top = row - head_rows(grid, row, area.left, area.right)
            yield Band(Kind.UNIT, Region(top, area.left, area.bottom, area.right))
    for kind, label, known, least in ((Kind.ROSTER, ROSTER_LABEL, ROSTER, 2), (Kind.TRACK, TRACK_LABEL, TRACK, 3)):
        if label not in labels.values():
            yield from (_list(kind, head, area) for head in _heads(grid, area, known, least))


def _heads(grid: Grid, area: Region, known: frozenset[str], least: int) -> Iterator[TableHead]:
    for row in range(area.top, grid.height):
        head = table_head(grid, row, area, known, least)
        if head and (known is TRACK or _NAME in head.labels()):
            yield head


def _list(kind: Kind, head: TableHead, area: Region) -> Band:
    return Band(kind, Region(head.row, area.left, area.bottom, area.right), head)
