"""The example workspace with 45 units more, all with three years of scores: fifty in all."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from pathlib import Path

from tests.attack.readers import NOW, example
from tests.fictional import credit_code
from tests.make_workspace import UNITS
from tests.office import must

MORE = {f"北京示例第{number:02}安全有限公司": credit_code(700 + number) for number in range(50 - len(UNITS))}
_DAILY, _REVIEW = ("13.1", "13.2", "13.3", "13.4"), ("14.1", "14.2", "14.3", "14.4", "14.5")
_STAGES = {"日常": (_DAILY, 25), "审查": (_REVIEW, 20)}


def fifty_units(folder: Path) -> Path:
    """The workspace, with an index, as its last recording left it."""
    workspace = example(folder, indexed=True)
    write(workspace / "在册.csv", ["单位全称", "统一代码"], [[name, code] for name, code in MORE.items()])
    must(workspace, "admit", "--founding", "在册.csv", "--announced", "2017-12-01", at=NOW)
    dice = random.Random(50)
    for year in ("2018", "2019", "2020"):
        for stage, (items, most) in _STAGES.items():
            points = {name: [str(dice.randrange(most // 2, most + 1)) for _ in items] for name in MORE}
            sheet = score_sheet(workspace / f"{year}{stage}.csv", items, points)
            must(workspace, "score", stage, year, sheet, at=NOW)
    return workspace


def score_sheet(path: Path, items: Sequence[str], points: dict[str, Sequence[str]]) -> Path:
    """A sheet of points for some of the units."""
    return write(path, ["单位全称", "统一代码", *items], [[name, MORE[name], *given] for name, given in points.items()])


def write(path: Path, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return path
