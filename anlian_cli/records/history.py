"""The records as they stood at a moment: every dossier's documents, and the batches behind them."""

from __future__ import annotations

import gc
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from anlian_cli.model.batches import Batch
from anlian_cli.model.record import Document, read_json
from anlian_cli.ocfl.commit_record import awaited, pending
from anlian_cli.ocfl.root import Damaged
from anlian_cli.records.agreement import refuse_what_goes_beyond
from anlian_cli.records.dossier import Dossier, joined
from anlian_cli.records.entry import IndexEntry
from anlian_cli.records.faults import damage, unknown_content, unreadable
from anlian_cli.records.filed import Filed
from anlian_cli.records.files import Files
from anlian_cli.records.index import is_as_sealed, read_index
from anlian_cli.records.indexed import Indexed, entries_of
from anlian_cli.records.journal import START, last_digest, read_journal
from anlian_cli.records.places import DOSSIERS, JOURNAL, object_id, records_folder, storage_root

_TRIES = 20
"""Readings beside writers that do not pause; each takes no longer than one recording."""


class DossierVersion(NamedTuple):
    """One version of one object in the history."""

    batch: Batch
    entry: IndexEntry


class History(Struct, dict=True):
    """The records up to a batch: `told` are its batches with what each changed.

    `unfinished` tells of a decided batch that the next recording completes, `from_index` that the index was sound.
    """

    base: Path
    unfinished: bool
    told: Sequence[Indexed] = ()
    from_index: bool = False

    @cached_property
    def batches(self) -> tuple[Batch, ...]:
        return tuple(found.line.batch for found in self.told)

    @property
    def last_digest(self) -> str:
        """The digest of the journal's last line."""
        return self.told[-1].line.digest if self.told else START

    @cached_property
    def versions(self) -> tuple[DossierVersion, ...]:
        """Every version of every object, in the order of recording."""
        return tuple(DossierVersion(found.line.batch, entry) for found in self.told for entry in found.entries)

    @cached_property
    def objects(self) -> dict[str, Files]:
        """What every object holds as it stands, by its folder below the dossiers."""
        objects: dict[str, Files] = {}
        for found in self.told:
            number = found.line.batch.number
            for entry in found.entries:
                if entry.folder in objects:
                    objects[entry.folder].add(number, entry)
                else:
                    objects[entry.folder] = Files(number, entry)
        return objects

    @cached_property
    def heads(self) -> dict[str, tuple[int, str]]:
        """The newest version of every object, and the digest of its inventory."""
        return {one.entry.folder: (one.entry.version, one.entry.inventory_digest) for one in self.versions}

    @cached_property
    def dossiers(self) -> dict[str, Dossier]:
        """Every unit's dossier by its present code; one that changed its code is one dossier."""
        years: dict[str, dict[int, Files]] = defaultdict(dict)
        for folder, files in self.objects.items():
            code, _, year = folder.partition("/")
            years[code][int(year)] = files
        return joined({code: Dossier(code, found) for code, found in years.items()})

    def content(self, filed: Filed) -> bytes:
        """A file's bytes from its object, checked. Raises RecordsFault."""
        root = storage_root(self.base, DOSSIERS)
        identifier = object_id(f"{DOSSIERS}/{filed.folder}")
        try:
            inventory = root.version(identifier, filed.version, self._inventories[filed.folder, filed.version])
            return root.content(identifier, inventory, filed.digest)
        except Damaged as problem:
            raise damage(problem) from None

    def document(self, kind: type[Document], filed: Filed) -> Document:
        """A document of a kind, whole: of some the index keeps the head alone. Raises RecordsFault."""
        try:
            return read_json(kind, self.content(filed))
        except ValueError:
            raise filed.fault() from None

    @cached_property
    def _inventories(self) -> dict[tuple[str, int], str]:
        """The digest of every version's inventory, as the journal has it."""
        return {(one.entry.folder, one.entry.version): one.entry.inventory_digest for one in self.versions}

    @property
    def digest(self) -> str:
        """The first characters of the journal's last digest: printed on tables, so that rewriting shows."""
        return self.last_digest[:12]


def read_history(workspace: Path, until: datetime | None = None) -> History:
    """The records at a moment (now without one), from the index where it is fresh, else from the objects.

    Raises RecordsFault where they are damaged, or go beyond what the journal tells of.
    """
    base = records_folder(workspace)
    try:
        with bulk_reading():
            return _beside_writers(base, until)
    except Damaged as problem:
        raise damage(problem) from None
    except OSError as problem:
        raise unreadable(problem) from None
    except ValueError:  # a document that pydantic or json refuses
        raise unknown_content("运行 anlian verify 看是哪一处") from None


@contextmanager
def bulk_reading() -> Iterator[None]:
    """What is read lives as long as the command: the garbage collector need not go over it again and again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collecting:
            gc.enable()


def _beside_writers(base: Path, until: datetime | None) -> History:
    """What contradicts the journal is no damage where somebody wrote meanwhile: it is read again."""
    if os.path.lexists(base) and not base.is_dir():
        raise Damaged(base, "应是台账的文件夹，却是一个文件，或一个断了的链接")
    for _ in range(_TRIES - 1):
        before = last_digest(base / JOURNAL), awaited(base)
        try:
            return _read(base, until)
        except Damaged:
            if (last_digest(base / JOURNAL), awaited(base)) == before:
                raise
    return _read(base, until)


def _read(base: Path, until: datetime | None) -> History:
    lines = read_journal(base / JOURNAL, unfinished=pending(base))
    if not is_as_sealed(base):
        refuse_what_goes_beyond(base, lines)
    found = read_index(base, lines)
    told = _up_to(entries_of(base, lines) if found is None else found, until)
    return History(base, pending(base), told, from_index=found is not None)


def _up_to(told: Iterable[Indexed], until: datetime | None) -> list[Indexed]:
    """The batches up to a moment; what is later is not read from the objects."""
    return list(told if until is None else takewhile(lambda found: found.line.batch.at <= until, told))
