"""The writer with one of its safeguards taken out, which the kill loops must find, and writes that none could watch."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from anlian_cli.ocfl import batch, commit_record, disk
from anlian_cli.records import recorder
from tests.attack.kills import Case
from tests.office import act


def without_the_record(base: Path, _batch: str, versions: object, closing: commit_record.ClosingLine) -> None:
    """A mutant: everything is staged, then published without a commit record."""
    moves = list(batch._moves(base, versions))  # type: ignore[arg-type]
    batch.stage(base, versions)  # type: ignore[arg-type]
    for path in moves:
        batch._into_place(base, path)
    batch._close(base, closing)
    disk.remove_tree(base / batch._STAGE)


def before_staging_is_complete(
    base: Path, name: str, versions: list[batch.NewVersion], closing: commit_record.ClosingLine
) -> None:
    """A mutant: the batch is decided when only its first object is staged."""
    batch.stage(base, versions[:1])
    commit_record.write_record(base, name, list(batch._moves(base, versions)), closing)
    batch.stage(base, versions[1:])
    batch.publish(base)


MUTANTS = {"without_the_record": without_the_record, "before_staging_is_complete": before_staging_is_complete}


@contextlib.contextmanager
def mutated(name: str) -> Iterator[None]:
    """The writer with one of its safeguards taken out."""
    original = recorder.commit
    recorder.commit = MUTANTS[name]  # type: ignore[assignment]
    try:
        yield
    finally:
        recorder.commit = original


def unwatched_writes(case: Case) -> set[str]:
    """Files of the records that the command opens for writing anywhere but in the one watched module."""
    told = case.workspace / "unwatched.txt"
    child = os.fork()
    if child == 0:
        found: set[str] = set()

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            if event == "open" and _writes_records(case.workspace, arguments) and not _inside_disk(sys._getframe(1)):
                found.add(str(arguments[0]))

        sys.addaudithook(hook)
        act(case.workspace, *case.command, at=case.at)
        told.write_text("\n".join(sorted(found)), encoding="utf-8")
        os._exit(0)
    os.waitpid(child, 0)
    return {line for line in told.read_text(encoding="utf-8").splitlines() if not line.endswith(_LOCK_FILES)}


_LOCK_FILES = ("work/lock",)


def _writes_records(workspace: Path, arguments: tuple[object, ...]) -> bool:
    path, mode, flags = arguments
    writing = (isinstance(mode, str) and set(mode) & set("wax+")) or (
        isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
    )
    return bool(writing) and str(path).startswith(str(workspace / "records"))


def _inside_disk(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_globals.get("__name__") == disk.__name__:
            return True
        frame = frame.f_back
    return False
