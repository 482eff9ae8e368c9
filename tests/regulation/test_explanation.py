"""What `explain` says of a clause: its numbers, what decides it, and what is near a code that does not exist."""

from __future__ import annotations

import pytest

from anlian_cli.errors import UsageFault
from anlian_cli.regulation.documents import newest, regulation_named
from anlian_cli.regulation.explanation import explanation

REGULATION = regulation_named(newest())
ARTICLE_9 = [
    *(f"9.1{part}" for part in "abcd"),
    "9.2a",
    "9.2b",
    "9.3a",
    "9.3b",
    *(f"9.{n}{part}" for n in (4, 5) for part in "abc"),
]


@pytest.mark.parametrize(
    ("clause", "head", "text"),
    [
        ("9.2b", "数值", "从业年限 2 年"),
        ("9.4b", "数值", "咨询人员下限 6 名"),
        ("9.4c", "数值", "高级职称下限 2 名"),
        ("9.3a", "数值", "咨询领域 生产安全、交通安全、消防安全、燃气安全、公共安全"),
        ("9.1b", "依据", "单位自报，初核确认"),
        ("9.4b", "依据", "材料可定"),
        ("9.3b", "依据", "初核认定"),
    ],
)
def test_a_clause_is_explained_with_its_numbers_and_what_decides_it(clause: str, head: str, text: str) -> None:
    """Art. 9: two years, six consultants, two of them senior, five fields; attested, computed, judged."""
    assert dict(explanation(REGULATION, clause).facts)[head] == text


@pytest.mark.parametrize(
    ("asked", "hint"),
    [("9.6", f"您是不是要找 {'、'.join(ARTICLE_9)}；"), ("9.4", "您是不是要找 9.4a、9.4b、9.4c；"), ("甲", "")],
)
def test_what_does_not_exist_is_refused_with_what_is_near(asked: str, hint: str) -> None:
    with pytest.raises(UsageFault, match=f"没有条款或代码“{asked}”") as refused:
        explanation(REGULATION, asked)
    assert refused.value.hint == f"{hint}用 anlian explain 列出全部"


def test_the_numbers_of_article_9_stand_in_the_titles() -> None:
    titles = {clause.id: clause.title for clause in REGULATION.clauses}
    assert (titles["9.2b"], titles["9.4b"], titles["9.4c"]) == (
        "从事相关工作满2年",
        "咨询人员6名以上",
        "高级职称2名以上",
    )
