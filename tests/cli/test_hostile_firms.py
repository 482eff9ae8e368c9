"""One bad file is one unreadable firm, whatever it is: beside it the sound ones are judged as ever."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from anlian_cli.forms.typed import typed
from anlian_cli.forms.workbook_template import application_workbook
from anlian_cli.forms.yaml_writer import dump
from anlian_cli.model.application import Application
from tests.conftest import CLOCK, EXAMPLES, ROOT
from tests.fictional import application
from tests.hostile_files import HOSTILE, PACKED

SOUND = ("甲", "丙")
ROUNDS = [list(HOSTILE)[start::3] for start in range(3)]
MOST_SECONDS, MOST_MEGABYTES = 5, 300
"""Of one hostile firm: the processor's seconds, and what any process of the round may hold."""

# What the program and the processes it started took at most: a parent's own peak must not be counted in.
MEASURED = """
import resource, sys
from pathlib import Path
from anlian_cli.cli.app import main
try:
    main()
finally:
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    own = next((line.split()[1] for line in lines if line.startswith("VmHWM")), 0)
    mine, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds = mine.ru_utime + mine.ru_stime + others.ru_utime + others.ru_stime
    print(f"{max(int(own), others.ru_maxrss) // 1024} MB {seconds:.1f} s", file=sys.stderr)
"""
MEMORY = 4 << 30
"""What the whole command may map in these tests, so that a failure of theirs leaves the machine usable."""


def round_of_sound_firms(folder: Path) -> Path:
    """Two of them, one with YAML and one with a workbook."""
    shutil.copy(EXAMPLES / "anlian.yaml", folder)
    around = folder / "applications" / "2017"
    shutil.copytree(EXAMPLES / "applications" / "2017" / "安泰", around / SOUND[0])
    (around / SOUND[1]).mkdir()
    tree = application(5, "北京示例安全技术咨询有限公司")
    (around / SOUND[1] / "申报材料.xlsx").write_bytes(application_workbook(typed(Application, tree)[0]))
    return around


def run(around: Path, before: str = "") -> tuple[dict[str, Any], int, str]:
    """The units by folder, the exit code, and what stands on stderr."""
    result = subprocess.run(
        [sys.executable, "-c", before + MEASURED, "check", str(around), "--format", "json"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=200,
        env={"SOURCE_DATE_EPOCH": CLOCK, "PYTHONIOENCODING": "utf-8", "PATH": os.environ["PATH"]},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    remarks = result.stderr.decode()
    assert result.stdout, remarks
    units = {Path(unit["source"]).name: unit for unit in json.loads(result.stdout)["units"]}
    return units, result.returncode, remarks


@pytest.fixture(scope="module")
def as_ever(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the sound firms are told where they are alone."""
    return run(round_of_sound_firms(tmp_path_factory.mktemp("alone")))[0]


@pytest.mark.parametrize("names", ROUNDS, ids=lambda names: f"{names[0]} to {names[-1]}")
def test_hostile_files_are_unreadable_firms_beside_sound_ones(
    names: list[str], as_ever: dict[str, Any], tmp_path: Path
) -> None:
    """Each is refused in its own words, within the time and memory of one firm; the sound ones are judged as ever."""
    around = round_of_sound_firms(tmp_path)
    assert as_ever[SOUND[0]]["verdict"] == "pass" and as_ever[SOUND[1]]["clauses"]
    for number, name in enumerate(names):
        firm = around / (f"乙{number:02}{name}" if name in PACKED else f"乙{number:02}/{name}")
        firm.parent.mkdir(exist_ok=True)
        firm.write_bytes(HOSTILE[name][0]())
    units, code, remarks = run(around)
    assert code == 1
    assert {sound: {**units.pop(sound), "source": as_ever[sound]["source"]} for sound in SOUND} == as_ever
    for name, bad in zip(names, units.values(), strict=True):
        said = [finding["message"] for finding in bad["findings"]]
        assert bad["verdict"] == "unreadable" and any(HOSTILE[name][1] in message for message in said), (name, said)
    measured = re.fullmatch(r"(\d+) MB ([\d.]+) s\s*", remarks)
    assert measured is not None, remarks
    assert int(measured[1]) < MOST_MEGABYTES and float(measured[2]) < MOST_SECONDS * len(names), remarks


# A workbook that nobody vouches for, and a form that all do, each of which ends the process that reads it.
DYING = """
import os, signal
from anlian_cli.forms import grid
opened = grid._opened
def dying(data, name, facts):
    if name == "坏.xls":
        os.{how}
    return opened(data, name, facts)
grid._opened = dying
from anlian_cli.office.admission import checking
read = checking.read_unit
def reading(path, shown):
    if "坏在进程里" in str(path):
        os.{how}
    return read(path, shown)
checking.read_unit = reading
"""
HOW = {"killed": "kill(os.getpid(), signal.SIGKILL)", "aborts": "abort()"}


@pytest.mark.parametrize("how", HOW)
def test_one_firm_alone_may_end_its_reader(how: str, tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / "坏.xls").write_bytes((ROOT / "tests/data/libreoffice/表样.xls").read_bytes())
    units, code, remarks = run(tmp_path / "甲", DYING.replace("{how}", HOW[how]))
    (unit,) = units.values()
    assert code == 1 and unit["verdict"] == "unreadable" and "Traceback" not in remarks
    assert "占用过多的内存或时间" in unit["findings"][0]["message"]


@pytest.mark.parametrize("how", HOW)
def test_a_round_outlives_the_deaths_of_its_processes(how: str, tmp_path: Path) -> None:
    """Two firms end the process that judges them, a third ends the one that parses its workbook."""
    names = [f"{number:03}" for number in range(130)]
    names[40], names[41], names[100] = "040坏在进程里", "041坏在进程里", "100坏表"
    for number, name in enumerate(names):
        (tmp_path / name).mkdir()
        text = dump(application(number % 7, f"示例{number}"))
        (tmp_path / name / "a.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "100坏表" / "a.yaml").unlink()
    (tmp_path / "100坏表" / "坏.xls").write_bytes((ROOT / "tests/data/libreoffice/表样.xls").read_bytes())
    units, code, remarks = run(tmp_path, DYING.replace("{how}", HOW[how]))
    assert code == 1 and "Traceback" not in remarks
    assert list(units) == names
    dead = [name for name, unit in units.items() if unit["verdict"] == "unreadable"]
    assert dead == [names[40], names[41], names[100]]
    assert all("占用" in units[name]["findings"][0]["message"] and units[name]["findings"][0]["hint"] for name in dead)
    assert all(unit["clauses"] for name, unit in units.items() if name not in dead)
