"""A unit's life from its events alone: what it is on each day, since when, and which step is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from anlian_cli.model.events import (
    Admitted,
    Changed,
    DailyEntry,
    Dismissed,
    Event,
    Exited,
    Opened,
    Reported,
    Revoked,
    Shortlisted,
    Withdrawn,
)
from anlian_cli.model.states import State
from anlian_cli.regulation.life import Lifeline, lifeline, refusal, refusal_in_year


def day(text: str) -> date:
    return date.fromisoformat(text)


def shortlisted(on: str) -> Event:
    return Shortlisted(on=day(on), name="甲", round="2017")


def admitted(on: str) -> Event:
    return Admitted(on=day(on), name="甲")


def opened(on: str, *grounds: str) -> Event:
    return Opened(on=day(on), grounds=grounds)


def exited(on: str) -> Exited:
    return Exited(on=day(on), ground="16", note="x")


def dismissed(on: str, *grounds: str) -> Event:
    return Dismissed(on=day(on), note="x", grounds=grounds)


def withdrawn(on: str) -> Event:
    return Withdrawn(on=day(on))


def line(*events: Event, applied: bool = False) -> Lifeline:
    """A life under bars of ten days, so that their ends are easily counted."""
    return lifeline(events, applied, lambda decision: decision.on + timedelta(days=10))


def states(of: Lifeline, *days: str) -> list[str]:
    return [of.on(day(text)).state.value for text in days]


def test_a_state_begins_on_the_day_of_its_event() -> None:
    life = line(shortlisted("2017-11-06"), admitted("2017-12-01"), withdrawn("2018-05-01"), applied=True)
    assert states(life, "2017-11-05", "2017-11-06", "2017-11-30", "2017-12-01", "2018-04-30", "2018-05-01") == [
        "applied",
        "shortlisted",
        "shortlisted",
        "admitted",
        "admitted",
        "withdrawn",
    ]
    assert [life.on(day(text)).since for text in ("2017-11-01", "2017-11-30", "2018-01-01", "2019-01-01")] == [
        None,
        day("2017-11-06"),
        day("2017-12-01"),
        day("2018-05-01"),
    ]
    assert line().on(day("2018-01-01")).state is State.UNKNOWN


def test_of_two_steps_on_one_day_the_later_counts() -> None:
    life = line(admitted("2018-01-01"), opened("2018-02-01", "16"), exited("2018-02-01"))
    assert states(life, "2018-01-31", "2018-02-01") == ["admitted", "exited"]


def test_a_bar_ends_by_itself_after_its_last_day() -> None:
    life = line(admitted("2018-01-01"), opened("2018-02-01", "16"), exited("2018-03-01"))
    assert states(life, "2018-03-01", "2018-03-11", "2018-03-12", "2030-01-01") == ["exited", "exited", "free", "free"]
    assert life.on(day("2018-03-12")).since == day("2018-03-12")
    bar = life.on(day("2018-03-12")).bar
    assert bar is not None and bar.on == day("2018-03-01")


def test_who_comes_back_begins_a_new_membership() -> None:
    events = (admitted("2018-01-01"), opened("2018-02-01", "16"), exited("2018-03-01"), admitted("2018-04-01"))
    life = line(*events)
    now = life.on(day("2018-04-01"))
    assert (now.state, now.since, now.admitted_on, now.bar) == (State.ADMITTED, day("2018-04-01"), now.since, None)
    assert life.on(day("2018-02-15")).admitted_on == day("2018-01-01")
    assert states(life, "2018-03-11", "2018-03-12", "2018-03-31", "2018-04-01") == [
        "exited",
        "free",
        "free",
        "admitted",
    ]


def test_a_reversal_restores_the_former_membership() -> None:
    revoked = Revoked(on=day("2018-03-05"), note="x")
    life = line(admitted("2018-01-01"), opened("2018-02-01", "16"), exited("2018-03-01"), revoked)
    now = life.on(day("2018-03-05"))
    assert (now.state, now.since, now.admitted_on, now.bar) == (
        State.ADMITTED,
        day("2018-03-05"),
        day("2018-01-01"),
        None,
    )
    assert states(life, "2018-03-04", "2018-03-20") == ["exited", "admitted"]
    assert line(admitted("2018-01-01"), revoked).on(day("2018-03-05")).since == day("2018-01-01")


def test_a_reversal_on_the_last_day_of_a_bar_leaves_no_free_day_behind() -> None:
    """A bar from 03-01 runs through 03-11."""
    left = (admitted("2018-01-01"), opened("2018-02-01", "16"), exited("2018-03-01"))
    life = line(*left, Revoked(on=day("2018-03-11"), note="x"))
    walked = [(one.state.value, one.since) for one in life.lives[-2:]]
    assert walked == [("exited", day("2018-03-01")), ("admitted", day("2018-03-11"))]


def test_a_second_shortlist_is_a_second_step() -> None:
    life = line(shortlisted("2017-11-06"), shortlisted("2018-11-06"), applied=True)
    assert states(life, "2017-11-05", "2017-11-06", "2018-11-05") == ["applied", "shortlisted", "shortlisted"]
    assert (life.on(day("2018-11-05")).since, life.last_step) == (day("2017-11-06"), day("2018-11-06"))


def test_who_is_admitted_on_the_first_free_day_has_taken_a_step() -> None:
    life = line(exited("2018-03-01"), admitted("2018-03-12"))
    assert (states(life, "2018-03-11", "2018-03-12"), life.last_step) == (["exited", "admitted"], day("2018-03-12"))


def test_a_procedure_ends_with_its_last_ground() -> None:
    events = (admitted("2018-01-01"), opened("2018-02-01", "16", "18.4"))
    half = line(*events, dismissed("2018-02-10", "16"))
    assert (half.on(day("2018-02-10")).state, half.on(day("2018-02-10")).grounds) == (State.PROCEDURE, {"18.4"})
    assert half.on(day("2018-02-10")).since == day("2018-02-01")
    another = line(*events, dismissed("2018-02-10", "17"))
    assert another.on(day("2018-02-10")).grounds == {"16", "18.4"}
    whole = line(*events, dismissed("2018-02-10", "16"), dismissed("2018-02-11", "18.4"))
    assert states(whole, "2018-02-10", "2018-02-11") == ["procedure", "admitted"]
    assert (whole.on(day("2018-02-11")).since, whole.on(day("2018-02-11")).admitted_on) == (
        day("2018-02-11"),
        day("2018-01-01"),
    )
    unnamed = line(*events, dismissed("2018-02-10"))
    assert states(unnamed, "2018-02-10") == ["admitted"]


def test_a_clue_that_is_answered_changes_no_state() -> None:
    life = line(admitted("2018-01-01"), dismissed("2018-02-10", "18.4"))
    assert (life.on(day("2018-02-10")).since, life.last_step) == (day("2018-01-01"), day("2018-01-01"))


@pytest.mark.parametrize(
    "step", [opened("2018-02-01", "16"), withdrawn("2018-02-01"), dismissed("2018-02-01", "16")], ids=lambda e: e.kind
)
def test_a_step_without_an_admission_makes_nobody_a_member(step: Event) -> None:
    """As an undone admission leaves it."""
    assert states(line(step, applied=True), "2018-02-01", "2019-01-01") == ["applied", "applied"]


def test_an_announced_exit_bars_even_without_its_procedure() -> None:
    assert states(line(exited("2018-03-01")), "2018-03-01", "2018-03-12") == ["exited", "free"]


def test_a_shortlist_takes_nobody_off_the_register() -> None:
    life = line(admitted("2018-01-01"), shortlisted("2018-02-01"), admitted("2018-03-01"))
    now = life.on(day("2018-03-01"))
    assert (now.state, now.since, now.admitted_on) == (State.ADMITTED, day("2018-01-01"), day("2018-01-01"))


@pytest.mark.parametrize(
    ("events", "years"),
    [
        ((), []),
        ((admitted("2018-06-01"),), [2018, 2019, 2020, 2021]),
        ((admitted("2017-12-31"),), [2017, 2018, 2019, 2020, 2021]),
        ((admitted("2018-01-01"), withdrawn("2018-12-31")), [2018]),
        ((admitted("2018-01-01"), withdrawn("2018-01-01")), []),
        ((admitted("2018-01-01"), withdrawn("2019-01-01")), [2018]),
        ((admitted("2018-01-01"), withdrawn("2019-01-02")), [2018, 2019]),
        ((admitted("2017-01-01"), withdrawn("2018-02-01"), admitted("2020-12-31")), [2017, 2018, 2020, 2021]),
    ],
)
def test_the_years_in_which_a_unit_is_on_the_register(events: tuple[Event, ...], years: list[int]) -> None:
    assert [year for year in range(2016, 2022) if line(*events).registered_in(year)] == years


@pytest.mark.parametrize(
    ("events", "year", "why"),
    [
        ((), 2018, "没有入册（先记录确认名单：anlian admit）"),
        ((admitted("2018-06-01"),), 2018, None),
        ((admitted("2018-06-01"),), 2017, "2018-06-01 才入册，不参加 2017 年度考核"),
        ((admitted("2018-06-01"), withdrawn("2018-09-01")), 2018, None),
        ((admitted("2018-06-01"), withdrawn("2018-09-01")), 2019, "2019 年以前已经退出（已自愿退出）"),
        ((admitted("2018-01-01"), withdrawn("2018-01-01")), 2018, "2018 年以前已经退出（已自愿退出）"),
        # Admitted and gone on one day: 在册 on none.
        ((admitted("2018-06-01"), withdrawn("2018-06-01")), 2018, "2018 年以前已经退出（已自愿退出）"),
        # The bar's last day is the year's first.
        ((admitted("2016-06-01"), exited("2018-12-22")), 2019, "2019 年以前已经退出（已退出，限制期内）"),
        (
            (admitted("2016-06-01"), withdrawn("2016-09-01"), admitted("2020-01-01")),
            2018,
            "2018 年以前已经退出（已自愿退出）",
        ),
    ],
)
def test_who_has_no_part_in_a_year_and_why(events: tuple[Event, ...], year: int, why: str | None) -> None:
    assert refusal_in_year(line(*events), year) == why


IN = (admitted("2018-01-01"),)
LEFT_AND_BACK = (admitted("2018-01-01"), withdrawn("2018-05-01"), admitted("2018-08-01"))


@pytest.mark.parametrize(
    ("events", "kind", "on", "words"),
    [
        (IN, "daily", "2018-01-01", None),
        (IN, "daily", "2017-12-31", "2017-12-31 的状态是“没有记录”"),
        (LEFT_AND_BACK, "daily", "2018-04-30", None),
        (LEFT_AND_BACK, "daily", "2018-05-01", "2018-05-01 的状态是“已自愿退出”"),
        (LEFT_AND_BACK, "reported", "2018-08-01", None),
        (LEFT_AND_BACK, "reported", "2018-07-31", "2018-07-31 早于这次入册 2018-08-01"),
        (LEFT_AND_BACK, "reported", "2018-04-30", "2018-04-30 早于这次入册 2018-08-01"),
        (LEFT_AND_BACK, "withdrawn", "2018-08-01", None),
        (LEFT_AND_BACK, "withdrawn", "2018-07-31", "2018-07-31 早于现在这个状态的开始 2018-08-01"),
        (LEFT_AND_BACK, "opened", "2018-04-01", "2018-04-01 早于现在这个状态的开始 2018-08-01"),
        (LEFT_AND_BACK[:2], "reported", "2018-04-30", "现在的状态是“已自愿退出”"),
        (LEFT_AND_BACK[:2], "daily", "2018-04-30", None),
        (LEFT_AND_BACK[:2], "admitted", "2018-05-01", None),
        (LEFT_AND_BACK[:2], "admitted", "2018-04-30", "2018-04-30 早于现在这个状态的开始 2018-05-01"),
        (LEFT_AND_BACK[:2], "changed", "2010-01-01", None),
        ((), "changed", "2018-09-01", "现在的状态是“没有记录”：台账里没有这家单位"),
        ((), "admitted", "2018-09-01", None),
        (IN, "admitted", "2018-09-01", "现在的状态是“在册”：不能入册"),
        (IN, "shortlisted", "2018-09-01", "现在的状态是“在册”：不能列入入围名单"),
        (IN, "passed-over", "2018-09-01", "现在的状态是“在册”：在册单位不能记为未确认"),
        (IN, "exited", "2018-09-01", "决定退出要先启动退出程序"),
        ((*IN, opened("2018-02-01", "16"), exited("2018-03-01")), "revoked", "2018-03-05", None),
        ((*IN, opened("2018-02-01", "16"), exited("2018-03-01")), "revoked", "2018-02-28", "早于现在这个状态的开始"),
        ((*IN, opened("2018-02-01", "16"), exited("2018-03-01")), "admitted", "2018-03-11", "2018-03-11 的状态是"),
        ((*IN, opened("2018-02-01", "16"), exited("2018-03-01")), "admitted", "2018-03-12", None),
    ],
)
def test_a_step_is_refused_where_its_day_or_today_does_not_allow_it(
    events: tuple[Event, ...], kind: str, on: str, words: str | None
) -> None:
    why = refusal(kind, line(*events), day(on), day("2018-09-30"))
    assert why is None if words is None else why is not None and words in why


def test_what_is_told_of_a_unit_is_no_step() -> None:
    told = (
        DailyEntry(on=day("2018-06-01"), item="13.1", note="x"),
        Changed(on=day("2018-06-02"), name="乙"),
        Reported(on=day("2018-06-03"), ground="18.4", note="x"),
    )
    assert line(*IN, *told).last_step == day("2018-01-01")
    assert len(line(*IN, *told).lives) == 2
