"""`python -m tests.mutants [FILE ...]`: every mutant of the files, and which of them no test notices."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

from tests.mutants.changes import Change, changes
from tests.mutants.line_map import CRASHES, LineMap, digest, drawn, files, read
from tests.mutants.process import Changed, Chosen, child, ended, tested, warm_up
from tests.mutants.survivors import Reasons, as_entry

TARGETS = (
    "anlian_cli/regulation/*.py",
    "anlian_cli/records/history.py",
    "anlian_cli/ocfl/batch.py",
    *(
        f"anlian_cli/cli/{name}.py"
        for name in ("ranking", "admission", "exits", "exit_events", "misconduct", "lives", "scoring", "*standing*")
    ),
    "anlian_cli/records/*standing*.py",
)
"""Where a fault decides about a firm. A pattern that fits no file is no mistake: files are renamed."""
ROOT = Path(__file__).parents[2]
_MEMORY = Path("/dev/shm")
_FOLDER = (_MEMORY if os.access(_MEMORY, os.W_OK) else Path(tempfile.gettempdir())) / "anlian-mutants"
_NO_COPY = shutil.ignore_patterns(".*", "__pycache__", "dist", "*.egg-info")
_AT_ONCE = 2
_CONTROL = 5.0
"""Seconds of tests by which a file is tried unchanged, before its mutants are."""
SURVIVED = 0


def main() -> int:
    asked = _asked()
    project = _copied(asked.folder)
    targets = [path.relative_to(project).as_posix() for pattern in TARGETS for path in sorted(project.glob(pattern))]
    warm_up(project)
    line_map = _line_map(asked, targets)
    chosen = [file for file in targets if _is_asked(file, asked.files)]
    found = [change for file in chosen for change in changes(file, Path(file).read_bytes())]
    sample = [change for change in found if change.number % asked.sample == 0]
    trials = _Trials(line_map, asked)
    for file in dict.fromkeys(change.file for change in sample):
        trials.control(file)
    survivors = list(trials.survivors(sample))
    return _report(survivors, sample, whole=len(sample) == len(found), asked=asked)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("files", nargs="*", help="only these files: paths, names or patterns")
    parser.add_argument("--sample", type=int, default=1, metavar="N", help="every n-th mutant, always the same ones")
    parser.add_argument("--list", action="store_true", help="list the survivors and nothing else")
    parser.add_argument("--entries", action="store_true", help="list the unexplained ones as entries of survivors.yaml")
    parser.add_argument("--reuse", action="store_true", help="use the last run's map of lines and tests")
    parser.add_argument("--crashes", action="store_true", help="ask the crash loop too: minutes for each survivor")
    parser.add_argument("--slowest", type=float, metavar="SECONDS", help="ask no test slower than this (default 10)")
    parser.add_argument("--folder", type=Path, default=_FOLDER, help="for the copy and the map (default %(default)s)")
    asked = parser.parse_args()
    asked.slowest = asked.slowest or (600 if asked.crashes else 10)
    return asked


def _copied(folder: Path) -> Path:
    """The project as it is now: the originals may be edited meanwhile, and no fault is let loose on them."""
    project = folder / "project"
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(ROOT, project, ignore=_NO_COPY)
    return project


def _line_map(asked: argparse.Namespace, targets: Sequence[str]) -> LineMap:
    store = asked.folder / ("lines-and-crashes.json" if asked.crashes else "lines.json")
    if asked.reuse and store.exists():
        kept = read(store)
        if all(kept.digests.get(file) == digest(Path(file)) for file in targets if _is_asked(file, asked.files)):
            return kept
    _say("Which tests execute which line? This takes a few minutes.")
    made = drawn(targets, store, also=(CRASHES,) if asked.crashes else ())
    for test, why in made.left_out.items():
        if why.startswith("failed"):
            _say(f"{test}: {why}")
    return made


def _is_asked(file: str, patterns: Sequence[str]) -> bool:
    return not patterns or any(fnmatch(file, pattern) or fnmatch(file, f"*/{pattern}") for pattern in patterns)


class _Trials:
    """Mutants put to their tests, two at a time."""

    def __init__(self, line_map: LineMap, asked: argparse.Namespace) -> None:
        self._map, self._slowest, self._scratch = line_map, asked.slowest, asked.folder / "scratch"
        self._silent = asked.list or asked.entries

    def control(self, file: str) -> None:
        """A file that is not changed: where its tests fail, nothing can be said about its mutants."""
        text = Path(file).read_bytes()
        tests = self._quickest(self._map.tests(file, range(len(text.splitlines()) + 1), self._slowest))
        self._start(file, text, tests, 0)
        if ended()[1] != SURVIVED:
            raise SystemExit(f"{file}: its tests fail without any fault, or there are none")

    def _quickest(self, tests: Sequence[str]) -> list[str]:
        total, found = 0.0, list[str]()
        for test in tests:
            total += self._map.seconds[test]
            if total <= _CONTROL or not found:
                found.append(test)
        return found

    def survivors(self, sample: Sequence[Change]) -> Iterator[tuple[Change, int]]:
        """Every mutant that no test noticed, with the number of tests that were asked."""
        running: dict[int, tuple[Change, int, int]] = {}
        waiting = [(change, self._map.tests(change.file, change.lines, self._slowest)) for change in sample]
        free, done, began = set(range(_AT_ONCE)), 0, time.perf_counter()
        while waiting or running:
            if waiting and free:
                change, tests = waiting.pop(0)
                if not tests:
                    done += 1
                    yield change, 0
                    continue
                slot = free.pop()
                text = change.made_in(Path(change.file).read_bytes())
                running[self._start(change.file, text, tests, slot)] = change, len(tests), slot
                continue
            process, code = ended()
            change, asked, slot = running.pop(process)
            free.add(slot)
            done += 1
            if not self._silent and done % 25 == 0:
                _say(f"{done} of {len(sample)}, {time.perf_counter() - began:.0f} s")
            if code == SURVIVED:
                yield change, asked

    def _start(self, file: str, text: bytes, tests: Sequence[str], slot: int) -> int:
        def work() -> int:
            sys.meta_path.insert(0, Changed(file, text))
            return tested(["-x", *files(tests)], Chosen(tests))

        return child(work, self._scratch / str(slot), 3 * self._map.cost(tests) + 20)


def _report(
    survivors: Sequence[tuple[Change, int]], sample: Sequence[Change], whole: bool, asked: argparse.Namespace
) -> int:
    reasons = Reasons.read()
    explained = [(change, tests) for change, tests in survivors if change.key in reasons.known]
    open_ones = [(change, tests) for change, tests in survivors if change.key not in reasons.known]
    for title, group in (("Survivors that are explained:", explained), ("Survivors:", open_ones)):
        if asked.entries:
            continue
        if group:
            print(title)
        for change, tests in sorted(group, key=lambda entry: (entry[0].file, entry[0].line, entry[0].column)):
            told = reasons.known.get(change.key) or (f"{tests} tests" if tests else "no test")
            print(f"{change.file}:{change.line}:{change.column} {change.was} -> {change.now}  [{told}]")
    if asked.entries:
        print("\n".join(as_entry(change) for change, _ in open_ones))
    if whole:
        for key in reasons.of_no_survivor({change.file for change in sample}, {change.key for change, _ in survivors}):
            _say(f"explained, but no survivor any more: {key}")
    share = 100 * len(survivors) / max(len(sample), 1)
    print(f"{len(sample)} mutants, {len(sample) - len(survivors)} killed, {len(survivors)} survived ({share:.1f} %)")
    return 1 if open_ones else 0


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    if os.environ.get("PYTHONHASHSEED") != "0":  # the order of sets is the same in every run
        os.execve(
            sys.executable,
            [sys.executable, "-m", "tests.mutants", *sys.argv[1:]],
            {**os.environ, "PYTHONHASHSEED": "0"},
        )
    sys.exit(main())
