"""Which tests execute which line of which file, and how long they take."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

IMPORTED = ""
"""What stands for a test at lines that are executed before the first one."""
_QUICK = 0.3

Lines = dict[int, list[str]]


@dataclass(frozen=True, slots=True)
class LineMap:
    """Where a test file is named in place of a test, all its tests share what is executed there."""

    digests: dict[str, str]
    lines: dict[str, Lines]
    seconds: dict[str, float]
    shared: dict[str, float]
    """Seconds that preparing what its tests share takes, by test file."""
    left_out: dict[str, str]
    """Tests that cannot be asked, and why."""

    def tests(self, file: str, lines: Iterable[int], slowest: float) -> list[str]:
        """The tests of some lines: those of the file's own room first, and the quickest first.

        Those of a test file stand together, since they share what it prepares.
        """
        asked = [test for test in self._tests_of(file, lines) if self.seconds[test] <= slowest]
        costs: dict[tuple[str, bool], float] = defaultdict(float)
        for test in asked:
            costs[self._group(test)] += self.seconds[test]
        for group in costs:
            costs[group] += self.shared.get(group[0], 0)
        room = Path(file).parent.name
        return sorted(
            asked,
            key=lambda test: (
                Path(file_of(test)).parent.name != room,
                costs[self._group(test)],
                self._group(test),
                self.seconds[test],
                test,
            ),
        )

    def first(self, tests: Sequence[str], seconds: float) -> list[str]:
        """As many of the first tests as take so long together; one at the least."""
        spent, met, few = 0.0, set[str](), list[str]()
        for test in tests:
            spent += self.seconds[test] + (0 if file_of(test) in met else self.shared.get(file_of(test), 0))
            met.add(file_of(test))
            if few and spent > seconds:
                break
            few.append(test)
        return few

    def cost(self, tests: Sequence[str]) -> float:
        """How many seconds tests may take together."""
        return sum(self.seconds[test] for test in tests) + sum(self.shared.get(file, 0) for file in files(tests))

    def holds(self, targets: Iterable[str]) -> bool:
        """Whether files are still those that the map was drawn of."""
        return all(self.digests.get(file) == digest(file) for file in targets)

    def _group(self, test: str) -> tuple[str, bool]:
        return file_of(test), self.seconds[test] > _QUICK

    def _tests_of(self, file: str, lines: Iterable[int]) -> set[str]:
        by_line = self.lines.get(file, {})
        names = {name for line in lines for name in by_line.get(line, ())}
        if IMPORTED in names:  # whoever uses the file may notice what was made when it was imported
            names = {name for others in by_line.values() for name in others}
        return {test for test in self.seconds if test in names or file_of(test) in names}


def file_of(test: str) -> str:
    return test.partition("::")[0]


def files(tests: Iterable[str]) -> list[str]:
    """The files of tests, each once."""
    return list(dict.fromkeys(map(file_of, tests)))


def digest(file: str) -> str:
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()


def read(store: Path) -> LineMap:
    """The map in a file."""
    raw = json.loads(store.read_text(encoding="utf-8"))
    lines = {file: {int(line): tests for line, tests in of.items()} for file, of in raw.pop("lines").items()}
    return LineMap(lines=lines, **raw)


def joined(parts: Sequence[LineMap]) -> LineMap:
    """One map of several, which were drawn of the same files by different tests."""
    lines: dict[str, Lines] = {file: defaultdict(list) for file in parts[0].lines}
    for part in parts:
        for file, by_line in part.lines.items():
            for line, tests in by_line.items():
                lines[file][line] = sorted({*lines[file][line], *tests})
    seconds, shared, left_out = (
        {name: value for part in parts for name, value in getattr(part, field).items()}
        for field in ("seconds", "shared", "left_out")
    )
    return LineMap(parts[0].digests, {file: dict(of) for file, of in lines.items()}, seconds, shared, left_out)
