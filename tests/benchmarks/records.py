"""How fast the records are: verify beside hashing, reading beside parsing, recording beside writing, ranking, showing.

Workspaces of so many units are made here for other groups as well.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from itertools import chain, count
from pathlib import Path

from msgspec.structs import replace

from anlian_cli.cli.clock import BEIJING
from anlian_cli.cli.desk import open_office
from anlian_cli.model.events import Admitted
from anlian_cli.model.ranking import AnnualRanking
from anlian_cli.model.scores import ItemPoints, Score, Stage
from anlian_cli.ocfl import disk
from anlian_cli.office.settings import keep
from anlian_cli.office.supervision.ranking import annual
from anlian_cli.records.history import bulk_reading, read_history
from anlian_cli.records.places import score_path
from anlian_cli.records.recorder import Maker
from anlian_cli.records.recording import recording
from anlian_cli.report.rank_view import rank_document
from anlian_cli.report.terminal import console, print_document
from tests.benchmarks.data import Data, units, write_whole
from tests.benchmarks.measuring import Comparison, Cost, anlian, inside, python
from tests.fictional import credit_code
from tests.make_examples import SETTINGS
from tests.office import ITEMS, act, must

Given = Callable[[int, int], Decimal]
"""The points of each item, by the unit's number and the year."""
HASHING = """
import hashlib, os, sys
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            hashlib.sha512(file.read()).digest()
"""


def comparisons(data: Data) -> Iterator[Comparison]:
    """A round that is recorded, then five years of scores."""
    return chain(_of_a_round(data), _of_five_years(data))


def _of_a_round(data: Data) -> Iterator[Comparison]:
    for size in data.sizes(1000):
        office = data.made(f"round-{size}", lambda folder, size=size: round_workspace(folder, size))  # type: ignore[misc]
        yield _recording(office)
        scored = data.made(f"round-{size}-scored", lambda folder, office=office: _scored(office, folder))  # type: ignore[misc]
        name = f"verify of {size} units / hashing the same bytes"
        yield Comparison(name, "<= 1.4", anlian("verify", "-C", scored), python(HASHING, scored / "records"))


def _scored(office: Path, copy: Path) -> None:
    shutil.copytree(office, copy)
    must(copy, "score", "材料", "2017", "材料.csv")


def _of_five_years(data: Data) -> Iterator[Comparison]:
    for size in data.sizes(10_000):
        office = data.made(f"years-{size}", lambda folder, size=size: assessed_workspace(folder, size, 5))  # type: ignore[misc]
        parsing = inside(lambda office=office: parse_index(office))  # type: ignore[misc]
        scores = inside(lambda office=office: read_scores(office))  # type: ignore[misc]
        ranks = inside(lambda office=office: rank_all(office))  # type: ignore[misc]
        yield Comparison(f"scores of {size} units, 5 years / parsing the index", "<= 2.5", scores, parsing)
        yield Comparison(f"ranking {size} units of 5 years / parsing the index", "<= 4", ranks, parsing)
        whole = rank_all(office)
        few = replace(whole, places=whole.places[:100])
        ours, peer = inside(lambda whole=whole: render(whole)), inside(lambda few=few: render(few))  # type: ignore[misc]
        yield Comparison(f"rendering a ranking of {size} / of 100", "<= 1.5", ours, peer, rounds=15)


def assessed_workspace(folder: Path, count: int, years: int, given: Given | None = None) -> Path:
    """Units with the scores of several years, in a workspace that knows those years."""
    scored_workspace(folder, count, years, given or _even)
    stated = "".join(f'  "{year}":\n{_YEAR}' for year in range(2018, 2018 + years))
    (folder / "anlian.yaml").write_text(_OFFICE + stated, encoding="utf-8")
    keep(folder)  # as any recording does
    return folder


def _even(number: int, _year: int) -> Decimal:
    """Points from 0 to 25, the same in every year."""
    return Decimal(number * 7 % 2500) / 100


def round_workspace(folder: Path, count: int) -> Path:
    """A round of so many units, recorded with their materials and their material scores."""
    (folder / "applications").mkdir(parents=True)
    (folder / "anlian.yaml").write_text(SETTINGS, encoding="utf-8")
    units(folder / "applications" / "2017", count, write_whole)
    act(folder, "check", "--record", "-q", at="2017-10-26 09:00")
    blank = must(folder, "template", "材料", "2017", "--format", "csv").out.removeprefix("\ufeff")
    head, *rows = csv.reader(blank.splitlines())
    with (folder / "材料.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *([*row[:3], "38.5", "", "28", "", "27.25", "", ""] for row in rows)])
    return folder


def scored_workspace(folder: Path, count: int, years: int, given: Given = _even) -> Path:
    """Units with two stages' scores in each of several years, without waiting for the disk."""
    folder.mkdir(parents=True)
    maker = Maker("管理员", datetime(2018, 12, 1, 9, tzinfo=BEIJING), "score", "urn:uscc:x")
    waiting, disk.sync = disk.sync, lambda _path: None
    try:
        for year in range(2018, 2018 + years):
            with recording(folder, maker) as recorder:
                for number in range(count):
                    code = credit_code(number)
                    if year == 2018:
                        event = Admitted(on=datetime(2017, 12, 1).date(), name=f"北京示例{number}咨询有限公司")
                        recorder.put_event(code, event)
                    for stage in (Stage.DAILY, Stage.REVIEW):
                        points = given(number, year)
                        items = tuple(ItemPoints(item=item, maximum=Decimal(25), points=points) for item in ITEMS)
                        score = Score(stage=stage, period=str(year), items=items)
                        recorder.put(code, year, score_path(str(year), stage), score)
                recorder.commit()
    finally:
        disk.sync = waiting
    return folder


def read_scores(workspace: Path) -> int:
    """Every standing score, typed."""
    with bulk_reading():
        return sum(len(dossier.scores) for dossier in read_history(workspace).dossiers.values())


def rank_all(workspace: Path) -> AnnualRanking:
    """The latest year's ranking, with last year's ranks beside."""
    return annual(open_office(workspace), "2022")


def render(ranking: AnnualRanking) -> str:
    """A ranking as the terminal shows it."""
    buffer = io.StringIO()
    print_document(rank_document(ranking, abbreviated=True), console(buffer), "--format json")
    return buffer.getvalue()


_OFFICE = """\
单位: {名称: 北京市安全生产联合会, 统一代码: 51110000000000000J}
规范: 京安联发〔2017〕4号
考核年度:
"""
_YEAR = """\
    日常工作考核: {"13.1": 25, "13.2": 25, "13.3": 25, "13.4": 25}
    年度资格审查: {"13.1": 25, "13.2": 25, "13.3": 25, "13.4": 25}
"""


def parse_index(workspace: Path) -> int:
    """Every line of the index, as JSON."""
    lines = (workspace / "records/work/index.jsonl").read_bytes().splitlines()
    return len([json.loads(line) for line in lines])


def _recording(office: Path) -> Comparison:
    """Recording the material scores of all units, beside writing the same files."""
    files, ours, plain = written_by(office), count(), count()
    name = f"recording a sheet / writing its {len(files)} files"
    return Comparison(
        name,
        "-",
        lambda: _record(office, office.parent / f"copy{next(ours)}"),
        lambda: _cost_of_writing(files, office.parent / f"plain{next(plain)}"),
    )


def _record(office: Path, copy: Path) -> Cost:
    """The cost of recording the sheet into a fresh copy; making that is not counted."""
    shutil.copytree(office, copy)
    try:
        return inside(lambda: must(copy, "score", "材料", "2017", "材料.csv"))()
    finally:
        shutil.rmtree(copy)


def _cost_of_writing(files: list[tuple[str, bytes]], folder: Path) -> Cost:
    try:
        return inside(lambda: write_plainly(files, folder))()
    finally:
        shutil.rmtree(folder)


def written_by(workspace: Path) -> list[tuple[str, bytes]]:
    """The files that recording the sheet writes, with their bytes."""
    copy = workspace.parent / "written"
    shutil.copytree(workspace, copy)
    before = {path: path.stat().st_mtime_ns for path in (copy / "records").rglob("*") if path.is_file()}
    must(copy, "score", "材料", "2017", "材料.csv")
    found = [
        path for path in (copy / "records").rglob("*") if path.is_file() and before.get(path) != path.stat().st_mtime_ns
    ]
    written = [(path.relative_to(copy).as_posix(), path.read_bytes()) for path in found]
    shutil.rmtree(copy)
    return written


def write_plainly(files: list[tuple[str, bytes]], folder: Path) -> None:
    """The same bytes to the same files, one fsync each."""
    for name, data in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
