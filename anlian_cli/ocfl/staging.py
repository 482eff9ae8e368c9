"""What a batch brings, and how it is written beside the roots, so that nothing remains to be done but renames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from anlian_cli.ocfl import disk
from anlian_cli.ocfl import inventory as inventories
from anlian_cli.ocfl.commit_record import WORK
from anlian_cli.ocfl.inventory import Inventory
from anlian_cli.ocfl.layout import Layout

STAGE = f"{WORK}/stage"


class SourceChanged(Exception):
    """A file to be recorded is no longer what it was when the batch was planned."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


@dataclass(frozen=True, slots=True)
class NewVersion:
    """One object's new version: its inventory, and the bytes or files that the version brings, by content path."""

    root: str
    layout: Layout
    inventory: Inventory
    contents: Mapping[str, bytes | Path]

    @property
    def folder(self) -> str:
        return f"{self.root}/{self.layout.path(self.inventory.id)}"


@dataclass(frozen=True, slots=True)
class NewObject:
    """A whole object in the place of one that stands: its inventory after each version, every content by its path."""

    root: str
    layout: Layout
    inventories: tuple[Inventory, ...]
    contents: Mapping[str, bytes | Path]

    @property
    def inventory(self) -> Inventory:
        return self.inventories[-1]

    @property
    def folder(self) -> str:
        return f"{self.root}/{self.layout.path(self.inventory.id)}"


Brought = NewVersion | NewObject


def stage(base: Path, versions: Sequence[Brought]) -> None:
    """Write everything beside the roots, then wait until it is safe."""
    target = base / STAGE
    for root, layout in {version.root: version.layout for version in versions}.items():
        if not (base / root).exists():
            _write_all(target / root, layout.files())
    for version in versions:
        if isinstance(version, NewObject):
            _stage_object(target / version.folder, version)
        else:
            _stage_version(target / version.folder, version)
    disk.sync_tree(target)


def _stage_version(folder: Path, version: NewVersion) -> None:
    _stage_contents(folder, version)
    _stage_inventory(folder / f"v{version.inventory.head}", version.inventory)
    if version.inventory.head == 1:
        _write_all(folder, {inventories.DECLARATION: b"ocfl_object_1.1\n"})
    _stage_inventory(folder, version.inventory)


def _stage_object(folder: Path, new: NewObject) -> None:
    _stage_contents(folder, new)
    for inventory in new.inventories:
        _stage_inventory(folder / f"v{inventory.head}", inventory)
    _write_all(folder, {inventories.DECLARATION: b"ocfl_object_1.1\n"})
    _stage_inventory(folder, new.inventory)


def _stage_contents(folder: Path, brought: Brought) -> None:
    disk.make_folder(folder / f"v{brought.inventory.head}")
    for path, content in brought.contents.items():
        _write(folder / path, content, brought.inventory)


def _stage_inventory(folder: Path, inventory: Inventory) -> None:
    data = inventories.to_bytes(inventory)
    _write_all(folder, {inventories.NAME: data, inventories.SIDECAR: inventories.sidecar(data)})


def _write(path: Path, content: bytes | Path, inventory: Inventory) -> None:
    if not path.parent.exists():
        disk.make_folder(path.parent)
    if isinstance(content, bytes):
        disk.write(path, content)
    elif disk.copy(content, path) not in inventory.manifest:
        raise SourceChanged(content)


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        if not path.parent.exists():
            disk.make_folder(path.parent)
        disk.write(path, data)
