"""Reports of very many units go out part by part; what is read is the same, and what fails leaves nothing half done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from anlian_cli.model.packed_results import PackedBatch, Rejudged, Results
from anlian_cli.model.results import UnitResult, UnitVerdict
from anlian_cli.office.files import write_in_parts
from anlian_cli.report import terminal
from anlian_cli.report.document import Cell, Column, Lazily, Report, Table, row
from anlian_cli.report.formats import WRITERS, table_parts

UNITS = tuple(UnitResult(f"单位{number}", None, f"a/{number}", UnitVerdict.PASS) for number in range(7))


def test_packed_results_are_what_was_packed() -> None:
    results = Results([PackedBatch.of(UNITS[:3]), UNITS[3:4], PackedBatch.of(UNITS[4:])])
    assert results == UNITS and [results[place] for place in range(-7, 7)] == [*UNITS, *UNITS]
    judged = Rejudged(results, {3: UnitVerdict.FAIL, 6: UnitVerdict.PENDING})
    assert [unit.verdict.value for unit in judged] == ["pass"] * 3 + ["fail", "pass", "pass", "pending"]
    assert judged[6].verdict is UnitVerdict.PENDING and judged[5] == UNITS[5]


@pytest.mark.parametrize("count", [0, 1, 3, 4, 7])
def test_a_table_drawn_part_by_part_is_the_table_drawn_whole(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    columns = (Column("单位\n全称", share=1, name=True), Column("数", right=True))
    table = Table("表", columns, Lazily(lambda: _rows(count)))
    document = Report("题", (table,), (table,), table, "完")
    whole = b"".join(table_parts(document))
    monkeypatch.setattr(terminal, "_AT_A_TIME", 3)
    assert b"".join(table_parts(document)) == whole
    assert whole.decode().count("家") == count


def _rows(count: int) -> Iterator[tuple[Cell, ...]]:
    return (row(f"第{number}家", number) for number in range(count))


def test_lines_are_written_in_the_parts_they_come_in() -> None:
    table = Table("表", (Column("数"),), Lazily(lambda: (row(number) for number in range(1200))))
    parts = list(WRITERS["csv"](Report("题", (), (), table), datetime(2017, 10, 24)))
    assert len(parts) > 1
    assert b"".join(parts).decode("utf-8-sig").split() == ["数", *map(str, range(1200))]


def test_a_report_that_ends_in_a_fault_leaves_what_stood_there(tmp_path: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    (tmp_path / "a.json").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        write_in_parts(tmp_path / "a.json", parts())
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.json", b"old")]
