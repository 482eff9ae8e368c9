"""Opening the records for one batch: under the writers' lock, or as a rehearsal that writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from anlian_cli.errors import RecordsFault, reason
from anlian_cli.ocfl import disk
from anlian_cli.ocfl.batch import Recovery, recover
from anlian_cli.ocfl.commit_record import WORK
from anlian_cli.ocfl.root import Damaged
from anlian_cli.records.faults import damage, unwritable
from anlian_cli.records.history import read_history
from anlian_cli.records.lock import PATIENCE, tell_holder, writers_lock
from anlian_cli.records.places import records_folder
from anlian_cli.records.recorder import Maker, Recorder


@contextmanager
def recording(
    workspace: Path, maker: Maker, patience: float = PATIENCE, clock: Callable[[], datetime] | None = None
) -> Iterator[Recorder]:
    """Hold the writers' lock for one batch; an interrupted earlier one is completed or cleared away first.

    The clock is read once the lock is held: who waited for another must not be earlier than that one's recording.
    Raises RecordsFault where the records are busy, damaged, or not to be written.
    """
    base = records_folder(workspace)
    _prepare(base)
    with writers_lock(base, patience):
        maker = replace(maker, at=clock()) if clock else maker
        recovery = _recovered(base, maker)
        yield Recorder(read_history(workspace), maker, recovery)


def _prepare(base: Path) -> None:
    try:
        disk.make_folder(base / WORK)
        # An earlier program left it open to all; closed, it closes everything inside as well.
        disk.close_to_others(base)
    except OSError as problem:
        raise unwritable(problem) from None


def _recovered(base: Path, maker: Maker) -> Recovery | None:
    try:
        tell_holder(base, maker.by, maker.at)
    except OSError as problem:
        raise unwritable(problem) from None
    try:
        return recover(base)
    except Damaged as problem:
        raise damage(problem) from None
    except OSError as problem:
        message = f"上一次没有写完的记录补不完（{reason(problem)}）"
        raise RecordsFault(message, "请检查磁盘后重新运行") from None


def rehearsal(workspace: Path, maker: Maker) -> Recorder:
    """A recorder for --dry-run: it can say what would change and is never committed."""
    return Recorder(replace(read_history(workspace)), maker)
