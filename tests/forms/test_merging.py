"""Any contents of any number of files become one application, or findings: never an exception, nothing in silence."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from anlian_cli.forms.answers import without_non_answers
from anlian_cli.forms.merging import merged
from anlian_cli.forms.source import Source
from anlian_cli.forms.typed import typed
from anlian_cli.model.application import Application

LABELS = (
    "单位全称",
    "专职工作人员",
    "安全社区咨询员",
    "法定代表人",
    "姓名",
    "身份证号",
    "出生日期",
    "经营范围",
    "管理制度",
)
SECTIONS = ("单位登记表", "人员登记表", "申报条件自查", "申报材料")
words = st.sampled_from(["甲", "乙", "是", "否", "无", "—", "详见附件", "2017-10-20", "11010519491231002X"])
contents = st.recursive(
    words,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(LABELS), inside, max_size=4),
    max_leaves=8,
)
files = st.lists(st.dictionaries(st.sampled_from(SECTIONS), contents, max_size=4), min_size=1, max_size=3)


@given(files)
@settings(max_examples=300, deadline=None)
def test_any_contents_of_several_files_are_read_or_refused(trees: list[dict[str, Any]]) -> None:
    whole = merged([Source(f"{number}.yaml", tree, {}) for number, tree in enumerate(trees)])
    tree, _ = without_non_answers(whole.tree)
    typed(Application, tree)


def test_three_answers_that_differ_are_none_and_said() -> None:
    trees = [{"申报条件自查": {"经营范围": answer}} for answer in ("甲", "乙", "丙")]
    whole = merged([Source(f"{number}.yaml", tree, {}) for number, tree in enumerate(trees)])
    assert whole.tree == {"申报条件自查": {}}
    assert [(finding.code, finding.path) for finding in whole.findings] == [
        ("F10", ()),
        ("F10", ("self_check", "business_scope")),
    ]


def test_a_form_that_is_one_text_beside_a_whole_one_is_named() -> None:
    trees: list[dict[str, Any]] = [{"单位登记表": "见附件"}, {"单位登记表": {"单位全称": "甲"}}]
    whole = merged([Source(f"{number}.yaml", tree, {}) for number, tree in enumerate(trees)])
    assert whole.tree == {"单位登记表": {"单位全称": "甲"}}
    assert [finding.code for finding in whole.findings] == ["F10"]
