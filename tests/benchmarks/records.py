"""How fast the records are, beside what: verify beside hashing, reading beside parsing, recording beside writing.

`python -m tests.benchmarks.records [--units 1000] [--rounds 5]`. Data are generated into a temporary folder;
medians of the ratios of one alternating run.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from anlian_cli.cli.clock import BEIJING
from anlian_cli.cli.desk import open_office
from anlian_cli.model.events import Admitted
from anlian_cli.model.ranking import AnnualRanking
from anlian_cli.model.scores import ItemPoints, Score, Stage
from anlian_cli.ocfl import disk
from anlian_cli.office.supervision.ranking import annual
from anlian_cli.records.history import bulk_reading, read_history
from anlian_cli.records.places import score_path
from anlian_cli.records.recorder import Maker
from anlian_cli.records.recording import recording
from anlian_cli.report.rank_view import rank_document
from anlian_cli.report.terminal import console, print_document
from tests.benchmarks.__main__ import compare, units, write_whole
from tests.fictional import credit_code, verification
from tests.make_examples import SETTINGS
from tests.office import ITEMS, act, must

HASHING = """
import hashlib, os, sys
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            hashlib.sha512(file.read()).digest()
"""


def alternating(title: str, bound: str, mine: Callable[[], object], peer: Callable[[], object], rounds: int) -> None:
    """Both in turn in this process; the median of the rounds' ratios."""
    pairs = [(_seconds(mine), _seconds(peer)) for _ in range(rounds)]
    ratio = statistics.median(one / other for one, other in pairs)
    first, second = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
    print(f"{title:<52} {ratio:6.2f} x  ({bound})   {first:.2f} s : {second:.2f} s")


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def round_workspace(folder: Path, count: int) -> Path:
    """A round of so many units, recorded with their materials and their material scores."""
    from anlian_cli.forms.yaml_writer import dump

    def write(unit: Path, number: int) -> None:
        write_whole(unit, number)
        (unit / "初核记录.yaml").write_text(dump(verification()), encoding="utf-8")

    (folder / "applications").mkdir(parents=True)
    (folder / "anlian.yaml").write_text(SETTINGS, encoding="utf-8")
    units(folder / "applications" / "2017", count, write)
    act(folder, "check", "--record", "-q", at="2017-10-26 09:00")
    blank = must(folder, "template", "材料", "2017", "--format", "csv").out.removeprefix("\ufeff")
    head, *rows = csv.reader(blank.splitlines())
    with (folder / "材料.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *([*row[:3], "38.5", "", "28", "", "27.25", "", ""] for row in rows)])
    return folder


def scored_workspace(folder: Path, count: int, years: int) -> Path:
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
                        points = Decimal(number * 7 % 2500) / 100
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
    print_document(rank_document(ranking, abbreviated=True), console(buffer))
    return buffer.getvalue()


def ranking_ratios(root: Path, count: int, rounds: int) -> None:
    """Ranking many units beside parsing their index, and rendering them beside rendering a hundred."""
    office = scored_workspace(root / "ranked", count, 5)
    years = "".join(f'  "{year}":\n{_YEAR}' for year in range(2018, 2023))
    (office / "anlian.yaml").write_text(_OFFICE + years, encoding="utf-8")
    title = f"ranking {count} units of 5 years / parsing the index"
    alternating(title, "<= 4", lambda: rank_all(office), lambda: parse_index(office), rounds)
    whole = rank_all(office)
    few = replace(whole, places=whole.places[:100])
    render(few)  # Rich warms its caches
    title = f"rendering a ranking of {count} / of 100"
    alternating(title, "<= 1.5", lambda: render(whole), lambda: render(few), rounds * 3)


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
    lines = (workspace / "records/work/index.jsonl").read_bytes().splitlines()
    return len([json.loads(line) for line in lines])


def record_again(workspace: Path, number: list[int]) -> None:
    """The material scores of all units, into a fresh copy."""
    copy = workspace.parent / f"copy{number[0]}"
    shutil.copytree(workspace, copy)
    number[0] += 1
    began = time.perf_counter()
    must(copy, "score", "材料", "2017", "材料.csv")
    number.append(int((time.perf_counter() - began) * 1e6))
    shutil.rmtree(copy)


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


def recording_ratio(workspace: Path, rounds: int) -> None:
    files = written_by(workspace)
    ratios = []
    for number in range(rounds):
        told = [number]
        record_again(workspace, told)
        plain = _seconds(lambda number=number: write_plainly(files, workspace.parent / f"plain{number}"))  # type: ignore[misc]
        ratios.append((told[1] / 1e6, plain))
    ratio = statistics.median(one / other for one, other in ratios)
    first, second = (statistics.median(pair[side] for pair in ratios) for side in (0, 1))
    title = f"recording a sheet / writing its {len(files)} files"
    print(f"{title:<52} {ratio:6.2f} x  (-)   {first:.2f} s : {second:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--ranking-only", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        if options.ranking_only:
            ranking_ratios(root, options.units * 10, options.rounds)
            return
        office = round_workspace(root / "round", options.units)
        recording_ratio(office, options.rounds)
        must(office, "score", "材料", "2017", "材料.csv")
        verify = [sys.executable, "-m", "anlian_cli", "verify", "-C", str(office)]
        hashing = [sys.executable, "-c", HASHING, str(office / "records")]
        compare("verify / hashing the same bytes", "<= 2.5", verify, hashing, options.rounds)
        scored = scored_workspace(root / "scored", options.units * 2, 5)
        mine, peer = (lambda: read_scores(scored)), (lambda: parse_index(scored))
        ranking_ratios(root, options.units * 10, options.rounds)
        alternating("all current scores / reading and parsing the index", "<= 2.5", mine, peer, options.rounds)


if __name__ == "__main__":
    main()
