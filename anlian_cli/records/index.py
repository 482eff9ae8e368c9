"""The throw-away index: what each version of a dossier changed, with its small documents, in one file.

It is never the truth. `entries_of` reads the same from the objects; deleting the index changes no answer. A seal
beside it names the journal line that it reaches to, its size and its checksum, so that a stale or damaged one is
not used; nor is one that leaves out anything that the journal names, or that another program wrote in another shape.

A line is a version, in the journal's order, and begins as the journal's own words about it. The rest is not looked at
here: the seal vouches for it.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from anlian_cli.model.batches import Touched
from anlian_cli.ocfl import disk
from anlian_cli.records.entry import SHAPE, IndexEntry
from anlian_cli.records.indexed import Indexed, dossiers_in
from anlian_cli.records.journal import START, JournalLine, last_digest
from anlian_cli.records.places import DOSSIERS, INDEX, JOURNAL, SEAL

_INSIDE = slice(len(f"{DOSSIERS}/"), None)


class Seal(Struct, frozen=True):
    """What an index was when it was written: the journal's last digest, its own size and checksum.

    `beside` is the journal's very file. A journal that was written by anything else since then, be it a backup put
    back with an index of its own, is another file, or has another time. `shape` is what its lines are made of.
    """

    journal: str
    size: int
    crc: int
    beside: tuple[int, ...] = ()
    shape: str = ""


def read_seal(base: Path) -> Seal | None:
    """The seal, or None where there is none that can be read."""
    try:
        seal = json.loads((base / SEAL).read_bytes())
        beside, shape = tuple(seal.get("beside", ())), str(seal.get("shape", ""))
        return Seal(str(seal["journal"]), int(seal["size"]), int(seal["crc"]), beside, shape)
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
    seal, data = read_seal(base), _sealed_bytes(base, lines[-1].digest if lines else START)
    if seal is None or seal.shape != SHAPE or data is None:
        return None
    try:
        return list(_told(data, lines))
    except ValueError:
        return None


def _told(data: bytes, lines: Iterable[JournalLine]) -> Iterator[Indexed]:
    """The journal's lines with the index's. Raises ValueError where it tells of anything but what they name."""
    at = 0
    for line in lines:
        entries: list[IndexEntry] = []
        for touched in dossiers_in(line):
            folder, version, digest = touched
            head, end = _head(touched), data.find(b"\n", at)
            if not data.startswith(head, at) or end < 0:
                raise ValueError(folder)
            entries.append(IndexEntry(folder[_INSIDE], version, digest, data, at + len(head), end - 1))
            at = end + 1
        yield Indexed(line, tuple(entries))
    if at != len(data):
        raise ValueError("more than the journal names")


def _rows(batch: Indexed) -> bytes:
    told = zip(dossiers_in(batch.line), batch.entries, strict=True)
    return b"".join(b"%b%b]\n" % (_head(touched), entry.told) for touched, entry in told)


def _head(touched: Touched) -> bytes:
    return f'["{touched.folder}",{touched.version},"{touched.digest}",\t'.encode()


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


def index_state(base: Path, lines: Sequence[JournalLine]) -> tuple[str, list[Indexed]]:
    """How the index stands to the journal: fresh with its batches, stale (or missing), damaged, or ahead of it."""
    if not (base / SEAL).exists():
        return "stale", []
    seal, digests = read_seal(base), [line.digest for line in lines]
    if seal is None:
        return "damaged", []
    if seal.journal not in digests:
        return "ahead", []
    if seal.journal != digests[-1] or seal.shape != SHAPE:
        return ("stale" if _sealed_bytes(base, seal.journal) is not None else "damaged"), []
    found = read_index(base, lines)
    whole = found is not None and (base / INDEX).stat().st_size == seal.size
    return ("fresh", found or []) if whole else ("damaged", [])


def write_index(base: Path, batches: Iterable[Indexed]) -> None:
    """Write the index anew."""
    data = b"".join(_rows(batch) for batch in batches)
    disk.write(base / INDEX, data)
    _seal(base, len(data), zlib.crc32(data))


def extend_index(base: Path, added: Indexed) -> None:
    """Add one batch to an index that was found sound under this lock."""
    seal = read_seal(base)
    assert seal is not None
    data = _rows(added)
    disk.append(base / INDEX, seal.size, data)
    _seal(base, seal.size + len(data), zlib.crc32(data, seal.crc))


def discard_index(base: Path) -> None:
    """Take the index away. Raises OSError."""
    disk.remove(base / SEAL)
    disk.remove(base / INDEX)


def _seal(base: Path, size: int, crc: int) -> None:
    seal = Seal(last_digest(base / JOURNAL), size, crc, _identity(base / JOURNAL), SHAPE)
    draft = base / f"{SEAL}.new"
    disk.write(draft, json.dumps(asdict(seal)).encode())
    disk.move(draft, base / SEAL)
