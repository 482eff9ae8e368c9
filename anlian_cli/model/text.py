"""Text as people write it: comparison forms that forgive typing, and masks for personal numbers.

Comparison forms are for comparing only; what a firm wrote is kept and shown as written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BLANK_OR_INVISIBLE = re.compile(r"[\s\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
_LABEL_ORNAMENT = re.compile(r"[:*]|\((?:盖章|公章|签字)\)")
_SEAL_MARK = re.compile(r"\s*[（(]\s*(?:单\s*位\s*)?(?:盖\s*章|公\s*章|签\s*章|章)\s*[)）]\s*$")
_STROKES = " \t\n\r\u3000/／\\-－—–─_"
_NOTHING = frozenset({"", "无", "暂无", "没有", "/", "-", "--", "—", "——", "n/a", "none"})

# The 7th and 8th digit of an ID number begin a year of birth. Credit codes of firms begin with 9.
_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])(?!9)\d{6}(?:18|19|20)\d{9}[\dXx](?![0-9A-Za-z])")
_OLD_ID_NUMBER = re.compile(r"(?<!\d)[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def compact(text: str) -> str:
    """NFKC without blanks or invisible characters: 'ＡＢ 　Ｃ' is 'ABC'."""
    if text.isascii() and text.isalnum():
        return text
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
    return _SEAL_MARK.sub("", text)


def is_blank(text: str) -> bool:
    """Whether a field holds nothing but a stroke: / or —. 无 is an answer."""
    return not text.strip(_STROKES)


def is_nothing(text: str) -> bool:
    """Whether a person answered the field with a word for none: 无, 暂无, /, -."""
    return folded(text) in _NOTHING


def mask_id_number(text: str) -> str:
    """First six and last four of an ID number; what is shorter is hidden but for its last two."""
    return f"{text[:6]}********{text[-4:]}" if len(text) >= 12 else f"****{text[-2:]}"


def mask_mobile(text: str) -> str:
    """138****8000."""
    return f"{text[:3]}****{text[-4:]}"


def mask_email(text: str) -> str:
    """z***@163.com; text without an @ is hidden but for its first letter."""
    name, at, host = text.partition("@")
    return f"{name[:1]}***{at}{host}"


def masked(text: str) -> str:
    """`text` with every ID number, mobile number and e-mail address in it masked."""
    text = _ID_NUMBER.sub(lambda found: mask_id_number(found[0]), text)
    text = _OLD_ID_NUMBER.sub(lambda found: mask_id_number(found[0]), text)
    text = _MOBILE.sub(lambda found: mask_mobile(found[0]), text)
    return _EMAIL.sub(lambda found: mask_email(found[0]), text)


def quoted(value: object, limit: int = 40) -> str:
    """A value as a message shows it: masked, on one line, not longer than `limit`, in Chinese quotes."""
    text = masked(" ".join(str(value).split()))
    return f"“{text if len(text) <= limit else text[: limit - 1] + '…'}”"


def in_chinese(number: int) -> str:
    """三 for 3, as documents write a number of years up to ten."""
    return "零一二三四五六七八九十"[number] if 0 <= number <= 10 else str(number)
