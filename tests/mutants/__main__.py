"""Puts small faults into the program, one at a time, and tells which of them no test notices."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence, Set
from fnmatch import fnmatch
from pathlib import Path

from filelock import FileLock, Timeout

from tests.mutants.changes import Change, changes
from tests.mutants.drawing import drawn
from tests.mutants.line_map import LineMap, read
from tests.mutants.process import end_all, warm_up
from tests.mutants.survivors import Key, as_entry, reasons
from tests.mutants.trials import Trials

TARGETS = (
    "anlian_cli/regulation/**/*.py",
    "anlian_cli/records/files.py",
    "anlian_cli/records/history.py",
    "anlian_cli/ocfl/batch.py",
    "anlian_cli/office/standing.py",
    "anlian_cli/office/admission/confirmed_list.py",
    "anlian_cli/office/admission/lists.py",
    "anlian_cli/office/supervision/[aers]*.py",
    "anlian_cli/office/exits/*.py",
)
"""Where a fault decides about a firm."""
ROOT = Path(__file__).parents[2]
_NO_COPY = shutil.ignore_patterns(".*", "__pycache__", "dist", "*.egg-info")
_IN_MEMORY = Path("/dev/shm")
_FOLDER = (_IN_MEMORY if os.access(_IN_MEMORY, os.W_OK) else Path(tempfile.gettempdir())) / "anlian-mutants"

Survivor = tuple[Change, int]


def main() -> int:
    """0 where every survivor is explained, else 1."""
    asked = _asked()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended before its time"))
    asked.folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(asked.folder / "lock", blocking=False):
            return _tried(asked, reasons())
    except Timeout:
        raise SystemExit(f"another run is at work in {asked.folder}; name another --folder") from None
    finally:
        end_all()


def _tried(asked: argparse.Namespace, known: Mapping[Key, str]) -> int:
    project = _copied(asked.folder)
    warm_up(project)
    targets = [file for file in _targets(project) if _is_asked(file, asked.files)]
    line_map = _line_map(asked, targets, project)
    found = [change for file in targets for change in changes(file, Path(file).read_bytes())]
    sample = [change for change in found if change.number % asked.sample == 0]
    trusted = [] if asked.again else [change for change in sample if known.get(change.key)]
    trials = Trials(line_map, asked.slowest, asked.most, asked.folder / "scratch", silent=asked.list)
    tried = trials.survivors([change for change in sample if change not in trusted])
    survivors = sorted([*tried, *((change, 0) for change in trusted)], key=lambda one: (one[0].file, one[0].edit))
    if len(sample) == len(found) and not asked.list:
        _tell_outdated(known, {change.key for change, _ in survivors}, targets)
    return _told(survivors, known, len(sample), asked)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("files", nargs="*", help="only these files: paths, names or patterns")
    parser.add_argument("--sample", type=int, default=1, metavar="N", help="every n-th mutant, always the same ones")
    parser.add_argument("--list", action="store_true", help="the survivors that are not explained, and nothing else")
    parser.add_argument("--entries", action="store_true", help="print these as entries of survivors.yaml")
    parser.add_argument("--again", action="store_true", help="try the explained survivors too: are they still any?")
    parser.add_argument("--reuse", action="store_true", help="use the last map of lines and tests, if it still fits")
    parser.add_argument("--crashes", action="store_true", help="ask the crash loop too: minutes for each survivor")
    parser.add_argument("--slowest", type=float, metavar="SECONDS", help="ask no slower test (10, or 600 with crashes)")
    parser.add_argument("--most", type=float, metavar="SECONDS", help="of tests a mutant (60, or 3600 with crashes)")
    parser.add_argument("--folder", type=Path, default=_FOLDER, help="for the copy and the map (%(default)s)")
    asked = parser.parse_args()
    asked.slowest = asked.slowest or (600 if asked.crashes else 10)
    asked.most = asked.most or (3600 if asked.crashes else 60)
    return asked


def _copied(folder: Path) -> Path:
    """The project as it is now: the original may be edited meanwhile, and no fault is let loose on it."""
    project = folder / "project"
    for old in (project, folder / "scratch"):
        shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(ROOT, project, ignore=_NO_COPY)
    return project


def _targets(project: Path) -> list[str]:
    return [path.relative_to(project).as_posix() for pattern in TARGETS for path in sorted(project.glob(pattern))]


def _is_asked(file: str, patterns: Sequence[str]) -> bool:
    return not patterns or any(fnmatch(file, pattern) or fnmatch(file, f"*/{pattern}") for pattern in patterns)


def _line_map(asked: argparse.Namespace, targets: Sequence[str], project: Path) -> LineMap:
    if not targets:
        raise SystemExit(f"no such file among {', '.join(_targets(project))}")
    store = asked.folder / ("lines-with-crashes.json" if asked.crashes else "lines.json")
    if asked.reuse and store.exists() and (kept := read(store)).holds(targets):
        return kept
    print("Which tests execute which line? This takes some minutes.", file=sys.stderr, flush=True)
    made = drawn(_targets(project), store, asked.crashes)
    for test, why in made.left_out.items():
        if why.startswith("failed"):
            print(f"{test}: {why}, so it is not asked", file=sys.stderr)
    return made


def _tell_outdated(known: Iterable[Key], survivors: Set[Key], targets: Sequence[str]) -> None:
    """Reasons for what is no mutant or no survivor any more, in files of which every mutant was looked at."""
    for file, function, was, now in known:
        if file in targets and (file, function, was, now) not in survivors:
            print(f"explained, but no survivor: {file} {function}: {was}  ->  {now}", file=sys.stderr)


def _told(survivors: Sequence[Survivor], known: Mapping[Key, str], mutants: int, asked: argparse.Namespace) -> int:
    explained = [change for change, _ in survivors if known.get(change.key)]
    others = [(change, tests) for change, tests in survivors if not known.get(change.key)]
    if explained and not asked.list:
        print("Explained:", *(_line(change, known[change.key]) for change in explained), sep="\n")
    if others and not asked.list:
        print("Not explained:")
    for change, tests in others:
        print(as_entry(change) if asked.entries else _line(change, f"{tests} tests" if tests else "no test"))
    if not asked.list:
        share = 100 * len(survivors) / (mutants or 1)
        print(f"{mutants} mutants, {mutants - len(survivors)} killed, {len(survivors)} survived ({share:.1f} %)")
    return 1 if others else 0


def _line(change: Change, remark: str) -> str:
    return f"{change.file}:{change.line}:{change.column}: {change.was}  ->  {change.now}  [{remark}]"


if __name__ == "__main__":
    if os.environ.get("PYTHONHASHSEED") != "0":  # sets in the same order, so that a run can be repeated
        os.environ["PYTHONHASHSEED"] = "0"
        os.execv(sys.executable, [sys.executable, "-m", "tests.mutants", *sys.argv[1:]])
    sys.exit(main())
