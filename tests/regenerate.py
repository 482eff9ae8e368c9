"""Rewrites what is generated from the code and compared by tests: schemas/ and tests/golden/.

Run `python -m tests.regenerate`, then read the difference before committing it.
"""

from __future__ import annotations

from pathlib import Path

from anlian_cli.forms.schema import form_schemas
from anlian_cli.forms.starter import schema_text
from anlian_cli.report.check_json import check_schema
from anlian_cli.report.explain_view import explain_schema
from tests.conftest import ROOT, anlian

SCHEMAS, GOLDEN = ROOT / "schemas", ROOT / "tests" / "golden"
_ROUND = "examples/applications/2017"

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
    "explain-9.4c.txt": ({}, ("explain", "9.4c")),
    "explain-F13.txt": ({}, ("explain", "F13")),
    "explain-all.json": ({}, ("explain", "--format", "json")),
    "template-application.yaml": ({}, ("template", "application")),
    "template-verification.yaml": ({}, ("template", "verification")),
}
"""Every golden file: the environment and the command whose output it holds."""


def output_of(name: str) -> bytes:
    """What the command behind a golden file prints now."""
    environment, arguments = COMMANDS[name]
    return anlian(*arguments, **environment).stdout


def all_schemas() -> dict[str, str]:
    """Every schema by file name."""
    schemas = {**form_schemas(), "check.schema.json": check_schema(), "explain.schema.json": explain_schema()}
    return {name: schema_text(schema) for name, schema in schemas.items()}


def main(golden: Path = GOLDEN, schemas: Path = SCHEMAS) -> None:
    for name, text in all_schemas().items():
        (schemas / name).write_text(text, encoding="utf-8")
    for name in COMMANDS:
        (golden / name).write_bytes(output_of(name))


if __name__ == "__main__":
    main()
