"""What a firm calls its files, and so their order, decides nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from anlian_cli.model.results import UnitResult
from tests.conftest import EXAMPLES, checked
from tests.fictional import Tree
from tests.firms.build import SIGNED, listed, papers, people, sound, unit_rows, unit_sheets
from tests.workbooks import Rows, book, official_person

Files = tuple[bytes, ...]
Outcome = tuple[str, tuple[tuple[str, str], ...], Counter[tuple[str, str]]]


def _identical(tree: Tree) -> Rows:
    return official_person(people(tree)[2])


def _half_blank(tree: Tree) -> Rows:
    return unit_rows(tree["单位登记表"] | {"邮编": None, "地址": None, "专职工作人员": None})


def _contradicting(tree: Tree) -> Rows:
    return unit_rows(tree["单位登记表"] | {"地址": "北京市朝阳区旧示例路8号"})


AGAIN: dict[str, Callable[[Tree], Rows]] = {
    "a consultant's form again": _identical,
    "a draft of the unit's form": _half_blank,
    "another address": _contradicting,
}


@cache
def files(again: str) -> Files:
    """A sound firm's unit form, its six consultants' forms, a list of its clients and staff, and one form again."""
    tree = sound()
    clients: Rows = [["单位名称", "联系人", "联系电话"], ["示例街道办事处", "周示例", "13900000001"]]
    staff = listed(people(tree), *SIGNED[:4])
    sheets: Sequence[dict[str, Rows]] = (
        unit_sheets(tree),
        *({"Sheet1": official_person(one)} for one in people(tree)),
        {"业绩": clients, "花名册": staff},
        {"Sheet1": AGAIN[again](tree)},
    )
    return tuple(map(book, sheets))


names = st.lists(
    st.text("甲乙丙丁单位人员登记表花名册0123456789abcxyz", min_size=1, max_size=5), min_size=9, max_size=9, unique=True
)


@pytest.mark.parametrize("again", AGAIN)
@given(chosen=names)
@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
def test_the_names_of_the_files_decide_nothing(again: str, chosen: list[str]) -> None:
    assert outcome(files(again), chosen) == usual(again)


@cache
def usual(again: str) -> Outcome:
    return outcome(files(again), [f"{number}" for number in range(9)])


def outcome(data: Iterable[bytes], chosen: Sequence[str]) -> Outcome:
    """What is judged and said of these files under these names, which are left out of what is said."""
    called = [f"{name}§{number}.xlsx" for number, name in enumerate(chosen)]
    with tempfile.TemporaryDirectory() as place:
        shutil.copy(EXAMPLES / "anlian.yaml", place)
        folder = Path(place) / "applications" / "2017" / "某单位"
        folder.mkdir(parents=True)
        papers(folder, sound())
        for name, content in zip(called, data, strict=True):
            (folder / name).write_bytes(content)
        return said(checked(folder).units[0], called)


def said(unit: UnitResult, called: Sequence[str]) -> Outcome:
    clauses = tuple((clause.id, clause.verdict.value) for clause in unit.clauses)
    messages = ((finding.code, nameless(finding.message, called)) for finding in unit.findings)
    return unit.verdict.value, clauses, Counter(messages)


def nameless(message: str, called: Sequence[str]) -> str:
    for name in called:
        message = message.replace(name, "某文件").replace(name.removesuffix(".xlsx"), "某文件")
    return message


def test_no_two_outcomes_are_alike_by_chance() -> None:
    """The comparison is of something: each of the firms has its clauses and something said of it."""
    outcomes: list[Any] = [usual(again) for again in AGAIN]
    assert all(verdict != "unreadable" and clauses and messages for verdict, clauses, messages in outcomes)
