"""A disk that does not take what is written, two disks, many terminals: each ends in a sentence, and the next works."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attack.faults import MEMORY
from tests.conftest import ROOT, anlian
from tests.office import UNITS, act, must, open_workspace
from tests.records.test_contradictions import refused
from tests.records.test_damage import digest_of_all
from tests.records.test_lock import terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="mounts, limits and modes of POSIX")
JIA = next(iter(UNITS))
NOTE = ("daily", JIA, "--item", "13.1", "--on", "2018-05-03", "--note")
NOW = "2019-01-10 09:00"
CLOCK = "1547082000"


def recorded(office: Path) -> list[str]:
    """The texts of the unit's daily notes."""
    told = json.loads(must(office, "show", JIA, "--format", "json").out)["events"]
    return [event["text"].removeprefix("13.1 ") for event in told if event["kind"] == "daily"]


@contextlib.contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """A disk of its own in memory, where this machine lets us."""
    folder.mkdir()
    told = subprocess.run(["mount", "-t", "tmpfs", *options, "tmpfs", folder], capture_output=True, check=False)
    if told.returncode:
        pytest.skip("no mount here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_disk_that_is_read_only_answers_and_takes_nothing(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk") as disk:
        office = open_workspace(disk / "w")
        shown = must(office, "list").out
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        told = act(office, *NOTE, "走访")
        assert refused(told) and "台账写不进去（磁盘是只读的），什么也没有记录" in told.err
        assert must(office, "list").out == shown
        must(office, "verify")
        told = act(office, "list", "-o", "名册.json")
        assert (told.code, "写不进 名册.json（磁盘是只读的）" in told.err) == (2, True)
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        must(office, *NOTE, "走访")
        assert recorded(office) == ["走访"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_she_may_not_write_to(tmp_path: Path) -> None:
    office = open_workspace(tmp_path / "w")
    shutil.rmtree(office / "records/work")
    (office / "records").chmod(0o555)
    told = act(office, *NOTE, "走访")
    (office / "records").chmod(0o755)
    assert refused(told) and "台账写不进去（没有权限）" in told.err
    must(office, *NOTE, "走访")


def test_a_disk_that_fills_up(tmp_path: Path) -> None:
    """At any fullness: recorded whole or not at all, in a sentence, and once there is room the next works."""
    with mounted(tmp_path / "disk", "-o", "size=600k") as disk:
        office = open_workspace(disk / "w")
        ballast, refusals = disk / "ballast", 0
        for kept in range(0, 68, 6):
            room = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
            ballast.write_bytes(bytes(max(0, room - kept * 1024)))
            before = recorded(office)
            told = act(office, *NOTE, f"第{kept}")
            ballast.unlink()
            assert told.code in (0, 4) and (told.code == 0 or "磁盘已满" in told.err), told
            must(office, "lock", "2018")  # completes what was decided
            grown = recorded(office)[len(before) :]
            assert grown == ([] if "什么也没有记录" in told.err else [f"第{kept}"]), (told, grown)
            refusals += told.code
        assert refusals
        must(office, "verify")


def test_a_limit_on_the_size_of_files(tmp_path: Path) -> None:
    """Where no disk can be mounted: no file may grow over a limit, so that the journal or the index cannot."""
    office = open_workspace(tmp_path / "w")
    for limit in (0, 40, 700, 1200):
        command = [sys.executable, "-m", "anlian_cli", *NOTE, f"走访{limit}", "-C", str(office)]
        told = subprocess.run(
            command, cwd=ROOT, capture_output=True, check=False, env={**os.environ, "SOURCE_DATE_EPOCH": CLOCK},
            preexec_fn=lambda limit=limit: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        )  # fmt: skip
        assert told.returncode in (0, 4), told.stderr.decode()
        assert told.returncode == 0 or "磁盘已满" in told.stderr.decode()
        must(office, "lock", "2018")
    must(office, "verify")


@pytest.mark.parametrize("name", ["records", "records/work", "records/dossiers"])
def test_a_file_where_a_folder_belongs(tmp_path: Path, name: str) -> None:
    office = open_workspace(tmp_path / "w")
    aside = tmp_path / "aside"
    (office / name).rename(aside)
    (office / name).write_bytes(b"x")
    told = act(office, *NOTE, "走访")
    assert refused(told), told
    assert (office / name).read_bytes() == b"x"
    (office / name).unlink()
    aside.rename(office / name)
    must(office, *NOTE, "走访")
    assert recorded(office) == ["走访"]


def test_a_work_folder_on_another_disk(tmp_path: Path) -> None:
    """Refused before anything is decided: a batch across two disks could never be completed."""
    if MEMORY is None or Path(MEMORY).stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("one disk here")
    office = open_workspace(tmp_path / "w")
    before = digest_of_all(office / "records/dossiers")
    elsewhere = Path(MEMORY) / f"anlian-{os.getpid()}"
    shutil.move(office / "records/work", elsewhere)
    try:
        (office / "records/work").symlink_to(elsewhere)
        told = act(office, *NOTE, "走访")
        assert told.code == 4 and "不在同一个磁盘上" in told.err and "records/work" in told.err
        assert digest_of_all(office / "records/dossiers") == before
        (office / "records/work").unlink()
        must(office, *NOTE, "走访")
        assert recorded(office) == ["走访"]
    finally:
        shutil.rmtree(elsewhere)


TERMINAL = """
import os, sys
import anlian_cli.cli.daily
from anlian_cli.cli.app import main
for number in range(6):
    note = f"{sys.argv[2]} {number}"
    command = ["daily", "甲", "--item", "13.1", "--on", "2018-05-03", "--note", note, "-C", sys.argv[1]]
    child = os.fork()
    if child == 0:
        sys.argv = ["anlian", *command]
        main()
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        sys.exit(1)
"""
READER = """
import sys
from pathlib import Path
from anlian_cli.records.history import read_history
while True:
    read_history(Path(sys.argv[1]))
"""


def test_many_terminals_by_the_real_clock_and_a_reader_beside_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is told to set a clock that is right, and nobody who reads meanwhile of damage."""
    office = open_workspace(tmp_path / "w")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    reader = terminal(READER, office)
    terminals = [terminal(TERMINAL, office, name) for name in "东西南北"]
    for process in terminals:
        _, told = process.communicate(timeout=120)
        assert process.returncode == 0, told
    assert reader.poll() is None, reader.communicate()[1][-300:]
    reader.kill()
    reader.communicate()
    told = json.loads(must(office, "show", JIA, "--format", "json", at="2100-01-01 09:00").out)["events"]
    assert sum(event["kind"] == "daily" for event in told) == 24


def test_an_output_that_fails_leaves_what_stood_there(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "-o", "size=64k") as disk:
        office = open_workspace(tmp_path / "w")
        target = disk / "名册.xlsx"
        target.write_bytes(b"old")
        (disk / "ballast").write_bytes(bytes(56 * 1024))
        told = act(office, "list", "-o", target, "--force")
        assert (told.code, "磁盘已满" in told.err, target.read_bytes()) == (2, True, b"old")
        assert sorted(path.name for path in disk.iterdir()) == ["ballast", "名册.xlsx"]


def test_results_to_a_full_disk_end_in_a_sentence(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    office = open_workspace(tmp_path / "w")
    for kind in ("table", "json", "xlsx"):
        with Path("/dev/full").open("wb") as full:
            command = [sys.executable, "-m", "anlian_cli", "list", "--format", kind, "-C", str(office)]
            told = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
        assert told.stderr.decode().startswith("结果写不出去（磁盘已满）"), told.stderr.decode()
        assert told.returncode == 2


@pytest.mark.parametrize(
    ("arguments", "epoch"),
    [
        (("list", "--as-of", "0001-01-01"), None),
        (("list", "--as-of", "0001-01-01 00:00"), None),
        (("list", "--as-of", "9999-12-31 23:59-12:00"), None),
        (("list",), "-62135596800"),
        (("rank", "2018"), "-62100000000"),
        (("status",), "253402300799"),
    ],
)
def test_a_moment_outside_every_calendar_in_use(tmp_path: Path, arguments: tuple[str, ...], epoch: str | None) -> None:
    office = open_workspace(tmp_path / "w")
    told = anlian(*arguments, "-C", office, **({"SOURCE_DATE_EPOCH": epoch} if epoch else {}))
    assert (told.returncode, told.stdout) == (2, b"")
    assert "\n→ " in told.stderr.decode() and "程序内部出错" not in told.stderr.decode()


@pytest.mark.parametrize("where", [("show", "?"), (*NOTE, "?"), ("check", "?"), ("list", "-o", "?.json"), ("?",)])
def test_an_argument_that_is_no_text(tmp_path: Path, where: tuple[str, ...]) -> None:
    office = open_workspace(tmp_path / "w")
    arguments = [os.fsencode(part.replace("?", "\udcff\udcfe")) for part in where]
    told = subprocess.run(
        [sys.executable.encode(), b"-m", b"anlian_cli", *arguments],
        cwd=office,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert told.returncode == 2
    assert "不是可以读懂的文字" in told.stderr.decode() and "\n→ " in told.stderr.decode()
