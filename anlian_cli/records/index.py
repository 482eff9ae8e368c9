"""The throw-away index: the journal and what each batch changed, with the small documents beside, in one file.

It is never the truth. `entries_of` reads the same from the objects; deleting the index changes no answer. A seal
beside it names the journal line that it reaches to, its size and its checksum, so that a stale or damaged one is
not used.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from anlian_cli.model.batches import Batch
from anlian_cli.model.record import no_float
from anlian_cli.model.scores import SCORE, Score
from anlian_cli.ocfl import disk
from anlian_cli.ocfl.inventory import Inventory
from anlian_cli.ocfl.root import StorageRoot
from anlian_cli.records.journal import JournalLine, batch_from_json, batch_to_json, last_digest
from anlian_cli.records.places import DOSSIERS, INDEX, JOURNAL, LAYOUTS, SEAL, object_id

_KEPT = ("scores/", "events/", "parameters/", "check/")
_LEFT_OUT = ("clauses", "findings")


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One object's version: its folder below the dossiers, what it changed, and the documents that it brought.

    `changes` maps a logical path to its new digest, or None where the version takes it away. `documents` holds
    the small ones: scores typed, others as plain values, of a verdict its head alone.
    """

    folder: str
    version: int
    inventory_digest: str
    changes: dict[str, str | None]
    documents: dict[str, Score | dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Indexed:
    """One batch with its entries, and the digest of its journal line."""

    line: JournalLine
    entries: tuple[IndexEntry, ...]


def read_index(base: Path) -> list[Indexed] | None:
    """Everything from the index, or None where it is missing, stale or damaged."""
    data = _sealed_bytes(base)
    if data is None:
        return None
    try:
        return [_from_json(raw) for raw in data.splitlines()]
    except ValidationError:
        return None


def _sealed_bytes(base: Path) -> bytes | None:
    """The bytes of an index that reaches to the end of the journal; None where there is none."""
    try:
        seal = json.loads((base / SEAL).read_bytes())
        if seal["journal"] != last_digest(base / JOURNAL):
            return None
        data = (base / INDEX).read_bytes()[: seal["size"]]
        return data if len(data) == seal["size"] and zlib.crc32(data) == seal["crc"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def index_state(base: Path, digests: list[str]) -> tuple[str, list[Indexed]]:
    """How the index stands to a journal of these digests: fresh with its batches, stale (or missing), damaged."""
    if not (base / SEAL).exists():
        return "stale", []
    try:
        seal = json.loads((base / SEAL).read_bytes())
        data = (base / INDEX).read_bytes()
        sound = zlib.crc32(data[: seal["size"]]) == seal["crc"] and seal["journal"] in digests
    except (OSError, ValueError, KeyError, TypeError):
        return "damaged", []
    if not sound or (seal["journal"] == digests[-1] and len(data) != seal["size"]):
        return "damaged", []
    return ("fresh", read_index(base) or []) if seal["journal"] == digests[-1] else ("stale", [])


def write_index(base: Path, batches: Iterable[Indexed]) -> None:
    """Write the index anew."""
    data = b"".join(_to_json(batch) for batch in batches)
    disk.write(base / INDEX, data)
    _seal(base, len(data), zlib.crc32(data))


def extend_index(base: Path, added: Indexed, before: str) -> bool:
    """Add one batch to an index that reaches to the journal line `before`; False where it does not."""
    try:
        seal = json.loads((base / SEAL).read_bytes())
        if seal["journal"] != before or (base / INDEX).stat().st_size < seal["size"]:
            return False
    except (OSError, ValueError, KeyError, TypeError):
        return False
    data = _to_json(added)
    disk.append(base / INDEX, seal["size"], data)
    _seal(base, seal["size"] + len(data), zlib.crc32(data, seal["crc"]))
    return True


def _seal(base: Path, size: int, crc: int) -> None:
    seal = {"journal": last_digest(base / JOURNAL), "size": size, "crc": crc}
    draft = base / f"{SEAL}.new"
    disk.write(draft, json.dumps(seal).encode())
    disk.move(draft, base / SEAL)


def _to_json(batch: Indexed) -> bytes:
    # What the batch touched is told by its entries; twice would cost every reader.
    rows = [
        batch.line.digest,
        batch_to_json(replace(batch.line.batch, touched=())),
        [_entry_to_json(entry) for entry in batch.entries],
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _entry_to_json(entry: IndexEntry) -> list[Any]:
    scores = {path: score.to_tree() for path, score in entry.documents.items() if isinstance(score, Score)}
    others = {path: document for path, document in entry.documents.items() if path not in scores}
    return [entry.folder, entry.version, entry.inventory_digest, entry.changes, scores, others]


_EntryJson = tuple[str, int, str, dict[str, str | None], dict[str, Score], dict[str, Any]]
_LINE: TypeAdapter[tuple[str, dict[str, Any], list[_EntryJson]]] = TypeAdapter(
    tuple[str, dict[str, Any], list[_EntryJson]]
)
"""Scores are typed while the line is parsed: a ranking needs them all, and this is the fastest way to them."""


def _from_json(raw: bytes) -> Indexed:
    digest, batch, rows = _LINE.validate_json(raw)
    entries = (
        IndexEntry(folder, version, inventory, changes, {**scores, **others})
        for folder, version, inventory, changes, scores, others in rows
    )
    return Indexed(JournalLine(digest, batch_from_json(batch)), tuple(entries))


def entries_of(base: Path, lines: Iterable[JournalLine]) -> Iterator[Indexed]:
    """The same as the index, from the journal's lines and the objects themselves. Raises Damaged."""
    reader = _Reader(base, {})
    lines = list(lines)
    for line in lines:
        reader.learn(line.batch)
    for line in lines:
        bare = JournalLine(line.digest, replace(line.batch, touched=()))
        yield Indexed(bare, tuple(reader.entries(line.batch)))


def entry_from(
    folder: str, inventory: Inventory, version: int, inventory_digest: str, read: Callable[[str], bytes]
) -> IndexEntry:
    """One version of an object as an entry; `read` gives the content of a digest."""
    before = inventory.state(version - 1) if version > 1 else {}
    now = inventory.state(version)
    changes: dict[str, str | None] = {path: digest for path, digest in now.items() if before.get(path) != digest}
    changes |= {path: None for path in before if path not in now}
    return IndexEntry(folder, version, inventory_digest, changes, documents_of(changes, read))


def documents_of(changes: Mapping[str, str | None], read: Callable[[str], bytes]) -> dict[str, Score | dict[str, Any]]:
    """The small documents among what a version changed."""
    kept = {path: digest for path, digest in changes.items() if digest is not None and is_kept(path)}
    return {path: brief(path, read(digest)) for path, digest in kept.items()}


class _Reader:
    """Reads objects once each, at the version that the journal's last line about them names."""

    def __init__(self, base: Path, heads: dict[str, int]) -> None:
        self._root = StorageRoot(base / DOSSIERS, LAYOUTS[DOSSIERS])
        self._heads = heads
        self._inventories: dict[str, Inventory] = {}

    def learn(self, batch: Batch) -> None:
        for touched in batch.touched:
            self._heads[touched.folder] = touched.version

    def entries(self, batch: Batch) -> Iterator[IndexEntry]:
        for touched in batch.touched:
            root, _, folder = touched.folder.partition("/")
            if root == DOSSIERS:
                inventory = self._inventory(touched.folder)
                read = partial(self._root.content, inventory.id, inventory)
                yield entry_from(folder, inventory, touched.version, touched.digest, read)

    def _inventory(self, folder: str) -> Inventory:
        known = self._inventories.get(folder)
        if known is None:
            known = self._root.inventory(object_id(folder), self._heads[folder])
            assert known is not None  # a version's inventory is there, or Damaged was raised
            self._inventories[folder] = known
        return known


def is_kept(path: str) -> bool:
    """Whether the index holds a document; applications and evidence are read from the objects."""
    return path.startswith(_KEPT)


def brief(path: str, data: bytes) -> Score | dict[str, Any]:
    """A document as the index keeps it. Raises ValidationError or ValueError where it is none of ours."""
    if path.startswith("scores/"):
        return SCORE.validate_json(data)
    document: dict[str, Any] = json.loads(data, parse_float=no_float)
    if path.startswith("check/"):
        for key in _LEFT_OUT:
            document.pop(key, None)
    return document
