"""What becomes of the records when a recording dies, or its disk fails, before any one of its file operations.

`python -m tests.crash_loop` runs every case: a crash before each operation, a second crash inside the recovery of
each, an I/O error and a full disk at each. The test suite runs all but the second crashes, of which it takes a
sample. Each case forks: the child records a sheet of three units and dies, or meets the error, at its n-th
operation; the parent then looks at what stands.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

from anlian_cli.errors import RecordsFault
from anlian_cli.model.scores import Stage
from anlian_cli.ocfl import batch, commit_record, disk
from anlian_cli.records import recorder
from anlian_cli.records.audit import audit
from anlian_cli.records.history import read_history
from tests.judge import is_valid
from tests.office import UNITS, act, daily_sheet, must, open_workspace

DIED = 70
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""Thousands of small copies need no disk: what dies here is the process, not the power."""
_BEFORE = ("24", "24", "24", "24")
_AFTER = ("20", "21.5", "22.25", "23")
_RECOVERS = ("lock", "2018")
_SCORE = ("score", "日常", "2018", "更正.csv", "--reason", "复核")
_LATER = "2019-02-01 09:00"
_WRITING = ("folder", "write", "finish", "append")

Watch = Callable[[str, Path], None]


def prepare(folder: Path) -> Path:
    """A workspace in which the three units have scores, and a sheet that corrects them all."""
    workspace = open_workspace(folder)
    daily_sheet(workspace / "日常.csv", dict.fromkeys(UNITS, _BEFORE))
    must(workspace, "score", "日常", "2018", "日常.csv", at="2018-12-01 09:00")
    daily_sheet(workspace / "更正.csv", dict.fromkeys(UNITS, _AFTER))
    return workspace


def in_child(workspace: Path, watch: Watch, *command: str) -> tuple[int, str]:
    """A command in a forked process whose every file operation is watched; its exit code and what it said."""
    told = workspace / "said.txt"
    told.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        disk.before = watch
        try:
            outcome = act(workspace, *command, at=_LATER)
            told.write_text(outcome.err, encoding="utf-8")
            os._exit(outcome.code)
        except BaseException:
            os._exit(99)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), told.read_text(encoding="utf-8") if told.exists() else ""


class Count:
    """Counts operations; `at` is told the kind of each when its turn comes."""

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


def operations(workspace: Path, *command: str) -> int:
    """How many file operations a command takes, its index included."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        copy = _copied(workspace, Path(folder) / "w")
        counted = Path(folder) / "count"

        def watch(_kind: str, _path: Path) -> None:
            with counted.open("a", encoding="ascii") as file:
                file.write(".")

        code, said = in_child(copy, watch, *command)
        assert code == 0, said
        return counted.stat().st_size if counted.exists() else 0


def _copied(workspace: Path, target: Path) -> Path:
    shutil.copytree(workspace, target)
    return target


def standing(workspace: Path) -> set[str]:
    """What the units' scores are: one value where all are old, or all new; more where the batch is torn."""
    history = read_history(workspace)
    scores = [dossier.score("2018", Stage.DAILY) for dossier in history.dossiers.values() if dossier.is_unit]
    return {json.dumps([str(item.points) for item in score.items]) if score else "absent" for score in scores}


OLD, NEW = ({json.dumps(list(points))} for points in (_BEFORE, _AFTER))


def check_afterwards(workspace: Path) -> str:
    """What is wrong after a recording was interrupted, in a sentence; nothing where all is well."""
    try:
        first = standing(workspace)
    except RecordsFault as fault:
        return f"a reader finds damage: {fault.message}"
    if first not in (OLD, NEW):
        return f"a reader sees a torn batch: {first}"
    waits = commit_record.pending(workspace / "records")
    next_command = act(workspace, *_RECOVERS, at=_LATER)
    if next_command.code != 0:
        return f"the next command fails: {next_command.err}"
    if waits != ("补完" in next_command.err):
        return f"the next command does not tell of the recovery: {next_command.err!r}"
    second = standing(workspace)
    if second not in (OLD, NEW) or (waits and second != NEW):
        return f"after the recovery the batch is torn: {second}"
    return _check_again(workspace, second == NEW)


def _check_again(workspace: Path, recorded: bool) -> str:
    """The same sheet once more: it adds what was lost, and nothing where nothing was."""
    before = len(read_history(workspace).batches)
    again = act(workspace, *_SCORE, at=_LATER)
    after = read_history(workspace)
    if again.code != 0 or standing(workspace) != NEW or len(after.batches) != before + (not recorded):
        return f"recording again: code {again.code}, {len(after.batches)} batches, {again.err}"
    found = audit(workspace)
    if found.damages:
        return f"the audit finds {found.damages}"
    if not all(is_valid(workspace / "records" / root) for root in ("dossiers", "imports")):
        return "the independent validator finds the records invalid"
    return ""


def single_faults(workspace: Path, kind: str) -> Iterator[tuple[str, str]]:
    """One fault at every operation; each case with what was wrong afterwards."""
    then, for_ever = {"crash": (die, False), "error": (fail, False), "broken": (fail, True), "full": (full, True)}[kind]
    for n in range(1, operations(workspace, *_SCORE) + 1):
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            copy = _copied(workspace, Path(folder) / "w")
            code, said = in_child(copy, Count(n, then, for_ever), *_SCORE)
            yield f"{kind} {n}", _check_ending(kind, code, said) or check_afterwards(copy)


def _check_ending(kind: str, code: int, said: str) -> str:
    if kind == "crash":
        return "" if code == DIED else f"did not die: {code}"
    return "" if code in (0, 4) and "Traceback" not in said else f"ended with {code}: {said}"


def double_crashes(workspace: Path, every: int = 1) -> Iterator[tuple[str, str]]:
    """A crash at every n, then one at every m of the command that recovers; every `every`-th n."""
    for n in range(every, operations(workspace, *_SCORE) + 1, every):
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            crashed = _copied(workspace, Path(folder) / "w")
            in_child(crashed, Count(n, die), *_SCORE)
            for m in range(1, operations(crashed, *_RECOVERS) + 1):
                yield f"crash {n}, again {m}", _crash_again(crashed, m)


def _crash_again(crashed: Path, m: int) -> str:
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        copy = _copied(crashed, Path(folder) / "w")
        code, said = in_child(copy, Count(m, die), *_RECOVERS)
        return _check_ending("crash", code, said) or check_afterwards(copy)


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


def wrong(cases: Iterator[tuple[str, str]]) -> tuple[int, list[str]]:
    """How many cases there were, and those that went wrong."""
    count, found = 0, []
    for case, fault in cases:
        count += 1
        if fault:
            found.append(f"{case}: {fault}")
    return count, found


def unwatched_writes(workspace: Path) -> set[str]:
    """Files of the records that the command opens for writing anywhere but in the one watched module."""
    told = workspace / "unwatched.txt"
    child = os.fork()
    if child == 0:
        found: set[str] = set()

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            if event == "open" and _writes_records(workspace, arguments) and not _inside_disk(sys._getframe(1)):
                found.add(str(arguments[0]))

        sys.addaudithook(hook)
        act(workspace, *_SCORE, at=_LATER)
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


def main(kinds: list[str]) -> int:
    """Run the kinds of fault named, or all of them, in full; prints what went wrong."""
    bad = 0
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        workspace = prepare(Path(folder) / "w")
        for kind in kinds or ["crash", "error", "broken", "full", "double"]:
            name, _, every = kind.partition("/")
            cases = double_crashes(workspace, int(every or 1)) if name == "double" else single_faults(workspace, name)
            count, found = wrong(cases)
            bad += len(found)
            print(f"{kind}: {count} cases, {len(found)} wrong", *found[:20], sep="\n  ")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
