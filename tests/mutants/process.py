"""Children of one warmed-up process: each runs tests on the copy of the project, and may have one module changed.

The parent has imported what the project builds on, and nothing of the project itself, which a child then imports anew.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType

import pytest
from hypothesis import Phase, settings

_LIBRARIES = (
    *("pydantic", "typer.testing", "rich.table", "rich.console", "ruamel.yaml", "jinja2", "filelock", "openpyxl"),
    *("docx", "python_calamine", "olefile", "stdnum.cn.ric", "stdnum.cn.uscc", "jsonschema", "ocfl", "PIL.Image"),
    *("hypothesis.strategies", "hypothesis.internal.conjecture.engine", "coverage", "concurrent.futures.process"),
)
_PLAIN = ("-q", "-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:xdist", "--assert=plain", "--tb=no")
_EXAMPLES = 25
_MEMORY = 4 << 30
"""A fault may make a list that never ends: let it meet an end."""
AT_ONCE = os.cpu_count() or 1
BROKEN = 70
FAULT = "fault.txt"
"""Where a child says why it could not even start the tests."""
_alive = set[int]()


def warm_up(project: Path) -> None:
    """Import the libraries, and turn to the copy of the project."""
    # As the project itself has it, before it imports the library for the first time.
    os.environ["OPENPYXL_LXML"] = "False"
    for name in _LIBRARIES:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    phases = (Phase.explicit, Phase.generate)  # a failure is enough, its smallest form is for people
    settings.register_profile("mutants", derandomize=True, database=None, deadline=None, phases=phases)
    settings.load_profile("mutants")
    os.chdir(project)
    sys.path.insert(0, str(project))
    del sys.modules["tests"]


def child(work: Callable[[], int], scratch: Path, seconds: float) -> int:
    """The number of a new process that does the work, silently, and ends with its result, or when its time is up."""
    scratch.mkdir(parents=True, exist_ok=True)
    process = os.fork()
    if process:
        _alive.add(process)
        return process
    code = BROKEN
    try:
        _keep_to(scratch, seconds)
        code = work()
    except BaseException:
        (scratch / FAULT).write_text(traceback.format_exc(), encoding="utf-8")
    finally:
        os._exit(code)


def _keep_to(scratch: Path, seconds: float) -> None:
    """A group of its own, that many seconds, no more memory than is decent, no output, files in the scratch folder."""
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    os.environ["TMPDIR"], tempfile.tempdir = str(scratch), None
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)


def ended() -> tuple[int, int]:
    """Wait for a child: its number, and its exit code. Whatever it started itself ends with it."""
    process, status = os.wait()
    _alive.discard(process)
    _end_group(process)
    return process, os.waitstatus_to_exitcode(status)


def end_all() -> None:
    """End the children of a run that is given up: each leads a group of its own, which no signal to ours reaches."""
    for process in _alive:
        _end_group(process)


def _end_group(process: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)


def tested(arguments: Sequence[str], plugin: object) -> int:
    """The exit code of the tests, each property tried with few examples."""
    return int(pytest.main([*_PLAIN, *arguments], plugins=[plugin, _FewExamples()]))


class _FewExamples:
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for test in {getattr(item, "obj", None) for item in items}:
            stated = getattr(test, "_hypothesis_internal_use_settings", None)
            if stated is not None:
                few = settings(stated, max_examples=min(stated.max_examples, _EXAMPLES))
                test._hypothesis_internal_use_settings = few  # type: ignore[union-attr]


class Chosen:
    """Runs the tests that are named, in their order, and no others."""

    def __init__(self, tests: Sequence[str]) -> None:
        self._turn = {test: turn for turn, test in enumerate(tests)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self._turn]
        items[:] = sorted(chosen, key=lambda item: self._turn[item.nodeid])


class Changed(MetaPathFinder):
    """Imports one module of the project from another text than that of its file."""

    def __init__(self, file: str, text: bytes) -> None:
        self._name = file.removesuffix(".py").replace("/", ".")
        self._loader = _Loader(self._name, str(Path(file).resolve()), text)

    def find_spec(self, name: str, _path: object, _target: object = None) -> ModuleSpec | None:
        return spec_from_file_location(name, loader=self._loader) if name == self._name else None


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, text: bytes) -> None:
        super().__init__(name, path)
        self._text = text

    def get_code(self, _name: str) -> CodeType:
        return compile(self._text, self.path, "exec", dont_inherit=True)
