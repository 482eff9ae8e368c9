"""Forms in the layouts of public offices: ours are read whole, theirs are named and judged by nobody."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from anlian_cli.errors import InputFault
from anlian_cli.forms.typed import typed
from anlian_cli.model.application import Application
from tests.conftest import EXAMPLES, checked
from tests.firms.build import FIVE, excel, people, person_form, send, sound
from tests.firms.conclusion import shown
from tests.firms.public_layouts import OTHERS, OURS, PERSON
from tests.forms.test_score_office import DAILY, INTERVIEW, NAMED, Rows, save, scored, told
from tests.workbooks import book, read_whole


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(EXAMPLES / "anlian.yaml", tmp_path)
    return tmp_path / "applications" / "2017" / "某单位"


@pytest.mark.parametrize("layout", OURS)
def test_our_form_in_an_office_s_layout_is_the_yaml_application(layout: str) -> None:
    rows, merges, expected = OURS[layout]
    whole = read_whole(book({"Sheet1": rows}, merges))
    assert typed(Application, whole.tree) == typed(Application, expected)


@pytest.mark.parametrize("title", OTHERS)
def test_another_organisation_s_form_is_named_and_not_judged(title: str, folder: Path) -> None:
    rows, labels = OTHERS[title]
    excel(folder / "表.xlsx", {"Sheet1": rows})
    (result,) = checked(folder).units
    findings = [shown(finding) for finding in result.findings]
    assert (result.verdict.value, len(findings)) == ("unreadable", 2), findings
    assert f"“{title}”" in findings[0] and "不是本办法的登记表" in findings[0]
    recognised = findings[0].partition("认得的栏目：")[2]
    assert [label for label in labels if label not in recognised] == []


def test_another_form_of_somebody_whose_own_is_there_changes_nothing(folder: Path) -> None:
    send(folder, sound())
    rows: Rows = [["职称评审申请表"], *([label, PERSON[label]] for label in ("姓名", "性别", "学历", "专业技术职务"))]
    excel(folder / "职称.xlsx", {"Sheet1": rows})
    (result,) = checked(folder).units
    assert result.verdict.value == "pass"
    assert [one.code for one in result.findings if "职称评审申请表" in one.message] == ["F30"]


def test_another_form_of_a_sixth_consultant_proves_nothing_and_fails_nobody(folder: Path) -> None:
    send(folder, sound(FIVE))
    rows: Rows = [["应聘人员登记表"], ["姓名", "孙示例"], ["性别", "男"], ["学历", "本科"], ["职称", "工程师"]]
    excel(folder / "另一份.xlsx", {"Sheet1": rows})
    (result,) = checked(folder).units
    assert {clause.id: clause.verdict.value for clause in result.clauses}["9.4b"] == "unproven"


def test_our_form_under_another_title_is_ours(folder: Path) -> None:
    tree = sound()
    send(folder, tree)
    person_form(folder / f"人员登记表-{people(tree)[5]['姓名']}.xlsx", people(tree)[5], _retitled)
    assert checked(folder).units[0].verdict.value == "pass"


def _retitled(made: object) -> None:
    made.worksheets[0]["A1"] = "员工入职登记表"  # type: ignore[attr-defined]


SUMMARY: Rows = [
    ["绩效考核评分汇总表"],
    ["填报单位（盖章）：", None, None, None, None, "填报日期：2018年12月3日"],
    ["序号", "被考核单位", *NAMED[1:], "合计得分", "排名", "备注"],
    [None, "分值", 25, 25, 25, 25, 100],
    [1, "甲", 24, 23, 22, 21, 90, 1],
    [2, "乙", 20, 20, 20, 20, 80, 2],
    ["考核组长（签字）：", None, None, "记录人："],
]
"""Departments' summary of a year's assessment: the most that each item gives in a line under the head."""


def test_a_summary_with_a_line_of_maxima(tmp_path: Path) -> None:
    result, remarks = scored(save(tmp_path / "表.xlsx", {"汇总": SUMMARY}))
    assert told(result) == {"甲": ["24", "23", "22", "21"], "乙": ["20", "20", "20", "20"]}
    assert "第 4 行“分值”、第 7 行“考核组长(签字)”不是单位，没有录入" in remarks


def test_a_line_of_other_maxima_is_a_fault(tmp_path: Path) -> None:
    rows: Rows = [*SUMMARY[:3], [None, "满分", 25, 20, 25, 30], *SUMMARY[4:]]
    faults = scored(save(tmp_path / "表.xlsx", {"汇总": rows}))[0].faults
    assert [(fault.cell, fault.message) for fault in faults] == [
        ("D4", "这一行写满分 20，台账锁定的是 25"),
        ("F4", "这一行写满分 30，台账锁定的是 25"),
    ]


def test_a_panel_s_summary_with_its_experts_under_one_heading(tmp_path: Path) -> None:
    rows: Rows = [
        ["面试评分汇总表"],
        ["序号", "参评单位", "评委评分", None, "名次"],
        [None, None, "专家：张", "专家：李"],
        [1, "甲", 90, 80, 1],
    ]
    path = save(tmp_path / "表.xlsx", {"汇总": rows}, ("A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3"))
    scores = scored(path, INTERVIEW)[0]
    assert not scores.faults
    assert [expert.points for expert in scores.scores["甲"].experts] == [Decimal(90), Decimal(80)]


DOWN: Rows = [
    ["日常工作考核评分表"],
    ["被考核单位：甲"],
    ["考核项目", "分值", "评分标准", "得分", "扣分原因"],
    ["业绩及资料报送", 25, "按时", 24, "迟报"],
    ["评委签字："],
]
"""One unit on a sheet, its items down it; and judges' sheets of bids, their items down and the bidders across."""
STAFF: Rows = [["绩效考核评分汇总表"], ["序号", "姓名", "部门", "工作业绩", "总分"], [1, "孙示例", "咨询部", 50, 80]]
"""A firm's assessment of its people."""


@pytest.mark.parametrize("rows", [DOWN, STAFF], ids=["items down", "people"])
def test_a_score_sheet_of_another_shape_is_refused_in_one_sentence(rows: Rows, tmp_path: Path) -> None:
    with pytest.raises(InputFault, match="没有找到评分表的表头") as caught:
        scored(save(tmp_path / "表.xlsx", {"评分": rows}))
    assert "单位全称" in str(caught.value.hint)


def test_units_across_a_sheet_are_refused_in_one_sentence(tmp_path: Path) -> None:
    rows: Rows = [["满分：100分", "评分标准", "被考核单位"], [None, None, "甲", "乙"], ["13.1", "按时", 24, 20]]
    (fault,) = scored(save(tmp_path / "表.xlsx", {"评分": rows}, ("C1:D1",)), DAILY)[0].faults
    assert "不是日常工作考核的" in fault.message
