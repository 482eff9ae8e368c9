"""A small office for tests: commands run inside this process at a given time, on a workspace of three units."""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from anlian_cli.cli.app import _run
from anlian_cli.cli.clock import BEIJING
from tests.fictional import credit_code

UNITS = {
    name: credit_code(900 + number)
    for number, name in enumerate(("甲安全有限公司", "乙安全有限公司", "丙安全有限公司"))
}
ITEMS = ("13.1", "13.2", "13.3", "13.4")
_YEAR = """\
    日常工作考核: {"13.1": 25, "13.2": 25, "13.3": 25, "13.4": 25}
    年度资格审查: {"14.1": 20, "14.2": 20, "14.3": 20, "14.4": 20, "14.5": 20}
"""
SETTINGS = """\
单位: {名称: 北京市安全生产联合会, 统一代码: 51110000000000000J}
规范: 京安联发〔2017〕4号
经办人: 管理员
考核年度:
""" + "".join(f'  "{year}":\n{_YEAR}' for year in range(2018, 2022))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A command's exit code and what it said."""

    code: int
    out: str
    err: str


@contextmanager
def _captured(arguments: Sequence[object], at: str, cwd: Path) -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    streams = tuple(io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    saved = sys.argv, sys.stdout, sys.stderr, dict(os.environ), Path.cwd()
    moment = datetime.fromisoformat(at).replace(tzinfo=BEIJING)
    try:
        sys.argv = ["anlian", *map(str, arguments)]
        sys.stdout, sys.stderr = streams
        os.environ |= {"SOURCE_DATE_EPOCH": str(int(moment.timestamp())), "COLUMNS": "80"}
        os.chdir(cwd)
        yield streams[0], streams[1]
    finally:
        sys.argv, sys.stdout, sys.stderr = saved[:3]
        os.environ.clear()
        os.environ.update(saved[3])
        os.chdir(saved[4])


def act(workspace: Path, *arguments: object, at: str = "2019-01-10 09:00") -> Outcome:
    """Run one command in a workspace at a time of Beijing."""
    with _captured(arguments, at, workspace) as (out, err):
        code = _run()
    told = [stream.buffer.getvalue().decode() for stream in (out, err)]  # type: ignore[attr-defined]
    return Outcome(code, *told)


def must(workspace: Path, *arguments: object, at: str = "2019-01-10 09:00") -> Outcome:
    """Run a command that is to succeed."""
    outcome = act(workspace, *arguments, at=at)
    assert outcome.code == 0, (arguments, outcome.out, outcome.err)
    return outcome


def daily_sheet(path: Path, points: dict[str, Sequence[str]], items: Sequence[str] = ITEMS) -> Path:
    """A score sheet in CSV: a row of points for each unit's name."""
    rows = [["单位全称", "统一代码", *items, "备注"]]
    rows += [[name, UNITS[name], *given, ""] for name, given in points.items()]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def open_workspace(folder: Path) -> Path:
    """A workspace whose three units are 在册 since 2017."""
    folder.mkdir(parents=True)
    (folder / "anlian.yaml").write_text(SETTINGS, encoding="utf-8")
    rows = "".join(f"{name},{code}\n" for name, code in UNITS.items())
    (folder / "在册.csv").write_text("单位全称,统一代码\n" + rows, encoding="utf-8")
    must(folder, "admit", "--founding", "在册.csv", "--announced", "2017-12-01", at="2018-01-05 09:00")
    return folder
