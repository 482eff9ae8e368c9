"""The page of benchmarks: a group that is measured again replaces its own part and nothing else."""

from __future__ import annotations

from tests.benchmarks.measuring import Comparison, Cost, measured
from tests.benchmarks.table import cells, replaced

PAGE = "# Title\n\n## a\n\nA word.\n\n<!-- measured: a -->\nold\n<!-- end: a -->\n\nA remark.\n"


def test_only_what_was_measured_is_written_again() -> None:
    assert replaced(PAGE, "a", "new") == PAGE.replace("old", "new")
    page = replaced(PAGE, "b", "other")
    assert page.startswith(PAGE.rstrip())
    assert page.endswith("## b\n\n<!-- measured: b -->\nother\n<!-- end: b -->\n")


def test_ratios_are_of_runs_that_stood_beside_each_other() -> None:
    # Ours takes twice as long as the peer in every turn, however the machine slows down.
    ours = iter([Cost(9, 9), Cost(2, 4), Cost(4, 8), Cost(20, 40)])
    peer = iter([Cost(9, 9), Cost(1, 4), Cost(2, 8), Cost(10, 20)])
    row = measured(Comparison("ours / peer", "<= 2", lambda: next(ours), lambda: next(peer), rounds=3))
    assert cells(row) == ("ours / peer", "<= 2", *["2.00"] * 3, "1.00", "1.00", "2.00", "4.00 / 2.00", "-")
