"""The throw-away index: the journal's lines with what each batch changed and the small documents beside, in one file.

It is never the truth. `entries_of` reads the same from the objects; deleting the index changes no answer. A seal
beside it names the journal line that it reaches to, its size and its checksum, so that a stale or damaged one is
not used; nor is one that leaves out anything that the journal names.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from anlian_cli.model.batches import Touched
from anlian_cli.model.scores import Score
from anlian_cli.ocfl import disk
from anlian_cli.records.indexed import Indexed, IndexEntry, dossiers_in
from anlian_cli.records.journal import START, JournalLine, batch_to_json, last_digest
from anlian_cli.records.places import DOSSIERS, INDEX, JOURNAL, SEAL


@dataclass(frozen=True, slots=True)
class Seal:
    """What an index was when it was written: the journal's last digest, its own size and checksum.

    `beside` is the journal's very file. A journal that was written by anything else since then, be it a backup put
    back with an index of its own, is another file, or has another time.
    """

    journal: str
    size: int
    crc: int
    beside: tuple[int, ...] = ()


def read_seal(base: Path) -> Seal | None:
    """The seal, or None where there is none that can be read."""
    try:
        seal = json.loads((base / SEAL).read_bytes())
        return Seal(str(seal["journal"]), int(seal["size"]), int(seal["crc"]), tuple(seal.get("beside", ())))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def is_as_sealed(base: Path) -> bool:
    """Whether the journal is the very file that the index was sealed beside, untouched since."""
    seal = read_seal(base)
    return seal is not None and seal.beside == _identity(base / JOURNAL)


def _identity(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return (0,)
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def read_index(base: Path, lines: Sequence[JournalLine]) -> list[Indexed] | None:
    """The journal's lines from the index, or None where it is missing, stale, damaged or not all that they name."""
    data = _sealed_bytes(base, lines[-1].digest if lines else START)
    rows = data.splitlines() if data is not None else []
    if data is None or len(rows) != len(lines):
        return None
    try:
        found = [Indexed(line, _from_json(raw)) for line, raw in zip(lines, rows, strict=True)]
    except ValidationError:
        return None
    return found if all(map(_is_complete, found)) else None


def _sealed_bytes(base: Path, digest: str) -> bytes | None:
    """The bytes of an index that reaches to the journal line of a digest; None where there is none."""
    seal = read_seal(base)
    if seal is None or seal.journal != digest:
        return None
    try:
        data = (base / INDEX).read_bytes()[: seal.size]
    except OSError:
        return None
    return data if len(data) == seal.size and zlib.crc32(data) == seal.crc else None


def _is_complete(found: Indexed) -> bool:
    """Whether the index holds every version that the journal's line names, and no other."""
    rows = [Touched(f"{DOSSIERS}/{entry.folder}", entry.version, entry.inventory_digest) for entry in found.entries]
    return rows == dossiers_in(found.line)


def index_state(base: Path, lines: Sequence[JournalLine]) -> tuple[str, list[Indexed]]:
    """How the index stands to the journal: fresh with its batches, stale (or missing), damaged, or ahead of it."""
    if not (base / SEAL).exists():
        return "stale", []
    seal, digests = read_seal(base), [line.digest for line in lines]
    if seal is None:
        return "damaged", []
    if seal.journal not in digests:
        return "ahead", []
    if seal.journal != digests[-1]:
        return ("stale" if _sealed_bytes(base, seal.journal) is not None else "damaged"), []
    found = read_index(base, lines)
    whole = found is not None and (base / INDEX).stat().st_size == seal.size
    return ("fresh", found or []) if whole else ("damaged", [])


def write_index(base: Path, batches: Iterable[Indexed]) -> None:
    """Write the index anew."""
    data = b"".join(_to_json(batch) for batch in batches)
    disk.write(base / INDEX, data)
    _seal(base, len(data), zlib.crc32(data))


def extend_index(base: Path, added: Indexed) -> None:
    """Add one batch to an index that was found sound under this lock."""
    seal = read_seal(base)
    assert seal is not None
    data = _to_json(added)
    disk.append(base / INDEX, seal.size, data)
    _seal(base, seal.size + len(data), zlib.crc32(data, seal.crc))


def discard_index(base: Path) -> None:
    """Take the index away. Raises OSError."""
    disk.remove(base / SEAL)
    disk.remove(base / INDEX)


def _seal(base: Path, size: int, crc: int) -> None:
    seal = Seal(last_digest(base / JOURNAL), size, crc, _identity(base / JOURNAL))
    draft = base / f"{SEAL}.new"
    disk.write(draft, json.dumps(asdict(seal)).encode())
    disk.move(draft, base / SEAL)


def _to_json(found: Indexed) -> bytes:
    # What the batch touched is told by its entries; twice would cost every reader.
    batch = batch_to_json(replace(found.line.batch, touched=()))
    rows = [found.line.digest, batch, [_entry_to_json(entry) for entry in found.entries]]
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


def _from_json(raw: bytes) -> tuple[IndexEntry, ...]:
    """The entries of a line; whose they are, the journal says."""
    _, _, rows = _LINE.validate_json(raw)
    return tuple(
        IndexEntry(folder, version, inventory, changes, {**scores, **others})
        for folder, version, inventory, changes, scores, others in rows
    )
