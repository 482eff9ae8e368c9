"""Certificates that say until when they hold. The forms have no field for it: only what a text states is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from anlian_cli.model.dates import parse_date
from anlian_cli.model.text import compact

# Once a second number is read it is not given back: 2016-06-011 is no date, rather than June.
_DATE = re.compile(
    r"(?<!\d)(?:\d{8}|\d{4}(?:年(?:\d{1,2}月(?:\d{1,2}[日号])?+)?+|([-./])\d{1,2}(?:\1\d{1,2})?+))(?![\d年])"
)
_UNTIL = re.compile(r"有效|截止|截至")
"""Behind one of these words the last date is the end, where nothing but dates and small words lies between."""
_SMALL = frozenset("期限日时间为自从由至到止起:~-—–()")
_FROM, _BEGINS = ("自", "从", "由"), ("起", "发", "颁", "取得", "批准")
_ENDS = ("到期", "届满", "期满", "失效", "止", "前有效")
_NAME_ENDS = re.compile(r"[(（\[【,，:：;；\s]|有效|截止|截至|到期|\d{4}")
_LONGEST_NAME = 30


class Lapsing(Struct, frozen=True):
    """A certificate and the last day on which it holds, by its own text."""

    name: str
    through: date


def lapsing(texts: Sequence[str]) -> Iterator[Lapsing]:
    """The certificates among some that state an end; 有效期至… in a text of its own belongs to the one before."""
    name = ""
    for text in texts:
        name = _NAME_ENDS.split(text.strip(), maxsplit=1)[0][:_LONGEST_NAME] or name
        through = end_stated(text)
        if through is not None:
            yield Lapsing(name or "证书", through)


def end_stated(text: str) -> date | None:
    """The last day that a text gives a certificate; None where it gives none for certain."""
    written = compact(text)
    dates = list(_DATE.finditer(written))
    if not dates:
        return None
    before, after = written[: dates[-1].start()], written[dates[-1].end() :]
    if not _is_end(before, after):
        return None
    try:
        return parse_date(dates[-1][0]).last_day
    except ValueError:
        return None


def _is_end(before: str, after: str) -> bool:
    """Whether a date is the end of something, by the words around it."""
    if after.startswith(_ENDS):
        return True
    word = _UNTIL.search(before)
    if word is None or before.endswith(_FROM) or after.startswith(_BEGINS):
        return False
    return set(_DATE.sub("", before[word.end() :])) <= _SMALL
