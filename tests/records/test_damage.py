"""Whatever happens to the records from outside, `verify` names it, ends with 1, and touches nothing."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from anlian_cli.ocfl.object_validator import ObjectReport, Problem
from anlian_cli.ocfl.validator import validate_root
from anlian_cli.records import audit_processes
from anlian_cli.records.audit import audit
from anlian_cli.records.audit_objects import ObjectAudit
from tests.judge import is_valid
from tests.office import UNITS, act, daily_sheet, must, open_workspace

CODES = list(UNITS.values())


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records with several versions, evidence, sheets and an undo."""
    folder = open_workspace(tmp_path_factory.mktemp("sound") / "w")
    daily_sheet(folder / "一.csv", dict.fromkeys(UNITS, ("24", "24", "24", "24")))
    daily_sheet(folder / "二.csv", dict.fromkeys(UNITS, ("20", "21.5", "22.25", "23")))
    must(folder, "score", "日常", "2018", "一.csv")
    must(folder, "score", "日常", "2018", "二.csv", "--reason", "复核")
    must(folder, "daily", "甲", "--item", "13.3", "--on", "2018-05-03", "--note", "走访", "--attach", "一.csv")
    must(folder, "undo", "3", "--reason", "录错了年度")
    assert audit(folder).damages == ()
    return folder


@pytest.fixture
def records(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "w")) / "records"


def kept_files(workspace: Path) -> list[str]:
    """Every file that must not change: all but the lock, its holder, and the throw-away index."""
    files = (path.relative_to(workspace).as_posix() for path in (workspace / "records").rglob("*") if path.is_file())
    return sorted(name for name in files if not name.startswith("records/work/"))


def digest_of_all(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        total.update(path.as_posix().encode() + (path.read_bytes() if path.is_file() else b""))
    return total.hexdigest()


BLIND = ("E080",)
"""ocfl-py does not read what a root's declaration says."""


def ours(root: Path) -> bool:
    """Whether our own validator finds a storage root valid; warnings do not count, as they do not for the judge."""
    told = list(validate_root(str(root)))
    problems = [entry for entry in told if isinstance(entry, Problem)]
    problems += [problem for entry in told if isinstance(entry, ObjectReport) for problem in entry.problems]
    return not any(problem.code.startswith("E") and problem.code not in BLIND for problem in problems)


def named(workspace: Path, *places: str) -> None:
    """The audit names one of the places, changes nothing, and the command ends with 1."""
    before = digest_of_all(workspace / "records")
    found = audit(workspace)
    assert any(place in damage.place for damage in found.damages for place in places), (places, found.damages)
    assert act(workspace, "verify").code == 1
    assert digest_of_all(workspace / "records") == before
    for root in ("dossiers", "imports"):
        assert ours(workspace / "records" / root) == is_valid(workspace / "records" / root), found.damages


def object_of(name: str) -> str:
    """The part of a path that names the object, or the file itself where it lies in no object."""
    parts = name.removeprefix("records/").split("/")
    if parts[0] == "dossiers" and len(parts) > 3 and parts[1] != "extensions":
        return "/".join(parts[:3])
    return "/".join(parts[:2]) if parts[0] == "imports" and len(parts) > 2 and parts[1] != "extensions" else parts[-1]


@pytest.mark.no_cover
def test_one_flipped_bit_in_any_file(sound: Path, tmp_path: Path) -> None:
    for number, name in enumerate(kept_files(sound)):
        workspace = Path(shutil.copytree(sound, tmp_path / f"w{number}"))
        data = bytearray((workspace / name).read_bytes())
        data[len(data) // 2] ^= 1 << (number % 7)
        (workspace / name).write_bytes(data)
        named(workspace, object_of(name))


def test_any_file_deleted(sound: Path, tmp_path: Path) -> None:
    """Every other one; bits are flipped in all of them above."""
    for number, name in enumerate(kept_files(sound)[::2]):
        workspace = Path(shutil.copytree(sound, tmp_path / f"w{number}"))
        (workspace / name).unlink()
        named(workspace, object_of(name), "ocfl_layout.json", "0=ocfl_1.1")


@pytest.mark.parametrize(
    "place",
    [
        "dossiers/{0}/2018/Thumbs.db",
        "dossiers/{0}/2018/v1/Thumbs.db",
        "dossiers/{0}/2018/v1/content/scores/2018/review.json",
        "dossiers/{0}/Thumbs.db",
        "dossiers/Thumbs.db",
        "imports/Thumbs.db",
        "imports/extensions/Thumbs.db",
        "dossiers/extensions/0010 - 副本/Thumbs.db",
        "Thumbs.db",
    ],
)
def test_a_stray_file(records: Path, place: str) -> None:
    path = records / place.format(CODES[0])
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"stray")
    named(records.parent, path.name)


@pytest.mark.parametrize("version", ["", "v1/"])
def test_a_sidecar_without_its_line_end(records: Path, version: str) -> None:
    """The specification lets it do without; we wrote it whole."""
    path = records / f"dossiers/{CODES[0]}/2018/{version}inventory.json.sha512"
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))
    named(records.parent, f"{CODES[0]}/2018/{version}inventory.json.sha512")


def test_two_files_swapped(records: Path) -> None:
    first, second = (
        records / f"dossiers/{code}/2017/v1/content/events/2017-12-01-admitted-1.json" for code in CODES[:2]
    )
    one, two = first.read_bytes(), second.read_bytes()
    first.write_bytes(two)
    second.write_bytes(one)
    named(records.parent, CODES[0])
    named(records.parent, CODES[1])


def _roll_back(records: Path) -> None:
    """A dossier made to look as it did after its first version, consistently."""
    folder = records / f"dossiers/{CODES[0]}/2018"
    for version in ("v2", "v3", "v4"):
        shutil.rmtree(folder / version, ignore_errors=True)
    for name in ("inventory.json", "inventory.json.sha512"):
        shutil.copy(folder / "v1" / name, folder / name)


def _delete(records: Path) -> None:
    shutil.rmtree(records / f"dossiers/{CODES[0]}")


def _delete_a_sheet(records: Path) -> None:
    shutil.rmtree(next(path for path in (records / "imports").iterdir() if len(path.name) == 64))


def _move(records: Path) -> None:
    (records / f"dossiers/{CODES[0]}").rename(records / "dossiers/91110105MA0009999X")


def _double(records: Path) -> None:
    shutil.copytree(records / f"dossiers/{CODES[0]}", records / "dossiers/91110105MA0009999X")


@pytest.mark.parametrize("fate", [_roll_back, _delete, _delete_a_sheet, _move, _double])
def test_a_whole_unit_rolled_back_deleted_moved_or_doubled(records: Path, fate: Callable[[Path], None]) -> None:
    fate(records)
    named(records.parent, CODES[0], "91110105MA0009999X", "imports/")
    quick = audit(records.parent, quick=True)
    assert quick.damages or fate is _double  # the quick look follows the journal, which knows of no copy


@pytest.mark.parametrize("lines", [1, 2])
def test_a_journal_that_was_cut(records: Path, lines: int) -> None:
    journal = records / "dossiers/journal.txt"
    kept = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(kept[:-lines]))
    named(records.parent, "2018")
    journal.write_bytes(b"".join(kept)[:-20])
    named(records.parent, "journal.txt")


def test_a_journal_line_taken_out_of_the_middle(records: Path) -> None:
    journal = records / "dossiers/journal.txt"
    kept = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*kept[:1], *kept[2:]]))
    named(records.parent, "journal.txt 第 2 行")


def test_a_recording_into_damaged_records_is_refused(records: Path) -> None:
    _roll_back(records)
    daily_sheet(records.parent / "三.csv", dict.fromkeys(UNITS, ("1", "1", "1", "1")))
    refused = act(records.parent, "score", "日常", "2018", "三.csv", "--reason", "再次复核")
    assert refused.code == 4
    assert "anlian verify" in refused.err


@pytest.mark.parametrize("name", ["index.jsonl", "index.seal"])
def test_a_damaged_index_is_named_and_never_used(records: Path, name: str) -> None:
    shown = must(records.parent, "log", "--format", "json").out
    path = records / "work" / name
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 4
    path.write_bytes(data)
    assert must(records.parent, "log", "--format", "json").out == shown
    named(records.parent, "work")


@pytest.mark.parametrize(("said", "lie"), [(b'"22.25"', b'"25.00"'), (b'"86.75"', b'"96.75"')], ids=["item", "total"])
def test_an_index_that_lies_is_found(records: Path, said: bytes, lie: bytes) -> None:
    """Rewritten with a fresh seal: only the objects themselves can tell."""
    import zlib

    index, seal = records / "work/index.jsonl", records / "work/index.seal"
    data = index.read_bytes().replace(said, lie)
    assert data != index.read_bytes()
    index.write_bytes(data)
    told = {**json.loads(seal.read_bytes()), "size": len(data), "crc": zlib.crc32(data)}
    seal.write_text(json.dumps(told), encoding="utf-8")
    named(records.parent, f"{CODES[0]}/2018")


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("fate", ["they live", "they die"])
def test_several_processes_find_what_one_finds(records: Path, monkeypatch: pytest.MonkeyPatch, fate: str) -> None:
    """Also where somebody ends them: what is left, the first one does."""
    for path in sorted((records / "dossiers").rglob("v1/content/**/*.json"))[::2]:
        flipped(path)
    shutil.rmtree(records / f"dossiers/{CODES[-1]}/2018")
    alone = audit(records.parent)
    assert len(alone.damages) > 3
    monkeypatch.setattr(audit_processes, "_ENOUGH", 1)
    monkeypatch.setattr(audit_processes, "_CHUNK", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    if fate == "they die":
        first, below = os.getpid(), ObjectAudit.below
        monkeypatch.setattr(
            ObjectAudit, "below", lambda work, place: below(work, place) if os.getpid() == first else os._exit(9)
        )
    assert audit(records.parent) == alone
