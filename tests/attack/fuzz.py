"""Fuzzing: a reader is given changed bytes for some time; nothing comes out but what it documents.

`python -m tests.attack fuzz yaml --seconds 600`. With atheris (`pip install --group fuzz`) what the reader reaches
leads the way; without it the changes are blind. A second pass over what was kept measures the lines and branches
that were reached, in both cases alike.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import random
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import chain, islice
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.attack.faults import MEMORY
from tests.attack.mutations import changed_for
from tests.attack.table import Row
from tests.attack.targets import TARGETS, Reader, Target
from tests.conftest import ROOT

try:
    import resource
except ImportError:  # Windows does not tell what a process held
    resource = None  # type: ignore[assignment]

SECONDS, MEGABYTES = 5, 300
"""A reader that takes longer for one file, or holds more than before it began, has failed."""


def attack(name: str, seed: int, *, seconds: float = inf, changes: int | None = None, kept: Path | None = None) -> Row:
    """Blind changes for some seconds, or so many; a failure is told once for each place that it comes from."""
    target, row, known = TARGETS[name], Row(f"fuzz: {name}"), {""}
    end = time.monotonic() + seconds
    with TemporaryDirectory(dir=MEMORY) as folder:
        reader, seeds = target.reader(Path(folder)), list(target.seeds())
        for data in chain(seeds, islice(_changed(target, seeds, seed), changes)):
            if time.monotonic() > end:
                break
            fault = fault_of(reader, data)
            row.count(str(row.tries), "" if fault in known else fault)
            known.add(fault)
            if fault and kept is not None:
                (kept / f"{name}-{sha256(data).hexdigest()[:12]}").write_bytes(data)
    return row


def _changed(target: Target, seeds: Sequence[bytes], seed: int) -> Iterator[bytes]:
    """Sound files, changed for ever."""
    dice = random.Random(seed)
    while True:
        yield changed_for(target.is_package, dice.choice(seeds), dice)


def fault_of(reader: Reader, data: bytes) -> str:
    """What a reader did to these bytes that it should not have, in a line; nothing where all was well."""
    began, held = time.process_time(), _megabytes()
    try:
        reader(data)
    except Exception as problem:
        where = traceback.extract_tb(problem.__traceback__)[-1]
        return f"{type(problem).__name__} at {Path(where.filename).name}:{where.lineno}"
    if time.process_time() - began > SECONDS:
        return f"more than {SECONDS} s"
    return f"more than {MEGABYTES} MB" if _megabytes() - held > MEGABYTES else ""


def _megabytes() -> int:
    """The most that this process and its lost helpers ever held."""
    if resource is None:
        return 0
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return most >> (20 if sys.platform == "darwin" else 10)


def guided(name: str, seconds: int, seed: int, corpus: Path, kept: Path) -> Row:
    """Atheris in a process of its own, which fills the corpus; its last lines tell how far it came."""
    command = [sys.executable, "-m", "tests.attack.guided", name, str(corpus), f"-max_total_time={seconds}"]
    limits = [f"-timeout={SECONDS}", f"-rss_limit_mb={MEGABYTES + 500}", f"-seed={seed}", "-print_final_stats=1"]
    run = subprocess.run([*command, *limits, f"-artifact_prefix={kept}/"], cwd=ROOT, capture_output=True, check=False)
    told = run.stderr.decode("utf-8", "replace")
    row = Row(f"fuzz: {name}", _number(told, "stat::number_of_executed_units:"), note="guided")
    if run.returncode:
        row.failures.append(f"{name}: {told[-1_500:]}")
    return row


def _number(told: str, label: str) -> int:
    return int(told.rpartition(label)[2].split()[0]) if label in told else 0


def covered(name: str, seconds: int, corpus: Path) -> str:
    """The lines and branches of the reader's modules that seeds, corpus and some changes reach, in percent."""
    # Not the suite's settings: they look elsewhere.
    include = [str(ROOT / "anlian_cli" / f"{module}.py") for module in TARGETS[name].modules]
    data, coverage = f"--data-file={corpus.parent / 'reached'}", (sys.executable, "-m", "coverage")
    replay = ("tests.attack.replay", name, str(corpus), str(seconds))
    subprocess.run(
        [*coverage, "run", f"--rcfile={os.devnull}", "--branch", f"--include={','.join(include)}", data, "-m", *replay],
        cwd=ROOT,
        check=True,
    )
    told = subprocess.run(
        [*coverage, "report", f"--rcfile={os.devnull}", "--format=total", data],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    return f"{told.stdout.decode().strip()} %"


def main(arguments: Sequence[str]) -> Iterator[Row]:
    parser = argparse.ArgumentParser(prog="python -m tests.attack fuzz", description=__doc__.splitlines()[0])
    parser.add_argument("readers", nargs="*", help=f"among {' '.join(TARGETS)}; all without one")
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for what failed")
    parser.add_argument("--blind", action="store_true", help="without atheris")
    options = parser.parse_args(arguments)
    for name in options.readers or TARGETS:
        with TemporaryDirectory(dir=MEMORY) as folder:
            corpus, kept = Path(folder) / "corpus", options.keep or Path(folder) / "kept"
            corpus.mkdir()
            kept.mkdir(exist_ok=True)
            if importlib.util.find_spec("atheris") and not options.blind:
                row = guided(name, options.seconds, options.seed, corpus, kept)
            else:
                row = attack(name, options.seed, seconds=options.seconds, kept=kept)
            reached = covered(name, min(options.seconds, 10), corpus)
        row.note = f"{row.note or 'blind'}, {options.seconds} s, {reached} of its {len(TARGETS[name].modules)} modules"
        yield row
