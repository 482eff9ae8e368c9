"""What does not fit is a finding at its path, and everything else is read all the same."""

from __future__ import annotations

import pytest

from anlian_cli.forms.typed import typed
from anlian_cli.model.application import Application
from anlian_cli.model.findings import Severity
from anlian_cli.model.verification import Verification
from tests.fictional import application, verification


def test_one_bad_value_does_not_hide_the_rest() -> None:
    tree = application(1, "示例")
    tree["单位登记表"]["登记日期"] = "去年"
    tree["人员登记表"][2]["申请人承诺"]["日期"] = "2017年2月30日"
    tree["申报条件自查"]["固定办公场所"] = "大概有"
    form, findings = typed(Application, tree)
    assert {finding.path for finding in findings} == {
        ("unit", "registered_on"),
        ("persons", 2, "undertaking", "signed_on"),
        ("self_check", "fixed_office"),
    }
    assert {finding.code for finding in findings} == {"F07"}
    assert form.name == "示例" and form.persons is not None and len(form.persons) == 6
    assert form.registered_on is None and form.persons[2].undertaking and form.persons[2].undertaking.signature


def test_a_row_that_is_no_row_keeps_its_number() -> None:
    tree = application(1, "示例")
    tree["人员登记表"][1] = "王某"
    tree["人员登记表"][4]["性别"] = ["男"]
    form, findings = typed(Application, tree)
    assert [finding.path for finding in findings] == [("persons", 1), ("persons", 4, "sex")]
    assert form.persons and form.persons[1].name is None and form.persons[2].name == tree["人员登记表"][2]["姓名"]


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        ({"单位登记表": "一段文字"}, ("unit",), "分项填写"),
        ({"人员登记表": "一段文字"}, ("persons",), "逐行填写"),
        ({"单位登记表": {"地址": {"省": "北京"}}}, ("unit", "address"), "文字"),
        ({"单位登记表": {"地址": ["甲", "乙"]}}, ("unit", "address"), "文字"),
        ({"单位登记表": {"专职工作人员": {"甲": "乙"}}}, ("unit", "full_time_staff"), "逐行填写"),
        ({"单位登记表": {"地址": "\x1b[31m"}}, ("unit", "address"), "控制字符"),
        ({"单位登记表": {"地址": "长" * 10_001}}, ("unit", "address"), "地址有 10001 个字，最多 500 个"),
    ],
)
def test_sentences(change: dict[str, object], path: tuple[object, ...], words: str) -> None:
    _form, findings = typed(Application, change)
    assert findings[0].path == path and words in findings[0].message


def test_a_form_swallowed_by_a_full_width_colon_says_so() -> None:
    _form, findings = typed(Application, {"单位登记表": "单位全称：示例 地址：北京"})
    assert "全角冒号" in findings[0].hint


def test_an_unknown_label_is_a_warning_with_a_suggestion() -> None:
    _form, findings = typed(Application, {"单位登记表": {"单位地址": "甲", "营业执照注册": "乙"}})
    assert {finding.severity for finding in findings} == {Severity.WARNING}
    assert {finding.hint for finding in findings} == {"您是不是要写“地址”", "您是不是要写“营业执照注册地”"}


def test_a_personal_number_in_the_wrong_place_is_masked() -> None:
    _form, findings = typed(Application, {"单位登记表": {"登记日期": "110105197505010015"}})
    assert "110105********0015" in findings[0].message and "19750501" not in findings[0].message


def test_words_may_be_one_or_several() -> None:
    tree = verification(X1=[{"结论": "符合", "依据": "甲", "对方": "乙"}, {"结论": "符合", "依据": "丙"}])
    form, findings = typed(Verification, tree)
    assert not findings and len(form.words["X1"]) == 2 and len(form.words["9.1a"]) == 1


def test_a_bad_receipt_leaves_the_others() -> None:
    tree = verification()
    tree["收件"].insert(0, {"日期": "那天", "类型": "首次"})
    form, findings = typed(Verification, tree)
    assert [finding.path for finding in findings] == [("receipts", 0, "received_on")]
    assert str(form.first_received_on) == "2017-10-23"
