"""The example workspace is what its script makes, and its records are whole."""

from __future__ import annotations

import filecmp
import json
import shutil
from pathlib import Path

import pytest

from tests import story
from tests.judge import is_valid
from tests.make_workspace import WORKSPACE, make
from tests.office import must


def files(folder: Path) -> set[str]:
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name for name in names if not name.startswith("records/work/")}


def test_the_workspace_is_what_the_script_makes(tmp_path: Path) -> None:
    made = tmp_path / "workspace"
    make(made)
    assert files(made) == files(WORKSPACE)
    different = [name for name in files(made) if not filecmp.cmp(made / name, WORKSPACE / name, shallow=False)]
    assert not different


@pytest.mark.parametrize("root", ["dossiers", "imports"])
def test_its_records_are_whole_to_others_too(root: str) -> None:
    assert is_valid(WORKSPACE / "records" / root)


def test_its_records_are_whole_and_can_be_carried_on(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(WORKSPACE, tmp_path / "w"))
    assert json.loads(must(copy, "verify", "--format", "json").out)["damages"] == []
    must(copy, "score", "审查", "2019", "--unit", "诚信", "--points", "70", at="2021-11-01 09:00")
    must(copy, "verify")


def test_the_handbook_tells_the_story_as_it_happens() -> None:
    assert story.standing() == story.told()
