"""One version of one object as the index tells of it: cells of JSON, each read when somebody asks for it.

A ranking asks a hundred thousand versions for two totals each, and opens hardly one of them further.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar
from zlib import crc32

from msgspec import Struct
from msgspec.structs import fields

from anlian_cli.errors import RecordsFault
from anlian_cli.model.record import read_json, refuse_odd
from anlian_cli.model.scores import ExpertPoints, ItemPoints, Score, SheetRow
from anlian_cli.records.faults import unknown_content
from anlian_cli.records.places import EVENTS, PUBLICATIONS, SCORES

Document = Score | dict[str, Any]
Changes = Mapping[str, str | None]
Cells = Mapping[str, Any]
Cell = TypeVar("Cell")
_KEPT = (SCORES, EVENTS, "parameters/", "check/", PUBLICATIONS)
_BETWEEN = b",\t"
"""JSON knows no bare tab inside a text: cells are told apart before they are read."""
_NONE = b"{}" + _BETWEEN
# To be counted up with a change of the cells, or of what is a plain total.
_FORM = 2
_NAMES = [field.name for kind in (Score, ItemPoints, ExpertPoints, SheetRow) for field in fields(kind)]
SHAPE = f"{_FORM}-{crc32(' '.join(_NAMES).encode()):08x}"
"""What the cells are made of. A total is taken without reading the score that it stands for: a program that knows
other scores is to read the objects, and to refuse what it does not know there."""
_TOTALS = dict[str, Decimal | None]
_DIGESTS = dict[str, str | None]
_SCORES = dict[str, Score]
_OTHERS = dict[str, dict[str, Any] | None]


def is_kept(path: str) -> bool:
    """Whether the index holds a document; applications and evidence are read from the objects."""
    return path.startswith(_KEPT)


def told(changes: Changes, documents: Mapping[str, Document]) -> bytes:
    """What a version changed and brought, in cells."""
    scores = {path: score for path, score in documents.items() if isinstance(score, Score)}
    trees = {path: score.to_tree() for path, score in scores.items()}
    totals = {path: total_of(score) for path, score in scores.items()}
    return _BETWEEN.join(map(_cell, cells(changes, trees, totals, documents)))


def cells(
    changes: Changes, scores: Mapping[str, Any], totals: Mapping[str, str | None], others: Mapping[str, Any]
) -> list[Cells]:
    """Other documents, the scores' totals, the digests, the scores, each by path.

    Every path that was changed stands in one of the first two, whatever became of it.
    """
    plain = {path: totals.get(path) for path in changes if path.startswith(SCORES)}
    rest = {path: others.get(path) for path in changes if not path.startswith(SCORES)}
    return [rest, plain, changes, scores]


def total_of(score: Score) -> str | None:
    """The total of a score that is a plain sum, digit by digit."""
    total = score.plain_total
    return str(total) if total is not None else None


def _cell(found: Cells) -> bytes:
    # By path, so that the same version is always told in the same bytes.
    return json.dumps(dict(sorted(found.items())), ensure_ascii=False, separators=(",", ":")).encode()


class IndexEntry(Struct, eq=False, dict=True):
    """One object's version: its folder below the dossiers, what it changed, and the documents that it brought.

    What is told of it lies in the whole index, from one place to another: it is not copied until it is asked for.
    """

    folder: str
    version: int
    inventory_digest: str
    _index: bytes
    _begin: int = 0
    _end: int | None = None

    @property
    def told(self) -> bytes:
        """Everything that is told of it, in cells."""
        return self._index[self._begin : self._end]

    @property
    def cells(self) -> Any:
        """All cells as plain values; None where they are damaged."""
        try:
            return read_json(Any, b"[%b]" % self.told)
        except ValueError:
            return None

    @property
    def tells(self) -> bool:
        """Whether it changed anything but scores."""
        return not self._index.startswith(_NONE, self._begin)

    @property
    def totals(self) -> dict[str, Decimal | None]:
        """Of every score's path that it changed the total; None where that is not a plain sum, or the score is gone."""
        found = self._read(1, _TOTALS)
        try:
            refuse_odd(*found.values())
        except ValueError:
            raise self._fault() from None
        return found

    @cached_property
    def changes(self) -> dict[str, str | None]:
        """Each logical path that it changed with the new digest, or None where it takes the path away."""
        return self._read(2, _DIGESTS)

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The small documents: scores typed, others as plain values, of a verdict its head alone.

        Raises RecordsFault where one is missing that was brought.
        """
        others = {path: document for path, document in self._read(0, _OTHERS).items() if document is not None}
        scores = self._read(3, _SCORES)
        found: dict[str, Document] = {**scores, **others}
        if any(digest and is_kept(path) and path not in found for path, digest in self.changes.items()):
            raise self._fault()
        return found

    def _read(self, cell: int, kind: type[Cell]) -> Cell:
        try:
            return read_json(kind, self.told.split(_BETWEEN, cell + 1)[cell])
        except (ValueError, IndexError):
            raise self._fault() from None

    def _fault(self) -> RecordsFault:
        return unknown_content(f"{self.folder} 第 {self.version} 次记录")
