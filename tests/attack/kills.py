"""What becomes of the records when a recording dies, or its disk fails, before any one of its file operations.

`python -m tests.attack kills` tries every recording command: a crash before each operation, a second crash inside
the recovery of each, an I/O error once and for ever, and a full disk. Whatever happened, the records must go on as
though the command had never been given, or as though nothing had disturbed it: what readers see, what the next
recording and the same command again make of them, is compared with those two.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from anlian_cli.errors import RecordsFault
from anlian_cli.ocfl import commit_record
from anlian_cli.records.audit import audit
from anlian_cli.records.history import read_history
from tests.attack.faults import FAULTS, MEMORY, Count, copied, die, in_child, operations, wrong_ending
from tests.attack.recordings import RECORDINGS, Recording, prepared
from tests.attack.table import Row
from tests.judge import is_valid
from tests.office import act

LATER = "2022-02-01 09:00"
RECOVERS = ("lock", "2018")
"""A recording that completes what waits; it adds nothing, since the year is locked before a case begins."""

Standing = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What follows on a recording: the next one, then the same one again."""

    codes: tuple[int, int]
    standing: tuple[Standing, Standing]


@dataclass(frozen=True)
class Case:
    """A workspace in which a command is due, and what stands where nothing disturbs it."""

    workspace: Path
    at: str
    command: tuple[str, ...]
    alone: tuple[str, ...] = ()
    """The command without its paper, where that is a second batch: after the first one all is in order too."""

    @cached_property
    def old(self) -> Standing:
        return standing(self.workspace)

    @cached_property
    def course(self) -> tuple[tuple[Standing, Afterwards], ...]:
        """What stands before the command, after each of its batches; and what follows on each."""
        recorded = (self._recorded(command) for command in (self.alone, self.command) if command)
        return ((self.old, self.never_given), *recorded)

    @property
    def new(self) -> Standing:
        return self.course[-1][0]

    @property
    def undisturbed(self) -> Afterwards:
        return self.course[-1][1]

    @cached_property
    def never_given(self) -> Afterwards:
        with copied(self.workspace) as copy:
            return self.afterwards(copy)

    def _recorded(self, command: tuple[str, ...]) -> tuple[Standing, Afterwards]:
        with copied(self.workspace) as copy:
            outcome = act(copy, *command, at=self.at)
            stands = standing(copy)
            assert outcome.code == 0 and stands != self.old, outcome
            return stands, self.afterwards(copy)

    def afterwards(self, copy: Path) -> Afterwards:
        following = act(copy, *RECOVERS, at=LATER).code
        first = standing(copy)
        again = act(copy, *self.command, at=LATER).code
        return Afterwards((following, again), (first, standing(copy)))


def standing(workspace: Path) -> Standing:
    """What readers see: every batch, and every document of every unit by its digest."""
    history = read_history(workspace)
    documents = {folder: {path: one.digest for path, one in held.items()} for folder, held in history.objects.items()}
    return [(batch.number, batch.action, batch.reason) for batch in history.batches], documents


def fault_of(case: Case, workspace: Path) -> str:
    """What is wrong after a recording was interrupted, in a sentence; nothing where all is well."""
    waits = commit_record.pending(workspace / "records")
    try:
        first = standing(workspace)
        if first not in [stands for stands, _ in case.course]:
            return f"a reader sees a torn batch: {first}"
        told = case.afterwards(workspace)
    except RecordsFault as fault:
        return f"a reader finds damage: {fault.message}"
    if told not in _due(case, first, waits):
        return f"what follows is neither that of the whole batch nor of none: {told}"
    if found := audit(workspace).damages:
        return f"the audit finds {found}"
    roots = (workspace / "records" / name for name in ("dossiers", "imports"))
    if not all(is_valid(root) for root in roots if root.exists()):
        return "the independent validator finds the records invalid"
    return ""


def _due(case: Case, first: Standing, waits: bool) -> list[Afterwards]:
    """What may follow on what readers see: a batch that waits is completed, be it the one they see or the next."""
    seen = [stands for stands, _ in case.course].index(first)
    endings = [follows for _, follows in case.course]
    if not waits:
        return [endings[seen]]
    return endings[seen : seen + 2] if seen else [endings[1]]


def single_faults(case: Case, kind: str, every: int = 1) -> Iterator[tuple[str, str]]:
    """One fault at every operation, or every `every`-th; each case with what was wrong afterwards."""
    then, for_ever = FAULTS[kind]
    for n in range(every, operations(case.workspace, case.at, *case.command) + 1, every):
        with copied(case.workspace) as copy:
            code, said = in_child(copy, Count(n, then, for_ever), case.at, *case.command)
            yield f"{kind} {n}", wrong_ending(kind, code, said) or fault_of(case, copy)


def double_crashes(case: Case, every: int = 1) -> Iterator[tuple[str, str]]:
    """A crash at every n, then one at every m of the command that recovers; every `every`-th n."""
    for n in range(every, operations(case.workspace, case.at, *case.command) + 1, every):
        with copied(case.workspace) as crashed:
            in_child(crashed, Count(n, die), case.at, *case.command)
            for m in range(1, operations(crashed, LATER, *RECOVERS) + 1):
                yield f"crash {n}, again {m}", _crash_again(case, crashed, m)


def _crash_again(case: Case, crashed: Path, m: int) -> str:
    with copied(crashed) as copy:
        code, said = in_child(copy, Count(m, die), LATER, *RECOVERS)
        return wrong_ending("crash", code, said) or fault_of(case, copy)


def cases_of(case: Case, kind: str, every: int = 1) -> Iterator[tuple[str, str]]:
    return double_crashes(case, every) if kind == "double" else single_faults(case, kind, every)


KINDS = (*FAULTS, "double")


def attack(recording: Recording, kinds: Sequence[str], every: int, most: int | None = None) -> Row:
    """Faults of some kinds at every n-th operation of one recording command."""
    row = Row(f"kills: {' '.join(recording.words[:2])}")
    with TemporaryDirectory(dir=MEMORY) as folder:
        workspace = prepared(recording, Path(folder) / "w")
        act(workspace, *RECOVERS, at=recording.at)
        case = Case(workspace, recording.at, tuple(recording.words), tuple(recording.alone))
        for kind in kinds:
            for name, fault in islice(cases_of(case, kind, every), most):
                row.count(name, fault)
    return row


def main(arguments: Sequence[str]) -> Iterator[Row]:
    parser = argparse.ArgumentParser(prog="python -m tests.attack kills", description=__doc__.splitlines()[0])
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--every", type=int, default=1, help="at every n-th operation")
    parser.add_argument("--command", default="", help="only commands that begin so")
    options = parser.parse_args(arguments)
    for recording in RECORDINGS:
        if recording.command.startswith(options.command):
            yield attack(recording, options.kinds, options.every)
