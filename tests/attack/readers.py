"""Every reading command on the example workspace, and what each may answer once its records were damaged."""

from __future__ import annotations

import shutil
from pathlib import Path

from anlian_cli.records.history import read_history
from anlian_cli.records.index import write_index
from anlian_cli.records.indexed import entries_of
from anlian_cli.records.journal import read_journal
from tests.conftest import EXAMPLES
from tests.office import Outcome, act

NOW = "2021-10-26 12:00"
READERS = (
    ("rank", "2019", "--format", "json"),
    ("rank", "2017", "--selection", "--format", "json"),
    ("list", "--format", "json"),
    ("status", "--format", "json"),
    ("show", "博远", "--format", "json"),
    ("exit", "--format", "json"),
    ("log", "--format", "json"),
    ("check", "--format", "json"),
)
Answers = dict[tuple[str, ...], Outcome]


def example(folder: Path, *, indexed: bool) -> Path:
    """A copy of the example workspace, with a fresh index or with none."""
    workspace = Path(shutil.copytree(EXAMPLES / "workspace", folder, ignore=shutil.ignore_patterns("work")))
    base = workspace / "records"
    (base / "work").mkdir()
    if indexed:
        write_index(base, entries_of(base, read_journal(base / "dossiers/journal.txt")))
        assert read_history(workspace).from_index
    return workspace


def answers(workspace: Path) -> Answers:
    return {reader: act(workspace, *reader, at=NOW) for reader in READERS}


def faults(told: Answers, right: Answers) -> list[str]:
    """The answers that are neither the right ones nor refusals."""
    return [
        f"{' '.join(reader)}: {outcome}"
        for reader, outcome in told.items()
        if outcome != right[reader] and not refused(outcome)
    ]


def refused(told: Outcome) -> bool:
    """Whether a command ended for the damage: nothing on stdout, a Chinese sentence, and what to do."""
    return told.code == 4 and not told.out and told.err.startswith("台账") and "\n→ " in told.err
