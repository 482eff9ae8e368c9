"""How tests run the program: as its users do, in a process of its own with a fixed clock, or piece by piece."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from anlian_cli.cli.clock import BEIJING
from anlian_cli.forms.discovery import find_units
from anlian_cli.forms.yaml_writer import dump
from anlian_cli.model.results import CheckReport
from anlian_cli.office.admission.checking import check
from anlian_cli.office.office import open_office
from anlian_cli.office.settings import find_workspace
from tests import started
from tests.fictional import Tree, add_files, application

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
TODAY = date(2017, 10, 24)
CLOCK = str(int(datetime(2017, 10, 24, 9, tzinfo=BEIJING).timestamp()))

_MEMORY = Path("/dev/shm")
if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > 4 << 30:
    # A hundred thousand small files, which a disk takes five times as long to make and to delete; 400 MB at most.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

_TRACED = (
    *("ocfl", "records", "regulation", "cli/test_board", "cli/test_gate", "cli/test_handbook_commands"),
    *(
        "cli/test_certificates",
        "cli/test_conflicts",
        "cli/test_objections",
        "cli/test_recheck",
        "cli/test_score.py",
        "cli/test_second_document",
        "test_examples",
        "test_page",
    ),
)
"""The tests that `--cov` follows: a tracer doubles their time, and in the others it reaches hardly a line more."""

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def anlian(*arguments: object, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The program's exit code and its exact output."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COLUMNS"))}
    settings = {**inherited, "SOURCE_DATE_EPOCH": CLOCK, "PYTHONIOENCODING": "utf-8", "COLUMNS": "80", **environment}
    if hasattr(os, "fork"):
        return started.run([*map(str, arguments)], cwd, settings)
    command = [sys.executable, *started.STRICT, "-m", "anlian_cli", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=settings, capture_output=True, check=False, timeout=120)


def checked(*paths: Path, **options: object) -> CheckReport:
    """A check of paths inside this process, on the day of the tests."""
    workspace = find_workspace(paths[0])
    office = open_office(workspace, datetime(2017, 10, 24, 9, tzinfo=BEIJING)) if workspace else None
    locations = [unit for path in paths for unit in find_units(path, workspace)]
    return check(locations, office, **{"as_of": TODAY, **options})  # type: ignore[arg-type]


def codes(report: CheckReport, *, warnings: bool = True) -> set[str]:
    """The codes of everything a check found, in units and across them."""
    found = [finding for unit in report.units for finding in unit.findings]
    return {entry.code for entry in [*found, *report.shared] if warnings or entry.severity.value == "error"}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    tracer = getattr(item.config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    place = item.path.relative_to(ROOT / "tests").as_posix()
    # One that is marked is left out by the plugin itself.
    if tracer is None or place.startswith(_TRACED) or item.get_closest_marker("no_cover"):
        return (yield)
    tracer.pause()
    try:
        return (yield)
    finally:
        tracer.resume()


@pytest.fixture(autouse=True)
def _release_what_a_command_froze() -> Iterator[None]:
    """A command leaves what it read to the end of its process; here one process runs a thousand of them."""
    yield
    gc.unfreeze()


@pytest.fixture
def write_form(tmp_path: Path) -> Callable[..., Path]:
    """Writes a sound application, changed by the caller, as one unit's folder; returns the folder."""

    def write(change: Callable[[Tree], object] = lambda _tree: None, name: str = "某单位") -> Path:
        folder = tmp_path / name
        tree = application(1, "北京示例安全技术咨询有限公司")
        folder.mkdir()
        add_files(folder, tree)
        change(tree)
        (folder / "申报材料.yaml").write_text(dump(tree), encoding="utf-8")
        return folder

    return write
