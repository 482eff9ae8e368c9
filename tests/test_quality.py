"""The gates that other tools keep: the linter, the formatter, the type checker; and a lock that fits what it locks."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    "command", [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)], ids=" ".join
)
def test_tool_has_nothing_to_say(command: tuple[str, ...]) -> None:
    result = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_lock_holds_a_fitting_release_of_every_dependency() -> None:
    """Made by the command in its head, it is to be made again after a dependency changes."""
    locked = dict(
        re.findall(r"^([\w.-]+)==([^ ]+)", (ROOT / "requirements-dev.lock").read_text(encoding="utf-8"), re.M)
    )
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, groups = declared["project"], declared["dependency-groups"]
    extras = [one for extra in project["optional-dependencies"].values() for one in extra]
    asked = map(Requirement, [*project["dependencies"], *extras, *groups["dev"]])
    unfit = [str(one) for one in asked if locked.get(canonicalize_name(one.name), "") not in one.specifier]
    assert not unfit
