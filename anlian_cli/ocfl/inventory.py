"""An OCFL inventory: which content each version of an object holds, under which logical paths.

A version's state maps logical paths to digests here, and digests to paths in the file, as the specification has it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha512
from typing import Any

TYPE = "https://ocfl.io/1.1/spec/#inventory"
ALGORITHM = "sha512"
NAME = "inventory.json"
SIDECAR = f"{NAME}.{ALGORITHM}"
DECLARATION = "0=ocfl_object_1.1"
CONTENT = "content"

State = Mapping[str, str]
"""Logical path → digest."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who made a version, when (RFC 3339) and why. `address` is a URI of the maker."""

    created: str
    message: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version: its stamp and its whole state."""

    stamp: Stamp
    state: State


@dataclass(frozen=True, slots=True)
class Inventory:
    """An object's versions in order, and where the content of each digest lies."""

    id: str
    manifest: Mapping[str, tuple[str, ...]]
    versions: tuple[Version, ...]

    @property
    def head(self) -> int:
        return len(self.versions)

    def state(self, version: int | None = None) -> State:
        """The state of a version, counted from 1; the newest without one."""
        return self.versions[(version or self.head) - 1].state

    def content_path(self, digest: str) -> str:
        """Where, relative to the object, the content of a digest lies. Raises KeyError."""
        return self.manifest[digest][0]


def extended(inventory: Inventory | None, identifier: str, state: State, stamp: Stamp) -> tuple[Inventory, State]:
    """The inventory with one more version, and the digests that it brings, each with its new content path."""
    known = inventory or Inventory(identifier, {}, ())
    number = known.head + 1
    added: dict[str, str] = {}
    for logical, digest in state.items():
        if digest not in known.manifest and digest not in added:
            added[digest] = f"v{number}/{CONTENT}/{logical}"
    manifest = {**known.manifest, **{digest: (path,) for digest, path in added.items()}}
    return replace(known, manifest=manifest, versions=(*known.versions, Version(stamp, dict(state)))), added


def rewritten(inventory: Inventory, new: Callable[[str, str], tuple[str, str]]) -> tuple[list[Inventory], State]:
    """The inventory after each version, told anew, and every digest with its content path.

    `new` gives, for a logical path and its digest, those that stand there instead; stamps and order stay.
    """
    told: list[Inventory] = []
    contents: dict[str, str] = {}
    for version in inventory.versions:
        state = dict(new(path, digest) for path, digest in version.state.items())
        latest, added = extended(told[-1] if told else None, inventory.id, state, version.stamp)
        told.append(latest)
        contents |= added
    return told, contents


def to_bytes(inventory: Inventory) -> bytes:
    """The inventory as its file holds it."""
    document = {
        "digestAlgorithm": ALGORITHM,
        "head": f"v{inventory.head}",
        "id": inventory.id,
        "manifest": {digest: list(paths) for digest, paths in sorted(inventory.manifest.items())},
        "type": TYPE,
        "versions": {f"v{number}": _version(entry) for number, entry in enumerate(inventory.versions, start=1)},
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _version(version: Version) -> dict[str, Any]:
    state: dict[str, list[str]] = {}
    for logical, digest in sorted(version.state.items()):
        state.setdefault(digest, []).append(logical)
    stamp = version.stamp
    user = {"name": stamp.name, "address": stamp.address}
    return {"created": stamp.created, "message": stamp.message, "state": state, "user": user}


def from_bytes(data: bytes) -> Inventory:
    """An inventory that is known to be sound. Raises ValueError, KeyError or TypeError where it is not."""
    document = json.loads(data)
    blocks = document["versions"]
    versions = (_read_version(blocks[f"v{number}"]) for number in range(1, len(blocks) + 1))
    manifest = {digest: tuple(paths) for digest, paths in document["manifest"].items()}
    return Inventory(document["id"], manifest, tuple(versions))


def _read_version(block: Mapping[str, Any]) -> Version:
    user = block["user"]
    stamp = Stamp(block["created"], block["message"], user["name"], user["address"])
    return Version(stamp, {path: digest for digest, paths in block["state"].items() for path in paths})


def digest_of(data: bytes) -> str:
    return sha512(data).hexdigest()


def sidecar(data: bytes) -> bytes:
    """The sidecar of an inventory with these bytes."""
    return f"{digest_of(data)} {NAME}\n".encode()
