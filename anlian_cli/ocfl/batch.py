"""Several new versions, in several storage roots, become visible together or not at all.

Everything is staged beside the roots and made safe; then one commit record; from there on only renames, so that
neither a full disk nor a crash can strand the batch. `recover` completes what a commit record stands for and
clears away what has none. The roots and the folder `work` share one parent, the `base`.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from anlian_cli.ocfl import disk
from anlian_cli.ocfl import inventory as inventories
from anlian_cli.ocfl.commit_record import ASIDE, RECORD, WORK, ClosingLine, read_record, write_record
from anlian_cli.ocfl.root import Damaged
from anlian_cli.ocfl.staging import STAGE, Brought, NewObject, NewVersion, SourceChanged, stage


class Unfinished(Exception):
    """The batch is decided but not all of it is in place; the next opening for writing completes it."""

    def __init__(self, problem: OSError) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Recovery:
    """What `recover` found: a batch that it completed, or one that it took back."""

    batch: str
    completed: bool


def commit(base: Path, batch: str, versions: Sequence[Brought], closing: ClosingLine) -> None:
    """Make the versions visible, all together, and append the closing line.

    Raises SourceChanged or OSError while nothing is decided yet, Unfinished afterwards.
    """
    try:
        _refuse_other_devices(base, versions)
        stage(base, versions)
        replaces = [version.folder for version in versions if isinstance(version, NewObject)]
        write_record(base, batch, list(_moves(base, versions)), closing, replaces)
    except SourceChanged:
        _clear_stage(base)
        raise
    except OSError as problem:
        if not (base / RECORD).exists():
            _clear_stage(base)
            raise
        raise Unfinished(problem) from None
    try:
        publish(base)
    except OSError as problem:
        raise Unfinished(problem) from None


def _refuse_other_devices(base: Path, versions: Sequence[Brought]) -> None:
    """Nothing is renamed from one disk to another: a batch decided across two could never be completed."""
    targets = (base, *(base / version.root for version in versions), *(base / version.folder for version in versions))
    devices = {path.stat().st_dev for path in {base / WORK, *targets} if path.exists()}
    if len(devices) > 1:
        raise OSError(errno.EXDEV, "work and the records", str(base / WORK))


def _clear_stage(base: Path) -> None:
    """Tidy up after a failure, if the disk lets us; else the next opening does."""
    try:
        disk.remove_tree(base / STAGE)
    except OSError:
        return


def _moves(base: Path, versions: Sequence[Brought]) -> Iterator[str]:
    """What is renamed from the stage into place, in order; a new object comes whole, with its new parents."""
    seen: set[str] = set()
    for version in (version for version in versions if isinstance(version, NewVersion)):
        if version.inventory.head == 1:
            paths = [_topmost_missing(base, version.folder)]
        else:
            names = (f"v{version.inventory.head}", inventories.NAME, inventories.SIDECAR)
            paths = [f"{version.folder}/{name}" for name in names]
        yield from (path for path in paths if path not in seen)
        seen.update(paths)


def _topmost_missing(base: Path, folder: str) -> str:
    parts = folder.split("/")
    heads = ("/".join(parts[:count]) for count in range(1, len(parts)))
    return next((head for head in heads if not (base / head).exists()), folder)


def publish(base: Path) -> None:
    """Rename everything into place, append the closing line, withdraw the commit record. May be repeated."""
    record = read_record(base)
    if record is None:
        return
    replaces = record.get("replaces", [])
    for path in record["moves"]:
        _into_place(base, path)
    for path in replaces:
        _replace(base, path)
    for folder in dict.fromkeys((base / path).parent for path in (*record["moves"], *replaces)):
        disk.sync_folder(folder)
    _close(base, ClosingLine(record["path"], record["at"], record["data"]))
    if replaces:
        # Before the record goes: while it stands, whoever finds the old folders knows what they are.
        disk.remove_tree(base / ASIDE)
    disk.remove(base / RECORD)
    disk.sync_folder(base / WORK)
    disk.remove_tree(base / STAGE)


def _into_place(base: Path, path: str) -> None:
    source, target = base / STAGE / path, base / path
    if source.exists():
        disk.move(source, target)
    elif not target.exists():
        raise Damaged(target, "未完成的记录缺了这一部分")


def _replace(base: Path, path: str) -> None:
    """A folder gives way to the new one: the old goes aside, then the new comes into place."""
    source, target, aside = base / STAGE / path, base / path, base / ASIDE / path
    if source.exists() and target.exists():
        disk.make_folder(aside.parent)
        disk.move(target, aside)
        # A power cut may not bring the new one into place and leave the old one there.
        disk.sync_folder(aside.parent)
        disk.sync_folder(target.parent)
    _into_place(base, path)


def _close(base: Path, closing: ClosingLine) -> None:
    path, data = base / closing.path, closing.data.encode()
    standing = path.read_bytes() if path.exists() else b""
    if len(standing) < closing.at or not data.startswith(standing[closing.at :]):
        raise Damaged(path, "在未完成的记录之后被改动过")
    disk.append(path, closing.at, data)


def recover(base: Path) -> Recovery | None:
    """Complete a decided batch, or clear away one that never was; None where there is neither.

    For the holder of the writers' lock only. Raises Damaged, OSError.
    """
    record = read_record(base)
    if record is not None:
        publish(base)
        return Recovery(record["batch"], completed=True)
    leftovers = (base / STAGE).exists() and any((base / STAGE).iterdir())
    if (base / ASIDE).exists():  # a power cut may leave it, whose batch is in place
        disk.remove_tree(base / ASIDE)
    disk.remove(base / f"{RECORD}.new")
    disk.remove_tree(base / STAGE)
    return Recovery("", completed=False) if leftovers else None
