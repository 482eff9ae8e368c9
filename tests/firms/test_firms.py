"""Every firm of the table is checked in a workspace whose round is open, and the clerk agrees with the verdict."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, checked
from tests.firms import (
    copies,
    folders,
    labels,
    no_form,
    rosters,
    side_lists,
    signatures,
    sound_firms,
    spaced_lists,
    unread,
    words,
)
from tests.firms.conclusion import Case, shown

FAMILIES = (sound_firms, rosters, labels, side_lists, copies, unread, words, no_form, folders, signatures, spaced_lists)
CASES = [case for family in FAMILIES for case in family.FIRMS]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.sentence)
def test_what_a_careful_clerk_concludes(case: Case, tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "anlian.yaml", tmp_path)
    folder = tmp_path / "applications" / "2017" / "某单位"
    folder.mkdir(parents=True)
    case.build(folder)
    results = checked(folder).units
    assert [Path(result.source).name for result in results] == [folder.name], "this is one firm"
    disagreements = case.disagreements(results[0])
    assert not disagreements, "\n".join([*disagreements, *map(shown, results[0].findings)])


def test_the_table_is_large_and_no_sentence_is_told_twice() -> None:
    sentences = [case.sentence for case in CASES]
    assert len(sentences) == len(set(sentences)) >= 50
    assert {case.verdict for case in CASES} >= {"pass", "correct", "pending", "fail", "unreadable"}
