"""How fast, beside what: whole commands, ours and the peers' in turn, medians of the ratios of one run.

`python -m pip install --group bench`, then `python -m tests.benchmarks [--units 1000] [--rounds 3]`. The data are
generated into a temporary folder. Absolute times say nothing about another machine; read the ratios. Each command
runs in a process of its own; its peak memory is the largest that the system saw of it or of any of its workers.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from anlian_cli.forms.schema import form_schema
from anlian_cli.forms.typed import typed
from anlian_cli.forms.workbook_template import application_workbook
from anlian_cli.forms.yaml_writer import dump
from anlian_cli.model.application import Application
from tests.fictional import add_files, application, id_number

EVENTS = """
import sys
from pathlib import Path
from ruamel.yaml import YAML
for path in Path(sys.argv[1]).glob("*/*.yaml"):
    for _ in YAML(typ="safe", pure=False).parse(path.read_text(encoding="utf-8")): pass
"""
OPENPYXL = """
import sys
from pathlib import Path
from openpyxl import load_workbook
for path in Path(sys.argv[1]).glob("*/*.xlsx"):
    for sheet in load_workbook(path, data_only=True):
        for row in sheet.iter_rows(values_only=True): pass
"""
# Starts a command and prints its seconds and its peak memory in MB: resource counts a parent's own peak into a child.
MEASURE = """
import os, resource, sys, time
began = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[
    (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)])
usage = os.wait4(child, 0)[2]
print(time.perf_counter() - began, usage.ru_maxrss / 1024)
"""

Command = list[str]


def measured(command: Command) -> tuple[float, float]:
    """Seconds and peak megabytes of one run of a command."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *command], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def units(folder: Path, count: int, write: Callable[[Path, int], None]) -> Path:
    """`count` units, each written into a folder of its own."""
    for number in range(count):
        unit = folder / f"{number:05}"
        unit.mkdir(parents=True)
        write(unit, number)
    return folder


def tree_of(number: int) -> dict[str, object]:
    """A sound application that shares nobody with another."""
    tree = application(number, f"北京示例{number}安全技术咨询有限公司")
    for row, one in enumerate(tree["人员登记表"]):
        day = f"{1960 + number % 30}-{1 + number // 30 % 12:02}-{1 + number // 360 % 28:02}"
        one["出生日期"], one["身份证号"] = day, id_number(row * 2 + number % 2 + 20, day, one["性别"])
        one["移动电话"] = f"13{number:05}{row:04}"
    tree["单位登记表"]["主要负责人"]["手机"] = f"15{number:05}0000"
    return tree


def write_yaml(unit: Path, number: int) -> None:
    (unit / "申报材料.yaml").write_text(dump(tree_of(number)), encoding="utf-8")


def write_whole(unit: Path, number: int) -> None:
    write_yaml(unit, number)
    add_files(unit, tree_of(number))


def write_workbook(unit: Path, number: int) -> None:
    (unit / "申报材料.xlsx").write_bytes(application_workbook(typed(Application, tree_of(number))[0]))


def ours(folder: Path) -> Command:
    return [sys.executable, "-m", "anlian_cli", "check", str(folder), "-q", "--as-of", "2017-10-24"]


def check_jsonschema(folder: Path) -> Command:
    schema = folder.parent / "application.schema.json"
    schema.write_text(json.dumps(form_schema("application")), encoding="utf-8")
    forms = [str(path) for path in folder.glob("*/*.yaml")]
    return [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *forms]


def compare(title: str, bound: str, mine: Command, peer: Command, rounds: int) -> None:
    """Both in turn; the median of the rounds' ratios, and the medians it comes from."""
    pairs = [(measured(mine), measured(peer)) for _ in range(rounds)]
    times = statistics.median(one[0] / other[0] for one, other in pairs)
    memory = statistics.median(one[1] / other[1] for one, other in pairs)
    seconds = [statistics.median(pair[side][0] for pair in pairs) for side in (0, 1)]
    print(f"{title:<44} {times:6.2f} x  ({bound})   {seconds[0]:.2f} s : {seconds[1]:.2f} s   memory {memory:.2f} x")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    os.environ["PYTHONHASHSEED"] = "0"
    with tempfile.TemporaryDirectory() as folder:
        root, count = Path(folder), options.units
        began = time.perf_counter()
        forms = units(root / "yaml", count, write_yaml)
        whole = units(root / "whole", count, write_whole)
        books = units(root / "xlsx", count, write_workbook)
        fourfold = units(root / "four", count * 4, write_yaml)
        print(f"{count} applications, {options.rounds} rounds, data made in {time.perf_counter() - began:.0f} s")
        bare = [sys.executable, "-c", EVENTS, str(forms)]
        compare("YAML forms / check-jsonschema", "<= 0.40", ours(forms), check_jsonschema(forms), options.rounds)
        compare("YAML forms / bare loop over events", "<= 3", ours(forms), bare, options.rounds)
        compare("YAML forms with materials / bare loop", "-", ours(whole), bare, options.rounds)
        loop = [sys.executable, "-c", OPENPYXL, str(books)]
        compare("workbooks / bare openpyxl loop", "<= 0.25", ours(books), loop, options.rounds)
        compare("four times the units / once", "<= 4.4, memory <= 1.5", ours(fourfold), ours(forms), options.rounds)
        typer = [sys.executable, "-c", "import typer"]
        version = [sys.executable, "-m", "anlian_cli", "--version"]
        compare("anlian --version / import typer", "<= 1.6", version, typer, options.rounds * 5)


if __name__ == "__main__":
    main()
