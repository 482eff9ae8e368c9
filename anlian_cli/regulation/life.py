"""A unit's life as one small state machine: which event may follow in which state, and where it leads.

The one answer to "what is this unit on this day, and since when": everybody who records asks it first, everybody who
reads asks the same. Deciding an exit needs an open procedure (Art. 17), so that nobody is put out without one; a
reversal ends the bar and leaves the history as it is. A bar ends by itself, on its last day. Who withdrew, or whose
bar has ended, may be admitted again, and begins a new membership.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from anlian_cli.model.dates import years_after
from anlian_cli.model.events import Admitted, Dismissed, Event, Exited, Opened, Revoked, Shortlisted, Withdrawn
from anlian_cli.model.states import State

_IN: Final = frozenset({State.ADMITTED, State.PROCEDURE})
_OUT: Final = frozenset({State.APPLIED, State.SHORTLISTED, State.WITHDRAWN, State.FREE})

ALLOWED: Mapping[str, frozenset[State]] = {
    "shortlisted": _OUT,
    # Who was admitted before the tool has no application here.
    "admitted": _OUT | {State.UNKNOWN},
    "passed-over": _OUT,
    "daily": _IN,
    "changed": frozenset(State) - {State.UNKNOWN},
    "reported": _IN,
    "opened": frozenset({State.ADMITTED}),
    "dismissed": _IN,
    "exited": frozenset({State.PROCEDURE}),
    # An appeal may succeed after the bar has ended.
    "revoked": frozenset({State.EXITED, State.FREE}),
    # Not out of an open procedure: who withdraws is not barred.
    "withdrawn": frozenset({State.ADMITTED}),
    # Whoever was judged or scored may object, whatever became of it.
    "objected": frozenset(State) - {State.UNKNOWN},
    "resolved": frozenset(State) - {State.UNKNOWN},
}
"""Every kind of event, and the states in which it may be recorded."""

_STANDING: Final = frozenset({"daily", "changed", "reported", "passed-over", "objected", "resolved"})
"""These lead nowhere: they may be recorded about an earlier day, whatever came after."""
_UNDATED: Final = frozenset({"changed"})
"""A change may have taken place before the unit came into the records."""
_OF_THIS_MEMBERSHIP: Final = frozenset({"reported"})
"""What lies before the admission in force was answered with the membership that ended."""

WORDS: Mapping[str, str] = {
    "shortlisted": "不能列入入围名单",
    "admitted": "不能入册",
    "passed-over": "在册单位不能记为未确认；入册记错了的，先用 anlian undo 撤销那一批",
    "daily": "日常工作只对在册单位记录",
    "reported": "举报线索只对在册单位记录",
    "opened": "退出程序只能对在册、还没有启动程序的单位启动",
    "dismissed": "只有在册单位的线索或退出程序可以结束",
    "exited": "决定退出要先启动退出程序（anlian exit open）",
    "revoked": "只有已经退出的单位可以撤销退出",
    "withdrawn": "只有在册、没有退出程序的单位可以自愿退出",
    "changed": "台账里没有这家单位",
    "objected": "那时台账里还没有这家单位",
    "resolved": "那时台账里还没有这家单位",
}

LastDay = Callable[[Exited], date]
"""The last day of the bar that a decision began."""


class Life(Struct, frozen=True):
    """A state and its first day.

    `admitted_on` is the admission that is, or last was, in force; `bar` the decision behind a running or past bar;
    `grounds` what an open procedure still is about.
    """

    state: State
    since: date | None = None
    admitted_on: date | None = None
    bar: Exited | None = None
    grounds: frozenset[str] = frozenset()


class Lifeline(Struct, frozen=True):
    """A unit's states in their order, from what it was before anything happened; and the day of its last step."""

    lives: tuple[Life, ...]
    last_step: date | None = None

    def on(self, day: date) -> Life:
        """What the unit is on a day."""
        # From the end: of two steps on one day the later one counts.
        for life in reversed(self.lives):
            if life.since is None or life.since <= day:
                return life
        raise AssertionError("the first life has no day")

    def registered_in(self, year: int) -> bool:
        """Whether it is 在册 on some day of a year."""
        begun = (life.since for life in self.lives if life.since is not None and life.since.year == year)
        return any(self.on(day).state.registered for day in (date(year, 1, 1), *begun))

    @property
    def first_admitted_on(self) -> date | None:
        return next((life.admitted_on for life in self.lives if life.admitted_on is not None), None)


def lifeline(events: Iterable[Event], applied: bool, last_day: LastDay) -> Lifeline:
    """The life that events make; they come in the order of their days and recording."""
    lives = [Life(State.APPLIED if applied else State.UNKNOWN)]
    last_step: date | None = None
    for event in events:
        lives += _aged(lives[-1], event.on, last_day)
        led = _led(lives[-1], event)
        if led.state is not lives[-1].state or led.since != lives[-1].since:
            lives.append(led)
            last_step = event.on
        else:
            lives[-1] = led
    # The end of a bar that still runs lies ahead: `on` comes to it when its day has come.
    return Lifeline((*lives, *_aged(lives[-1], date.max, last_day)), last_step)


def _aged(life: Life, day: date, last_day: LastDay) -> Iterator[Life]:
    """A bar that is over by `day` leaves the unit free to apply again."""
    if life.state is State.EXITED and life.bar is not None and (last := last_day(life.bar)) < day:
        yield replace(life, state=State.FREE, since=last + timedelta(days=1))


def _led(life: Life, event: Event) -> Life:
    """Where an event leads.

    A step that an undone one has left without its ground leads nowhere; an announced exit always bars.
    """
    if isinstance(event, Shortlisted) and not life.state.registered:
        return replace(life, state=State.SHORTLISTED, since=event.on)
    if isinstance(event, Admitted) and not life.state.registered:
        return Life(State.ADMITTED, event.on, admitted_on=event.on)
    if isinstance(event, Exited):
        return replace(life, state=State.EXITED, since=event.on, bar=event, grounds=frozenset())
    if isinstance(event, Revoked) and life.bar is not None:
        return _reversed(life, event)
    return _led_within(life, event) if life.state.registered else life


def _reversed(life: Life, event: Revoked) -> Life:
    """在册 again since its former admission, which the reversal restores."""
    state = State.ADMITTED if life.admitted_on is not None else State.APPLIED
    return Life(state, event.on, admitted_on=life.admitted_on)


def _led_within(life: Life, event: Event) -> Life:
    """The steps of a unit that is 在册."""
    if isinstance(event, Opened):
        return replace(life, state=State.PROCEDURE, since=event.on, grounds=frozenset(event.grounds))
    if isinstance(event, Withdrawn):
        return replace(life, state=State.WITHDRAWN, since=event.on, grounds=frozenset())
    if isinstance(event, Dismissed) and life.state is State.PROCEDURE:
        remaining = life.grounds - set(event.grounds) if event.grounds else frozenset()
        return replace(life, grounds=remaining) if remaining else _without_procedure(life, event.on)
    return life


def _without_procedure(life: Life, day: date) -> Life:
    return replace(life, state=State.ADMITTED, since=day, grounds=frozenset())


def last_barred_day(announced_on: date, bar_years: int, from_the_day_itself: bool) -> date:
    """The last day of a bar: the same day some years on, 28 Feb for 29 Feb (Art. 18, reading R3).

    Where the day of the announcement counts, the bar ends on the eve of that day; of a 29 Feb that does not come,
    the eve is 28 Feb too.
    """
    end = years_after(announced_on, bar_years)
    comes = (end.month, end.day) == (announced_on.month, announced_on.day)
    return end - timedelta(days=1) if from_the_day_itself and comes else end


def refusal(kind: str, line: Lifeline, on: date, today: date) -> str | None:
    """Why an event of a kind may not be recorded today about a day; None where it may."""
    then, now = line.on(today if kind in _UNDATED else on), line.on(today)
    allowed, why = ALLOWED[kind], WORDS.get(kind, "这一步现在不能记录")
    # What happened while a unit was 在册 is noted even after it left; a report would lead to nothing any more.
    if now.state not in allowed and (then.state not in allowed or kind in _OF_THIS_MEMBERSHIP):
        return f"现在的状态是“{now.state.label}”：{why}"
    if kind in _OF_THIS_MEMBERSHIP and now.admitted_on is not None and on < now.admitted_on:
        return f"{on.isoformat()} 早于这次入册 {now.admitted_on.isoformat()}"
    if kind not in _STANDING and line.last_step is not None and on < line.last_step:
        return f"{on.isoformat()} 早于现在这个状态的开始 {line.last_step.isoformat()}"
    return None if then.state in allowed else f"{on.isoformat()} 的状态是“{then.state.label}”：{why}"


def refusal_in_year(line: Lifeline, year: int) -> str | None:
    """Why a unit has no part in an assessment year (Art. 13, 14); None where it is 在册 on some day of it."""
    if line.registered_in(year):
        return None
    first = line.first_admitted_on
    if first is None:
        return "没有入册（先记录确认名单：anlian admit）"
    if first.year > year:
        return f"{first.isoformat()} 才入册，不参加 {year} 年度考核"
    left_on = date(year, 1, 1) if first.year < year else date(year, 12, 31)
    return f"{year} 年以前已经退出（{line.on(left_on).state.label}）"
