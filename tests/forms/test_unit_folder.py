"""A unit's folder: one file or several, merged with their places; and what is not read is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from anlian_cli.forms.discovery import find_units
from anlian_cli.forms.unit_folder import read_unit
from anlian_cli.forms.yaml_writer import dump
from anlian_cli.office.settings import find_workspace
from tests.fictional import add_files, application, verification


def write(folder: Path, name: str, tree: dict[str, object]) -> None:
    folder.mkdir(exist_ok=True, parents=True)
    (folder / name).write_text(dump(tree), encoding="utf-8")


def test_one_file_per_form_is_the_same_application(tmp_path: Path) -> None:
    tree = application(1, "示例")
    one, several = tmp_path / "一", tmp_path / "多"
    write(one, "申报材料.yaml", tree)
    persons = tree["人员登记表"]
    write(several, "0单位.yaml", {key: value for key, value in tree.items() if key != "人员登记表"})
    for row, person in enumerate(persons):
        write(several, f"{row + 1}人员.yaml", {"人员登记表": person if row % 2 else [person]})
    assert read_unit(one, "一").application == read_unit(several, "多").application


def test_each_part_keeps_the_place_it_came_from(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", {"单位登记表": {"地址": "甲"}, "人员登记表": [{"姓名": "甲"}, {"姓名": "乙"}]})
    write(tmp_path, "b.yaml", {"人员登记表": {"姓名": "丙"}})
    write(tmp_path, "c.yaml", {"人员登记表": [{"姓名": "丁"}, {"姓名": "戊"}]})
    unit = read_unit(tmp_path, "某")
    places = [unit.atlas.place(("人员登记表", row, "姓名")) for row in range(5)]
    assert [place.file for place in places if place] == ["a.yaml", "a.yaml", "b.yaml", "c.yaml", "c.yaml"]
    assert places[2] and places[2].line == 2 and places[4] and places[4].line == 3


def test_a_form_given_twice_is_told(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", {"单位登记表": {"单位全称": "甲"}})
    write(tmp_path, "b.yaml", {"单位登记表": {"单位全称": "乙"}})
    unit = read_unit(tmp_path, "某")
    assert unit.application.name == "甲"
    assert [(finding.code, finding.place and finding.place.file) for finding in unit.findings] == [("F10", "b.yaml")]


def test_one_unreadable_file_leaves_the_others(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", {"单位登记表": {"单位全称": "甲"}})
    (tmp_path / "b.yaml").write_bytes(b"")
    unit = read_unit(tmp_path, "某")
    assert unit.readable and unit.unread == ["b.yaml"] and unit.application.name == "甲"


@pytest.mark.parametrize("name", ["~$表.xlsx", ".表.yaml", "初核记录.yaml", "说明.txt", "材料.pdf"])
def test_what_is_no_form_is_passed_over(tmp_path: Path, name: str) -> None:
    write(tmp_path, "a.yaml", {"单位登记表": {"单位全称": "甲"}})
    (tmp_path / name).write_bytes(dump(verification()).encode() if name.startswith("初核") else b"x")
    assert not read_unit(tmp_path, "某").findings


def test_an_old_word_form_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "登记表.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    unit = read_unit(tmp_path, "某")
    assert not unit.readable and {finding.code for finding in unit.findings} == {"F30", "F10"}
    assert "另存为 .docx" in unit.findings[0].hint


def test_what_is_said_elsewhere_is_no_answer(tmp_path: Path) -> None:
    tree = application(1, "示例")
    add_files(tmp_path, tree)
    tree["人员登记表"][1] |= {"资格证书": ["见附件"], "工作简历及主要成绩": "详见附件简历"}
    tree["单位登记表"]["安全社区服务业绩"] = "详见业绩报告"
    write(tmp_path, "a.yaml", tree)
    unit = read_unit(tmp_path, "某")
    person, form = (unit.application.persons or ())[1], unit.application.unit
    assert not person.certificates and person.career is None and form and not form.track_record
    assert [finding.code for finding in unit.findings] == ["F34"] * 3
    assert {finding.path for finding in unit.findings} == {
        ("persons", 1, "certificates"),
        ("persons", 1, "career"),
        ("unit", "track_record"),
    }


def test_a_link_or_pipe_for_a_form_is_refused(tmp_path: Path) -> None:
    import os

    (tmp_path / "外.yaml").write_text("单位登记表: {单位全称: 甲}\n", encoding="utf-8")
    folder = tmp_path / "某"
    folder.mkdir()
    (folder / "a.yaml").symlink_to(tmp_path / "外.yaml")
    os.mkfifo(folder / "b.yaml")
    (folder / "c.yaml").mkdir()
    unit = read_unit(folder, "某")
    assert not unit.readable and [finding.code for finding in unit.findings] == ["F01", "F01", "F01"]


def test_the_reviewers_faults_are_warnings(tmp_path: Path) -> None:
    tree = application(1, "示例")
    add_files(tmp_path, tree)
    write(tmp_path, "a.yaml", tree)
    (tmp_path / "初核记录.yaml").write_text("收件：\n  - 日期: 昨天\n", encoding="utf-8")
    unit = read_unit(tmp_path, "某")
    assert [(finding.code, finding.severity.value) for finding in unit.findings] == [("F09", "warning")]


def test_units_of_a_round_are_all_its_folders(tmp_path: Path) -> None:
    (tmp_path / "anlian.yaml").write_text("", encoding="utf-8")
    around = tmp_path / "applications" / "2017"
    write(around / "有表", "a.yaml", {"单位登记表": {}})
    (around / "只有子文件夹" / "材料").mkdir(parents=True)
    (around / "空的").mkdir()
    write(around, "散放.yaml", {"单位登记表": {}})
    found = find_units(around, find_workspace(around))
    assert {(unit.path.name, unit.round_name) for unit in found} == {
        (name, "2017") for name in ("有表", "只有子文件夹", "空的", "散放.yaml")
    }
    assert {unit.path.name for unit in find_units(tmp_path, find_workspace(tmp_path))} == {
        unit.path.name for unit in found
    }


def test_without_a_workspace_a_folder_with_a_form_is_a_unit(tmp_path: Path) -> None:
    write(tmp_path / "甲", "a.yaml", {"单位登记表": {}})
    (tmp_path / "甲" / "材料").mkdir()
    write(tmp_path / "乙", "a.yaml", {"单位登记表": {}})
    assert [unit.path.name for unit in find_units(tmp_path, None)] == ["乙", "甲"]
    assert [unit.path.name for unit in find_units(tmp_path / "甲", None)] == ["甲"]
    assert [unit.path.name for unit in find_units(tmp_path / "甲" / "a.yaml", None)] == ["a.yaml"]
