"""Random damage to the records: no reader ever answers with a wrong number, and `verify` names what was done.

`python -m tests.attack damage --count 10000 --seed 1` tries so many damages over fifty units, half of them with a
fresh index, and prints how often each was tried, how often the readers refused and `verify` noticed. A failure is a
wrong answer, or a damage that `verify` does not notice; of history rewritten as a whole, one that `--expect` does not.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from anlian_cli.records.journal import last_digest
from tests.attack.damages import KINDS, REWRITTEN, Damaging, cut, delete_file, flip
from tests.attack.faults import MEMORY
from tests.attack.fifty import fifty_units
from tests.attack.readers import NOW, Answers, answers, faults, refused
from tests.attack.snapshot import Snapshot, put_back, taken
from tests.attack.table import Row
from tests.office import act


@dataclass
class Tally:
    """What came of one kind of damage. `unnoticed` and `wrong` tell each case by its number."""

    tries: int = 0
    refused: int = 0
    noticed: int = 0
    unnoticed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def row(self, kind: str) -> Row:
        note = f"{self.refused} refused by a reader, {self.noticed} noticed by verify"
        return Row(f"damage: {kind}", self.tries, [*self.unnoticed, *self.wrong], note)


def _kept(held: Snapshot) -> Snapshot:
    """The records but for their work folder, which is a cache."""
    return {name: data for name, data in held.items() if name.partition(os.sep)[0] != "work"}


def attack(workspace: Path, count: int, seed: int) -> dict[str, Tally]:
    """So many damages to a copy of a workspace that has an index, each kind in turn, with the index and without."""
    tallies = {kind.__name__: Tally() for kind in KINDS}
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        copy = Path(shutil.copytree(workspace, Path(folder) / "copy"))
        base = copy / "records"
        indexed, right = taken(base), answers(copy)
        shutil.rmtree(base / "work")
        bare = taken(base)
        assert answers(copy) == right
        for number in range(count):
            kind = KINDS[number % len(KINDS)]
            put_back(base, sound := (indexed, bare)[number // len(KINDS) % 2])
            _try(tallies[kind.__name__], copy, sound, kind, f"{seed}/{number}", right)
    return tallies


def _try(tally: Tally, workspace: Path, sound: Snapshot, damage: Damaging, case: str, right: Answers) -> None:
    base = workspace / "records"
    digest = last_digest(base / "dossiers/journal.txt")
    damage(base, random.Random(case))
    if not (touched := _kept(taken(base)) != _kept(sound)) and damage not in (flip, cut, delete_file):
        return
    tally.tries += 1
    if damage in REWRITTEN:
        _verify(tally, workspace, f"{case} {damage.__name__}", touched, "--expect", digest[:12])
        return
    told = answers(workspace)
    tally.refused += any(refused(outcome) for outcome in told.values())
    tally.wrong += [f"{case} {damage.__name__} {fault}" for fault in faults(told, right)]
    _verify(tally, workspace, f"{case} {damage.__name__}", touched)


def _verify(tally: Tally, workspace: Path, case: str, touched: bool, *expecting: str) -> None:
    """What touched more than the cache is named; nothing ends but with a report."""
    verified = act(workspace, "verify", *expecting, at=NOW)
    tally.noticed += verified.code == 1
    if verified.code not in (0, 1) or (touched and verified.code == 0):
        tally.unnoticed.append(f"{case} verify: {verified}")


def main(arguments: Sequence[str]) -> Iterator[Row]:
    parser = argparse.ArgumentParser(prog="python -m tests.attack damage", description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        tallies = attack(fifty_units(Path(folder) / "w"), options.count, options.seed)
    yield from (one.row(kind) for kind, one in tallies.items())
