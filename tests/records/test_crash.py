"""A recording that dies, or whose disk fails, leaves the whole batch or none of it."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from anlian_cli.model.scores import Stage
from anlian_cli.records.history import read_history
from anlian_cli.report.log_words import ACTIONS
from tests.attack import kills, safeguards
from tests.attack.kills import Case
from tests.attack.recordings import RECORDINGS, Recording
from tests.office import UNITS, daily_sheet, must, open_workspace

pytestmark = [
    # What is tried happens in forked processes, which no tracer follows.
    pytest.mark.no_cover,
    pytest.mark.skipif(sys.platform == "win32", reason="a process is forked for every case"),
    # Each worker has one thread more, which does nothing while a case runs.
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning"),
]
BEFORE = ("24", "24", "24", "24")
AFTER = ("20", "21.5", "22.25", "23")


@pytest.fixture
def correction(tmp_path: Path) -> Case:
    """Three units have scores, and a sheet corrects them all."""
    workspace = open_workspace(tmp_path / "w")
    daily_sheet(workspace / "日常.csv", dict.fromkeys(UNITS, BEFORE))
    must(workspace, "score", "日常", "2018", "日常.csv", at="2018-12-01 09:00")
    daily_sheet(workspace / "更正.csv", dict.fromkeys(UNITS, AFTER))
    return Case(workspace, "2019-02-01 09:00", ("score", "日常", "2018", "更正.csv", "--reason", "复核"))


def wrong(cases: Iterator[tuple[str, str]]) -> tuple[int, list[str]]:
    """How many cases there were, and those that went wrong."""
    told = list(cases)
    return len(told), [f"{case}: {fault}" for case, fault in told if fault]


def points(workspace: Path) -> set[str]:
    dossiers = read_history(workspace).dossiers.values()
    scores = [dossier.score("2018", Stage.DAILY) for dossier in dossiers if dossier.is_unit]
    return {json.dumps([str(item.points) for item in score.items]) if score else "" for score in scores}


def test_what_stands_undisturbed_is_what_the_sheets_say(correction: Case) -> None:
    """The cases below are compared with it."""
    assert points(correction.workspace) == {json.dumps(BEFORE)}
    assert correction.never_given.codes == correction.undisturbed.codes == (0, 0)
    must(correction.workspace, *correction.command, at=correction.at)
    assert points(correction.workspace) == {json.dumps(AFTER)}
    (batches, _), (again, _) = correction.undisturbed.standing
    assert len(batches) == len(again) == 3, "the same sheet again adds nothing"  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "every"), [("crash", 7), ("error", 13), ("full", 17)])
def test_a_fault_at_any_operation_leaves_all_or_nothing(kind: str, every: int, correction: Case) -> None:
    """A sample; `python -m tests.attack kills` is the full set."""
    count, found = wrong(kills.single_faults(correction, kind, every))
    assert count > 100 / every
    assert not found, found


def test_a_second_crash_inside_the_recovery_changes_nothing(correction: Case) -> None:
    """A sample; `python -m tests.attack kills --kinds double` is the full set."""
    count, found = wrong(kills.double_crashes(correction, every=40))
    assert count > 3
    assert not found, found


@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda recording: recording.command)
def test_every_recording_command_is_whole_or_absent(recording: Recording) -> None:
    """At one operation of each; `python -m tests.attack kills` tries them all."""
    kind = random.Random(recording.command).choice(("crash", "broken"))
    row = kills.attack(recording, [kind], every=37, most=1)
    assert (row.tries, row.failures) == (1, [])


def test_every_action_of_the_log_is_attacked() -> None:
    assert {recording.action for recording in RECORDINGS} == set(ACTIONS)


@pytest.mark.parametrize("name", sorted(safeguards.MUTANTS))
def test_the_loop_finds_a_writer_without_its_safeguards(name: str, correction: Case) -> None:
    """Where a sample does not find it, every operation is tried."""
    assert correction.undisturbed != correction.never_given  # of the sound writer
    with safeguards.mutated(name):
        tries = chain.from_iterable(kills.single_faults(correction, "crash", every) for every in (11, 7, 3, 1))
        assert any(fault for _, fault in tries)


def test_nothing_is_written_to_the_records_but_through_the_watched_operations(correction: Case) -> None:
    """Otherwise the loop would not have tried to interrupt it."""
    assert safeguards.unwatched_writes(correction) == set()
