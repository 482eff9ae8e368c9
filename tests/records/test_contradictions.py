"""Records that contradict their journal: every reader gives the right answer or ends with 4, and `verify` names it."""

from __future__ import annotations

import json
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.attack import damage, damages
from tests.attack.readers import NOW, Answers, answers, example, faults, refused
from tests.attack.targets import with_seal
from tests.office import UNITS, act, must, open_workspace
from tests.records.test_damage import digest_of_all

CODE, OTHER = "91110105MA00003303", "91110105MA00003228"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    folder = tmp_path_factory.mktemp("sound")
    return {indexed: example(folder / str(indexed), indexed=indexed) for indexed in (True, False)}


@pytest.fixture(scope="module")
def right(sound: dict[bool, Path]) -> Answers:
    """What the undamaged records answer, which the golden files hold."""
    told = answers(sound[False])
    assert {outcome.code for outcome in told.values()} == {0, 1}
    return told


@pytest.fixture(params=[True, False], ids=["indexed", "bare"])
def base(request: pytest.FixtureRequest, sound: dict[bool, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound[request.param], tmp_path / "w")) / "records"


def journal_lines(base: Path) -> list[bytes]:
    return (base / "dossiers/journal.txt").read_bytes().splitlines(keepends=True)


def no_journal(base: Path) -> None:
    (base / "dossiers/journal.txt").unlink()


def empty_journal(base: Path) -> None:
    (base / "dossiers/journal.txt").write_bytes(b"")


def no_dossiers(base: Path) -> None:
    shutil.rmtree(base / "dossiers")


def cut_by_one(base: Path) -> None:
    (base / "dossiers/journal.txt").write_bytes(b"".join(journal_lines(base)[:-1]))


def cut_to_one(base: Path) -> None:
    (base / "dossiers/journal.txt").write_bytes(journal_lines(base)[0])


@pytest.mark.parametrize("fate", [no_journal, empty_journal, no_dossiers, cut_by_one, cut_to_one])
def test_objects_beyond_the_journal_are_damage_to_every_reader(base: Path, fate: Callable[[Path], None]) -> None:
    fate(base)
    told = answers(base.parent)
    assert all(refused(outcome) for outcome in told.values()), told
    assert all("日志" in outcome.err and "anlian verify" in outcome.err for outcome in told.values())
    assert act(base.parent, "verify", at=NOW).code == 1


@pytest.mark.parametrize("fate", [no_journal, empty_journal])
def test_no_command_begins_a_journal_over_old_objects(base: Path, fate: Callable[[Path], None]) -> None:
    fate(base)
    (base.parent / "在册.csv").write_text("单位全称,统一代码\n甲安全有限公司,91110105MA00090013\n", encoding="utf-8")
    before = {root: digest_of_all(base / root) for root in ("dossiers", "imports")}
    outcome = act(base.parent, "admit", "--founding", "在册.csv", "--announced", "2021-10-01", at=NOW)
    assert refused(outcome) and "日志缺失或是空的" in outcome.err
    assert {root: digest_of_all(base / root) for root in before} == before


def copied_over(base: Path) -> None:
    target = base / f"dossiers/{CODE}/2019"
    shutil.rmtree(target)
    shutil.copytree(base / f"dossiers/{OTHER}/2019", target)


def restored_from_another_copy(base: Path) -> None:
    folder = base / f"dossiers/{CODE}/2019"
    score = folder / "v1/content/scores/2019/daily.json"
    old = score.read_bytes()
    damages.rewrite(folder, score, old, old.replace(b'"points": "1', b'"points": "2'))
    assert score.read_bytes() != old


@pytest.mark.parametrize("fate", [copied_over, restored_from_another_copy])
def test_a_year_that_is_not_the_journals_gives_no_wrong_number(
    base: Path, right: Answers, fate: Callable[[Path], None], request: pytest.FixtureRequest
) -> None:
    fate(base)
    told = answers(base.parent)
    assert faults(told, right) == []
    if "bare" in request.node.callspec.id:
        assert all(refused(outcome) and f"dossiers/{CODE}/2019" in outcome.err for outcome in told.values()), told
    verified = act(base.parent, "verify", "--format", "json", at=NOW)
    assert verified.code == 1
    assert f"dossiers/{CODE}/2019" in {
        entry["place"].partition("/v")[0] for entry in json.loads(verified.out)["damages"]
    }


def test_an_index_and_a_journal_put_back_from_an_older_copy_are_behind_the_objects(
    sound: dict[bool, Path], tmp_path: Path
) -> None:
    workspace = Path(shutil.copytree(sound[True], tmp_path / "w"))
    copy = Path(shutil.copytree(workspace, tmp_path / "copy"))
    must(workspace, "daily", "博远", "--item", "13.1", "--on", "2021-05-03", "--note", "走访", at=NOW)
    for part in ("dossiers/journal.txt", "work/index.jsonl", "work/index.seal"):
        shutil.copy2(copy / "records" / part, workspace / "records" / part)
    told = answers(workspace)
    assert all(refused(outcome) and "日志里没有" in outcome.err for outcome in told.values()), told
    assert act(workspace, "verify", "--quick", at=NOW).code == 1


def resealed(base: Path, data: bytes, **told: object) -> None:
    """An index of somebody's own making, with a seal that fits it."""
    (base / "work/index.jsonl").write_bytes(data)
    seal = json.loads((base / "work/index.seal").read_bytes())
    seal |= {"size": len(data), "crc": zlib.crc32(data), **told}
    (base / "work/index.seal").write_text(json.dumps(seal), encoding="utf-8")


def without_one(rows: list[bytes]) -> list[bytes]:
    return rows[1:]


def without_the_last(rows: list[bytes]) -> list[bytes]:
    return rows[:-1]


def with_one_twice(rows: list[bytes]) -> list[bytes]:
    return [*rows, rows[-1]]


def in_another_order(rows: list[bytes]) -> list[bytes]:
    return rows[::-1]


def under_another_digest(rows: list[bytes]) -> list[bytes]:
    folder, version, digest, *cells = json.loads(rows[0])
    row = [folder, version, digest[::-1], *cells]
    return [json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode(), *rows[1:]]


@pytest.mark.parametrize(
    "change", [without_one, without_the_last, with_one_twice, in_another_order, under_another_digest]
)
def test_an_index_of_anything_but_what_the_journal_names_is_not_believed(
    sound: dict[bool, Path], right: Answers, tmp_path: Path, change: Callable[[list[bytes]], list[bytes]]
) -> None:
    base = Path(shutil.copytree(sound[True], tmp_path / "w")) / "records"
    rows = change((base / "work/index.jsonl").read_bytes().splitlines())
    resealed(base, b"".join(row + b"\n" for row in rows))
    assert answers(base.parent) == right
    assert "索引已损坏" in act(base.parent, "verify", "--format", "json", at=NOW).out


def test_an_index_in_the_shape_of_another_program_is_not_read(
    sound: dict[bool, Path], right: Answers, tmp_path: Path
) -> None:
    """Its totals may be of scores that this program does not know: the objects are read, and that is no damage."""
    base = Path(shutil.copytree(sound[True], tmp_path / "w")) / "records"
    resealed(base, (base / "work/index.jsonl").read_bytes().replace(b'"8', b'"1'), shape="3-00000000")
    assert answers(base.parent) == right
    assert "索引不是最新的" in must(base.parent, "verify", "--format", "json", at=NOW).out
    must(base.parent, "daily", "博远", "--item", "13.1", "--on", "2021-05-03", "--note", "走访", at=NOW)
    assert "索引" not in must(base.parent, "verify", "--format", "json", at=NOW).out


def test_a_damaged_index_is_replaced_by_the_next_recording(sound: dict[bool, Path], tmp_path: Path) -> None:
    base = Path(shutil.copytree(sound[True], tmp_path / "w")) / "records"
    path = base / "work/index.jsonl"
    path.write_bytes(b"x" + path.read_bytes()[1:])
    must(base.parent, "daily", "博远", "--item", "13.1", "--on", "2021-05-03", "--note", "走访", at=NOW)
    assert must(base.parent, "verify", at=NOW).out.count("索引") == 0


def test_records_that_are_a_file_are_damage(base: Path) -> None:
    shutil.rmtree(base)
    base.write_bytes(b"x")
    told = answers(base.parent)
    assert all(refused(outcome) and "却是一个文件" in outcome.err for outcome in told.values()), told
    assert act(base.parent, "verify", at=NOW).code == 1


@pytest.mark.no_cover
def test_a_random_sample_of_damages_gives_no_wrong_number(sound: dict[bool, Path]) -> None:
    """`python -m tests.attack damage` is the attack at size."""
    tallies = damage.attack(sound[True], 18, seed=2021)
    assert sum(one.tries for one in tallies.values()) > 14
    assert {name: one for name, one in tallies.items() if one.wrong or one.unnoticed} == {}


def test_the_records_hold_a_printed_digest_or_have_been_rewritten(tmp_path: Path) -> None:
    """Everything put back together contradicts nothing inside; what was printed outside does."""
    office = open_workspace(tmp_path / "w")
    before = shutil.copytree(office / "records", tmp_path / "before")
    unit = next(iter(UNITS))
    must(office, "daily", unit, "--item", "13.1", "--on", "2018-05-03", "--note", "走访")
    printed = json.loads(must(office, "list", "--format", "json").out)["digest"]
    assert f"日志摘要 {printed} 对得上：第 2 批" in must(office, "verify", "--expect", printed).out
    must(office, "daily", unit, "--item", "13.1", "--on", "2018-06-03", "--note", "走访")
    must(office, "verify", "--expect", printed.upper(), "--quick")
    shutil.rmtree(office / "records")
    shutil.copytree(before, office / "records")
    must(office, "verify")
    told = act(office, "verify", "--expect", printed)
    assert told.code == 1 and "L9" in told.out
    assert act(office, "verify", "--expect", "表尾").code == 2


def test_a_quick_look_says_what_it_did_not_look_at(tmp_path: Path) -> None:
    office = open_workspace(tmp_path / "w")
    told = json.loads(must(office, "verify", "--quick", "--format", "json").out)["remarks"]
    assert len(told) == 1 and all(words in told[0] for words in ("没有看", "文件的内容", "较早的版本", "索引"))


def test_an_index_without_what_was_brought_is_no_answer(tmp_path: Path) -> None:
    """Its seal and its checksum fit, as a fuzzer's may."""
    workspace = example(tmp_path / "w", indexed=True)
    right = answers(workspace)
    index = workspace / "records/work/index.jsonl"
    text = index.read_text(encoding="utf-8")
    begin = text.index(":", text.index('"events/')) + 1
    _, end = json.JSONDecoder().raw_decode(text, begin)
    with_seal(index, f"{text[:begin]}null{text[end:]}".encode())
    told = answers(workspace)
    assert faults(told, right) == []
    assert any(refused(outcome) for outcome in told.values())
