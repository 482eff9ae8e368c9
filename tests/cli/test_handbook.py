"""Every command is there, explains itself in Chinese with an example, and stands in the handbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.office import must

COMMANDS = (
    "init", "template", "check", "review", "explain", "score", "daily", "shortlist", "rank", "admit", "exit",
    "exit list", "exit report", "exit open", "exit decide", "exit dismiss", "exit revoke", "list", "show", "log",
    "change", "withdraw", "undo", "status", "verify", "lock", "purge", "scan",
    "export", "objection", "objection add", "objection resolve", "objection show",
)  # fmt: skip
HANDBOOK = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_explains_itself_with_an_example(command: str, tmp_path: Path) -> None:
    told = must(tmp_path, *command.split(), "--help").out.replace("\n", "").replace(" ", "")
    assert "用法" in told
    assert f"例：anlian{command.removesuffix(' list').replace(' ', '')}" in told


@pytest.mark.parametrize("command", [command for command in COMMANDS if command != "exit list"])
def test_a_command_stands_in_the_handbook(command: str) -> None:
    assert f"anlian {command}" in HANDBOOK
