"""`anlian purge`: nothing personal is left in any version, and everything that was decided is."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from anlian_cli.records.audit import audit
from anlian_cli.records.history import read_history
from anlian_cli.records.scans import keep_scan, scans_folder
from tests import marked_unit
from tests.fictional import verification
from tests.judge import is_valid
from tests.make_examples import write_unit
from tests.make_workspace import UNITS, prepare
from tests.marked_unit import CODE, NEW_CODE, NOW, OTHER, PERSON, PRINCIPAL, SHORT, marked_files, purged
from tests.office import act, must
from tests.records.test_damage import digest_of_all

LATER = "2021-11-03 09:00"
READERS = (
    ("rank", "2018"),
    ("rank", "2019"),
    ("rank", "2020"),
    ("rank", "2017", "--selection"),
    ("rank", "--trend"),
    ("exit",),
    ("list",),
    ("status",),
    ("shortlist", "2017"),
    *(("show", unit) for unit in UNITS),
)
_OF_THE_JOURNAL = ("digest", "batches", "answered_by", "remarks")
PURGE = ("purge", SHORT, "--reason", "保存期满")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return marked_unit.make(tmp_path_factory.mktemp("marked") / "w")


@pytest.fixture(scope="module")
def after(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = Path(shutil.copytree(before, tmp_path_factory.mktemp("purged") / "w"))
    purged(workspace)
    return workspace


@pytest.fixture
def workspace(before: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(before, tmp_path / "w"))


@pytest.fixture
def cleared(after: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(after, tmp_path / "c"))


def answers(workspace: Path, *options: str) -> dict[str, Any]:
    """What every reader says, but for the journal's own digest and who is named."""
    told = {}
    for command in READERS:
        outcome = act(workspace, *command, "--format", "json", *options, at=LATER)
        assert outcome.code == 0 or options, outcome  # in the past there may be nothing to tell yet
        told[" ".join(command)] = _without(json.loads(outcome.out)) if outcome.code == 0 else outcome.err
    return told


def _without(tree: Any) -> Any:
    if isinstance(tree, list):
        return [_without(part) for part in tree]
    if isinstance(tree, dict):
        return {key: _without(part) for key, part in tree.items() if key not in _OF_THE_JOURNAL}
    return tree


def is_sound(workspace: Path) -> bool:
    roots = [workspace / "records" / root for root in ("dossiers", "imports")]
    return not audit(workspace).damages and all(is_valid(root) for root in roots if root.exists())


def test_the_marks_stand_everywhere_before(before: Path) -> None:
    found = "\n".join(marked_files(before))
    for part in (f"{CODE}/2017/v1/content/application/2017.json", f"{NEW_CODE}/2021", "check/2017.json", "evidence/"):
        assert part in found
    for part in ("-changed-1.json", "interview.json", "imports/", "work/index.jsonl", ".xlsx", ".jpg"):
        assert part in found


def test_nothing_personal_is_left_anywhere(after: Path) -> None:
    assert marked_files(after) == []
    assert {path.name for path in (after / "records" / "work").iterdir()} <= {
        "lock", "holder.json", "index.jsonl", "index.seal", "settings",
    }  # fmt: skip


def test_what_was_decided_is_told_as_before(before: Path, after: Path) -> None:
    assert answers(after) == answers(before)
    assert is_sound(after)


def test_the_past_is_told_as_before(before: Path, after: Path) -> None:
    for day in ("2017-12-31", "2019-12-31", "2021-10-29"):
        assert answers(after, "--as-of", day) == answers(before, "--as-of", day)


def test_answers_are_the_same_without_the_index(after: Path, cleared: Path) -> None:
    assert read_history(cleared).from_index
    for name in ("index.jsonl", "index.seal"):
        (cleared / "records" / "work" / name).unlink()
    assert answers(cleared) == answers(after)


def test_a_score_still_rests_on_the_application_that_it_judged(before: Path, after: Path) -> None:
    """The second filing made the scores of nobody outdated; that of the round's first digest is mapped."""

    def outdated(workspace: Path) -> list[bool]:
        dossier = read_history(workspace).dossiers[NEW_CODE]
        return [dossier.is_outdated(score) for score in dossier.scores]

    assert outdated(after) == outdated(before)
    assert len(read_history(after).dossiers[NEW_CODE].scores) == len(read_history(before).dossiers[NEW_CODE].scores) > 5


def test_other_units_are_not_touched(before: Path, after: Path) -> None:
    touched = {CODE, NEW_CODE}
    codes = {path.name for path in (before / "records/dossiers").iterdir() if path.is_dir()} - touched - {"extensions"}
    assert len(codes) == 5
    for code in codes:
        assert _bytes(before / "records/dossiers" / code) == _bytes(after / "records/dossiers" / code)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_journal_is_only_added_to(before: Path, after: Path) -> None:
    old, new = ((workspace / "records/dossiers/journal.txt").read_bytes() for workspace in (before, after))
    assert new.startswith(old) and len(new) > len(old)
    line = json.loads(new[len(old) :].partition(b" ")[2])
    assert line["action"] == "purge" and {len(row) for row in line["replaces"]} == {4}


def test_a_tombstone_stands_for_each_file_with_its_digest(before: Path, after: Path) -> None:
    old = json.loads((before / f"records/dossiers/{CODE}/2017/inventory.json").read_bytes())
    (purge,) = (after / f"records/dossiers/{CODE}/2017").glob("v*/content/purged/29.json")
    told = json.loads(purge.read_bytes())
    erased = {row["old"] for row in told["contents"]}
    states = [block["state"] for block in old["versions"].values()]
    received = {
        digest for state in states for digest, paths in state.items() if paths[0].startswith("application/2017/")
    }
    assert received and received < erased
    stone = next((after / f"records/dossiers/{CODE}/2017/v1/content/application/2017").iterdir())
    assert json.loads(stone.read_bytes())["digest"] in received


def test_the_firm_and_what_is_nobodys_stay(after: Path) -> None:
    filed = json.loads((after / f"records/dossiers/{CODE}/2017/v1/content/application/2017.json").read_bytes())
    unit = filed["application"]["单位登记表"]
    assert unit["单位全称"] == UNITS[SHORT] and unit["统一代码"] == CODE
    assert filed["application"]["申报条件自查"]["固定办公场所"] == "是"
    assert len(filed["files"]) >= 12 and filed["purged"]
    verdict = json.loads((after / f"records/dossiers/{CODE}/2017/v1/content/check/2017.json").read_bytes())
    assert len(verdict["clauses"]) == 24 and all(clause["verdict"] == "met" for clause in verdict["clauses"])


def test_verify_names_it_and_log_tells_it(after: Path) -> None:
    verified = must(after, "verify", at=LATER)
    assert "第 29 批" in verified.out and "依法清除了" in verified.out and CODE in verified.out
    assert "第 29 批" in must(after, "verify", "--quick", at=LATER).out
    told = must(after, "log", SHORT, at=LATER).out
    assert "清除个人信息" in told and "原因：保存期满" in told and "联合会的参数" not in told
    assert must(after, "log", "--format", "json", at=LATER).out


def test_a_second_time_there_is_nothing_left(cleared: Path) -> None:
    held = digest_of_all(cleared / "records" / "dossiers")
    again = must(cleared, *PURGE, "--yes", at=LATER)
    assert "没有要清除的个人信息了" in again.err
    assert digest_of_all(cleared / "records" / "dossiers") == held


def test_recording_goes_on(cleared: Path) -> None:
    must(cleared, "change", SHORT, "--name", "德安再改名有限公司", "--from", "2021-11-01", at=LATER)
    correction = ("score", "面试", "2017", "--unit", "安泰", "--points", "90", "--reason", "复核")
    must(cleared, *correction, at=LATER)
    must(cleared, "daily", "博远", "--item", "13.3", "--on", "2021-11-01", "--note", "走访", at=LATER)
    assert act(cleared, "check", "--record", "--round", "2021", "-q", at=LATER).code in (0, 1)
    assert is_sound(cleared)
    assert "德安再改名" in must(cleared, "show", CODE, at=LATER).out
    purged(cleared, at="2021-11-04 09:00")
    assert marked_files(cleared) == [] and is_sound(cleared)


def test_an_interview_after_it_is_not_said_to_be_answered_by_another(cleared: Path) -> None:
    sheet = cleared / "再评.csv"
    sheet.write_text(f"单位全称,得分,答辩人\n{UNITS[SHORT]},81,新负责人\n", encoding="utf-8")
    told = must(cleared, "score", "面试", "2017", "再评.csv", "--reason", "复核", at=LATER)
    assert "不是主要负责人" not in told.out + told.err


# One person.


@pytest.fixture(scope="module")
def without_one(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = Path(shutil.copytree(before, tmp_path_factory.mktemp("one") / "w"))
    told = purged(workspace, "--person", PERSON)
    assert "一份文件里分不出一个人，批次 2017、2021 收到的文件全部清除" in told
    return workspace


def test_one_person_goes_and_the_others_stay(before: Path, without_one: Path) -> None:
    row = marked_unit.application_of("")["人员登记表"][0]
    traces = (PERSON, *(row[label] for label in ("身份证号", "移动电话", "E-mail", "通讯地址及邮编")))
    assert marked_files(before, *traces) and marked_files(without_one, *traces) == []
    assert any("application/2017.json" in name for name in marked_files(without_one, OTHER))
    assert answers(without_one) == answers(before)
    assert is_sound(without_one)


def test_a_longer_name_is_somebody_elses(tmp_path: Path) -> None:
    """岑记丁一 has 岑记丁 in it; a list of staff that names 岑记丁 with a word behind it means 岑记丁."""
    workspace = tmp_path / "w"
    prepare(workspace)
    tree = marked_unit.application_of(UNITS[SHORT])
    tree["人员登记表"][4]["姓名"] = tree["单位登记表"]["安全社区咨询员"][4]["姓名"] = "岑记丁一"
    tree["单位登记表"]["专职工作人员"] = ["岑记丁（兼）"]
    shutil.rmtree(workspace / "applications/2017" / SHORT)
    write_unit(workspace / "applications/2017" / SHORT, tree, verification())
    act(workspace, "check", "--record", "--round", "2017", "-q", at="2017-10-26 09:00")
    purged(workspace, "--person", "岑记丁", at="2017-10-27 09:00")
    (filed,) = (workspace / f"records/dossiers/{CODE}").glob("2017/v1/content/application/2017.json")
    application = json.loads(filed.read_bytes())["application"]
    assert [one["姓名"] for one in application["人员登记表"]] == ["岑记甲", "岑记乙", "岑记丙", "岑记丁一", "岑记己"]
    assert application["单位登记表"]["专职工作人员"] == ["（已清除）（兼）"]
    assert "岑记丁" not in filed.read_text(encoding="utf-8").replace("岑记丁一", "")
    assert is_sound(workspace)


def test_then_everybody_else(without_one: Path, tmp_path: Path) -> None:
    workspace = Path(shutil.copytree(without_one, tmp_path / "w"))
    refused = act(workspace, *PURGE, "--person", PERSON, "--yes", at=LATER)
    assert (refused.code, "没有“岑记甲”" in refused.err) == (2, True)
    purged(workspace, at=LATER)
    assert marked_files(workspace) == [] and is_sound(workspace)


def test_the_principal_alone(workspace: Path) -> None:
    told = purged(workspace, "--person", PRINCIPAL)
    assert "评分表原件" in told
    assert marked_files(workspace, PRINCIPAL, "13900349999") == [
        name for name in marked_files(workspace, "13900349999") if "/evidence/" in name
    ]
    assert is_sound(workspace)


def test_what_was_read_of_materials_goes_too(workspace: Path) -> None:
    """Masked, and beside a digest of the name: whoever has both can try names."""
    kept = scans_folder(workspace)
    keep_scan(kept / "一.json", "范***".encode())
    purged(workspace)
    assert not kept.exists()


# Asked, rehearsed, refused.


def test_without_a_terminal_nothing_is_erased_before_yes_is_said(workspace: Path) -> None:
    held = digest_of_all(workspace / "records")
    refused = act(workspace, *PURGE, at=NOW)
    assert (refused.code, "什么也没有清除" in refused.err, "--yes" in refused.err) == (2, True, True)
    assert "收到的文件" in refused.out and "留下" in refused.out
    rehearsed = must(workspace, *PURGE, "--dry-run", at=NOW)
    assert "收到的文件" in rehearsed.out and "试运行" in rehearsed.err
    assert digest_of_all(workspace / "records") == held


@pytest.mark.parametrize(("answer", "goes"), [("否\n", False), ("", False), ("是\n", True)])
def test_a_terminal_is_asked(workspace: Path, monkeypatch: pytest.MonkeyPatch, answer: str, goes: bool) -> None:
    typed = io.StringIO(answer)
    monkeypatch.setattr(typed, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", typed)
    outcome = act(workspace, *PURGE, at=NOW)
    assert "不能恢复" in outcome.err
    assert (outcome.code, bool(marked_files(workspace))) == ((0, False) if goes else (2, True))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "清除要写原因"),
        (("--reason", f"{PERSON}申请"), "原因里写了要清除的人"),
        (("--reason", "电话13900349999的申请"), "手机号"),
        (("--reason", "申请", "--person", "无此人"), "没有“无此人”"),
        (("--reason", "申请", "--person", "甲"), "全名"),
    ],
)
def test_what_is_refused(workspace: Path, options: tuple[str, ...], words: str) -> None:
    held = digest_of_all(workspace / "records" / "dossiers")
    refused = act(workspace, "purge", SHORT, *options, "--yes", at=NOW)
    assert (refused.code, words in refused.err) == (2, True), refused
    assert digest_of_all(workspace / "records" / "dossiers") == held


def test_the_purge_cannot_be_taken_back(cleared: Path) -> None:
    refused = act(cleared, "undo", "29", "--reason", "误操作", at=LATER)
    assert (refused.code, "不能撤销" in refused.err) == (2, True)


@pytest.mark.parametrize("number", range(28, 0, -5))
def test_taking_back_an_earlier_batch_brings_nobody_back(cleared: Path, number: int) -> None:
    outcome = act(cleared, "undo", str(number), "--yes", "--reason", "录错", at=LATER)
    assert outcome.code in (0, 2) and "内部出错" not in outcome.err
    assert marked_files(cleared) == [] and is_sound(cleared)
    assert act(cleared, "log", at=LATER).code == 0


def test_a_unit_of_which_everything_was_taken_back_is_found_by_its_code(tmp_path: Path) -> None:
    workspace = marked_unit.make(tmp_path / "w", until="2017-10-27")
    must(workspace, "undo", "1", "--yes", "--reason", "录错", at="2017-10-28 09:00")
    must(workspace, "purge", CODE, "--reason", "保存期满", "--yes", at="2017-10-29 09:00")
    assert marked_files(workspace) == [] and is_sound(workspace)


# Damage afterwards.


def _kept(workspace: Path) -> Iterator[Path]:
    for code in (CODE, NEW_CODE):
        yield from sorted((workspace / "records/dossiers" / code).rglob("*.json"))


def test_a_damaged_byte_is_still_found(cleared: Path) -> None:
    for path in list(_kept(cleared))[::5]:
        whole = path.read_bytes()
        path.write_bytes(whole[:-3] + bytes([whole[-3] ^ 1]) + whole[-2:])
        found = act(cleared, "verify", at=LATER)
        assert found.code == 1, path
        path.write_bytes(whole)
    assert act(cleared, "verify", at=LATER).code == 0


@pytest.mark.parametrize("folder", [f"dossiers/{CODE}/2017", f"dossiers/{NEW_CODE}/2021"])
def test_an_object_from_before_is_damage_now(before: Path, cleared: Path, folder: str) -> None:
    shutil.rmtree(cleared / "records" / folder)
    shutil.copytree(before / "records" / folder, cleared / "records" / folder)
    assert act(cleared, "verify", at=LATER).code == 1
    shutil.rmtree(cleared / "records" / "work")
    assert act(cleared, "rank", "2018", at=LATER).code == 4


@pytest.mark.parametrize("change", ["old", "one", "more", "action"])
def test_a_journal_may_replace_nothing_but_what_stood(cleared: Path, change: str) -> None:
    journal = cleared / "records/dossiers/journal.txt"
    *lines, last = journal.read_text(encoding="utf-8").splitlines()
    body = json.loads(last.partition(" ")[2])
    if change == "old":
        body["replaces"][0][2] = "0" * 128
    elif change == "one":
        del body["replaces"][0]
    elif change == "more":
        body["replaces"].append(["dossiers/51110000000000000J/2017", 1, "0" * 128, "1" * 128])
    else:
        body["action"] = "score"
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha512(f"{lines[-1][:128]}{text}".encode()).hexdigest()
    journal.write_text("\n".join([*lines, f"{digest} {text}", ""]), encoding="utf-8")
    assert act(cleared, "verify", at=LATER).code == 1
    assert act(cleared, "rank", "2018", at=LATER).code == 4


# Modes.


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no modes")
def test_what_is_recorded_is_its_owners_alone(tmp_path: Path) -> None:
    saved = os.umask(0o022)
    try:
        workspace = marked_unit.make(tmp_path / "w", until="2017-11-02")
        purged(workspace, at="2017-11-03 09:00")
    finally:
        os.umask(saved)
    assert _modes(workspace / "records") == {"folder": {0o700}, "file": {0o600}}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no modes")
def test_records_that_stood_open_are_closed_at_the_top(workspace: Path) -> None:
    for path in (workspace / "records", *(workspace / "records").rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    old = set((workspace / "records").rglob("*"))
    must(workspace, "daily", "博远", "--item", "13.3", "--on", "2021-11-01", "--note", "走访", at=NOW)
    assert stat.S_IMODE((workspace / "records").stat().st_mode) == 0o700
    new = [path for path in (workspace / "records").rglob("*") if path not in old]
    assert new and {stat.S_IMODE(path.stat().st_mode) for path in new} <= {0o700, 0o600}


def _modes(folder: Path) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {"folder": {stat.S_IMODE(folder.stat().st_mode)}, "file": set()}
    for path in folder.rglob("*"):
        found["folder" if path.is_dir() else "file"].add(stat.S_IMODE(path.stat().st_mode))
    return found
