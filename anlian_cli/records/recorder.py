"""One batch in the making: documents are put and taken away in memory; `commit` makes all of it stand, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256, sha512
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from anlian_cli.errors import RecordsFault, reason
from anlian_cli.model.batches import Batch, Replaced, Touched
from anlian_cli.model.events import Event
from anlian_cli.model.personal import refuse_unfit
from anlian_cli.model.record import Recordable
from anlian_cli.ocfl.batch import Recovery, Unfinished, commit
from anlian_cli.ocfl.commit_record import ClosingLine
from anlian_cli.ocfl.inventory import Inventory, Stamp, digest_of, extended, to_bytes
from anlian_cli.ocfl.root import Damaged
from anlian_cli.ocfl.staging import Brought, NewObject, NewVersion, SourceChanged
from anlian_cli.records.faults import damage, unwritable
from anlian_cli.records.filed import Filed
from anlian_cli.records.history import History
from anlian_cli.records.index import discard_index
from anlian_cli.records.indexing import bring_up_to_date
from anlian_cli.records.journal import journal_line
from anlian_cli.records.places import (
    DOSSIERS,
    IMPORTS,
    JOURNAL,
    LAYOUTS,
    dossier_id,
    event_path,
    import_id,
    object_id,
    storage_root,
)
from anlian_cli.records.replaced import versions_after
from anlian_cli.records.scans import discard_scans

Content = bytes | Path


class Maker(Struct, frozen=True):
    """Who records, when, and by which command; `address` is a URI of the office."""

    by: str
    at: datetime
    action: str
    address: str
    reason: str | None = None
    undoes: int | None = None
    fixed_clock: bool = False


class Recorder(Struct, dict=True):
    """What one command wants to record on top of `history`."""

    history: History
    maker: Maker
    recovery: Recovery | None = None
    _changes: dict[str, dict[str, str | None]] = field(default_factory=dict)
    _contents: dict[str, Content] = field(default_factory=dict)
    _sheets: dict[str, tuple[str, str]] = field(default_factory=dict)
    _anew: dict[str, NewObject] = field(default_factory=dict)

    def put(self, code: str, year: int, path: str, document: Recordable) -> str:
        """File a document of our own; returns its digest."""
        data = document.to_json()
        digest = digest_of(data)
        self.put_file(code, year, path, data, digest)
        return digest

    def put_file(self, code: str, year: int, path: str, content: Content, digest: str | None = None) -> None:
        """File bytes, or a file whose SHA-512 is `digest`, which is checked again when it is copied."""
        digest = digest or digest_of(content if isinstance(content, bytes) else content.read_bytes())
        self._contents[digest] = content
        self.point(f"{code}/{year:04d}", path, digest)

    def point(self, folder: str, path: str, digest: str | None) -> None:
        """Let a path of an object hold the content of a digest, known or put; None takes the path away."""
        self._changes.setdefault(folder, {})[path] = digest

    def clear(self, code: str, year: int, opening: str, keep: set[str]) -> None:
        """Take away every path of an object that opens so, but for those to `keep`."""
        folder = f"{code}/{year:04d}"
        for path in self.history.objects.get(folder, {}):
            if path.startswith(opening) and path not in keep:
                self.point(folder, path, None)

    def put_event(self, code: str, event: Event) -> None:
        """File an event under its day and kind, with the next free number. Raises UsageFault for unfit words."""
        refuse_unfit(*_words(event.to_tree()))
        year, folder = event.on.year, f"{code}/{event.on.year:04d}"
        taken = {**self.history.objects.get(folder, {}), **self._changes.get(folder, {})}
        number = 1
        while (path := event_path(event.on, event.kind, number)) in taken:
            number += 1
        self.put(code, year, path, event)

    def keep_sheet(self, data: bytes, suffix: str) -> str:
        """Keep a score sheet as it came, once; returns the digest that scores name it by."""
        digest, content = sha256(data).hexdigest(), sha512(data).hexdigest()
        if not (self.history.base / IMPORTS / digest).exists():
            self._sheets[digest] = (f"sheet{suffix}", content)
            self._contents[content] = data
        return digest

    def tell_anew(self, new: NewObject) -> None:
        """Put a whole object in the place of the one that stands; its last version is this batch's."""
        self._anew[new.folder] = new

    @property
    def number(self) -> int:
        """The batch in the making."""
        return len(self.history.batches) + 1

    @property
    def changed(self) -> dict[str, dict[str, str | None]]:
        """By object, the paths whose content would differ from what stands."""
        found = {folder: self.changes(folder) for folder in self._changes}
        return {folder: changes for folder, changes in found.items() if changes}

    def changes(self, folder: str) -> dict[str, str | None]:
        """The paths of one object whose content would differ from what stands."""
        files: Mapping[str, Filed] = self.history.objects.get(folder, {})
        return {
            path: digest
            for path, digest in self._changes.get(folder, {}).items()
            if (files[path].digest if path in files else None) != digest
        }

    def commit(self) -> Batch | None:
        """Record everything as one batch; None where nothing differs from what stands. Raises RecordsFault."""
        changed = self.changed
        if not changed and not self._anew:
            return None
        self._refuse_earlier_clock()
        try:
            return self._commit(changed)
        except Damaged as problem:
            raise damage(problem) from None
        except SourceChanged as problem:
            message = f"{problem.path} 在记录时被改动，什么也没有记录"
            raise RecordsFault(message, "等文件不再变化后重新运行") from None
        except Unfinished as unfinished:
            message = f"已经决定记录，但没有写完（{reason(unfinished.problem)}）"
            raise RecordsFault(message, "磁盘恢复后运行任何一个记录命令，都会先把它补完") from None
        except OSError as problem:
            raise unwritable(problem) from None

    def _refuse_earlier_clock(self) -> None:
        last = self.history.batches[-1].at if self.history.batches else None
        if last is not None and self.maker.at < last:
            now, then = self.maker.at.isoformat(sep=" ")[:19], last.isoformat(sep=" ")[:19]
            message = f"电脑时间 {now} 早于上一次记录的时间 {then}，没有记录"
            raise RecordsFault(message, "请校准电脑的日期和时间")

    def _commit(self, changed: dict[str, dict[str, str | None]]) -> Batch:
        versions: list[Brought] = [self._dossier_version(*one) for one in sorted(changed.items())]
        versions += [self._sheet_version(digest, *named) for digest, named in sorted(self._sheets.items())]
        versions += self._anew.values()
        batch = self._batch(versions)
        base, line = self.history.base, journal_line(batch, self.history.last_digest)
        at = (base / JOURNAL).stat().st_size if (base / JOURNAL).exists() else 0
        if self._anew:
            discard_index(base)  # it holds what is to go, and must not outlive it, not even in a crash
            discard_scans(base)
        commit(base, str(batch.number), versions, ClosingLine(JOURNAL, at, line))
        self._index(batch, line, changed)
        return batch

    def _index(self, batch: Batch, line: str, changed: dict[str, dict[str, str | None]]) -> None:
        extends = self.history.from_index and not self._anew
        bring_up_to_date(self.history.base, line[:128], batch, changed if extends else None, self._contents)

    def _batch(self, versions: Sequence[Brought]) -> Batch:
        maker = self.maker
        touched = tuple(
            Touched(version.folder, version.inventory.head, digest_of(to_bytes(version.inventory)))
            for version in versions
            # A sheet that is told anew gets no version more.
            if version.root == DOSSIERS or version.folder not in self._anew
        )
        told = maker.by, maker.action, maker.reason, maker.undoes, maker.fixed_clock
        return Batch(self.number, maker.at, *told, touched, tuple(self._replaced()))

    def _replaced(self) -> Iterator[Replaced]:
        known = versions_after(self.history.batches) if self._anew else {}
        for folder, new in self._anew.items():
            for version, old in sorted(known[folder].items()):
                yield Replaced(folder, version, old, digest_of(to_bytes(new.inventories[version - 1])))

    @property
    def stamp(self) -> Stamp:
        """What the versions of this batch bear."""
        maker = self.maker
        parts = (f"第{self.number}批", maker.action, maker.reason, "（固定时钟）" if maker.fixed_clock else None)
        return Stamp(maker.at.isoformat(), " ".join(part for part in parts if part), maker.by, maker.address)

    def _dossier_version(self, folder: str, changes: dict[str, str | None]) -> NewVersion:
        state = {path: filed.digest for path, filed in self.history.objects.get(folder, {}).items()}
        state |= {path: digest for path, digest in changes.items() if digest is not None}
        for path in (path for path, digest in changes.items() if digest is None):
            state.pop(path, None)
        code, year = folder.split("/")
        known = self.known(folder)
        return self._version(DOSSIERS, known, dossier_id(code, int(year)), state)

    def known(self, folder: str) -> Inventory | None:
        """The object's inventory as the journal knows it. Raises Damaged where the disk says otherwise."""
        root = storage_root(self.history.base, DOSSIERS)
        inventory = root.inventory(object_id(f"{DOSSIERS}/{folder}"))
        head, digest = self.history.heads.get(folder, (0, ""))
        if (inventory.head if inventory else 0) != head:
            raise Damaged(root.folder / folder, "版本数与日志不符")
        if inventory is not None and digest_of(to_bytes(inventory)) != digest:
            raise Damaged(root.folder / folder, "清单与日志不符")
        return inventory

    def _sheet_version(self, digest: str, name: str, content: str) -> NewVersion:
        return self._version(IMPORTS, None, import_id(digest), {name: content})

    def _version(self, root: str, known: Inventory | None, identifier: str, state: Mapping[str, str]) -> NewVersion:
        inventory, added = extended(known, identifier, state, self.stamp)
        contents = {path: self._contents[digest] for digest, path in added.items()}
        return NewVersion(root, LAYOUTS[root], inventory, contents)


def _words(tree: Any) -> Iterator[str]:
    """The texts of an event; those of an attachment are digests."""
    for key, value in tree.items():
        values = value if isinstance(value, list) else [value]
        yield from (text for text in values if isinstance(text, str) and key != "kind")
