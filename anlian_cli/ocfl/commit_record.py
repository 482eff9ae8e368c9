"""The commit record: from the instant at which it stands a batch is decided, and until it is gone not all in place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anlian_cli.ocfl import disk
from anlian_cli.ocfl.inventory import digest_of
from anlian_cli.ocfl.root import Damaged

WORK = "work"
RECORD = f"{WORK}/commit.json"
ASIDE = f"{WORK}/aside"
"""Where a folder that gives way to a new one stands until everything is in place."""


@dataclass(frozen=True, slots=True)
class ClosingLine:
    """What is appended to a file, behind its first `at` bytes, once everything is in place."""

    path: str
    at: int
    data: str


def write_record(base: Path, batch: str, moves: list[str], closing: ClosingLine, replaces: Sequence[str] = ()) -> None:
    """The instant at which the batch is decided: what is new there, and which folders give way to new ones."""
    body: dict[str, Any] = {"batch": batch, "moves": moves}
    body |= {"path": closing.path, "at": closing.at, "data": closing.data}
    body |= {"replaces": list(replaces)} if replaces else {}
    text = json.dumps(body, ensure_ascii=False, sort_keys=True).encode()
    draft = base / f"{RECORD}.new"
    disk.write(draft, f"{digest_of(text)}\n".encode() + text)
    disk.sync(draft)
    disk.move(draft, base / RECORD)
    disk.sync_folder(base / WORK)


def read_record(base: Path) -> dict[str, Any] | None:
    """The commit record, or None where none stands. Raises Damaged."""
    path = base / RECORD
    try:
        digest, _, text = path.read_bytes().partition(b"\n")
    except (FileNotFoundError, NotADirectoryError):
        return None
    if digest.decode("ascii", "replace") != digest_of(text):
        raise Damaged(path, "未完成的记录已损坏，不能自动补完")
    record: dict[str, Any] = json.loads(text)
    return record


def pending(base: Path) -> bool:
    """Whether a decided batch waits to be completed."""
    return (base / RECORD).exists()


def awaited(base: Path) -> tuple[str, ...]:
    """What a decided batch still puts into place, or has: paths below the base. Raises Damaged."""
    record = read_record(base)
    return (*record["moves"], *record.get("replaces", ())) if record else ()
