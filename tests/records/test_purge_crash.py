"""An erasure that dies, or whose disk fails, at any of its operations leaves the old whole or the new whole."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from anlian_cli.ocfl import commit_record
from anlian_cli.records.audit import audit
from tests import marked_unit
from tests.attack.faults import DIED, MEMORY, Count, die, fail, full, in_child, operations
from tests.judge import is_valid
from tests.marked_unit import SHORT, marked_files
from tests.office import act

pytestmark = [
    pytest.mark.no_cover,
    pytest.mark.skipif(sys.platform == "win32", reason="a process is forked for every case"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning"),
]

_PURGE = ("purge", SHORT, "--reason", "保存期满", "--yes")
_NEXT = ("daily", "安泰", "--item", "13.3", "--on", "2018-01-02", "--note", "走访")
_LATER = "2019-02-01 09:00"
_READERS = (("show", SHORT, "--format", "json"), ("rank", "2017", "--selection", "--format", "json"))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The one unit as of the first confirmed list, its people and files few."""
    folder = marked_unit.make(tmp_path_factory.mktemp("crash") / "w", until="2018-01", few=True)
    shutil.rmtree(folder / "applications")
    return folder


def told(workspace: Path) -> list[int]:
    return [act(workspace, *command, at=_LATER).code for command in _READERS]


def in_objects(workspace: Path) -> list[str]:
    """What is marked, the throw-away index aside."""
    return [name for name in marked_files(workspace) if not name.startswith("work/")]


def untouched(workspace: Path) -> dict[str, bytes]:
    """Everything of the other units."""
    base = workspace / "records" / "dossiers"
    files = (path for path in base.rglob("*") if path.is_file() and path.parent != base)
    return {str(path.relative_to(base)): path.read_bytes() for path in files if marked_unit.CODE not in path.parts}


def faults(workspace: Path, kind: str, every: int = 1) -> Iterator[tuple[str, str]]:
    then, for_ever = {"crash": (die, False), "error": (fail, False), "full": (full, True)}[kind]
    whole, others = in_objects(workspace), untouched(workspace)
    for n in range(1, operations(workspace, _LATER, *_PURGE) + 1, every):
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            copy = Path(shutil.copytree(workspace, Path(folder) / "w"))
            code, said = in_child(copy, Count(n, then, for_ever), _LATER, *_PURGE)
            ended = code == DIED if kind == "crash" else code in (0, 4) and "Traceback" not in said
            yield f"{kind} {n}", (afterwards(copy, whole, others) if ended else f"ended with {code}: {said}")


def afterwards(workspace: Path, whole: list[str], others: dict[str, bytes]) -> str:
    """What is wrong after an erasure was interrupted, in a sentence; nothing where all is well."""
    if told(workspace) != [0] * len(_READERS):
        return f"a reader finds damage: {told(workspace)}"
    waits = commit_record.pending(workspace / "records")
    if waits and not any(damage.code == "L8" for damage in audit(workspace).damages):
        return "the audit does not tell of what waits"
    done = act(workspace, *_NEXT, at=_LATER)
    if done.code != 0 or waits != ("补完" in done.err):
        return f"the next command does not complete it: {done}"
    left = in_objects(workspace)
    if left and (waits or left != whole):
        return f"the erasure is torn: {left} of {whole}"
    if not left and marked_files(workspace):
        return f"something is left: {marked_files(workspace)}"
    standing = untouched(workspace)
    if any(standing.get(name) != data for name, data in others.items() if _is_old(name)):
        return "another unit was touched"
    return _again(workspace)


def _is_old(name: str) -> bool:
    """Whether a file never changes: all but an object's newest inventory."""
    return "/v" in name


def _again(workspace: Path) -> str:
    again = act(workspace, *_PURGE, at=_LATER)
    if again.code != 0 or marked_files(workspace):
        return f"erasing again: {again}, {marked_files(workspace)}"
    if found := audit(workspace).damages:
        return f"the audit finds {found}"
    valid = all(is_valid(workspace / "records" / root) for root in ("dossiers", "imports"))
    return "" if valid else "the independent validator finds the records invalid"


@pytest.mark.parametrize(("kind", "every"), [("crash", 17), ("error", 43), ("full", 53)])
def test_a_fault_at_any_operation_leaves_all_or_nothing(kind: str, every: int, workspace: Path) -> None:
    """A sample; `python -m tests.attack kills` tries them all."""
    cases = list(faults(workspace, kind, every))
    assert len(cases) >= 3
    assert not [case for case in cases if case[1]]


def test_a_second_crash_inside_the_recovery_changes_nothing(workspace: Path) -> None:
    """A sample of those after the erasure is decided, which is where one folder takes another's place."""
    others = untouched(workspace)
    tried, bad = 0, []
    total = operations(workspace, _LATER, *_PURGE)
    for n in range(total, 0, -9):
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            crashed = Path(shutil.copytree(workspace, Path(folder) / "w"))
            in_child(crashed, Count(n, die), _LATER, *_PURGE)
            if not commit_record.pending(crashed / "records"):
                if tried:
                    break
                continue
            for m in range(1, operations(crashed, _LATER, *_NEXT) + 1, 25):
                copy = Path(shutil.copytree(crashed, Path(folder) / f"w{m}"))
                in_child(copy, Count(m, die), _LATER, *_NEXT)
                tried += 1
                if fault := _second(copy, others):
                    bad.append(f"crash {n}, again {m}: {fault}")
                shutil.rmtree(copy)
    assert tried > 3
    assert not bad, bad


def _second(workspace: Path, others: dict[str, bytes]) -> str:
    if told(workspace) != [0] * len(_READERS):
        return "a reader finds damage"
    act(workspace, *_NEXT, at=_LATER)  # recorded by now, or by the crashed one: either way all is recovered
    standing = untouched(workspace)
    if any(standing.get(name) != data for name, data in others.items() if _is_old(name)):
        return "another unit was touched"
    return _again(workspace)
