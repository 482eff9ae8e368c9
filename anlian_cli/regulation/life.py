"""A unit's life as one small state machine: which event may follow in which state, and where it leads.

Deciding an exit needs an open procedure (Art. 17), so that nobody is put out without one; a reversal ends the bar
and leaves the history as it is. A bar ends by itself, on its last day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from anlian_cli.model.dates import years_after
from anlian_cli.model.events import Event, Exited
from anlian_cli.model.exits import State

_IN: Final = frozenset({State.ADMITTED, State.PROCEDURE})
_ANY: Final = frozenset(State) - {State.UNKNOWN}

MOVES: Mapping[str, tuple[frozenset[State], State | None]] = {
    "shortlisted": (frozenset({State.APPLIED, State.FREE, State.WITHDRAWN}), State.SHORTLISTED),
    "admitted": (
        frozenset({State.UNKNOWN, State.APPLIED, State.SHORTLISTED, State.WITHDRAWN, State.FREE}),
        State.ADMITTED,
    ),
    "passed-over": (frozenset({State.APPLIED, State.SHORTLISTED}), None),
    "daily": (_ANY, None),
    "changed": (_ANY, None),
    "reported": (_IN, None),
    "opened": (frozenset({State.ADMITTED}), State.PROCEDURE),
    "dismissed": (_IN, State.ADMITTED),
    "exited": (frozenset({State.PROCEDURE}), State.EXITED),
    "revoked": (frozenset({State.EXITED, State.FREE}), State.ADMITTED),
    "withdrawn": (frozenset({State.ADMITTED}), State.WITHDRAWN),
}
"""Every kind of event: the states in which it may be recorded, and the one it leads to (None: the same)."""

WORDS: Mapping[str, str] = {
    "reported": "举报线索只对在册单位记录",
    "opened": "退出程序只能对在册、还没有启动程序的单位启动",
    "dismissed": "只有在册单位的线索或退出程序可以结束",
    "exited": "决定退出要先启动退出程序（anlian exit open）",
    "revoked": "只有已经退出的单位可以撤销退出",
    "withdrawn": "只有在册、没有退出程序的单位可以自愿退出",
    "changed": "台账里没有这家单位",
}


@dataclass(frozen=True, slots=True)
class Life:
    """Where a unit stands on a day, and since when; `bar` is the decision behind a running or past bar."""

    state: State
    since: date | None = None
    bar: Exited | None = None


def life_on(events: Iterable[Event], applied: bool, today: date, bar_years: int, from_the_day_itself: bool) -> Life:
    """The state that events up to a day lead to. `events` are in the order of their days and recording."""
    life = Life(State.APPLIED if applied else State.UNKNOWN)
    for event in events:
        if event.on > today:
            break
        life = _aged(life, event.on, bar_years, from_the_day_itself)
        leads_to = MOVES[event.kind][1]
        if leads_to is not None:
            bar = event if isinstance(event, Exited) else life.bar if leads_to is not State.ADMITTED else None
            life = Life(leads_to, event.on, bar)
    return _aged(life, today, bar_years, from_the_day_itself)


def _aged(life: Life, today: date, bar_years: int, from_the_day_itself: bool) -> Life:
    """A bar that is over by `today` leaves the unit free to apply again."""
    if life.state is State.EXITED and life.bar is not None:
        last = last_barred_day(life.bar.on, bar_years, from_the_day_itself)
        if today > last:
            return Life(State.FREE, last, life.bar)
    return life


def last_barred_day(announced_on: date, bar_years: int, from_the_day_itself: bool) -> date:
    """The last day of a bar: the same day some years on, 28 Feb for 29 Feb (Art. 18, reading R3)."""
    end = years_after(announced_on, bar_years)
    return end.fromordinal(end.toordinal() - 1) if from_the_day_itself else end


def refusal(kind: str, state: State) -> str | None:
    """Why an event may not be recorded in a state; None where it may."""
    if state in MOVES[kind][0]:
        return None
    return f"现在的状态是“{state.label}”：{WORDS.get(kind, '这一步现在不能记录')}"
