"""The map of lines and tests, drawn in one run of the tests that coverage watches from inside their process."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import sys
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path

import pytest
from coverage import Coverage

from tests.mutants.line_map import LineMap, digest, file_of, joined, read
from tests.mutants.process import AT_ONCE, FAULT, child, ended, tested

CRASHES = "tests/records/test_crash.py"
_NOT_ASKED = (
    *("tests/test_quality.py", "tests/test_generated.py", "tests/test_page.py", "tests/test_architecture.py"),
    *("tests/cli/test_hostile.py", "tests/cli/test_terminal.py", "tests/cli/test_workers.py", "tests/forms", CRASHES),
)
"""Tests of tools, of terminals and of files read, slow or far from what is changed; and the crash loop."""
_STARTS_A_PROGRAM = ("subprocess.Popen", "os.posix_spawn", "os.forkpty")
_LONGEST = 7200
_BETWEEN = "between two tests"


def drawn(targets: Sequence[str], store: Path, crashes: bool) -> LineMap:
    """The map of some files, made by a child for each core, and kept. Raises RuntimeError where no test could run."""
    left_out = {*_NOT_ASKED} - ({CRASHES} if crashes else set())
    asked = [path.as_posix() for path in sorted(Path("tests").rglob("test_*.py"))]
    asked = [file for file in asked if file not in left_out and Path(file).parent.as_posix() not in left_out]
    parts = [store.with_name(f"part-{number}.json") for number in range(AT_ONCE)]
    for number, part in enumerate(parts):
        part.unlink(missing_ok=True)
        child(partial(_draw, targets, part, asked[number::AT_ONCE]), _scratch(part), _LONGEST)
    for _ in parts:
        ended()
    for part in parts:
        if not part.exists():
            raise RuntimeError((_scratch(part) / FAULT).read_text(encoding="utf-8"))
    made = joined([read(part) for part in parts])
    for part in parts:
        part.unlink()
    store.write_text(json.dumps(asdict(made), ensure_ascii=False), encoding="utf-8")
    return made


def _scratch(part: Path) -> Path:
    return part.with_name("scratch") / part.stem


def _draw(targets: Sequence[str], part: Path, asked: Sequence[str]) -> int:
    paths = {file: str(Path(file).resolve()) for file in targets}
    coverage = Coverage(data_file=None, config_file=False, include=list(paths.values()))
    coverage.start()
    _import_all()
    watch = _Watch(coverage)
    code = tested(["--continue-on-collection-errors", *asked], watch)
    coverage.stop()
    lines = {file: coverage.get_data().contexts_by_lineno(path) for file, path in paths.items()}
    seconds = {test: taken for test, taken in watch.seconds.items() if test not in watch.left_out}
    told = LineMap({file: digest(file) for file in targets}, lines, seconds, dict(watch.shared), watch.left_out)
    part.write_text(json.dumps(asdict(told), ensure_ascii=False), encoding="utf-8")
    return code


def _import_all() -> None:
    """Commands import late: the first test to do so would seem to be the only one that uses what is imported."""
    package = importlib.import_module("anlian_cli")
    for module in pkgutil.walk_packages(package.__path__, "anlian_cli."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


class _Watch:
    """Names every test to coverage, measures it, and leaves out those of which nothing can be learned."""

    def __init__(self, coverage: Coverage) -> None:
        self._coverage, self._now, self._test = coverage, _BETWEEN, ""
        self.seconds: dict[str, float] = {}
        self.shared: dict[str, float] = defaultdict(float)
        self.left_out: dict[str, str] = {}
        sys.addaudithook(self._hear)

    def _hear(self, event: str, _arguments: object) -> None:
        if event in _STARTS_A_PROGRAM:
            self.left_out[self._test] = "starts a program, in which no fault is put"
            raise RuntimeError(self.left_out[self._test])  # no need to wait for it

    @contextmanager
    def _named(self, name: str, seconds: dict[str, float]) -> Iterator[None]:
        """What is executed meanwhile is put down to a name, but for what is shared inside it."""
        before, self._now = self._now, name
        began, shared = _seconds(), sum(self.shared.values())
        self._coverage.switch_context(name)
        yield
        self._coverage.switch_context(before)
        self._now = before
        taken = _seconds() - began - (sum(self.shared.values()) - shared)
        seconds[name] = round(seconds.get(name, 0) + taken, 4)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        for forget in _caches():
            forget()  # or only the first test would execute what is kept
        self._test = item.nodeid
        with self._named(item.nodeid, self.seconds):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Generator[None, object, object]:
        if fixturedef.scope == "function":
            return (yield)
        with self._named(file_of(self._test), self.shared):
            return (yield)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.left_out[report.nodeid] = "failed as things are"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.passed:
            self.left_out.setdefault(report.nodeid, f"{report.outcome} as things are")


def _seconds() -> float:
    """Of work, its children's included: the clock on the wall depends on what else the machine does."""
    return sum(os.times()[:4])


def _caches() -> list[Callable[[], None]]:
    modules = [module for name, module in [*sys.modules.items()] if name.startswith("anlian_cli")]
    return [thing.cache_clear for module in modules for thing in vars(module).values() if hasattr(thing, "cache_clear")]
