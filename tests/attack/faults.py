"""A command in a process of its own that dies, or whose disk fails, before its n-th operation on files.

Each case forks: the child runs the command and meets the fault, the parent looks at what stands afterwards.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from anlian_cli.ocfl import disk
from tests.office import act

DIED = 70
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""Thousands of small copies need no disk: what dies here is the process, not the power."""
_WRITING = ("folder", "write", "finish", "append")

Watch = Callable[[str, Path], None]


@contextmanager
def copied(workspace: Path) -> Iterator[Path]:
    """A copy of a workspace that is gone afterwards."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(shutil.copytree(workspace, Path(folder) / "w"))


def in_child(workspace: Path, watch: Watch, at: str, *command: str) -> tuple[int, str]:
    """A command in a forked process whose every file operation is watched; its exit code and what it said."""
    told = workspace / "said.txt"
    told.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        disk.before = watch
        try:
            outcome = act(workspace, *command, at=at)
            told.write_text(outcome.err, encoding="utf-8")
            os._exit(outcome.code)
        except BaseException:
            os._exit(99)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), told.read_text(encoding="utf-8") if told.exists() else ""


def operations(workspace: Path, at: str, *command: str) -> int:
    """How many file operations a command takes, its index included."""
    with copied(workspace) as copy:
        counted = copy / "count"

        def watch(_kind: str, _path: Path) -> None:
            with counted.open("a", encoding="ascii") as file:
                file.write(".")

        code, said = in_child(copy, watch, at, *command)
        assert code == 0, said
        return counted.stat().st_size if counted.exists() else 0


class Count:
    """Counts operations; `then` is told the kind of the n-th, and of all behind it where the fault is for ever."""

    def __init__(self, n: int, then: Callable[[str], None], for_ever: bool = False) -> None:
        self.seen, self._n, self._then, self._for_ever = 0, n, then, for_ever

    def __call__(self, kind: str, _path: Path) -> None:
        self.seen += 1
        if self.seen == self._n or (self._for_ever and self.seen >= self._n):
            self._then(kind)


def die(_kind: str) -> None:
    os._exit(DIED)


def fail(_kind: str) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def full(kind: str) -> None:
    if kind in _WRITING:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


FAULTS: dict[str, tuple[Callable[[str], None], bool]] = {
    "crash": (die, False),
    "error": (fail, False),
    "broken": (fail, True),
    "full": (full, True),
}
"""What happens at the n-th operation, and whether at every later one too."""


def wrong_ending(kind: str, code: int, said: str) -> str:
    """What is wrong with how a command ended that met a fault; nothing where it told of it, or had to die."""
    if kind == "crash":
        return "" if code == DIED else f"did not die: {code}"
    # A file of hers that cannot be written is told by the code of what cannot be done as it was asked for.
    ended = code in (0, 4) or (code == 2 and "写不进" in said)
    return "" if ended and "Traceback" not in said else f"ended with {code}: {said}"
