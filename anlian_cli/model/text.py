"""Text as people write it: comparison forms that forgive typing, and how a message shows it.

Comparison forms are for comparing only; what a firm wrote is kept and shown as written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from anlian_cli.model.personal import masked

_BLANK_OR_INVISIBLE = re.compile(r"[\s\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
_LABEL_ORNAMENT = re.compile(r"[:*]|\((?:盖章|公章|签字)\)")
_SEAL_MARK = re.compile(r"[（(]\s*(?:单\s*位\s*)?(?:盖\s*章|公\s*章|签\s*章|章)\s*[)）]\s*$")
_STROKES = " \t\n\r\u3000/／\\-－—–─_"
_SHORT = 50
"""What is longer is not kept in mind."""
_NOTHING = frozenset({"", "无", "暂无", "没有", "/", "-", "--", "—", "——", "n/a", "none"})


def compact(text: str) -> str:
    """NFKC without blanks or invisible characters: 'ＡＢ 　Ｃ' is 'ABC'."""
    if text.isascii() and text.isalnum():
        return text
    # Names and answers are compared again and again.
    return _compacted(text) if len(text) <= _SHORT else _compacted.__wrapped__(text)


@lru_cache(maxsize=8192)
def _compacted(text: str) -> str:
    return _BLANK_OR_INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=4096)
def label_key(text: str) -> str:
    """The comparison form of a label: '地　址：' and '*地址' are both '地址'."""
    return _LABEL_ORNAMENT.sub("", compact(text)).casefold()


def folded(text: str) -> str:
    """The comparison form of a name: width, case, blanks and invisible characters do not count."""
    return compact(text).casefold()


def without_seal_mark(text: str) -> str:
    """A name without the “（盖章）” that its form prints behind it."""
    found = _SEAL_MARK.search(text)
    return text[: found.start()].rstrip() if found else text


def is_blank(text: str) -> bool:
    """Whether a field holds nothing but a stroke: / or —. 无 is an answer."""
    return not text.strip(_STROKES)


def is_nothing(text: str) -> bool:
    """Whether a person answered the field with a word for none: 无, 暂无, /, -."""
    return folded(text) in _NOTHING


def quoted(value: object, limit: int = 40) -> str:
    """A value as a message shows it: masked, on one line, not longer than `limit`, in Chinese quotes.

    What is looked at is cut first, so far behind what is shown that no number cut in two comes into sight.
    """
    text = " ".join(str(value).split())
    shown = masked(text[: 50 * limit])
    return f"“{shown if len(shown) <= limit else shown[: limit - 1] + '…'}”"


def in_chinese(number: int) -> str:
    """三 for 3, as documents write a number of years up to ten."""
    return "零一二三四五六七八九十"[number] if 0 <= number <= 10 else str(number)


ALIKE = 0.6
"""How much of two words is the same, where one may be a slip of the other."""


def near(asked: str, known: Iterable[str], alike: float = ALIKE) -> list[str]:
    """Those of the known words that this one may be a slip of, the nearest first."""
    words = {folded(word): word for word in known}
    return [words[key] for key in get_close_matches(folded(asked), words, cutoff=alike)]


def perhaps(asked: str, known: Iterable[str]) -> str:
    """The beginning of a hint: 您是不是要找 2017；, or nothing."""
    found = near(asked, known)
    return f"您是不是要找 {'、'.join(found)}；" if found else ""
