"""The numbers and addresses of persons in a text: refused where the text stays for good, masked where it is shown.

People write them with blanks, dashes and full-width characters inside, and what was pasted has invisible ones. Credit
codes, file numbers, days, amounts and rows of points are nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from anlian_cli.errors import UsageFault

_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
"""Full-width characters become narrow ones, each one for one, so that places in the text stay."""
_INVISIBLE = re.compile(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_VISIBLE = re.compile(r"[^\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_GROUP = re.compile(r"[0-9]+[Xx]?")
_BETWEEN = re.compile(r"[^\S\n]{0,2}[._\-\u2010-\u2015\u2212]?[^\S\n]{0,2}")
_MOBILE = re.compile(r"(?:(?:00)?86)?1[3-9][0-9]{9}")
_PROVINCE, _DAY = (
    r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])",
    r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])",
)
_ID_NUMBER = re.compile(rf"{_PROVINCE}\d{{4}}(?:18|19|20)\d{{2}}{_DAY}\d{{3}}[\dXx]")
_OLD_ID_NUMBER = re.compile(rf"{_PROVINCE}\d{{4}}[2-9]\d{_DAY}\d{{3}}")
"""Of those born from 1920 on: a licence number of as many digits has 00 to 19 in the place of the year as a rule."""
_EMAIL = re.compile(
    r"(?:[A-Za-z0-9._%+-]{1,64}|[^\W\dA-Za-z_]{1,8})[^\S\n]{0,3}@[^\S\n]{0,3}"
    r"(?:[\w-]{1,63}[^\S\n]?[.。][^\S\n]?){1,8}(?:[A-Za-z]{2,24}|中国|公司|网络)"
)
LONGEST_NOTE = 2_000
"""Characters of a text that a person gives to a recording."""
_SHORTEST = len("a@b.cn")
_DIGITS = (11, 13, 15, 18)
"""Of a mobile number, with and without its country, and of the two kinds of ID number."""
_BY_DATE = [6, 4, 2, 2, 4]
"""An ID number with the day of birth written as days are."""
_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class Personal(Struct, frozen=True):
    """Something personal from `start` to `end` of a text: what it is, in a word, and how it is shown."""

    start: int
    end: int
    kind: str
    shown: str


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
    parts, done = [], 0
    for found in sorted(personal(text), key=lambda found: found.start):
        if found.start >= done:
            parts += [text[done : found.start], found.shown]
            done = found.end
    return "".join((*parts, text[done:]))


def refuse_unfit(*texts: str | None) -> None:
    """Raises UsageFault where a text that would stay in the records for good is too long, or has something personal."""
    for text in texts:
        if text and len(text) > LONGEST_NOTE:
            raise UsageFault(f"文字有 {len(text)} 个字，最多 {LONGEST_NOTE} 个，没有记录", "请缩短，详细内容放在附件里")
        if text and (words := personal_words(text)):
            hint = "记下的文字永久保留，请不要写个人信息"
            raise UsageFault(f"文字里有{words}，没有记录：{masked(text)[:80]}", hint)


@lru_cache(maxsize=1024)
def personal_words(text: str) -> str:
    """What is personal in `text`, in words; nothing where nothing is."""
    return "、".join(sorted({found.kind for found in personal(text)}))


def personal(text: str) -> Iterator[Personal]:
    """Everything personal in `text`."""
    if len(text) < _SHORTEST:
        return
    plain = text.translate(_NARROW)
    places: range | list[int] = range(len(plain))
    if _INVISIBLE.search(plain):
        places = [seen.start() for seen in _VISIBLE.finditer(plain)]
        plain = _INVISIBLE.sub("", plain)
    for start, end, kind, shown in (*_numbers(plain), *_addresses(plain)):
        yield Personal(places[start], places[end - 1] + 1, kind, shown)


def _addresses(plain: str) -> Iterator[tuple[int, int, str, str]]:
    for found in _EMAIL.finditer(plain) if "@" in plain else ():
        yield found.start(), found.end(), "邮箱", mask_email("".join(found[0].split()))


def _numbers(plain: str) -> Iterator[tuple[int, int, str, str]]:
    """A number may be written in groups: at every group, the longest of those behind it that make one."""
    groups = list(_GROUP.finditer(plain))
    lengths = [group.end() - group.start() for group in groups]
    if sum(lengths) < _DIGITS[0]:
        return
    joined = [bool(_BETWEEN.fullmatch(plain, one.end(), other.start())) for one, other in pairwise(groups)]
    done = 0
    for first, group in enumerate(groups):
        if group.start() < done:
            continue
        for last in reversed(list(_ends(lengths, joined, first))):
            if known := _known_number("".join(part[0] for part in groups[first:last])):
                done = groups[last - 1].end()
                yield group.start(), done, *known
                break


def _ends(lengths: list[int], joined: list[bool], first: int) -> Iterator[int]:
    """Where the groups from one on, parted by blanks, dashes or dots alone, have the digits of a number."""
    digits = 0
    for last in range(first, len(lengths)):
        digits += lengths[last]
        if digits > _DIGITS[-1] or (last > first and not joined[last - 1]):
            return
        if digits in _DIGITS and _one_number(lengths[first : last + 1]):
            yield last + 1


def _one_number(lengths: list[int]) -> bool:
    """Groups of two are days or points; a number is written whole, digit by digit, or in groups of three and more."""
    return lengths == _BY_DATE or set(lengths) == {1} or min(lengths[:-1], default=3) >= 3


def _known_number(number: str) -> tuple[str, str] | None:
    """What a number is and how it is shown; None for one that is nobody's."""
    if _MOBILE.fullmatch(number):
        return "手机号", f"{number[:-11]}{mask_mobile(number[-11:])}"
    if _OLD_ID_NUMBER.fullmatch(number) or (_ID_NUMBER.fullmatch(number) and not _is_only_a_credit_code(number)):
        return "身份证号", mask_id_number(number)
    return None


def _is_only_a_credit_code(number: str) -> bool:
    """Right as a credit code and wrong as an ID number, by their check characters; either may be all digits."""
    values = [_CODE_LETTERS.index(letter) for letter in number.upper()]
    as_code = (sum(value * 3**place for place, value in enumerate(values[:17])) + values[17]) % 31 == 0
    last = 10 if number[17] in "Xx" else values[17]
    as_id_number = (sum(value * 2 ** (17 - place) for place, value in enumerate(values[:17])) + last) % 11 == 1
    return as_code and not as_id_number
