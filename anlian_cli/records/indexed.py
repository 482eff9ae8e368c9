"""What each batch changed, with the small documents beside, read from the objects themselves.

The index (`records.index`) keeps the same in one file; both stand under the lines of the journal.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from anlian_cli.model.batches import Touched
from anlian_cli.model.record import no_float, read_json
from anlian_cli.model.scores import Score
from anlian_cli.ocfl.inventory import Inventory
from anlian_cli.records.belonging import belongs
from anlian_cli.records.entry import Document, IndexEntry, is_kept, told
from anlian_cli.records.journal import JournalLine
from anlian_cli.records.places import DOSSIERS, SCORES, object_id, storage_root

_LEFT_OUT = ("clauses", "findings")


class Indexed(Struct, frozen=True):
    """One line of the journal with its entries, one for each dossier's version that the line names."""

    line: JournalLine
    entries: tuple[IndexEntry, ...]


def entries_of(base: Path, lines: Iterable[JournalLine]) -> Iterator[Indexed]:
    """The journal's lines with what the objects hold for them. Raises Damaged where an object is not theirs."""
    lines = list(lines)
    reader = _Reader(base, {touched.folder: touched for line in lines for touched in line.batch.touched})
    for line in lines:
        yield Indexed(line, tuple(reader.entries(line)))


def dossiers_in(line: JournalLine) -> list[Touched]:
    """The dossiers' versions that a line names; the others are sheets."""
    return [touched for touched in line.batch.touched if touched.folder.startswith(f"{DOSSIERS}/")]


def entry_from(
    folder: str, inventory: Inventory, version: int, inventory_digest: str, read: Callable[[str], bytes]
) -> IndexEntry:
    """One version of an object as an entry; `read` gives the content of a digest."""
    changes = changes_between(inventory.state(version - 1) if version > 1 else {}, inventory.state(version))
    return entry_of(folder, version, inventory_digest, changes, read)


def changes_between(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str | None]:
    """What differs of two states of an object: the new digest of each path, None of one that is gone."""
    changes: dict[str, str | None] = {path: digest for path, digest in now.items() if before.get(path) != digest}
    return changes | {path: None for path in before if path not in now}


def entry_of(
    folder: str, version: int, inventory_digest: str, changes: Mapping[str, str | None], read: Callable[[str], bytes]
) -> IndexEntry:
    """An entry from what a version changed; `read` gives the content of a digest."""
    return IndexEntry(folder, version, inventory_digest, told(changes, _documents(changes, read)))


def _documents(changes: Mapping[str, str | None], read: Callable[[str], bytes]) -> dict[str, Document]:
    """The small documents among what a version changed."""
    kept = {path: digest for path, digest in changes.items() if digest is not None and is_kept(path)}
    return {path: brief(path, read(digest)) for path, digest in kept.items()}


class _Reader:
    """Reads objects once each, at the version that the journal's last line about them names."""

    def __init__(self, base: Path, heads: Mapping[str, Touched]) -> None:
        self._root = storage_root(base, DOSSIERS)
        self._heads = heads
        self._inventories: dict[str, Inventory] = {}

    def entries(self, line: JournalLine) -> Iterator[IndexEntry]:
        for touched in dossiers_in(line):
            folder, inventory = touched.folder.partition("/")[2], self._inventory(touched.folder)
            read = partial(self._root.content, inventory.id, inventory)
            yield entry_from(folder, inventory, touched.version, touched.digest, read)

    def _inventory(self, folder: str) -> Inventory:
        known = self._inventories.get(folder)
        if known is None:
            head = self._heads[folder]
            known = self._root.version(object_id(folder), head.version, head.digest)
            self._inventories[folder] = known
        return known


def brief(path: str, data: bytes) -> Document:
    """A document as the index keeps it. Raises ValueError where it is none of ours."""
    if path.startswith(SCORES):
        score = read_json(Score, data)
        if not belongs(score, path):
            raise ValueError("a score of another stage")
        return score
    try:
        document: dict[str, Any] = json.loads(data, parse_float=no_float)
    except RecursionError:
        raise ValueError("too deep") from None
    if path.startswith("check/"):
        for key in _LEFT_OUT:
            document.pop(key, None)
    return document
