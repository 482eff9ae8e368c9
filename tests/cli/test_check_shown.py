"""What of a check is shown: repeated warnings once, and what --only asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from anlian_cli.forms.yaml_writer import dump
from tests.conftest import anlian
from tests.fictional import Tree, application, verification

PEOPLE = 6
JIA, YI = "北京示例甲安全技术咨询有限公司", "北京示例乙安全技术咨询有限公司"


@pytest.fixture
def round_folder(tmp_path: Path) -> Path:
    """甲 without photo files and two mobiles, nothing confirmed; 乙 with five photos not named, all confirmed."""
    write(tmp_path / "甲", 1, JIA, lambda tree: [person.pop("移动电话") for person in tree["人员登记表"][:2]], None)
    write(
        tmp_path / "乙", 2, YI, lambda tree: [person.pop("照片") for person in tree["人员登记表"][1:]], verification()
    )
    return tmp_path


def write(folder: Path, firm: int, name: str, change: Callable[[Tree], object], words: Tree | None) -> None:
    tree = application(firm, name)
    change(tree)
    folder.mkdir()
    (folder / "申报材料.yaml").write_text(dump(tree), encoding="utf-8")
    if words is not None:
        (folder / "初核记录.yaml").write_text(dump(words), encoding="utf-8")


def shown(folder: Path, *options: object) -> str:
    return anlian("check", folder, *options, COLUMNS="100").stdout.decode()


def test_a_warning_of_six_people_is_one_line_and_an_error_of_two_is_two(round_folder: Path) -> None:
    told = shown(round_folder, "--only", "甲")
    assert told.count("照片：文件不存在") == 1 and f"共 {PEOPLE} 处" in told
    assert told.count("未填写“移动电话”") == 2


def test_files_have_every_place(round_folder: Path) -> None:
    assert shown(round_folder, "--only", "甲", "--format", "csv").count("照片：文件不存在") == PEOPLE


@pytest.mark.parametrize(
    ("asked", "there", "away"),
    [
        (("错误",), [JIA, YI, "未填写“移动电话”"], ["照片：文件不存在", "待初核确认"]),
        (("提醒",), [JIA, YI, "照片：文件不存在", "未填写“照片”"], ["未填写“移动电话”", "待初核确认"]),
        (("待核实",), [JIA, "待初核确认"], ["未填写“移动电话”", "照片：文件不存在"]),
        (("乙",), [YI], [JIA]),
        (("提醒", "乙"), [YI, "未填写“照片”"], [JIA, "文件不存在：材料"]),
    ],
)
def test_only_what_is_asked_for_is_shown(
    round_folder: Path, asked: tuple[str, ...], there: list[str], away: list[str]
) -> None:
    told = shown(round_folder, *(word for kind in asked for word in ("--only", kind)))
    assert [word for word in there if word not in told] == [], told
    assert [word for word in away if word in told] == [], told
    assert "共 2 家" in told  # the counts stay whole


def test_what_is_neither_a_kind_nor_a_unit_is_refused(round_folder: Path) -> None:
    refused = anlian("check", round_folder, "--only", "丁")
    assert refused.returncode == 2 and "没有“丁”" in refused.stderr.decode()


def test_json_is_always_whole(round_folder: Path) -> None:
    refused = anlian("check", round_folder, "--only", "错误", "--format", "json")
    assert refused.returncode == 2 and "--only" in refused.stderr.decode()
