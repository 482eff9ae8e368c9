"""A recording that is interrupted: what she is told then, what readers say meanwhile, what the next one makes of it."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from anlian_cli.ocfl import disk
from tests.office import UNITS, act, daily_sheet, must, open_workspace
from tests.records.test_damage import digest_of_all

JIA = next(iter(UNITS))
SCORE = ("score", "日常", "2018", "日常.csv")
NEXT = ("daily", JIA, "--item", "13.1", "--on", "2018-05-03", "--note", "走访")
WAITS = "提醒：有一次记录没有写完，这里没有算进去；下一次记录时会先补完"
COMPLETED = "上一次没有写完的第 2 批记录，现在已经补完"
CLEARED = "上一次记录没有开始就中断了，它的草稿已清除；那一次什么也没有记录"
UNDECIDED = "台账写不进去（磁盘出错），什么也没有记录"
DECIDED = "已经决定记录，但没有写完（磁盘出错）"
Interrupt = Callable[[Callable[[str, Path], bool]], None]


class PowerCut(BaseException):
    """The process ends here; nothing is tidied up."""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    office = open_workspace(tmp_path_factory.mktemp("office") / "w")
    daily_sheet(office / "日常.csv", dict.fromkeys(UNITS, ("20", "21.5", "22.25", "23")))
    return office


@pytest.fixture
def office(opened: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(opened, tmp_path / "w"))


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Interrupt:
    """The disk fails at every operation that is meant."""

    def breaks(meant: Callable[[str, Path], bool]) -> None:
        def before(kind: str, path: Path) -> None:
            if meant(kind, path):
                raise OSError(errno.EIO, "Input/output error")

        monkeypatch.setattr(disk, "before", before)

    return breaks


def mended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "before", lambda _kind, _path: None)


def totals(office: Path) -> list[float]:
    """20 + 21.5 + 22.25 + 23 = 86.75, once it is recorded."""
    return [score["total"] for score in json.loads(must(office, "show", JIA, "--format", "json").out)["scores"]]


def in_the_stage(kind: str, path: Path) -> bool:
    return kind == "write" and "work/stage" in path.as_posix()


def after_the_decision(kind: str, path: Path) -> bool:
    """The commit record stands; whether it is safe is not known."""
    return kind == "sync" and path.name == "work" and (path / "commit.json").exists()


def the_move_of_the_last_dossier(kind: str, path: Path) -> bool:
    return kind == "move" and path.as_posix().endswith(f"dossiers/{UNITS['丙安全有限公司']}/2018")


def the_journal(kind: str, path: Path) -> bool:
    return kind == "append" and path.name == "journal.txt"


def test_a_disk_that_fails_before_the_decision_leaves_nothing(
    office: Path, broken: Interrupt, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest_of_all(office / "records" / "dossiers")
    broken(in_the_stage)
    refused = act(office, *SCORE)
    assert (refused.code, refused.err.startswith(UNDECIDED)) == (4, True), refused.err
    assert not (office / "records/work/stage").exists()
    mended(monkeypatch)
    assert digest_of_all(office / "records" / "dossiers") == before
    assert must(office, *NEXT).err.strip() == "已记为第 2 批"


def test_an_empty_stage_is_nothing_to_tell_of(office: Path) -> None:
    (office / "records/work/stage").mkdir()
    assert must(office, *NEXT).err.strip() == "已记为第 2 批"


def test_a_process_that_ends_before_the_decision_has_recorded_nothing(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def before(kind: str, path: Path) -> None:
        if in_the_stage(kind, path):
            raise PowerCut

    monkeypatch.setattr(disk, "before", before)
    with pytest.raises(PowerCut):
        act(office, *SCORE)
    mended(monkeypatch)
    assert totals(office) == []
    assert must(office, *SCORE).err.splitlines() == [CLEARED, "已记为第 2 批"]
    assert totals(office) == [86.75]


def test_a_stage_that_cannot_be_tidied_up_does_not_change_what_is_told(office: Path, broken: Interrupt) -> None:
    """The first clearing finds nothing; the stage is there only when it is to be tidied up."""
    broken(lambda kind, path: in_the_stage(kind, path) or (kind == "remove" and path.name == "stage" and path.exists()))
    refused = act(office, *SCORE)
    assert (refused.code, refused.err.startswith(UNDECIDED)) == (4, True), refused.err
    assert (office / "records/work/stage").exists()


@pytest.mark.parametrize("meant", [after_the_decision, the_move_of_the_last_dossier, the_journal])
def test_a_disk_that_fails_after_the_decision_leaves_it_to_the_next_recording(
    office: Path, broken: Interrupt, monkeypatch: pytest.MonkeyPatch, meant: Callable[[str, Path], bool]
) -> None:
    broken(meant)
    refused = act(office, *SCORE)
    assert (refused.code, refused.err.startswith(DECIDED)) == (4, True), refused.err
    mended(monkeypatch)
    assert (totals(office), must(office, "show", JIA).err.strip()) == ([], WAITS)
    assert must(office, *NEXT).err.splitlines() == [COMPLETED, "已记为第 3 批"]
    assert (totals(office), must(office, "show", JIA).err) == ([86.75], "")
    must(office, "verify")


def _without_a_part(records: Path) -> None:
    shutil.rmtree(records / "work/stage/dossiers" / UNITS[JIA])


def _with_another_journal(records: Path) -> None:
    with (records / "dossiers/journal.txt").open("ab") as journal:
        journal.write(b"x")


def _with_another_record(records: Path) -> None:
    path = records / "work/commit.json"
    path.write_bytes(path.read_bytes().replace(b'"batch": "2"', b'"batch": "3"'))


@pytest.mark.parametrize(
    ("meddle", "words"),
    [
        (_without_a_part, "未完成的记录缺了这一部分"),
        (_with_another_journal, "在未完成的记录之后被改动过"),
        (_with_another_record, "未完成的记录已损坏，不能自动补完"),
    ],
)
def test_a_decided_recording_that_was_meddled_with_is_not_completed(
    office: Path,
    broken: Interrupt,
    monkeypatch: pytest.MonkeyPatch,
    meddle: Callable[[Path], None],
    words: str,
) -> None:
    broken(after_the_decision)
    assert act(office, *SCORE).code == 4
    mended(monkeypatch)
    meddle(office / "records")
    refused = act(office, *NEXT)
    assert (refused.code, "台账有损坏" in refused.err, words in refused.err) == (4, True, True), refused.err


def test_an_attachment_that_changes_while_it_is_recorded_is_not(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    letter, before = office / "来函.txt", digest_of_all(office / "records" / "dossiers")
    letter.write_text("街道来函", encoding="utf-8")

    def meanwhile(kind: str, path: Path) -> None:
        if kind == "write" and "evidence" in path.as_posix():
            letter.write_text("改过的来函", encoding="utf-8")

    monkeypatch.setattr(disk, "before", meanwhile)
    refused = act(office, *NEXT, "--attach", letter)
    assert (refused.code, "来函.txt 在记录时被改动，什么也没有记录" in refused.err) == (4, True), refused.err
    mended(monkeypatch)
    assert digest_of_all(office / "records" / "dossiers") == before
