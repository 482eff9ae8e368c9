"""Mutants put to their tests, each in a process of its own, as many at once as there are cores."""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.changes import Change
from tests.mutants.line_map import LineMap, files
from tests.mutants.process import AT_ONCE, BROKEN, FAULT, Changed, Chosen, child, ended, tested
from tests.mutants.source import edited

_ALL_PASSED = 0
_CONTROL, _FIRST = 5.0, 0.5
"""Seconds of tests by which a file is tried unchanged, before its mutants are; and those that a mutant meets first:

most die in them, and need not wait until every test is collected.
"""


@dataclass(frozen=True, slots=True)
class _Trial:
    """Tests that are asked now, and the others, which are asked where these notice nothing."""

    change: Change | None
    tests: list[str]
    later: list[str]
    began: float
    scratch: Path


class Trials:
    """A bench for mutants; it says how it gets on, unless it is to be silent."""

    def __init__(self, line_map: LineMap, slowest: float, most: float, scratch: Path, silent: bool) -> None:
        self._map, self._slowest, self._most, self._scratch, self._silent = line_map, slowest, most, scratch, silent
        self._running: dict[int, _Trial] = {}
        self._killed: list[float] = []

    def survivors(self, sample: Sequence[Change]) -> Iterator[tuple[Change, int]]:
        """Every mutant that no test noticed, with how many were asked. Raises RuntimeError where a child broke."""
        self._control(sorted({change.file for change in sample}))
        for done, change in enumerate(sample):
            self._tell(done, len(sample))
            tests = self._map.first(self._map.tests(change.file, change.lines, self._slowest), self._most)
            if not tests:
                yield change, 0
                continue
            while len(self._running) >= AT_ONCE:
                yield from self._end()
            first = self._map.first(tests, _FIRST)
            self._start(change.file, first, change, tests[len(first) :])
        while self._running:
            yield from self._end()
        self._tell(len(sample), len(sample))

    def _control(self, targets: Sequence[str]) -> None:
        """Files that are not changed: where tests fail all the same, nothing can be said about mutants."""
        for file in targets:
            lines = range(1, len(Path(file).read_bytes().splitlines()) + 1)
            tests = self._map.tests(file, lines, self._slowest)
            if few := self._map.first(tests, _CONTROL):
                self._start(file, few, None)
                if not list(self._end()):
                    raise RuntimeError(f"{file}: its tests fail without any fault")

    def _start(self, file: str, tests: list[str], change: Change | None, later: Sequence[str] = ()) -> None:
        whole = Path(file).read_bytes()
        text = edited(whole, change.edit) if change else whole

        def work() -> int:
            sys.meta_path.insert(0, Changed(file, text))
            return tested(["-x", *files(tests)], Chosen(tests))

        scratch = self._scratch / str(change.number if change else "control")
        process = child(work, scratch, 3 * self._map.cost(tests) + 20)
        self._running[process] = _Trial(change, tests, [*later], time.perf_counter(), scratch)

    def _end(self) -> Iterator[tuple[Change, int]]:
        process, code = ended()
        trial = self._running.pop(process)
        if code == BROKEN:
            raise RuntimeError((trial.scratch / FAULT).read_text(encoding="utf-8"))
        shutil.rmtree(trial.scratch, ignore_errors=True)
        if code != _ALL_PASSED:
            self._killed.append(time.perf_counter() - trial.began)
        elif trial.change and trial.later:
            self._start(trial.change.file, trial.later, trial.change)
        else:
            yield trial.change, len(trial.tests)  # type: ignore[misc]

    def _tell(self, done: int, of: int) -> None:
        if not self._silent and self._killed and (done % 50 == 0 or done == of):
            half = statistics.median(self._killed)
            print(f"{done} of {of}; half of the killed died within {half:.1f} s", file=sys.stderr, flush=True)
