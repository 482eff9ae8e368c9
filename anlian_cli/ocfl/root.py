"""A storage root for reading: objects by id, each version's inventory and content. It never writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from anlian_cli.errors import reason
from anlian_cli.ocfl import inventory as inventories
from anlian_cli.ocfl.inventory import Inventory
from anlian_cli.ocfl.layout import Layout

Read = TypeVar("Read")


class Damaged(Exception):
    """Something in a storage root is not what it must be; `path` says where."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message


@dataclass(frozen=True, slots=True)
class StorageRoot:
    """A folder of OCFL objects. `aside` is where one stands that a batch is about to replace."""

    folder: Path
    layout: Layout
    aside: Path | None = None

    def object_folder(self, identifier: str) -> Path:
        return self.folder / self.layout.path(identifier)

    def inventory(self, identifier: str) -> Inventory | None:
        """The newest inventory; None where there is no such object. Raises Damaged."""
        folder = self.object_folder(identifier)
        return read_inventory(folder / inventories.NAME) if folder.exists() else None

    def version(self, identifier: str, version: int, digest: str) -> Inventory:
        """The inventory of a version whose digest is known. Raises Damaged where another one stands there.

        An old version's inventory never changes, so that a reader beside a writer sees what it asked for.
        """

        def read(folder: Path) -> Inventory:
            path = folder / f"v{version}/{inventories.NAME}"
            data = _sound(path)
            found = _parsed(path, data)
            if found.id != identifier:
                raise Damaged(path, f"这里放的是 {found.id} 的档案（被移动或复制）")
            if inventories.digest_of(data) != digest:
                raise Damaged(path, "清单与日志不符")
            return found

        return self._wherever(identifier, read)

    def content(self, identifier: str, inventory: Inventory, digest: str) -> bytes:
        """The content of a digest, which is checked. Raises Damaged."""

        def read(folder: Path) -> bytes:
            if digest not in inventory.manifest:
                raise Damaged(folder, "清单里没有记录过的一份内容")
            return _content(folder / inventory.content_path(digest), digest)

        return self._wherever(identifier, read)

    def _wherever(self, identifier: str, read: Callable[[Path], Read]) -> Read:
        """What an object's folder gives, or else the one that stands aside: of the two, one is what is asked for."""
        try:
            return read(self.object_folder(identifier))
        except Damaged:
            aside = self.aside / self.layout.path(identifier) if self.aside else None
            if aside is None or not aside.exists():
                raise
            return read(aside)


def _content(path: Path, digest: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise Damaged(path, f"读不出（{reason(problem)}）") from None
    if inventories.digest_of(data) != digest:
        raise Damaged(path, "内容与记录的摘要不符")
    return data


def read_inventory(path: Path) -> Inventory:
    """An inventory whose digest is the one beside it. Raises Damaged."""
    return _parsed(path, _sound(path))


def _sound(path: Path) -> bytes:
    try:
        data = path.read_bytes()
        stated = path.with_name(inventories.SIDECAR).read_bytes()
    except OSError as problem:
        raise Damaged(path, f"读不出（{reason(problem)}）") from None
    if stated.split()[:1] != [inventories.digest_of(data).encode()]:
        raise Damaged(path, "清单与它的摘要不符")
    return data


def _parsed(path: Path, data: bytes) -> Inventory:
    try:
        return inventories.from_bytes(data)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Damaged(path, "清单的内容不完整") from None
