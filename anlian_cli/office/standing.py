"""What a unit is on a day, and since when: dossiers under the rules of life, asked by all who record or read."""

from __future__ import annotations

from datetime import date

from anlian_cli.errors import UsageFault
from anlian_cli.model.events import Exited
from anlian_cli.office.office import Office
from anlian_cli.records.dossier import Dossier
from anlian_cli.regulation.documents import regulation_named
from anlian_cli.regulation.jinganlianfa_2017_4.exits import counts_the_day
from anlian_cli.regulation.life import LastDay, Life, Lifeline, last_barred_day, lifeline, refusal

_SEE = "全部经过见 anlian show"


def line_of(office: Office, dossier: Dossier) -> Lifeline:
    """A unit's whole life, as far as the dossier tells it; put together once."""
    found = office.lifelines.get(dossier.code)
    if found is None:
        found = office.lifelines[dossier.code] = lifeline(dossier.events, bool(dossier.verdicts), bar_rule(office))
    return found


def life_of(office: Office, dossier: Dossier) -> Life:
    """Where a unit stands today."""
    return line_of(office, dossier).on(office.today)


def same_membership(office: Office, dossier: Dossier, year: int) -> bool:
    """Whether a unit was 在册 at a year's end by the admission that is in force now: a later one begins anew."""
    then, now = line_of(office, dossier).on(end_of(year)), life_of(office, dossier)
    return then.state.registered and now.state.registered and then.admitted_on == now.admitted_on


def end_of(year: int) -> date:
    """The last day of a year."""
    return date(year, 12, 31)


def bar_rule(office: Office) -> LastDay:
    """How long a bar runs: the years of the document that the decision names (Art. 18), from the day of reading R3."""

    def last_day(decision: Exited) -> date:
        # Asked here, since few of many units ever left.
        return last_barred_day(decision.on, bar_years(office, decision), counts_the_day(office.readings))

    return last_day


def bar_years(office: Office, decision: Exited) -> int:
    """The years that the document of a decision bars for."""
    document = regulation_named(decision.regulation) if decision.regulation else office.regulation
    return int(document.value("bar_years"))


def ask(office: Office, dossier: Dossier, kind: str, on: date) -> None:
    """Whether an event of a kind may be recorded now about a day. Raises UsageFault."""
    if why := refusal(kind, line_of(office, dossier), on, office.today):
        raise UsageFault(f"{dossier.name}：{why}", _SEE)
