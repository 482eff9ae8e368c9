"""A recording that dies, or whose disk fails, leaves the whole batch or none of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests import crash_loop

pytestmark = [
    # What is tried happens in forked processes, which no tracer follows.
    pytest.mark.no_cover,
    pytest.mark.skipif(sys.platform == "win32", reason="a process is forked for every case"),
    # Each worker has one thread more, which does nothing while a case runs.
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning"),
]


@pytest.mark.parametrize("kind", ["crash", "error", "full"])
def test_a_fault_at_any_operation_leaves_all_or_nothing(kind: str, tmp_path: Path) -> None:
    count, found = crash_loop.wrong(crash_loop.single_faults(crash_loop.prepare(tmp_path / "w"), kind))
    assert count > 100
    assert not found, found


def test_a_second_crash_inside_the_recovery_changes_nothing(tmp_path: Path) -> None:
    """A sample; `python -m tests.crash_loop double` is the full set."""
    count, found = crash_loop.wrong(crash_loop.double_crashes(crash_loop.prepare(tmp_path / "w"), every=12))
    assert count > 10
    assert not found, found


@pytest.mark.parametrize("name", sorted(crash_loop.MUTANTS))
def test_the_loop_finds_a_writer_without_its_safeguards(name: str, tmp_path: Path) -> None:
    workspace = crash_loop.prepare(tmp_path / "w")
    with crash_loop.mutated(name):
        assert any(fault for _, fault in crash_loop.single_faults(workspace, "crash"))


def test_nothing_is_written_to_the_records_but_through_the_watched_operations(tmp_path: Path) -> None:
    """Otherwise the loop would not have tried to interrupt it."""
    assert crash_loop.unwatched_writes(crash_loop.prepare(tmp_path / "w")) == set()
