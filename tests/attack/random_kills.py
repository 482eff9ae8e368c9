"""The real program, killed at a random moment again and again: nothing that it said was recorded is ever lost.

`python -m tests.attack random-kills --count 200` runs two loops, each in one workspace that lives through it all:
notes about one unit, and corrections of one sheet with 45 units. After each kill the next command must complete.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.attack.faults import MEMORY
from tests.attack.fifty import MORE, fifty_units, score_sheet
from tests.attack.table import Row
from tests.conftest import ROOT
from tests.judge import is_valid
from tests.office import act, must

AT, LATER = "1635220800", "2021-10-26 12:00"
"""The same second of the clock: the records refuse one that runs backwards."""
_ITEMS = ("13.1", "13.2", "13.3", "13.4")
_UNIT = next(iter(MORE))


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: whether it was killed, whether it had said that it recorded, how long it held the lock."""

    killed: bool
    acknowledged: bool
    seconds: float


def killed_after(seconds: float, workspace: Path, *command: str) -> Ended:
    """The real program, with SIGKILL so many seconds after it took the lock, should it still run then."""
    settings = {**os.environ, "SOURCE_DATE_EPOCH": AT, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    program, holder = [sys.executable, "-m", "anlian_cli", *command], workspace / "records/work/holder.json"
    holder.unlink(missing_ok=True)
    with subprocess.Popen(program, cwd=workspace, env=settings, stdout=-1, stderr=-1) as process:
        while not holder.exists() and process.poll() is None:
            time.sleep(0.001)
        began = time.monotonic()
        try:
            _, told = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            _, told = process.communicate()
    return Ended(process.returncode == -signal.SIGKILL, "已记为第" in told.decode(), time.monotonic() - began)


class Notes:
    """One note after the other about one unit: each once at most, those that were acknowledged for ever."""

    name = "random kills: notes"

    def __init__(self, workspace: Path) -> None:
        self.workspace, self._acknowledged = workspace, Counter[str]()

    def command(self, number: int) -> tuple[str, ...]:
        return ("daily", _UNIT, "--item", "13.1", "--on", "2020-05-03", "--note", f"第 {number} 条")

    def fault(self, number: int, ended: Ended) -> str:
        self._acknowledged[f"13.1 第 {number} 条"] += ended.acknowledged
        told = json.loads(must(self.workspace, "show", _UNIT, "--format", "json", at=LATER).out)["events"]
        stands = Counter(event["text"] for event in told if event["kind"] == "daily")
        lost = self._acknowledged - stands
        twice = [text for text, times in stands.items() if times > 1]
        return f"lost {sorted(lost)}, twice {twice}" if lost or twice else ""


class Sheets:
    """One correction of 45 units after the other: all of them have the points of one sheet, no older one than told."""

    name = "random kills: sheets"

    def __init__(self, workspace: Path) -> None:
        self.workspace, self._least = workspace, 0

    def command(self, number: int) -> tuple[str, ...]:
        given = (f"{number // 100}.{number % 100:02}", "20", "20", "20")
        sheet = score_sheet(self.workspace / "更正.csv", _ITEMS, dict.fromkeys(MORE, given))
        return ("score", "日常", "2020", sheet.name, "--reason", f"第 {number} 次更正")

    def fault(self, number: int, ended: Ended) -> str:
        if ended.acknowledged:
            self._least = number
        found = {self._points(name) for name in list(MORE)[::9]}
        whole = len(found) == 1 and self._least <= min(found) <= number
        return "" if whole else f"the units stand at {found}, the last sheet that was acknowledged is {self._least}"

    def _points(self, name: str) -> int:
        """The number of the sheet that a unit's points come from."""
        told = json.loads(must(self.workspace, "show", name, "--format", "json", at=LATER).out)["scores"]
        total = next(one["total"] for one in told if one["period"] == "2020" and one["stage"] == "daily")
        return round(total * 100) - 6_000


Loop = Notes | Sheets


def attack(loop: Loop, count: int, seed: int) -> Row:
    """So many kills in one workspace."""
    dice, row = random.Random(seed), Row(loop.name)
    killed = completed = 0
    undisturbed = killed_after(60, loop.workspace, *loop.command(0)).seconds
    for number in range(1, count + 1):
        ended = killed_after(dice.uniform(0, 1.1) * undisturbed, loop.workspace, *loop.command(number))
        following = act(loop.workspace, "lock", "2018", at=LATER)
        killed += ended.killed
        completed += "补完" in following.err
        broken = "" if following.code == 0 else f"the next command fails: {following.err}"
        row.count(str(number), broken or loop.fault(number, ended))
    row.count("at the end", _whole(loop.workspace))
    row.note = f"{killed} killed, {completed} batches completed by the next command"
    return row


def _whole(workspace: Path) -> str:
    verified = act(workspace, "verify", at=LATER)
    valid = all(is_valid(workspace / "records" / root) for root in ("dossiers", "imports"))
    return "" if verified.code == 0 and valid else f"verify: {verified}, valid: {valid}"


def main(arguments: Sequence[str]) -> Iterator[Row]:
    parser = argparse.ArgumentParser(prog="python -m tests.attack random-kills", description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    for made in (Notes, Sheets):
        with TemporaryDirectory(dir=MEMORY) as folder:
            yield attack(made(fifty_units(Path(folder) / "w")), options.count, options.seed)
