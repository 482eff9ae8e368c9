"""Erasing: every version of an object told anew, without some of its contents, as one batch.

What is personal is decided elsewhere; here is what holds contents, and how they are replaced in all versions at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct, field

from anlian_cli.model.purging import Erasable, Erased, Purge, Tombstone
from anlian_cli.model.record import read_json
from anlian_cli.ocfl.inventory import Inventory, digest_of, extended, rewritten
from anlian_cli.ocfl.root import Damaged
from anlian_cli.ocfl.staging import NewObject
from anlian_cli.records.faults import damage
from anlian_cli.records.places import DOSSIERS, IMPORTS, LAYOUTS, PURGED, object_id, purge_path, storage_root
from anlian_cli.records.recorder import Recorder
from anlian_cli.records.replaced import Versions, versions_after


class Held(NamedTuple):
    """One content of an object under one of its paths, in whichever versions."""

    folder: str
    path: str
    digest: str


class Instead(NamedTuple):
    """What stands there from now on."""

    held: Erasable
    path: str
    content: bytes

    @property
    def digest(self) -> str:
        return digest_of(self.content)


class Erasure(Struct, dict=True):
    """The objects of some codes, and the sheets of some digests, with what is to stand in them instead."""

    recorder: Recorder
    one_person: bool = False
    instead: dict[Held, Instead] = field(default_factory=dict)
    _inventories: dict[str, Inventory] = field(default_factory=dict)

    def held(self, codes: Sequence[str]) -> Iterator[Held]:
        """Everything that the dossiers of these codes hold in any version, tombstones aside. Raises RecordsFault."""
        folders = (f"{DOSSIERS}/{folder}" for folder in sorted(self.recorder.history.objects))
        for folder in (folder for folder in folders if folder.split("/")[1] in codes):
            erased = self._erased(folder)
            yield from (one for one in self._contents(folder) if one.digest not in erased)

    def sheets(self) -> Iterator[Held]:
        """The recorded sheets as they came, tombstones aside. Raises RecordsFault."""
        for folder in (folder for folder in sorted(self._known) if folder.startswith(f"{IMPORTS}/")):
            held = next(self._contents(folder))
            if not _is_tombstone(self.read(held)):
                yield held

    def read(self, held: Held) -> bytes:
        """A content, checked. Raises RecordsFault."""
        root = storage_root(self.recorder.history.base, held.folder.split("/")[0])
        try:
            return root.content(object_id(held.folder), self._inventory(held.folder), held.digest)
        except Damaged as problem:
            raise damage(problem) from None

    def bury(self, held: Held, kind: Erasable, path: str | None = None) -> None:
        """Let a tombstone stand for a content."""
        stone = Tombstone(purged_in=self.recorder.number, at=self.recorder.maker.at, held=kind, digest=held.digest)
        self.instead[held] = Instead(kind, path or held.path, stone.to_json())

    def plan(self) -> None:
        """Hand the objects that change to the recorder. Raises RecordsFault where they are not what was recorded."""
        for folder in sorted({held.folder for held in self.instead}):
            self.recorder.tell_anew(self._anew(folder))

    def _anew(self, folder: str) -> NewObject:
        instead = {(held.path, held.digest): new for held, new in self.instead.items() if held.folder == folder}
        contents = {new.digest: new.content for new in instead.values()}

        def new(path: str, digest: str) -> tuple[str, str]:
            found = instead.get((path, digest))
            return (found.path, found.digest) if found else (path, digest)

        inventories, brought = rewritten(self._inventory(folder), new)
        if folder.startswith(DOSSIERS):
            told = self._told(instead).to_json()
            contents[digest_of(told)] = told
            state = {**inventories[-1].state(), purge_path(self.recorder.number): digest_of(told)}
            last, added = extended(inventories[-1], inventories[-1].id, state, self.recorder.stamp)
            inventories, brought = [*inventories, last], {**brought, **added}
        root = folder.split("/")[0]
        data = {path: contents.get(digest) or self._kept(folder, digest) for digest, path in brought.items()}
        return NewObject(root, LAYOUTS[root], tuple(inventories), data)

    def _told(self, instead: Mapping[tuple[str, str], Instead]) -> Purge:
        rows = (Erased(held=new.held, old=old, new=new.digest) for (_, old), new in sorted(instead.items()))
        at = self.recorder.maker.at
        return Purge(purged_in=self.recorder.number, at=at, one_person=self.one_person, contents=tuple(rows))

    def _kept(self, folder: str, digest: str) -> bytes:
        return self.read(Held(folder, "", digest))

    def _contents(self, folder: str) -> Iterator[Held]:
        states = (version.state for version in self._inventory(folder).versions)
        yield from dict.fromkeys(Held(folder, path, digest) for state in states for path, digest in state.items())

    def _erased(self, folder: str) -> set[str]:
        """The digests of what earlier purges put in the place of something."""
        told = [held for held in self._contents(folder) if held.path.startswith(f"{PURGED}/")]
        found = {held.digest for held in told}
        for held in told:
            rows = json.loads(self.read(held))["contents"]
            found |= {row["new"] for row in rows if row["held"] in _BURIED}
        return found

    @cached_property
    def _known(self) -> Versions:
        return versions_after(self.recorder.history.batches)

    def _inventory(self, folder: str) -> Inventory:
        """An object's newest inventory, after every version of it was held against the journal. Raises RecordsFault."""
        if folder not in self._inventories:
            root = storage_root(self.recorder.history.base, folder.split("/")[0])
            try:
                for version, digest in sorted(self._known[folder].items()):
                    self._inventories[folder] = root.version(object_id(folder), version, digest)
            except Damaged as problem:
                raise damage(problem) from None
        return self._inventories[folder]


_BURIED = (Erasable.RECEIVED, Erasable.EVIDENCE)


def _is_tombstone(data: bytes) -> bool:
    try:
        return read_json(Tombstone, data).held is Erasable.SHEET
    except ValueError:
        return False
