"""The journal: one line per batch, each chained to the one before by its digest.

It finds what a versioned directory cannot see by itself: an object that was deleted, moved or rolled back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha512
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from anlian_cli.model.batches import Batch, Replaced, Touched
from anlian_cli.ocfl.root import Damaged
from anlian_cli.records.replaced import as_they_stand, fits_what_stood

START = "0" * 128
_TAIL = 1 << 16


class JournalLine(Struct, frozen=True):
    """One line as it stands: its digest, and the batch it tells of."""

    digest: str
    batch: Batch


def journal_line(batch: Batch, previous: str) -> str:
    """The line of a batch behind the line with the digest `previous`."""
    body = json.dumps(batch_to_json(batch), ensure_ascii=False, separators=(",", ":"))
    return f"{_chained(previous, body)} {body}\n"


def _chained(previous: str, body: str) -> str:
    return sha512(f"{previous}{body}".encode()).hexdigest()


def batch_to_json(batch: Batch) -> dict[str, Any]:
    stated = {
        "batch": batch.number,
        "at": batch.at.isoformat(),
        "by": batch.by,
        "action": batch.action,
        "reason": batch.reason,
        "undoes": batch.undoes,
        "clock": "fixed" if batch.fixed_clock else None,
        "objects": [list(entry) for entry in batch.touched],
        "replaces": [list(entry) for entry in batch.replaced] or None,
    }
    return {key: value for key, value in stated.items() if value is not None}


def batch_from_json(body: dict[str, Any]) -> Batch:
    return Batch(
        number=body["batch"],
        at=datetime.fromisoformat(body["at"]),
        by=body["by"],
        action=body["action"],
        reason=body.get("reason"),
        undoes=body.get("undoes"),
        fixed_clock=body.get("clock") == "fixed",
        touched=tuple(Touched(*entry) for entry in body["objects"]),
        replaced=tuple(Replaced(*entry) for entry in body.get("replaces", ())),
    )


UNFINISHED = "没有写完"


def read_journal(path: Path, *, unfinished: bool = False) -> list[JournalLine]:
    """Every line, its chain checked. Raises Damaged at the first line that does not follow from those before.

    Each names its objects' versions as they stand now: a later line may have told them anew.
    With `unfinished`, a last line that is not whole belongs to a batch that still waits to be completed.
    """
    lines: list[JournalLine] = []
    for line, fault in checked_lines(path):
        if line is not None:
            lines.append(line)
        elif not (unfinished and fault == UNFINISHED):
            raise Damaged(path, f"第 {len(lines) + 1} 行：{fault}")
    return now(lines)


def now(lines: list[JournalLine]) -> list[JournalLine]:
    """The lines with the digests that the versions they name have now."""
    batches = as_they_stand([line.batch for line in lines])
    return [
        line if line.batch is batch else replace(line, batch=batch) for line, batch in zip(lines, batches, strict=True)
    ]


def checked_lines(path: Path) -> Iterator[tuple[JournalLine | None, str]]:
    """Every line in order; at the first that is broken None and why, and then no more."""
    previous, earlier = START, list[Batch]()
    for raw, whole in _raw_lines(path):
        digest, _, body = raw.partition(" ")
        if not whole:
            yield None, UNFINISHED
            return
        if digest != _chained(previous, body):
            yield None, "与前面的记录接不上"
            return
        batch = _batch(body)
        if batch is None:
            yield None, "内容不是本程序认识的"
            return
        if batch.number != len(earlier) + 1:
            yield None, f"批号是 {batch.number}，应为 {len(earlier) + 1}"
            return
        if not fits_what_stood(earlier, batch):
            yield None, "清除前的清单与前面的记录对不上"
            return
        yield JournalLine(digest, batch), ""
        previous = digest
        earlier.append(batch)


def _batch(body: str) -> Batch | None:
    try:
        return batch_from_json(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _raw_lines(path: Path) -> Iterator[tuple[str, bool]]:
    """Every line's text, and whether it ends as a line does."""
    data = path.read_bytes() if path.exists() else b""
    *lines, rest = data.split(b"\n")
    for line in lines:
        yield line.decode("utf-8", "replace"), True
    if rest:
        yield rest.decode("utf-8", "replace"), False


def last_digest(path: Path) -> str:
    """The digest of the last whole line, read from the end alone; START where there is none."""
    try:
        with path.open("rb") as file:
            size, reach = file.seek(0, 2), _TAIL
            while True:
                file.seek(max(0, size - reach))
                whole = file.read().rpartition(b"\n")[0]
                _, newline, line = whole.rpartition(b"\n")
                if newline or reach >= size:
                    return line[:128].decode("ascii", "replace") or START
                reach *= 16
    except FileNotFoundError:
        return START
