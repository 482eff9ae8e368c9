"""Where a firm's forms lie, and where the check is pointed: they belong to their firm all the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, checked
from tests.fictional import Tree
from tests.firms.build import papers, people, person_forms, send, sound, unit_form
from tests.firms.folders import NUMBERED

FIRMS = ("北京示例甲安全技术咨询有限公司", "北京示例乙安全技术咨询有限公司")
Layout = Callable[[Path, Tree], object]


def in_one_folder(folder: Path, tree: Tree) -> None:
    send(folder, tree)


def persons_below(folder: Path, tree: Tree) -> None:
    papers(folder, tree)
    unit_form(folder, tree)
    person_forms(folder / "人员登记表", people(tree))


def all_in_numbered_folders(folder: Path, tree: Tree) -> None:
    tree["申报材料"] = dict(NUMBERED)
    papers(folder, tree)
    unit_form(folder / "2、登记表", tree)
    person_forms(folder / "2、登记表" / "人员登记表", people(tree))


def forms_in_two_numbered_folders(folder: Path, tree: Tree) -> None:
    papers(folder, tree)
    unit_form(folder / "1、单位登记表", tree)
    person_forms(folder / "2、人员登记表", people(tree))


LAYOUTS: tuple[Layout, ...] = (
    in_one_folder,
    persons_below,
    all_in_numbered_folders,
    forms_in_two_numbered_folders,
)


def two_firms(parent: Path, layout: Layout, pattern: str = "{number}、{name}") -> list[Path]:
    """Two sound firms in folders of their own."""
    folders = [parent / pattern.format(number=number, name=name) for number, name in enumerate(FIRMS, start=1)]
    for number, folder in enumerate(folders, start=1):
        folder.mkdir(parents=True)
        layout(folder, sound(firm=number, name=FIRMS[number - 1]))
    return folders


@pytest.fixture
def round_of_firms(tmp_path: Path) -> Path:
    """The empty round of a workspace."""
    shutil.copy(EXAMPLES / "anlian.yaml", tmp_path)
    return tmp_path / "applications" / "2017"


def verdicts(path: Path) -> dict[str, str]:
    units = checked(path).units
    assert len({unit.source for unit in units}) == len(units)
    return {unit.name: unit.verdict.value for unit in units}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_round_has_as_many_units_as_firms(round_of_firms: Path, layout: Layout) -> None:
    two_firms(round_of_firms, layout)
    assert verdicts(round_of_firms) == dict.fromkeys(FIRMS, "pass")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_firms_numbered_folder_in_a_round_is_one_unit(round_of_firms: Path, layout: Layout) -> None:
    first, _second = two_firms(round_of_firms, layout)
    assert verdicts(first) == {FIRMS[0]: "pass"}


@pytest.mark.parametrize("pattern", ["{number}、{name}", "{name}"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_folder_of_firms_without_a_workspace(tmp_path: Path, layout: Layout, pattern: str) -> None:
    two_firms(tmp_path / "收件", layout, pattern)
    assert verdicts(tmp_path / "收件") == dict.fromkeys(FIRMS, "pass")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_firms_folder_without_a_workspace_is_one_unit(tmp_path: Path, layout: Layout) -> None:
    first, _second = two_firms(tmp_path / "收件", layout)
    assert verdicts(first) == {FIRMS[0]: "pass"}


def test_two_firms_of_different_layouts_lie_side_by_side(round_of_firms: Path) -> None:
    two_firms(round_of_firms / "甲乙", all_in_numbered_folders)
    for folder in sorted((round_of_firms / "甲乙").iterdir()):
        folder.rename(round_of_firms / folder.name)
    (round_of_firms / "甲乙").rmdir()
    third = round_of_firms / "丙"
    third.mkdir()
    send(third, sound(firm=3, name="北京示例丙安全技术咨询有限公司"))
    assert list(verdicts(round_of_firms).values()) == ["pass"] * 3


@pytest.mark.parametrize("beside", [(), ("材料",), ("1、营业执照", "照片")])
def test_firms_are_firms_whatever_their_folders_are_called(tmp_path: Path, beside: tuple[str, ...]) -> None:
    """A folder of firms, with what belongs to none of them beside."""
    folders = two_firms(tmp_path, in_one_folder, "单位{number:03d}")
    for name in beside:
        (tmp_path / name).mkdir()
    sources = {unit.source for unit in checked(tmp_path).units}
    assert all(folder.as_posix() in sources for folder in folders)
