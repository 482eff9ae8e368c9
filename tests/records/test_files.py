"""What an object holds as it stands: of several versions the last word, of a former code what the new one leaves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from anlian_cli.errors import RecordsFault
from anlian_cli.model.events import Withdrawn
from anlian_cli.model.scores import Score, Stage
from anlian_cli.records.entry import IndexEntry, told
from anlian_cli.records.files import Files

DAILY, REVIEW, EVENT = "scores/2018/daily.json", "scores/2018/review.json", "events/2018-05-03-withdrawn-1.json"


def entry(version: int, **points: str | None) -> IndexEntry:
    """A version that records these points, or takes a score away."""
    paths = {f"scores/2018/{stage}.json": given for stage, given in points.items()}
    changes = {path: None if given is None else f"{version}{given}" for path, given in paths.items()}
    scores = {
        path: Score(stage=Stage.DAILY, period="2018", points=Decimal(given)) for path, given in paths.items() if given
    }
    return IndexEntry("CODE/2018", version, "digest", told(changes, dict(scores)))


def files(*entries: IndexEntry) -> Files:
    first, *later = entries
    made = Files(first.version, first)
    for one in later:
        made.add(one.version, one)
    return made


def test_the_last_version_that_speaks_of_a_path_counts() -> None:
    found = files(entry(1, daily="80"), entry(2, review="70.50"), entry(3, daily="81"))
    assert found.plain_totals((DAILY, REVIEW)) == [Decimal(81), Decimal("70.50")]
    assert {path: one.batch for path, one in found.items()} == {DAILY: 3, REVIEW: 2}
    assert found[REVIEW].document.points == Decimal("70.50")


def test_what_was_taken_away_is_gone() -> None:
    found = files(entry(1, daily="80", review="70"), entry(2, daily=None))
    assert found.plain_totals((DAILY, REVIEW)) == [None, Decimal(70)]
    assert list(found) == [REVIEW]


def test_a_former_code_shows_where_the_present_one_says_nothing() -> None:
    former = files(entry(1, daily="80", review="70"))
    present = files(entry(4, daily="90"), entry(5, daily=None, review="60"))
    found = present.over(former)
    # What was taken back under the new code leaves what stood under the old one.
    assert {path: one.document.points for path, one in found.items()} == {DAILY: Decimal(80), REVIEW: Decimal(60)}
    assert found.plain_totals((REVIEW,)) == [Decimal(60)]


def test_only_what_is_more_than_scores_tells_of_a_life() -> None:
    event = Withdrawn(on=date(2018, 5, 3))
    telling = IndexEntry("CODE/2018", 2, "digest", told({EVENT: "d"}, {EVENT: event.to_tree()}))
    assert not files(entry(1, daily="80")).tells
    assert files(entry(1, daily="80"), telling).tells
    assert files(entry(3, daily="80")).over(files(telling)).tells


def test_cells_that_are_no_longer_ours_are_said_to_be_unknown() -> None:
    found = files(IndexEntry("CODE/2018", 7, "digest", b'{},\t{"scores/2018/daily.json":"NaN"},\t[],\t{}'))
    for asked in (lambda: found.plain_totals((DAILY,)), lambda: list(found)):
        with pytest.raises(RecordsFault, match="CODE/2018 第 7 次记录"):
            asked()
