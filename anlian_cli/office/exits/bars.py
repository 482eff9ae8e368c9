"""The bars of Art. 18 that run on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from anlian_cli.model.exits import StandingBar
from anlian_cli.model.states import State
from anlian_cli.office.office import Office
from anlian_cli.office.standing import bar_rule, bar_years, life_of


def standing_bars(office: Office) -> Iterator[StandingBar]:
    """The bars that run today, with their last day and the first free one."""
    last_day = bar_rule(office)
    for dossier in office.units():
        life = life_of(office, dossier)
        if life.state is State.EXITED and life.bar is not None:
            last = last_day(life.bar)
            free = last + timedelta(days=1)
            years = bar_years(office, life.bar)
            yield StandingBar(dossier.name, dossier.credit_code, life.bar.on, last, free, life.bar.ground, years)
