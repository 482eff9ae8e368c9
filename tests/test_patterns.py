"""No pattern of ours backtracks: its time grows as its text does, whatever the text."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest

from anlian_cli.regulation.documents import DOCUMENTS, regulation_named
from anlian_cli.regulation.jinganlianfa_2017_4.business_scope import _safety_patterns
from anlian_cli.regulation.titles import _table
from anlian_cli.scan.patterns import patterns as scanned
from tests.hostile_text import hostile_texts, repeats, written_patterns

_LENGTHS = (22, 100, 400, 2_000, 8_000)
"""Twice as many ways with every character show at the first, the cube at the second, the square at the last."""
_AT_ONCE, _TOO_LONG = 0.03, 0.5
"""A pattern that reads its text once takes some a thousandth of a second for the longest; the square a fifth."""
_MOST_GROWTH = 9
"""For a text four times as long: a pattern that reads it once takes four times as long, the square sixteen times."""
_MADE_OF_DATA = {"titles", "business_scope", "words", "patterns", "bound", "certificate"}


def data_patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns that titles.yaml, the documents and the kinds of scanned documents hold."""
    table = _table()
    patterns = [table.jobs, table.not_yet_held, *table.not_titles, *(pattern for pattern, _ in table.patterns)]
    yield from ((f"titles.yaml:{number}", pattern) for number, pattern in enumerate(patterns))
    for document in DOCUMENTS:
        regulation = regulation_named(document)
        given = [*_safety_patterns(regulation), *regulation.value("scope_denials")]
        given.append("|".join(regulation.value("scope_denials")))
        yield from ((f"{document}:{number}", re.compile(text)) for number, text in enumerate(given))
    for kind in scanned().values():
        more = [re.compile(kind.more[name]) for name in ("chapters", "years", "qualifications") if name in kind.more]
        yield from ((f"{kind.kind.value}:{number}", title) for number, title in enumerate((*kind.titles, *more)))


WRITTEN = list(written_patterns())
PATTERNS = [(place, pattern) for place, pattern in WRITTEN if pattern is not None]


def test_every_pattern_is_looked_at() -> None:
    assert {place.split(":")[0] for place, pattern in WRITTEN if pattern is None} == _MADE_OF_DATA
    assert len(PATTERNS) > 60


@pytest.mark.parametrize("pattern", [pytest.param(pattern, id=place) for place, pattern in PATTERNS])
def test_no_pattern_backtracks(pattern: re.Pattern[Any]) -> None:
    _read_all(pattern, _LENGTHS)


@pytest.mark.parametrize("pattern", [pytest.param(pattern, id=place) for place, pattern in data_patterns()])
def test_no_pattern_of_the_data_backtracks(pattern: re.Pattern[Any]) -> None:
    """They look two hundred characters ahead at most, and at no text longer than its field may be."""
    _read_all(pattern, (22, 100, 400, 2_000))


@pytest.mark.parametrize("pattern", ["[a-z]+@", "(?:[a-z]+)+@", "[a-z ]*,[a-z ]*,[a-z ]*;"])
def test_a_pattern_that_backtracks_is_found(pattern: str) -> None:
    with pytest.raises(AssertionError):
        _read_all(re.compile(pattern), _LENGTHS)


def _read_all(pattern: re.Pattern[Any], lengths: tuple[int, ...]) -> None:
    # What repeats nothing cannot go back further than it is long.
    for length in lengths if repeats(pattern) else lengths[:3]:
        for text in dict.fromkeys(hostile_texts(pattern, length)):
            given: Any = text.encode("ascii", "replace") if isinstance(pattern.pattern, bytes) else text
            assert _reads_once(pattern, given), f"{len(text)} characters, {text[:12]!r}…{text[-6:]!r}"


def _reads_once(pattern: re.Pattern[Any], text: Any) -> bool:
    taken = _time(pattern, text)
    if taken < _AT_ONCE or taken > _TOO_LONG:
        return taken < _AT_ONCE
    taken = min(taken, *(_time(pattern, text) for _ in range(2)))
    shorter = text[: len(text) // 8] + text[len(text) // 2 : len(text) // 2 + len(text) // 8]
    return taken < _AT_ONCE or taken < _MOST_GROWTH * min(_time(pattern, shorter) for _ in range(3))


def _time(pattern: re.Pattern[Any], text: Any) -> float:
    """The time to find every match in a text, and to match the whole of it."""
    start = time.process_time()
    for _ in pattern.finditer(text):
        pass
    pattern.fullmatch(text)
    return time.process_time() - start
