"""Many units: several processes give what one gives, and an interrupt ends them all without a word too many."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from itertools import chain
from pathlib import Path

import pytest

from anlian_cli.forms.yaml_writer import dump
from anlian_cli.office.admission import workers
from tests.conftest import ROOT, checked
from tests.fictional import application


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("许多")
    for number in range(workers.ENOUGH + 20):
        unit = folder / f"{number:04}"
        unit.mkdir()
        (unit / "a.yaml").write_text(dump(application(number % 7, f"示例{number}")), encoding="utf-8")
    return folder


def test_several_processes_give_what_one_gives(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    together = checked(many)
    monkeypatch.setattr(workers, "ENOUGH", 10_000)
    assert checked(many) == together
    assert len(together.units) == 120


def test_what_ends_its_process_is_lost_and_the_rest_is_done_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "ENOUGH", 2)
    answers = list(chain.from_iterable(workers.in_batches(_doubled, list(range(70)), lambda task: f"lost {task}")))
    assert answers == [f"lost {task}" if task in DEADLY else task * 2 for task in range(70)]


DEADLY = (0, 17, 18, 69)


def _doubled(task: int) -> int | str:
    if task in DEADLY:
        os.kill(os.getpid(), signal.SIGKILL)
    return task * 2


SLOW = """
import os, pathlib, time
from anlian_cli.office.admission import checking
from anlian_cli.cli.app import main
read = checking.read_unit
begun = pathlib.Path(os.environ["BEGUN"])
checking.read_unit = lambda *where: (begun.touch(), time.sleep(0.2), read(*where))[2]
main()
"""


@pytest.mark.parametrize("enough", ["several processes", "one process"])
def test_an_interrupt_is_one_line(enough: str, many: Path, tmp_path: Path) -> None:
    """Every unit takes long, so the interrupt surely comes in the middle."""
    begun = tmp_path / "begun"
    path = many if enough == "several processes" else many / "0001"
    script = SLOW if enough == "several processes" else SLOW.replace("0.2", "20")
    process = subprocess.Popen(
        [sys.executable, "-c", script, "check", str(path)],
        cwd=ROOT,
        env={**os.environ, "BEGUN": str(begun)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # What was started in the background by a shell may have been told to ignore interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while not begun.exists() and process.poll() is None:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    output, remarks = process.communicate(timeout=60)
    assert (process.returncode, output, remarks.decode()) == (130, b"", "已中断\n")
