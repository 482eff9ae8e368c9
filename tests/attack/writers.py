"""Many processes record at once, and others read beside them: nothing is lost, nothing is seen that never was.

`python -m tests.attack writers` starts 8 writers of 50 batches each on the same unit. Every answer of a reader must be
a beginning of the history that stands at the end.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.attack.table import Row
from tests.conftest import ROOT
from tests.judge import is_valid
from tests.office import UNITS, must, open_workspace

UNIT = next(iter(UNITS))
WRITER = """
import sys
from pathlib import Path
from tests.office import act
folder, name, count = sys.argv[1:]
for number in range(int(count)):
    entry = ("daily", "甲", "--item", "13.1", "--on", "2018-05-03", "--note", f"{name}-{number}")
    while (told := act(Path(folder), *entry)).code == 4 and "另一个终端正在记录" in told.err:
        print("waits", flush=True)
    assert told.code == 0, told
"""
READER = """
import json, sys
from pathlib import Path
from tests.office import act
while not Path(sys.argv[1], "stop").exists():
    told = act(Path(sys.argv[1]), "log", "甲", "--format", "json")
    entries = json.loads(told.out)["entries"] if told.code == 0 else [told.err]
    print(json.dumps(entries), flush=True)
"""


def started(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def attack(writers: int, batches: int, readers: int = 2) -> Row:
    """The writers, the readers beside, and what stands at the end.

    Who waits too long for the lock is told to run the command again, and does.
    """
    row = Row(f"writers: {writers} of {batches}")
    with TemporaryDirectory() as folder:
        office = open_workspace(Path(folder) / "w")
        beside = [started(READER, office) for _ in range(readers)]
        writing = [started(WRITER, office, number, batches) for number in range(writers)]
        waits = 0
        for process in writing:
            told, said = process.communicate()
            waits += told.count("waits")
            row.count("a writer", "" if process.returncode == 0 else said[-500:])
        (office / "stop").touch()
        answers = [line for process in beside for line in process.communicate()[0].splitlines()]
        row.count("the sum", _lost(office, writers, batches))
        history = _entries(office)
        for answer in map(json.loads, answers):
            row.count("a reader", "" if answer == history[: len(answer)] else f"is no beginning: {answer[-1]}")
    row.note = f"{writers * batches} batches, {len(answers)} answers beside, {waits} times told to wait"
    return row


def _entries(office: Path) -> list[dict[str, object]]:
    entries: list[dict[str, object]] = json.loads(must(office, "log", UNIT, "--format", "json").out)["entries"]
    return entries


def _lost(office: Path, writers: int, batches: int) -> str:
    """What is missing or too much at the end: every note once, every version and batch, records that are sound."""
    events = json.loads(must(office, "show", UNIT, "--format", "json").out)["events"]
    notes = sorted(event["text"] for event in events if event["kind"] == "daily")
    expected = sorted(f"13.1 {writer}-{number}" for writer in range(writers) for number in range(batches))
    numbers = [entry["batch"] for entry in _entries(office)]
    must(office, "verify")
    sound = is_valid(office / "records/dossiers") and numbers == list(range(1, writers * batches + 2))
    return "" if notes == expected and sound else f"{len(notes)} notes of {len(expected)}, batches {numbers[-3:]}"


def main(arguments: Sequence[str]) -> Iterator[Row]:
    parser = argparse.ArgumentParser(prog="python -m tests.attack writers", description=__doc__.splitlines()[0])
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--batches", type=int, default=50)
    options = parser.parse_args(arguments)
    yield attack(options.writers, options.batches)
