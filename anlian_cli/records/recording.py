"""Opening the records for one batch: under the writers' lock, or as a rehearsal that writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from anlian_cli.errors import RecordsFault
from anlian_cli.ocfl.batch import WORK, recover
from anlian_cli.ocfl.root import Damaged
from anlian_cli.records.history import damage, read_history
from anlian_cli.records.lock import PATIENCE, writers_lock
from anlian_cli.records.places import records_folder
from anlian_cli.records.recorder import Maker, Recorder


@contextmanager
def recording(workspace: Path, maker: Maker, patience: float = PATIENCE) -> Iterator[Recorder]:
    """Hold the writers' lock for one batch; an interrupted earlier one is completed or cleared away first.

    Raises RecordsFault where the records are busy or damaged.
    """
    base = records_folder(workspace)
    (base / WORK).mkdir(parents=True, exist_ok=True)
    with writers_lock(base, maker.by, maker.at, patience):
        try:
            recovery = recover(base)
        except Damaged as problem:
            raise damage(problem) from None
        except OSError as problem:
            message = f"上一次没有写完的记录补不完（{problem.strerror}）"
            raise RecordsFault(message, "请检查磁盘后重新运行") from None
        yield Recorder(read_history(workspace), maker, recovery)


def rehearsal(workspace: Path, maker: Maker) -> Recorder:
    """A recorder for --dry-run: it can say what would change and is never committed."""
    return Recorder(replace(read_history(workspace)), maker)
