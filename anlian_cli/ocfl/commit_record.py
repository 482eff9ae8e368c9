"""The commit record: from the instant at which it stands a batch is decided, and until it is gone not all in place."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anlian_cli.ocfl import disk
from anlian_cli.ocfl.inventory import digest_of
from anlian_cli.ocfl.root import Damaged

WORK = "work"
RECORD = f"{WORK}/commit.json"


@dataclass(frozen=True, slots=True)
class ClosingLine:
    """What is appended to a file, behind its first `at` bytes, once everything is in place."""

    path: str
    at: int
    data: str


def write_record(base: Path, batch: str, moves: list[str], closing: ClosingLine) -> None:
    """The instant at which the batch is decided."""
    body = {"batch": batch, "moves": moves, "path": closing.path, "at": closing.at, "data": closing.data}
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
    return tuple(record["moves"]) if record else ()
