"""Days, months and years as people write them in Chinese forms, with the precision they gave.

No date library fits: those that read Chinese fill a missing day with today's, or accept 30 February.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from unicodedata import normalize

from msgspec import Struct

from anlian_cli.model.text import compact, quoted

_DIGITS = {
    "〇": 0,
    # A geometric sign that many type for 〇.
    "○": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_CHINESE_DATE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})[日号])?)?"
)
_WRITTEN = re.compile(r"(\d{4})(?:[年./\-、,](?:(\d{1,2})(?:[月./\-、,](?:(\d{1,2})[日号]?)?)?)?)?")
_DIGITS_ONLY = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_SHORT_YEAR = re.compile(r"\d{2}(?:年|[./\-]\d{1,2}(?:[./\-]\d{1,2})?$)")
# Only behind a blank, a T or the word for day: the 0 of “2015-12-10 9:30” is the day's.
_TIME_OF_DAY = re.compile(r"(?:[\sT]|(?<=[日号]))\d{1,2}:\d{2}(?::\d{2}(?:\.0+)?)?$")
_UNTIL_NOW = re.compile(r"(?:起?至今|起|以来)$")
FIRST_YEAR, LAST_YEAR = 1900, 2100
_USUAL = 30
"""What is longer is not kept in mind."""
# Excel counts a 29 February 1900 that never was, so that all later days count from 30 December 1899.
_EXCEL_EPOCH = date(1899, 12, 30)
# 1954 to 2064. No other date has five digits: it has four, six or eight, or marks between them.
_EXCEL_SERIAL = re.compile(r"[2-5]\d{4}")


class PartialDate(Struct, frozen=True, order=True):
    """A year, a month or a day, exactly as precise as it was written."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first_day(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def agrees_with(self, day: date) -> bool:
        """Whether `day` lies in the period that was written."""
        return self.first_day <= day <= self.last_day

    def __str__(self) -> str:
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


def parse_date(text: str) -> PartialDate:
    """Read a date in any form a Chinese form carries: 2015年3月1日, 2015.3, 20150301, 二〇一五年三月, 42064.

    Raises ValueError with a Chinese sentence where the text is no date, an impossible one, or ambiguous.
    """
    return _date(text) if len(text) <= _USUAL else _date.__wrapped__(text)


@lru_cache(maxsize=4096)
def _date(text: str) -> PartialDate:
    plain = _UNTIL_NOW.sub("", compact(_TIME_OF_DAY.sub("", normalize("NFKC", text.strip()))))
    if _EXCEL_SERIAL.fullmatch(plain):
        day = _EXCEL_EPOCH + timedelta(days=int(plain))
        return PartialDate(day.year, day.month, day.day)
    numbers = _numbers(plain)
    if numbers is None:
        raise ValueError(_why_no_date(text, plain))
    return _checked(numbers, text)


def parse_day(text: str) -> date:
    """Read a date that must name its day; raises ValueError as `parse_date` does."""
    period = parse_date(text)
    if period.day is None:
        raise ValueError(f"{quoted(text)}没有写到日，请写成 2017-10-20 这样的完整日期")
    return period.first_day


def years_after(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 28 February (the corresponding-day rule)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _numbers(plain: str) -> tuple[int, int | None, int | None] | None:
    if match := _CHINESE_DATE.fullmatch(plain):
        year = int("".join(str(_DIGITS[digit]) for digit in match[1]))
        return year, _chinese_number(match[2]), _chinese_number(match[3])
    match = _DIGITS_ONLY.fullmatch(plain) or _WRITTEN.fullmatch(plain)
    if match is None:
        return None
    return int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None


def _chinese_number(text: str | None) -> int | None:
    """一 … 三十一; what is no number becomes 99, which no month or day accepts."""
    if text is None:
        return None
    tens, ten, ones = text.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 99
    # 十二 has no digit before its 十, which then is one ten.
    return (_DIGITS[tens] if tens else bool(ten)) * 10 + (_DIGITS[ones] if ones else 0)


def _checked(numbers: tuple[int, int | None, int | None], text: str) -> PartialDate:
    year, month, day = numbers
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"{quoted(text)}的年份不在 {FIRST_YEAR} 至 {LAST_YEAR} 之间")
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        raise ValueError(f"{quoted(text)}不是日历上有的日期") from None
    # A 0 went through above as if nothing stood there: 2015.0 is no date.
    if month == 0 or day == 0:
        raise ValueError(f"{quoted(text)}不是日历上有的日期")
    return PartialDate(year, month, day)


def _why_no_date(text: str, plain: str) -> str:
    if _SHORT_YEAR.match(plain):
        return f"{quoted(text)}的年份只有两位，请写四位，如 2015-03-01"
    return f"{quoted(text)}不是日期，请写成 2015-03-01 或 2015年3月1日"
