"""What is said beside a clause, and what becomes of a reviewer's word that cannot be used."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from anlian_cli.model.results import ClauseResult, ClauseVerdict
from anlian_cli.regulation.assessment import assess
from anlian_cli.regulation.clause import Case, Terms
from tests.fictional import Tree
from tests.regulation.cases import Change, both, case, person


def result(clause: str, found: Case) -> ClauseResult:
    return next(result for result in assess(found).clauses if result.id == clause)


def declares(**answers: str) -> Change:
    return lambda tree: tree["申报条件自查"].update(answers)


def all_titled(title: str) -> Change:
    return lambda tree: [row.update({"专业技术职务": title}) for row in tree["人员登记表"]]


NAMES = [row["姓名"] for row in case().application.model_dump()["人员登记表"]]


@pytest.mark.parametrize(
    ("clause", "change", "words"),
    [
        ("9.1b", declares(固定办公场所="否"), "自查“固定办公场所”填“否”"),
        ("9.5c", declares(无违法行为记录="否"), "自查“无违法行为记录”填“否”"),
        ("10.5", lambda tree: tree["申报材料"].pop("管理制度"), "没有列出“管理制度”的文件"),
    ],
)
def test_what_is_unmet_is_said_by_the_label_on_the_form(clause: str, change: Change, words: str) -> None:
    told = [finding.message for finding in assess(case(change)).findings if finding.code == clause]
    assert len(told) == 1 and words in told[0]


def test_what_is_not_declared_is_said_by_its_label_too() -> None:
    found = case(lambda tree: tree["申报条件自查"].pop("经营范围"), lambda words: words["核验"].pop("9.2a"))
    assert "“经营范围”" in (result("9.2a", found).note or "")


@pytest.mark.parametrize(
    ("change", "note"),
    [
        (person(0, 专业技术职务="安全专家"), f"已确认 1 名，待核 1 名（{NAMES[0]}：“安全专家”不在职称表中）"),
        (person(0, 专业技术职务=None), f"已确认 1 名，待核 1 名（{NAMES[0]}：未填写专业技术职务）"),
        (
            both(person(0, 专业技术职务="工程师"), lambda tree: tree["人员登记表"].append({"学历": "本科"})),
            "已确认 1 名，待核 1 名",
        ),
    ],
)
def test_whose_title_is_in_doubt_and_why(change: Change, note: str) -> None:
    found = result("9.4c", case(change))
    assert (found.verdict, found.found, found.note) == (ClauseVerdict.UNPROVEN, "1 名", note)


def test_of_many_doubtful_titles_five_are_named() -> None:
    note = result("9.4c", case(all_titled("安全专家"))).note or ""
    assert "待核 6 名" in note and [name in note for name in NAMES] == [True] * 5 + [False]


@pytest.mark.parametrize(
    ("in_workspace", "note"),
    [(True, "anlian.yaml 中没有这一批次的截止日期"), (False, "不在工作区内，也没有 --deadline")],
)
def test_without_a_deadline_one_is_told_where_it_would_come_from(in_workspace: bool, note: str) -> None:
    found = case()
    told = result("11.1", replace(found, terms=replace(found.terms, in_workspace=in_workspace)))
    assert (told.verdict, told.note, told.counts) == (ClauseVerdict.UNPROVEN, note, in_workspace)


def test_terms_belong_to_no_workspace_unless_they_say_so() -> None:
    """Contract 2: without a workspace 11.1 and 18.bar do not count."""
    sound = case()
    bare = Terms(sound.terms.regulation, sound.terms.readings, date(2017, 10, 24))
    undecided = {one.id: one.counts for one in assess(replace(sound, terms=bare)).clauses if one.undecided}
    assert undecided == {"11.1": False, "18.bar": False}


def undecided(found: Case) -> set[str]:
    return {one.id for one in assess(found).clauses if one.undecided and one.counts}


@pytest.mark.parametrize(
    ("misread", "expected"),
    [
        (("verification", "words", "9.5c", 1, "conclusion"), {"9.5c"}),
        (("verification", "words", "9.5c"), {"9.5c"}),
        (("verification", "receipts", 0, "paper"), set()),
        (("unit", "postcode"), set()),
        (("verification", "words", "X1", 0, "conclusion"), set()),
    ],
)
def test_a_word_of_which_a_part_was_misread_settles_its_clause_no_more(
    misread: tuple[str | int, ...], expected: set[str]
) -> None:
    assert undecided(case(misread=frozenset({misread}))) == expected


def one_consultant_less(tree: Tree) -> None:
    del tree["人员登记表"][5]


@pytest.mark.parametrize("conclusion", ["符合", "不符合"])
def test_a_word_without_its_basis_takes_nothing_from_what_the_files_decide(conclusion: str) -> None:
    """Art. 9(4): five consultants are not six, whatever is half written beside."""
    found = case(one_consultant_less, lambda words: words["核验"].update({"9.4b": {"结论": conclusion}}))
    assert result("9.4b", found).verdict is ClauseVerdict.UNMET
