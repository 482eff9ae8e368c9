"""Dates in every form that people write, read with the precision they gave, or refused with a reason."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlian_cli.model.dates import PartialDate, parse_date, parse_day, years_after

WRITTEN = {
    "2015年3月1日": "2015-03-01",
    "2015年3月1号": "2015-03-01",
    "2015年3月": "2015-03",
    "2015年": "2015",
    "2015": "2015",
    "2015.3": "2015-03",
    "2015.10": "2015-10",
    "2015.03.01": "2015-03-01",
    "2015-3-1": "2015-03-01",
    "2015/03/01": "2015-03-01",
    "2015、3、1": "2015-03-01",
    "2015，3": "2015-03",
    "20150301": "2015-03-01",
    "201503": "2015-03",
    "２０１５年３月１日": "2015-03-01",
    "2015 年 3 月 1 日": "2015-03-01",
    "二〇一五年三月一日": "2015-03-01",
    "二○一五年十二月三十一日": "2015-12-31",
    "二零一五年十月": "2015-10",
    "42064": "2015-03-01",
    "2015-03-01 00:00:00": "2015-03-01",
    "2015-03-01T00:00:00": "2015-03-01",
    "2015-12-10 9:30": "2015-12-10",
    "2015.12.10 9:30": "2015-12-10",
    "2015-3-1 0:00": "2015-03-01",
    "2015/3/31　9：05": "2015-03-31",
    "20150301 9:30": "2015-03-01",
    "2015年12月10日9:30": "2015-12-10",
    "2009年至今": "2009",
    "2009年6月起": "2009-06",
}


@pytest.mark.parametrize(("text", "iso"), WRITTEN.items())
def test_reads(text: str, iso: str) -> None:
    assert str(parse_date(text)) == iso


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2015年13月", "日历"),
        ("2015年2月30日", "日历"),
        ("2015.0", "日历"),
        ("二〇一五年十三月", "日历"),
        ("2015.3.0", "日历"),
        ("15年3月", "四位"),
        ("15.3.1", "四位"),
        ("1015年3月", "1900"),
        ("至今", "不是日期"),
        ("长期", "不是日期"),
        ("去年春天", "不是日期"),
        ("2015年3月1日2日", "不是日期"),
        ("", "不是日期"),
    ],
)
def test_refuses_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_date(text)


def test_a_day_must_be_whole() -> None:
    assert parse_day("2017年10月20日") == date(2017, 10, 20)
    with pytest.raises(ValueError, match="完整日期"):
        parse_day("2017年10月")


def test_a_partial_date_spans_its_period() -> None:
    assert PartialDate(2016, 2).last_day == date(2016, 2, 29)
    assert PartialDate(2015).first_day == date(2015, 1, 1)
    assert PartialDate(1975, 3).agrees_with(date(1975, 3, 31))
    assert not PartialDate(1975, 3).agrees_with(date(1975, 4, 1))


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [("2018-03-15", 3, "2021-03-15"), ("2020-02-29", 3, "2023-02-28"), ("2020-02-29", 4, "2024-02-29")],
)
def test_years_end_on_the_corresponding_day(day: str, years: int, later: str) -> None:
    assert years_after(date.fromisoformat(day), years) == date.fromisoformat(later)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_survives_every_spelling(day: date) -> None:
    spellings = (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day.year}.{day.month}.{day.day}",
    )
    assert {parse_day(text) for text in spellings} == {day}


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_reason(text: str) -> None:
    try:
        assert 1900 <= parse_date(text).year <= 2100
    except ValueError as reason:
        assert str(reason).startswith("“")
