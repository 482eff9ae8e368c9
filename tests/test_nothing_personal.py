"""What the commands tell, in every format: no ID number, mobile number or e-mail address, and no name in public.

One workspace is seeded with marked ones in every field and note (tests/marked.py); everything is searched for them.
"""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.marked import UNIT, Marks, inflated, marked_workspace, settings_with
from tests.office import Outcome, act, must
from tests.papers import BEFORE, COMMANDS

NOW = "2021-10-26 12:00"
TOLD = (
    "check", "check --explain", "check applications/2017", "status", "shortlist 2017", f"show {UNIT}", "show 德安",
    f"log {UNIT}", "log", "list", "rank 2018", "rank 2020", f"rank 2018 --explain {UNIT}", "rank --trend",
    "rank 2017 --selection", "exit", "exit 2019", "objection --all", "verify", "verify --quick",
    "explain 9.4c", "explain", "report 2020", "handover",
)  # fmt: skip
FORMATS = ("table", "json", "csv", "xlsx", "md")
PUBLISHED = (
    "rank 2018 --publish", "rank 2017 --selection --publish", "list --publish", "shortlist 2017 --publish",
    "report 2020 -o",
)  # fmt: skip
PUBLIC_FORMATS = ("html", "docx", "xlsx", "csv")
NOTED = (
    f"daily {UNIT} --item 13.1 --on 2021-05-03 --note", f"withdraw {UNIT} --on 2021-05-03 --note",
    f"exit report {UNIT} 18.4 --found-on 2021-09-01 --note", "undo 13 --reason", "lock 2021 --reason",
    "check --record --by", f"score 日常 2020 --unit {UNIT} --points 90 --reason",
    f"change {UNIT} --from 2021-05-03 --name",
    f"change {UNIT} --from 2021-05-03 --principal", f"exit open {UNIT} --on 2021-05-03 --note", "show", "log",
    "explain", "exit dismiss 诚信 --reason", "exit revoke 德安 --announced 2021-10-20 --reason", "template 日常",
    f"objection add {UNIT} --about 日常2018 --on 2021-05-03 --note",
    "objection resolve 博远 --result 维持 --note", "paper 申报公告 2021 -o x.docx --document",
    "paper 年度考核公示 2018 -o x.docx --reason",
    "check", "exit decide 诚信 --yes --announced 2021-10-20 --ground 18.3 --note",
    "admit 2021 --announced 2021-10-26 --document",
)  # fmt: skip
"""Commands that take words, given something personal."""


@pytest.fixture(scope="module")
def marks() -> Marks:
    return Marks()


@pytest.fixture(scope="module")
def story(marks: Marks, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Outcome]]:
    folder = tmp_path_factory.mktemp("marked") / "w"
    return folder, marked_workspace(folder, marks)


def leaked(text: str, marks: set[str]) -> list[str]:
    return sorted(mark for mark in marks if mark in text)


def said(outcome: Outcome) -> str:
    return f"{outcome.out}\n{outcome.err}"


def test_the_marks_are_there_to_be_told(story: tuple[Path, list[Outcome]], marks: Marks) -> None:
    folder, outcomes = story
    assert all(outcome.code in (0, 1) for outcome in outcomes), [one.err for one in outcomes if one.code > 1]
    forms = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml"))
    assert leaked(forms, marks.numbers) == sorted(marks.numbers) and len(marks.numbers) > 300
    filed = b"".join(path.read_bytes() for path in (folder / "records/dossiers").rglob("*.json")).decode()
    assert len(leaked(filed, marks.numbers)) > 100


def test_the_story_tells_nothing_personal(story: tuple[Path, list[Outcome]], marks: Marks) -> None:
    for outcome in story[1]:
        assert leaked(said(outcome), marks.numbers) == []


@pytest.mark.parametrize("kind", FORMATS)
def test_no_report_tells_anything_personal(kind: str, story: tuple[Path, list[Outcome]], marks: Marks) -> None:
    folder = story[0]
    for number, command in enumerate(TOLD):
        path = folder / f"{kind}-{number}"
        where = ["-o", path] if kind == "xlsx" else []
        outcome = act(folder, *shlex.split(command), "--format", kind, *where, at=NOW)
        if "不和 --format" not in outcome.err:  # --explain is for who reads, not for a table
            assert outcome.code in (0, 1), (command, outcome.err)
        text = said(outcome) + (inflated(path) if where else "")
        assert (command, leaked(text, marks.numbers)) == (command, [])


def test_no_paper_holds_anybody(story: tuple[Path, list[Outcome]], marks: Marks, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(story[0], tmp_path / "w"))
    for number, (kind, command) in enumerate(COMMANDS.items()):
        for before in BEFORE.get(kind, ()):
            must(folder, *shlex.split(before), at=f"2021-10-27 {8 + number:02}:00")
        path = folder / f"{kind}.docx"
        told = must(folder, "paper", kind, *command, "-o", path, at=f"2021-10-27 {8 + number:02}:30")
        assert (kind, leaked(said(told) + inflated(path), marks.numbers | marks.names)) == (kind, [])
    for command in ("objection show 博远", "objection", "status", "log", "handover", "report 2021"):
        assert leaked(said(must(folder, *command.split(), at="2021-10-27 22:00")), marks.numbers) == []


@pytest.mark.parametrize("suffix", PUBLIC_FORMATS)
def test_a_public_copy_holds_nobody(suffix: str, story: tuple[Path, list[Outcome]], marks: Marks) -> None:
    folder = story[0]
    for number, command in enumerate(PUBLISHED):
        path = folder / f"公开{number}.{suffix}"
        outcome = act(folder, *shlex.split(command), path, at=NOW)
        assert outcome.code == 0, (command, outcome.err)
        text = inflated(path)
        assert ("在册" if command.startswith("report") else "北京示例") in text
        assert (command, leaked(text, marks.numbers | marks.names)) == (command, [])


def test_a_letter_holds_nobodys_number(story: tuple[Path, list[Outcome]], marks: Marks) -> None:
    """Its own firm's neither; the marked forms beside the letters are the firms' own."""
    folder = story[0]
    told = act(folder, "notice", "2021", "-o", "通知", "--format", "json", at=NOW)
    letters = [path for path in (folder / "通知").rglob("*.docx") if "标注" not in path.name]
    assert told.code == 0 and letters
    for path in letters:
        assert leaked(inflated(path) + said(told), marks.numbers) == []


def _text(path: Path) -> str:
    """A file's text; of a table in Parquet its values and what it says of itself."""
    if path.suffix != ".parquet":
        return inflated(path)
    table = pq.read_table(path, partitioning=None)
    return f"{table.to_pylist()} {table.schema.metadata}"


@pytest.mark.parametrize("kind", ["parquet", "jsonl", "csv"])
def test_an_export_holds_nobody(kind: str, story: tuple[Path, list[Outcome]], marks: Marks) -> None:
    """Consultants are there, as keyed digests; a name is nowhere, nor is a word that somebody wrote."""
    folder = story[0]
    (folder / "盐").write_bytes(b"a salt that nobody guesses, of 32 bytes or more")
    told = act(folder, "export", f"导出-{kind}", "--format", kind, "--salt-file", "盐", at=NOW)
    assert told.code == 0, told.err
    files = [path for path in (folder / f"导出-{kind}").rglob("*") if path.is_file()]
    text = "\n".join(map(_text, files))
    assert "北京示例" in text and any(path.stem == "consultants" for path in files)
    assert leaked(text + said(told), marks.numbers | marks.names) == []


def test_words_with_something_personal_are_not_repeated(story: tuple[Path, list[Outcome]], marks: Marks) -> None:
    folder = story[0]
    before = (folder / "records/dossiers/journal.txt").read_bytes()
    for command in NOTED:
        told = act(folder, *shlex.split(command), f"见 {marks()}", at=NOW)
        assert told.code in (2, 3), (command, told)
        assert (command, leaked(said(told), marks.numbers)) == (command, [])
    assert (folder / "records/dossiers/journal.txt").read_bytes() == before


@pytest.mark.parametrize(
    ("key", "command"),
    [
        ("经办人: 管理员", f"daily {UNIT} --item 13.1 --on 2021-05-03 --note 走访"),
        ("名称: 北京市安全生产联合会", "list --publish 名册.html"),
        ("名称: 北京市安全生产联合会", "export 名册 --format csv"),
    ],
)
def test_settings_with_something_personal_are_neither_recorded_nor_published(
    key: str, command: str, story: tuple[Path, list[Outcome]], marks: Marks
) -> None:
    folder = story[0]
    before = (folder / "records/dossiers/journal.txt").read_bytes()
    kept = settings_with(folder, key, marks())
    told = act(folder, *shlex.split(command), at=NOW)
    kept.replace(folder / "anlian.yaml")
    assert told.code == 2 and "手机号" in told.err
    assert leaked(said(told), marks.numbers) == []
    assert (folder / "records/dossiers/journal.txt").read_bytes() == before
    assert not list(folder.glob("名册*"))
