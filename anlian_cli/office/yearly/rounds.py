"""The rounds of a year in numbers: those whose deadline lies in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from anlian_cli.forms.discovery import APPLICATIONS, find_units
from anlian_cli.model.events import Admitted, Event
from anlian_cli.model.results import UnitVerdict
from anlian_cli.model.year_report import RoundNumbers
from anlian_cli.office.admission.unrecorded import unrecorded
from anlian_cli.office.office import Office
from anlian_cli.office.periods import in_force


def rounds_of(office: Office, year: int) -> Iterator[RoundNumbers]:
    for name in office.settings.rounds:
        block = in_force(office, "round", name).parameters.round
        if block is not None and block.deadline is not None and block.deadline.year == year:
            units = office.units()
            counts = Counter(verdict.verdict for unit in units if (verdict := unit.verdict(name)))
            yield RoundNumbers(
                name,
                block.deadline,
                counts.total(),
                _unfiled(office, name, nothing_filed=not counts),
                {verdict: counts[verdict] for verdict in UnitVerdict if verdict is not UnitVerdict.UNREADABLE},
                sum(unit.is_shortlisted(name) for unit in units),
                sum(_is_admission(event, name) for unit in units for event in unit.events),
            )


def _unfiled(office: Office, name: str, *, nothing_filed: bool) -> int:
    """The folders of which nothing is recorded, as the board counts them."""
    folder = office.workspace / APPLICATIONS / name
    if nothing_filed:
        return sum(1 for _ in find_units(folder, office.workspace)) if folder.is_dir() else 0
    return sum(1 for _ in unrecorded(office, name))


def _is_admission(event: Event, round_name: str) -> bool:
    return isinstance(event, Admitted) and event.round == round_name
