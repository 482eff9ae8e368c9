"""Which tests execute which line: one run of the tests in one process, watched by coverage."""

from __future__ import annotations

import hashlib
import importlib
import json
import pkgutil
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
from coverage import Coverage

from tests.mutants.process import FAULT, child, ended, tested

_TESTS = ("tests",)
_NOT_ASKED = (
    *("tests/test_quality.py", "tests/test_generated.py", "tests/test_page.py", "tests/test_architecture.py"),
    *("tests/cli/test_hostile.py", "tests/cli/test_terminal.py", "tests/cli/test_workers.py", "tests/forms"),
)
CRASHES = "tests/records/test_crash.py"
_HOURS = 7200
_QUICK = 0.3
_STARTS_A_PROGRAM = ("subprocess.Popen", "os.posix_spawn", "os.forkpty")
_IMPORTED = ""
"""What coverage calls the time before the first test."""

Lines = dict[int, list[str]]


@dataclass(frozen=True, slots=True)
class LineMap:
    """Which tests execute each line of each file, how long each takes, and why others are not asked."""

    digests: dict[str, str]
    lines: dict[str, Lines]
    seconds: dict[str, float]
    shared: dict[str, float]
    left_out: dict[str, str]

    def tests(self, file: str, lines: Iterable[int], slowest: float) -> list[str]:
        """The tests of some lines, the quickest first; those of a file together, since they share what it prepares."""
        found = {test for line in lines for test in self._tests_of_line(file, line)}
        asked = [test for test in found if self.seconds[test] <= slowest]
        costs: dict[tuple[str, bool], float] = defaultdict(float)
        for test in asked:
            costs[self._group(test)] += self.seconds[test]
        for group in costs:
            costs[group] += self.shared.get(group[0], 0)
        return sorted(asked, key=lambda test: (costs[self._group(test)], self._group(test), self.seconds[test], test))

    def _group(self, test: str) -> tuple[str, bool]:
        return _file(test), self.seconds[test] > _QUICK

    def cost(self, tests: Sequence[str]) -> float:
        """How many seconds tests may take together."""
        return sum(self.seconds[test] for test in tests) + sum(self.shared.get(file, 0) for file in files(tests))

    def _tests_of_line(self, file: str, line: int) -> set[str]:
        lines = self.lines.get(file, {})
        names = lines.get(line, [])
        if _IMPORTED in names:  # whoever uses the file may notice what was made when it was imported
            names = [name for others in lines.values() for name in others]
        return {test for name in names for test in ([name] if "::" in name else self._tests_of_file(name))}

    def _tests_of_file(self, name: str) -> list[str]:
        return [test for test in self.seconds if name and _file(test) == name]


def _file(test: str) -> str:
    return test.partition("::")[0]


def files(tests: Iterable[str]) -> list[str]:
    """The files of tests, each once."""
    return list(dict.fromkeys(map(_file, tests)))


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def drawn(targets: Sequence[str], store: Path, also: Sequence[str]) -> LineMap:
    """The map of some files, made by a child and kept in a file. Raises RuntimeError where no test could run."""
    ignored = [f"--ignore={path}" for path in (*_NOT_ASKED, CRASHES) if path not in also]
    store.unlink(missing_ok=True)
    child(lambda: _draw(targets, store, ignored), store.with_name("scratch"), _HOURS)
    _, code = ended()
    if not store.exists():
        raise RuntimeError(f"the tests did not run (code {code}): see {store.with_name('scratch') / FAULT}")
    return read(store)


def read(store: Path) -> LineMap:
    raw = json.loads(store.read_text(encoding="utf-8"))
    lines = {file: {int(line): tests for line, tests in of.items()} for file, of in raw.pop("lines").items()}
    return LineMap(lines=lines, **raw)


def _draw(targets: Sequence[str], store: Path, ignored: Sequence[str]) -> int:
    coverage = Coverage(data_file=None, config_file=False, include=[str(Path(file).resolve()) for file in targets])
    coverage.start()
    _import_all()
    watch = _Watch(coverage)
    code = tested(["--continue-on-collection-errors", *_TESTS, *ignored], watch)
    coverage.stop()
    data = coverage.get_data()
    lines = {file: data.contexts_by_lineno(str(Path(file).resolve())) for file in targets}
    digests = {file: digest(Path(file)) for file in targets}
    seconds = {test: taken for test, taken in watch.seconds.items() if test not in watch.left_out}
    told = LineMap(digests, _known(lines, seconds), seconds, dict(watch.shared), watch.left_out)
    store.write_text(json.dumps(asdict(told), ensure_ascii=False), encoding="utf-8")
    return code


def _import_all() -> None:
    """Commands import late: the first test to do so would seem to be the only one that uses what is imported."""
    package = importlib.import_module("anlian_cli")
    for module in pkgutil.walk_packages(package.__path__, "anlian_cli."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def _known(lines: dict[str, dict[int, list[str]]], seconds: dict[str, float]) -> dict[str, Lines]:
    def is_asked(name: str) -> bool:
        return name in seconds or "::" not in name

    return {file: {line: [*filter(is_asked, names)] for line, names in of.items()} for file, of in lines.items()}


class _Watch:
    """Names every test to coverage, measures it, and leaves out those of which nothing can be learned."""

    def __init__(self, coverage: Coverage) -> None:
        self._coverage, self._now, self._test = coverage, "", ""
        self.seconds: dict[str, float] = {}
        self.shared: dict[str, float] = defaultdict(float)
        self.left_out: dict[str, str] = {}
        sys.addaudithook(self._hear)

    def _hear(self, event: str, _arguments: Any) -> None:
        if event in _STARTS_A_PROGRAM:
            self.left_out[self._test] = "starts a program, in which no fault is put"

    @contextmanager
    def _named(self, name: str, seconds: dict[str, float]) -> Iterator[None]:
        before, self._now, began, counted = self._now, name, time.perf_counter(), sum(self.shared.values())
        self._coverage.switch_context(name)
        yield
        self._coverage.switch_context(before)
        self._now = before
        inside = sum(self.shared.values()) - counted
        seconds[name] = round(seconds.get(name, 0) + time.perf_counter() - began - inside, 4)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        for forget in _caches():
            forget()  # or only the first test would execute what is kept
        self._test = item.nodeid
        with self._named(item.nodeid, self.seconds):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Generator[None, object, object]:
        """What a shared fixture executes is the business of every test in its file."""
        if fixturedef.scope == "function":
            return (yield)
        with self._named(_file(self._test), self.shared):
            return (yield)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.left_out[report.nodeid] = "failed as things are"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.passed:
            self.left_out.setdefault(report.nodeid, f"{report.outcome} as things are")


def _caches() -> list[Callable[[], None]]:
    modules = [module for name, module in [*sys.modules.items()] if name.startswith("anlian_cli")]
    return [thing.cache_clear for module in modules for thing in vars(module).values() if hasattr(thing, "cache_clear")]
