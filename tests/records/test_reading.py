"""What readers make of the records: of damage, of what a newer program wrote, of the very second of a recording."""

from __future__ import annotations

import gc
import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from anlian_cli.cli.clock import BEIJING
from anlian_cli.records.history import bulk_reading
from anlian_cli.records.recorder import Maker, Recorder
from anlian_cli.records.recording import recording
from tests.cli.test_record import AN, write
from tests.fictional import credit_code
from tests.make_examples import SETTINGS
from tests.office import UNITS, act, must, open_workspace

JIA = next(iter(UNITS))
READERS = [("list",), ("show", JIA), ("rank", "2018"), ("exit",), ("log",)]


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    office = open_workspace(tmp_path_factory.mktemp("office") / "w")
    must(office, "score", "日常", "2018", "--unit", JIA, "--points", "80", at="2018-12-03 10:30:15")
    return office


@pytest.fixture
def office(scored: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(scored, tmp_path / "w"))


def without_the_index(office: Path) -> None:
    for name in ("index.jsonl", "index.seal"):
        (office / "records/work" / name).unlink()


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2018-12-02", []),
        ("2018-12-03 10:30:14", []),
        ("2018-12-03 10:30:15", [80]),
        ("2018-12-03", [80]),
    ],
)
def test_a_look_back_hides_what_was_recorded_later_and_nothing_else(
    office: Path, moment: str, shown: list[int]
) -> None:
    told = json.loads(must(office, "show", JIA, "--as-of", moment, "--format", "json").out)
    assert [score["total"] for score in told["scores"]] == shown


@pytest.mark.parametrize("reader", READERS)
def test_a_journal_that_was_changed_is_damage_to_every_reader(office: Path, reader: tuple[str, ...]) -> None:
    without_the_index(office)
    journal = office / "records/dossiers/journal.txt"
    journal.write_bytes(journal.read_bytes().replace("管理员".encode(), "别的人".encode(), 1))
    refused = act(office, *reader)
    assert (refused.code, refused.err.startswith("台账有损坏：")) == (4, True), refused.err
    assert "journal.txt 第 1 行" in refused.err and "anlian verify" in refused.err


@pytest.mark.parametrize("reader", READERS)
def test_what_a_newer_program_wrote_is_said_to_be_unknown(
    office: Path, reader: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Recorder, "_index", lambda *_: None)
    maker = Maker("管理员", datetime(2019, 1, 10, 9, tzinfo=BEIJING), "score", "urn:uscc:x")
    with recording(office, maker) as recorder:
        content = json.dumps({"stage": "daily", "period": "2018", "grade": "A+"}).encode()
        recorder.put_file(UNITS[JIA], 2018, "scores/2018/daily.json", content)
        recorder.commit()
    refused = act(office, *reader)
    assert (refused.code, refused.err.startswith("台账里有本程序不认识的内容")) == (4, True), refused.err


def test_a_filed_application_that_was_changed_is_damage_to_who_needs_it(tmp_path: Path) -> None:
    """Who answered is held against the principal of the filed application (Art. 11(2))."""
    (tmp_path / "anlian.yaml").write_text(SETTINGS, encoding="utf-8")
    write(tmp_path, 801, AN)
    must(tmp_path, "check", "--record", "-q", at="2017-10-26 09:00")
    must(tmp_path, "score", "材料", "2017", "--unit", AN, "--points", "90", at="2017-10-27 09:00")
    filed = tmp_path / "records/dossiers" / credit_code(801) / "2017/v1/content/application/2017.json"
    filed.write_bytes(filed.read_bytes().replace("谢负责".encode(), "李负责".encode()))
    (tmp_path / "面试.csv").write_text(f"单位全称,得分,答辩人\n{AN},90,李负责801\n", encoding="utf-8")
    refused = act(tmp_path, "score", "面试", "2017", "面试.csv", at="2017-11-10 09:00")
    assert (refused.code, refused.err.startswith("台账有损坏：")) == (4, True), refused.err
    assert "application/2017.json 内容与记录的摘要不符" in refused.err


@pytest.mark.parametrize("collecting", [True, False])
def test_the_garbage_collector_is_left_as_it_was_found(collecting: bool) -> None:
    found = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        with bulk_reading():
            assert not gc.isenabled()
        assert gc.isenabled() == collecting
    finally:
        (gc.enable if found else gc.disable)()
        gc.unfreeze()
