"""The records as they stood at a moment: every dossier's documents, and the batches behind them."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from anlian_cli.errors import RecordsFault
from anlian_cli.model.batches import Batch
from anlian_cli.ocfl.batch import pending
from anlian_cli.ocfl.root import Damaged, StorageRoot
from anlian_cli.records.dossier import Dossier, joined, unknown_content
from anlian_cli.records.filed import Filed
from anlian_cli.records.index import Indexed, IndexEntry, entries_of, read_index
from anlian_cli.records.journal import START, read_journal
from anlian_cli.records.places import DOSSIERS, JOURNAL, LAYOUTS, object_id, records_folder


@dataclass(frozen=True, slots=True)
class DossierVersion:
    """One version of one object in the history."""

    batch: Batch
    entry: IndexEntry


@dataclass
class History:
    """The records up to a batch. `unfinished` tells of a decided batch that the next recording completes."""

    base: Path
    unfinished: bool
    batches: tuple[Batch, ...] = ()
    versions: tuple[DossierVersion, ...] = ()
    objects: dict[str, dict[str, Filed]] = field(default_factory=dict)
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)
    last_digest: str = START

    @cached_property
    def dossiers(self) -> dict[str, Dossier]:
        """Every unit's dossier by its present code; one that changed its code is one dossier."""
        years: dict[str, dict[int, dict[str, Filed]]] = defaultdict(dict)
        for folder, files in self.objects.items():
            code, _, year = folder.partition("/")
            years[code][int(year)] = files
        return joined({code: Dossier(code, found) for code, found in years.items()})

    def content(self, filed: Filed) -> bytes:
        """A file's bytes from its object, checked. Raises RecordsFault."""
        root = StorageRoot(self.base / DOSSIERS, LAYOUTS[DOSSIERS])
        identifier = object_id(f"{DOSSIERS}/{filed.folder}")
        try:
            inventory = root.inventory(identifier, filed.version)
            assert inventory is not None
            return root.content(identifier, inventory, filed.digest)
        except Damaged as problem:
            raise damage(problem) from None

    @property
    def digest(self) -> str:
        """The first characters of the journal's last digest: printed on tables, so that rewriting shows."""
        return self.last_digest[:12]


def damage(problem: Damaged) -> RecordsFault:
    """Damage in the records as the sentence that ends a command."""
    hint = "运行 anlian verify 列出全部损坏；台账不会自动修复，请从备份恢复"
    return RecordsFault(f"台账有损坏：{problem.path} {problem.message}", hint)


def read_history(workspace: Path, until: datetime | None = None) -> History:
    """The records at a moment (now without one), from the index where it is fresh, else from the objects.

    Raises RecordsFault where they are damaged.
    """
    base = records_folder(workspace)
    try:
        with bulk_reading():
            return history_of(base, _indexed(base), until)
    except Damaged as problem:
        raise damage(problem) from None
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


def _indexed(base: Path) -> Iterator[Indexed]:
    if not (base / JOURNAL).exists():
        return iter(())
    found = read_index(base)
    return (
        iter(found) if found is not None else entries_of(base, read_journal(base / JOURNAL, unfinished=pending(base)))
    )


def history_of(base: Path, indexed: Iterator[Indexed], until: datetime | None = None) -> History:
    """The history that batches make, up to a moment."""
    batches: list[Batch] = []
    versions: list[DossierVersion] = []
    history = History(base, unfinished=pending(base))
    for found in indexed:
        if until is not None and found.line.batch.at > until:
            break
        batches.append(found.line.batch)
        history.last_digest = found.line.digest
        for entry in found.entries:
            _apply(history, found.line.batch.number, entry)
            versions.append(DossierVersion(found.line.batch, entry))
    history.batches, history.versions = tuple(batches), tuple(versions)
    return history


def _apply(history: History, number: int, entry: IndexEntry) -> None:
    folder, version, documents = entry.folder, entry.version, entry.documents
    files = history.objects.setdefault(folder, {})
    history.heads[folder] = (version, entry.inventory_digest)
    for path, digest in entry.changes.items():
        if digest is None:
            files.pop(path, None)
        else:
            files[path] = Filed(digest, number, version, folder, documents.get(path))
