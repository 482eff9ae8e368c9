"""The checks of fields, each at its edge: what is said, how grave it is, and where the next value is let be."""

from __future__ import annotations

import pytest

from anlian_cli.model.materials import MaterialFile
from anlian_cli.regulation.cross_unit import shared_keys
from anlian_cli.regulation.identity import credit_code_remarks
from tests.fictional import Tree, application, code_check, credit_code
from tests.regulation.cases import Change, case, person, said, unit


def receipts(*rows: dict[str, str]) -> Change:
    return lambda words: words.update({"收件": list(rows)})


def test_a_sound_application_gives_nothing_to_say() -> None:
    assert said(case()) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda tree: tree.pop("单位登记表"), ("F05", "error", "没有读到单位登记表")),
        (lambda tree: tree.pop("人员登记表"), ("F05", "error", "没有读到人员登记表")),
        (unit(邮编=None), ("F05", "error", "未填写“邮编”")),
        (unit(统一代码="-"), ("F05", "error", "未填写“统一代码”")),
        (unit(邮编="10002"), ("F17", "error", "邮编“10002”不是 6 位数字")),
        (unit(邮编="200020"), ("F17", "warning", "地址在北京，邮编 200020 却不是 100 至 102 开头")),
        (unit(登记日期="2017-10-25"), ("F25", "error", "登记日期 2017-10-25 晚于今天 2017-10-24")),
        (unit(登记日期="2017-10-24"), ("F25", "warning", "登记日期 2017-10-24 晚于首次收件日期 2017-10-23")),
        (unit(法定代表人=None), ("F05", "error", "未填写“法定代表人”的“姓名”")),
        (unit(主要负责人=None), ("F05", "error", "未填写“主要负责人”的“手机”")),
        (unit(主要负责人={"姓名": "孔某", "手机": "1390001000"}), ("F18", "error", "手机号码不是 1 开头的 11 位数字")),
        (
            unit(主要负责人={"姓名": "孔某", "手机": "13900010000", "传真": "010-64940004、6494"}),
            ("F19", "warning", "“010-64940004、6494”不像电话号码"),
        ),
        (person(0, 申请人承诺={"签名": "张示例甲"}), ("F05", "error", "申请人承诺没有签名日期")),
        (person(0, 申请人承诺={"日期": "2017-10-18"}), ("F05", "error", "申请人承诺没有签名")),
        (person(0, 资格证书=None), ("F06", "warning", "未填写“资格证书”")),
        (person(0, 移动电话="010-64940001"), ("F18", "error", "手机号码不是 1 开头的 11 位数字")),
    ],
)
def test_a_fault_is_said_with_its_weight(change: Change, expected: tuple[str, str, str]) -> None:
    assert expected in said(case(change))


@pytest.mark.parametrize(
    "change",
    [
        unit(邮编="101400"),
        unit(登记日期="2017-10-23"),
        unit(地址="上海市黄浦区示例路1号", 邮编="200020"),
        person(0, 移动电话="13800010000、010-64940001"),
        lambda tree: tree["申报条件自查"].update({"成立日期": "2012-06-01", "从事相关工作起始日期": "2012-06-01"}),
        lambda tree: tree["申报条件自查"].update({"成立日期": "2012-06", "从事相关工作起始日期": "2012-06-01"}),
    ],
)
def test_what_is_just_right_is_let_be(change: Change) -> None:
    assert said(case(change)) == []


FIRST = {"日期": "2017-10-23", "类型": "首次"}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([FIRST, {"日期": "2017-11-03", "类型": "补正"}], []),
        ([FIRST, {"日期": "2017-11-04", "类型": "补正"}], ["F26"]),
        ([FIRST, {"日期": "2017-11-04", "类型": "首次"}], []),
        ([FIRST, {"类型": "补正"}], ["F09"]),
        ([FIRST, {"日期": "2017-11-04"}], ["F09"]),
    ],
)
def test_receipts(rows: list[dict[str, str]], expected: list[str]) -> None:
    assert [code for code, _, _ in said(case(reviewer=receipts(*rows)))] == expected


def test_a_word_on_no_clause_is_named() -> None:
    found = said(case(reviewer=lambda tree: tree["核验"].update({"9.9": {"结论": "符合", "依据": "看过"}})))
    assert found == [("F09", "warning", "初核记录中的“9.9”不是条款编号")]


@pytest.mark.parametrize("name", ["人员登记表", "单位登记表"])
def test_a_form_that_is_missing_breaks_no_check(name: str) -> None:
    assert {code for code, _, _ in said(case(lambda tree: tree.pop(name)))} == {"F05"}


def test_a_word_that_lacks_its_basis_is_named_though_another_has_one() -> None:
    words = [{"结论": "符合", "依据": "看过"}, {"结论": "符合"}]
    found = said(case(reviewer=lambda tree: tree["核验"].update({"9.5c": words})))
    assert found == [("F09", "warning", "初核记录的 9.5c 没有写依据")]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("94110105MA0000015", "前两位 94 不是已知的机构类别"),
        ("91990105MA0000015", "登记地区 990105 不是已知的行政区划"),
        ("91110105MA0000016", "组织机构代码一段的校验码不对"),
        ("91100000MA0000015", None),
        ("91110105MA0000015", None),
    ],
)
def test_an_odd_credit_code_is_only_odd(code: str, words: str | None) -> None:
    remarks = list(credit_code_remarks(code + code_check(code), None))
    assert [remark.severity.value for remark in remarks] == ([] if words is None else ["warning"])
    assert words is None or words in remarks[0].message


def test_everything_that_another_unit_may_share_is_a_key() -> None:
    file = MaterialFile(("materials", "licence", 0), "材料/营业执照.pdf", digest="ab" * 32)
    keys = shared_keys(case(materials={"licence": (file,)}))
    counted = {code: sum(key.code == code for key in keys) for code in ("X1", "X2", "X3", "X4", "X5")}
    assert counted == {"X1": 6, "X2": 1, "X3": 7, "X4": 1, "X5": 1}
    shown = {key.code: key.shown for key in keys}
    assert (shown["X2"], shown["X5"]) == (credit_code(1), "材料/营业执照.pdf")
    digests = {(key.code, key.digest) for key in keys}
    spaced = application(1, "另一家")["单位登记表"]["法定代表人"]["姓名"].replace("示例", " 示例 ")
    again = shared_keys(case(lambda tree: tree["单位登记表"]["法定代表人"].update({"姓名": spaced})))
    assert digests >= {(key.code, key.digest) for key in again}


@pytest.mark.parametrize("head", [None, {"办公电话": "010-64940001"}])
def test_a_head_without_a_name_is_shared_with_nobody(head: object) -> None:
    assert "X4" not in {key.code for key in shared_keys(case(unit(法定代表人=head)))}


def test_an_old_and_a_new_number_of_one_person_are_one_key() -> None:
    def old_number(tree: Tree) -> None:
        number = tree["人员登记表"][0]["身份证号"]
        tree["人员登记表"][0]["身份证号"] = number[:6] + number[8:17]

    ids = [{key.digest for key in shared_keys(one) if key.code == "X1"} for one in (case(), case(old_number))]
    assert ids[0] == ids[1]
