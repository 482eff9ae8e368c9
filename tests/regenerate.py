"""Rewrites what is generated and compared by tests: schemas/, tests/golden/, what the regulation's YAML says.

Run `python -m tests.regenerate`, then read the difference before committing it.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from anlian_cli.cli.clock import BEIJING
from anlian_cli.forms.schema import form_schemas, with_dialect
from anlian_cli.forms.starter import schema_text
from anlian_cli.regulation import own_yaml
from anlian_cli.report.audit_view import VerifyJson
from anlian_cli.report.board_view import StatusJson
from anlian_cli.report.check_json import CheckJson
from anlian_cli.report.exit_view import ExitJson
from anlian_cli.report.explain_view import ExplainJson
from anlian_cli.report.handover_json import HandoverJson
from anlian_cli.report.life_view import ShowJson
from anlian_cli.report.log_view import LogJson
from anlian_cli.report.notice_view import NoticeJson
from anlian_cli.report.objection_view import AccountJson, ObjectionsJson
from anlian_cli.report.rank_explain_view import RankExplainJson
from anlian_cli.report.rank_json import RankJson, TrendJson
from anlian_cli.report.register_view import ListJson
from anlian_cli.report.scan_view import ScanJson
from anlian_cli.report.shortlist_json import ShortlistJson
from anlian_cli.report.since_view import SinceJson
from anlian_cli.report.year_numbers import ReportJson
from tests import papers
from tests.conftest import ROOT, anlian
from tests.transcript import transcript

SCHEMAS, GOLDEN = ROOT / "schemas", ROOT / "tests" / "golden"
_ROUND = "examples/applications/2017"
_KEPT = ("-C", "examples/workspace")

COMMANDS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "help.txt": ({}, ("--help",)),
    "check-help.txt": ({}, ("check", "--help")),
    "check-80.txt": ({"COLUMNS": "80"}, ("check", _ROUND)),
    "check-120.txt": ({"COLUMNS": "120"}, ("check", _ROUND)),
    "check-explain-80.txt": ({"COLUMNS": "80"}, ("check", f"{_ROUND}/安泰", "--explain")),
    "check.json": ({}, ("check", _ROUND, "--format", "json")),
    "check.csv": ({}, ("check", _ROUND, "--format", "csv")),
    "check.md": ({}, ("check", _ROUND, "--format", "md")),
    "check-bare.txt": ({}, ("check", "examples/faulty/F05-没有填邮编.yaml", "-C", "examples", "--round", "2017")),
    "check-since-80.txt": ({"COLUMNS": "80"}, ("check", "examples/workspace/applications/2017", "--since", "last")),
    "explain-9.4c.txt": ({}, ("explain", "9.4c")),
    "explain-S1.txt": ({}, ("explain", "S1")),
    "explain-F13.txt": ({}, ("explain", "F13")),
    "explain-all.json": ({}, ("explain", "--format", "json")),
    "show-80.txt": ({"COLUMNS": "80"}, ("show", "德安", *_KEPT)),
    "show.json": ({}, ("show", "德安", *_KEPT, "--format", "json")),
    "log-80.txt": ({"COLUMNS": "80"}, ("log", "博远", *_KEPT)),
    "log.json": ({}, ("log", "博远", *_KEPT, "--format", "json")),
    "log.csv": ({}, ("log", *_KEPT, "--format", "csv")),
    "rank-80.txt": ({"COLUMNS": "80"}, ("rank", "2019", *_KEPT)),
    "rank.json": ({}, ("rank", "2019", *_KEPT, "--format", "json")),
    "rank.csv": ({}, ("rank", "2019", *_KEPT, "--format", "csv")),
    "rank.md": ({}, ("rank", "2019", *_KEPT, "--format", "md")),
    "rank-selection-80.txt": ({"COLUMNS": "80"}, ("rank", "2017", "--selection", *_KEPT)),
    "rank-selection.json": ({}, ("rank", "2017", "--selection", *_KEPT, "--format", "json")),
    "rank-selection.csv": ({}, ("rank", "2017", "--selection", *_KEPT, "--format", "csv")),
    "rank-explain-80.txt": ({"COLUMNS": "80"}, ("rank", "2018", "--explain", "博远", *_KEPT)),
    "rank-explain.json": ({}, ("rank", "2018", "--explain", "博远", *_KEPT, "--format", "json")),
    "rank-trend-80.txt": ({"COLUMNS": "80"}, ("rank", "--trend", *_KEPT)),
    "rank-trend.json": ({}, ("rank", "--trend", *_KEPT, "--format", "json")),
    "exit-80.txt": ({"COLUMNS": "80"}, ("exit", *_KEPT)),
    "exit.json": ({}, ("exit", "2019", "--as-of", "2020-01-06", *_KEPT, "--format", "json")),
    "exit-barred.json": ({}, ("exit", *_KEPT, "--format", "json")),
    "exit-help.txt": ({}, ("exit", "--help")),
    "list-80.txt": ({"COLUMNS": "80"}, ("list", *_KEPT)),
    "list.json": ({}, ("list", *_KEPT, "--format", "json")),
    "status-80.txt": ({"COLUMNS": "80"}, ("status", *_KEPT)),
    "status-2019-80.txt": ({"COLUMNS": "80"}, ("status", "--as-of", "2018-12-10", *_KEPT)),
    "status.json": ({}, ("status", *_KEPT, "--format", "json")),
    "shortlist-80.txt": ({"COLUMNS": "80"}, ("shortlist", "2017", *_KEPT)),
    "shortlist.json": ({}, ("shortlist", "2017", *_KEPT, "--format", "json")),
    "report-80.txt": ({"COLUMNS": "80"}, ("report", "2020", *_KEPT)),
    "report.json": ({}, ("report", "2020", *_KEPT, "--format", "json")),
    "report.csv": ({}, ("report", "2020", *_KEPT, "--format", "csv")),
    "report.html": ({}, ("report", "2020", *_KEPT, "--format", "html")),
    "handover-80.txt": ({"COLUMNS": "80"}, ("handover", *_KEPT)),
    "handover.json": ({}, ("handover", *_KEPT, "--format", "json")),
    "verify.txt": ({}, ("verify", *_KEPT)),
    "verify.json": ({}, ("verify", *_KEPT, "--format", "json")),
    "template-daily.csv": ({}, ("template", "日常", "2018", *_KEPT, "--format", "csv")),
    "template-interview.csv": ({}, ("template", "面试", "2017", "--experts", "2", *_KEPT, "--format", "csv")),
    "template-application.yaml": ({}, ("template", "application")),
    "template-verification.yaml": ({}, ("template", "verification")),
}
"""Every golden file: the environment and the command whose output it holds."""


PUBLISHED: dict[str, tuple[str, ...]] = {
    "published-rank.html": ("rank", "2018"),
    "published-rank.csv": ("rank", "2018"),
    "published-selection.html": ("rank", "2017", "--selection"),
    "published-shortlist.html": ("shortlist", "2017"),
    "published-list.html": ("list",),
}
"""Every golden public copy: the command that publishes it."""
PAPERS = {f"paper-{kind}.txt": kind for kind in papers.COMMANDS}
"""Every golden paper as text: its kind."""
TRANSCRIPTS = {f"transcript-{columns}.txt": columns for columns in (80, 40)}
"""Every golden transcript: how wide its terminal is."""
_PUBLISHED_ON = str(int(datetime(2021, 10, 27, 9, tzinfo=BEIJING).timestamp()))


def output_of(name: str) -> bytes:
    """What the command behind a golden file prints, or publishes, now."""
    if name in PUBLISHED:
        return _published(name)
    if name in PAPERS:
        return papers.texts()[PAPERS[name]].encode()
    if name in TRANSCRIPTS:
        return transcript(TRANSCRIPTS[name]).encode()
    environment, arguments = COMMANDS[name]
    clock = {"SOURCE_DATE_EPOCH": _PUBLISHED_ON} if _KEPT[1] in arguments else {}
    return anlian(*arguments, **clock, **environment).stdout


def _published(name: str) -> bytes:
    """A public copy is recorded as published: the example itself is not to change."""
    with tempfile.TemporaryDirectory() as folder:
        office = shutil.copytree(ROOT / "examples" / "workspace", Path(folder, "w"))
        anlian(*PUBLISHED[name], "-C", office, "--publish", office / name, SOURCE_DATE_EPOCH=_PUBLISHED_ON)
        return Path(office, name).read_bytes()


SHAPES: dict[str, Any] = {
    "check": CheckJson,
    "exit": ExitJson,
    "explain": ExplainJson,
    "handover": HandoverJson,
    "list": ListJson,
    "log": LogJson,
    "notice": NoticeJson,
    "rank": RankJson,
    "rank-explain": RankExplainJson,
    "trend": TrendJson,
    "report": ReportJson,
    "scan": ScanJson,
    "shortlist": ShortlistJson,
    "since": SinceJson,
    "show": ShowJson,
    "objection": ObjectionsJson,
    "account": AccountJson,
    "status": StatusJson,
    "verify": VerifyJson,
}
"""The shape behind every JSON report."""


@cache
def all_schemas() -> dict[str, str]:
    """Every schema by file name."""
    reports = {f"{name}.schema.json": with_dialect(TypeAdapter(shape).json_schema()) for name, shape in SHAPES.items()}
    schemas = {**form_schemas(), **reports}
    return {name: schema_text(schema) for name, schema in schemas.items()}


REGULATION = Path(own_yaml.__file__).parent


def parsed_yaml() -> str:
    """What every YAML file of the regulation says, by the digest of its text."""
    texts = sorted((path.relative_to(REGULATION).as_posix(), path.read_bytes()) for path in REGULATION.rglob("*.yaml"))
    found = {sha256(text).hexdigest(): own_yaml.parsed(text) for _, text in texts}
    return json.dumps(found, ensure_ascii=False, indent=1, default=str) + "\n"


def main(golden: Path = GOLDEN, schemas: Path = SCHEMAS) -> None:
    for name, text in all_schemas().items():
        (schemas / name).write_text(text, encoding="utf-8")
    (REGULATION / own_yaml.PARSED).write_text(parsed_yaml(), encoding="utf-8")
    for name in (*COMMANDS, *PUBLISHED, *PAPERS, *TRANSCRIPTS):
        (golden / name).write_bytes(output_of(name))


if __name__ == "__main__":
    main()
