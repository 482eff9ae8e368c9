"""What is fuzzed: each reader as a function of bytes, from which only the exceptions that it documents may come.

A file that a person sends may be anything, and its reader tells of it. A file of the records has a digest, so bytes
that were changed blindly would never get past it: here it is worked out anew, as a hostile hand would.
"""

from __future__ import annotations

import gc
import json
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha512
from pathlib import Path
from tempfile import TemporaryDirectory

from anlian_cli.cli.clock import BEIJING
from anlian_cli.errors import AnlianError, RecordsFault
from anlian_cli.forms.score_rows import score_rows
from anlian_cli.forms.score_sheet import read_score_sheet
from anlian_cli.forms.score_workbook import score_workbook
from anlian_cli.forms.settings_file import read_settings
from anlian_cli.forms.workbook_template import application_workbook
from anlian_cli.model.scores import Stage
from anlian_cli.model.workspace import SETTINGS_FILE
from anlian_cli.office.office import Moment, Office, open_office
from anlian_cli.office.papers.asked import Asked
from anlian_cli.office.papers.kinds import KINDS
from anlian_cli.office.papers.templates import filled, starter_template
from anlian_cli.office.settings import keep, settings_of
from anlian_cli.office.supervision.scoring import candidates, scoring
from anlian_cli.records.audit import audit
from anlian_cli.records.history import read_history
from anlian_cli.records.journal import START
from anlian_cli.records.places import SETTINGS
from anlian_cli.records.settings import digest_of
from anlian_cli.report.check_json import check_json
from tests.attack.readers import NOW, example
from tests.conftest import ROOT, checked
from tests.fictional import application
from tests.make_workspace import code_of
from tests.old_workbook import number, old_workbook
from tests.word_files import official_document

Reader = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Target:
    """A reader made in a folder of its own, what it is first given, and where what it reaches is counted."""

    reader: Callable[[Path], Reader]
    seeds: Callable[[], Iterable[bytes]]
    modules: tuple[str, ...]
    is_package: bool = False
    """Whether the parts of a zip are changed rather than its bytes."""


def form(suffix: str) -> Callable[[Path], Reader]:
    """A firm's form: whatever it is, there is a verdict on the firm, and it can be told."""

    def made(folder: Path) -> Reader:
        path = folder / f"单位{suffix}"

        def read(data: bytes) -> None:
            path.write_bytes(data)
            check_json(checked(path))

        return read

    return made


def score_sheet(suffix: str) -> Callable[[Path], Reader]:
    """A score sheet: its scores, or a fault of the input."""

    def made(folder: Path) -> Reader:
        now = scoring(_office(folder), Stage.DAILY, "2020")
        path = folder / f"评分表{suffix}"

        def read(data: bytes) -> None:
            path.write_bytes(data)
            with suppress(AnlianError):
                score_rows(read_score_sheet(path, now.rule), now.rule, now.resolve, "")

        return read

    return made


def settings(folder: Path) -> Reader:
    path = folder / "anlian.yaml"

    def read(data: bytes) -> None:
        path.write_bytes(data)
        with suppress(AnlianError):
            read_settings(path)

    return read


def kept(folder: Path) -> Reader:
    """What a recording kept of anlian.yaml, under a digest that fits: the settings, or as good as nothing."""
    workspace = example(folder / "w", indexed=False)
    keep(workspace)
    path, text = workspace / "records" / SETTINGS, (workspace / SETTINGS_FILE).read_bytes()

    def read(data: bytes) -> None:
        path.write_bytes(digest_of(text, data) + b"\n" + data)
        settings_of(workspace)

    return read


def template(folder: Path) -> Reader:
    """A Word template of hers: the paper, or a fault of the input."""
    office = _office(folder)
    paper = KINDS["入选公告"].compose(office, Asked("2017"))
    path = office.workspace / "公文模板" / "入选公告.docx"
    path.parent.mkdir()

    def read(data: bytes) -> None:
        path.write_bytes(data)
        with suppress(AnlianError):
            filled(office, paper)
        gc.collect()  # a command ends at the first fault; here what it held would pile up

    return read


def record_file(name: str, sealed: Callable[[Path, bytes], None], *, indexed: bool = False) -> Callable[[Path], Reader]:
    """A file of the records: every unit's life, or damage; and the audit always reports."""

    def made(folder: Path) -> Reader:
        workspace = example(folder / "w", indexed=indexed)

        def read(data: bytes) -> None:
            sealed(workspace / "records" / name, data)
            with suppress(RecordsFault):
                for dossier in read_history(workspace).dossiers.values():
                    list(dossier.events)
            audit(workspace)

        return read

    return made


def with_sidecar(path: Path, data: bytes) -> None:
    """An inventory whose digest is the one beside it."""
    path.write_bytes(data)
    path.with_name("inventory.json.sha512").write_text(f"{sha512(data).hexdigest()} inventory.json\n", encoding="ascii")


def chained(path: Path, data: bytes) -> None:
    """A journal whose every line follows from the one before."""
    previous, lines = START, b""
    for line in data.split(b"\n"):
        body = line.partition(b" ")[2] or line
        previous = sha512(previous.encode() + body.decode("utf-8", "replace").encode()).hexdigest()
        lines += previous.encode() + b" " + body + b"\n"
    path.write_bytes(lines)


def with_seal(path: Path, data: bytes) -> None:
    """An index with the size and checksum that its seal tells of."""
    path.write_bytes(data)
    seal = path.with_name("index.seal")
    told = json.loads(seal.read_bytes()) | {"size": len(data), "crc": zlib.crc32(data)}
    seal.write_text(json.dumps(told), encoding="utf-8")


def as_it_is(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _office(folder: Path) -> Office:
    workspace = example(folder / "w", indexed=False)
    return open_office(workspace, Moment(datetime.fromisoformat(NOW).replace(tzinfo=BEIJING)))


def _files(*patterns: str) -> list[bytes]:
    """What the examples hold under these names, one of each content."""
    found = {path.read_bytes(): None for pattern in patterns for path in sorted(ROOT.glob(pattern)) if path.is_file()}
    return list(found)


def _score_workbooks() -> Iterable[bytes]:
    with TemporaryDirectory() as folder:
        now = scoring(_office(Path(folder)), Stage.DAILY, "2020")
        yield score_workbook(now.rule, candidates(now), ())


def _kept() -> Iterable[bytes]:
    with TemporaryDirectory() as folder:
        workspace = example(Path(folder) / "w", indexed=False)
        keep(workspace)
        yield (workspace / "records" / SETTINGS).read_bytes().partition(b"\n")[2]


def _index() -> Iterable[bytes]:
    with TemporaryDirectory() as folder:
        yield (example(Path(folder) / "w", indexed=True) / "records/work/index.jsonl").read_bytes()


_OCFL = ("ocfl/object_validator", "ocfl/inventory_rules", "ocfl/inventory", "ocfl/root", "records/audit_objects")
_JOURNAL = ("records/journal", "records/history", "records/indexed", "records/audit", "records/agreement")
_LAYOUT = ("ocfl/validator",)
_RECORDS = "examples/workspace/records/dossiers"
_DOSSIER = f"dossiers/{code_of('博远')}/2018"
_TEXT = ("forms/yaml_form", "forms/guard", "forms/typed", "forms/bounds")
_GUARDS = ("forms/workbook_guard", "forms/workbook_scan", "forms/workbook_structure", "forms/part_reader", "forms/grid")
_SHEETS = (
    "forms/workbook_form",
    "forms/bands",
    "forms/layout",
    "forms/tables",
    "forms/unit_sheet",
    "forms/person_sheet",
)
_OPEN, _OLD = (*_SHEETS, "forms/grid", "forms/open_document_scan"), (*_SHEETS, "forms/grid", "forms/ole_guard")
_SCORES = ("forms/score_sheet", "forms/score_head", "forms/score_rows")
TARGETS: dict[str, Target] = {
    "yaml": Target(form(".yaml"), lambda: _files("examples/applications/*/*/*.yaml", "examples/faulty/*.yaml"), _TEXT),
    "xlsx": Target(
        form(".xlsx"),
        lambda: [application_workbook(), *_files("examples/**/*.xlsx", "tests/data/libreoffice/*.xlsx")],
        (*_GUARDS, *_SHEETS),
        is_package=True,
    ),
    "ods": Target(form(".ods"), lambda: _files("tests/data/libreoffice/*.ods"), _OPEN, is_package=True),
    "xls": Target(
        form(".xls"),
        lambda: [old_workbook([number(0, 0)]), *_files("examples/**/*.xls", "tests/data/libreoffice/*.xls")],
        _OLD,
    ),
    "docx": Target(
        form(".docx"),
        lambda: [official_document(application(1, "示例")), *_files("tests/data/word/*.docx")],
        ("forms/word_form", "forms/word_guard", "forms/word_scan", "forms/word_blocks", "forms/word_layout", *_SHEETS),
        is_package=True,
    ),
    "csv": Target(score_sheet(".csv"), lambda: _files("examples/workspace/评分表/20*.csv"), _SCORES),
    "score": Target(score_sheet(".xlsx"), _score_workbooks, (*_SCORES, *_GUARDS), is_package=True),
    "settings": Target(settings, lambda: _files("examples/**/anlian.yaml"), ("forms/settings_file", *_TEXT)),
    "kept": Target(kept, _kept, ("office/settings", "records/settings", "model/record")),
    "template": Target(
        template,
        lambda: [starter_template(kind) for kind in ("入选公告", "入围名单公告", "面试通知")],
        ("office/papers/templates", "report/papers/filling", "report/papers/tags", "forms/word_guard"),
        is_package=True,
    ),
    "inventory": Target(
        record_file(f"{_DOSSIER}/inventory.json", with_sidecar), lambda: _files(f"{_RECORDS}/*/*/inventory.json"), _OCFL
    ),
    "layout": Target(
        record_file("dossiers/ocfl_layout.json", as_it_is), lambda: _files(f"{_RECORDS}/ocfl_layout.json"), _LAYOUT
    ),
    "journal": Target(
        record_file("dossiers/journal.txt", chained), lambda: _files(f"{_RECORDS}/journal.txt"), _JOURNAL
    ),
    "index": Target(
        record_file("work/index.jsonl", with_seal, indexed=True), _index, ("records/index", "records/history")
    ),
}
"""Every reader by the name that `python -m tests.attack fuzz` takes."""
