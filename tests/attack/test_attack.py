"""A small part of every attack; `python -m tests.attack` runs them at size (docs/attack.md)."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.attack import __main__ as attacks
from tests.attack import documents, fuzz, random_kills, writers
from tests.attack.fifty import fifty_units
from tests.attack.targets import TARGETS
from tests.conftest import ROOT

pytestmark = pytest.mark.no_cover
posix = pytest.mark.skipif(sys.platform == "win32", reason="kill -9")


@pytest.mark.parametrize("name", TARGETS)
def test_a_reader_given_anything_ends_as_it_says(name: str) -> None:
    """Found cases are kept where the reader's other files are: tests/hostile_files.py."""
    row = fuzz.attack(name, seed=2017, changes=12)
    assert row.tries > 12
    assert row.failures == []


def test_a_document_written_over_is_answered_or_refused() -> None:
    row = documents.attack(count=25, seed=2018)
    assert (row.tries, row.failures) == (25, [])


@posix
def test_the_real_program_is_killed_and_nothing_is_lost(tmp_path: Path) -> None:
    workspace = fifty_units(tmp_path / "w")
    for made in (random_kills.Notes, random_kills.Sheets):
        row = random_kills.attack(made(workspace), count=1, seed=2018)
        assert row.tries == 2
        assert row.failures == []


def test_writers_beside_readers_lose_nothing() -> None:
    row = writers.attack(writers=2, batches=3, readers=1)
    assert row.failures == []


def test_a_failure_is_counted_and_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    row = fuzz.Row("fuzz: yaml")
    row.count("1", "")
    row.count("2", "KeyError at reader.py:7")
    monkeypatch.setitem(attacks.ATTACKS, "fuzz", lambda _arguments: iter([row]))
    assert attacks.main(["fuzz"]) == 1
    assert "fuzz: yaml                        2        1" in capsys.readouterr().out


def test_a_reader_that_breaks_its_word_is_found() -> None:
    def reader(data: bytes) -> None:
        assert data != b"x"

    assert fuzz.fault_of(reader, b"") == ""
    assert re.fullmatch(r"AssertionError at test_attack.py:\d+", fuzz.fault_of(reader, b"x"))


def test_every_attack_is_in_the_table() -> None:
    told = (ROOT / "docs/attack.md").read_text(encoding="utf-8")
    names = (*attacks.ATTACKS, *TARGETS)
    assert [name for name in names if f"`{name}`" not in told] == []
    assert "docs/attack.md" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
