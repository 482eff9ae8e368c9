"""The program in processes of its own that need no start: one that has loaded everything is forked for each command.

A start takes half a second, most commands a hundredth. What is asked is a line of JSON, what comes of it an exit code.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from pkgutil import walk_packages

import anlian_cli

# Our own files are opened with their encoding named; openpyxl's temporary ones are its own business.
STRICT = ("-X", "warn_default_encoding", "-W", "error", "-W", "ignore::EncodingWarning:openpyxl.worksheet._writer")
_PATIENCE = 120
_ROOT = Path(__file__).parents[1]


def run(arguments: Sequence[str], cwd: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    """A command as `python -m anlian_cli` ends it."""
    server = _server()
    assert server.stdin is not None and server.stdout is not None
    with tempfile.TemporaryDirectory() as folder:
        told = [Path(folder) / name for name in ("out", "err")]
        asked = [list(arguments), str(cwd.resolve()), dict(environment), *map(str, told)]
        server.stdin.write(json.dumps(asked) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        return subprocess.CompletedProcess(asked, code, *(path.read_bytes() for path in told))


@cache
def _server() -> subprocess.Popen[str]:
    own = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    command = [sys.executable, *STRICT, "-m", "tests.started"]
    server = subprocess.Popen(
        command, cwd=_ROOT, env=own, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    # Not by closing its input: a process that reads a workbook apart was forked from this one, and holds it open too.
    atexit.register(lambda: (server.kill(), server.communicate()))
    return server


def _serve() -> None:
    for module in walk_packages(anlian_cli.__path__, "anlian_cli."):
        # What reads scans is loaded by no command: it runs in a process of its own.
        if not module.name.endswith("__main__") and not module.name.startswith("anlian_cli.scan."):
            import_module(module.name)
    gc.freeze()
    for line in sys.stdin:
        child = get_context("fork").Process(target=_become, args=json.loads(line))
        child.start()
        child.join(_PATIENCE)
        child.kill()
        child.join()
        print(child.exitcode, flush=True)


def _become(arguments: list[str], cwd: str, environment: dict[str, str], out: str, err: str) -> None:
    """The program, in this process, and nothing after it."""
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    encoding = environment["PYTHONIOENCODING"]
    for number, path in ((1, out), (2, err)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    sys.stdout = sys.__stdout__ = open(1, "w", encoding=encoding)  # type: ignore[misc]  # noqa: SIM115
    sys.stderr = sys.__stderr__ = open(2, "w", encoding=encoding, errors="backslashreplace")  # type: ignore[misc]  # noqa: SIM115
    sys.argv = ["anlian", *arguments]
    runpy.run_module("anlian_cli", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _serve()
