"""People, not rows: which forms speak of the same consultant (Art. 9(4))."""

from __future__ import annotations

from anlian_cli.model.application import PersonForm
from anlian_cli.model.text import folded
from anlian_cli.regulation.identity import full_id_number, id_number_ok


def people(persons: tuple[PersonForm, ...]) -> tuple[list[tuple[PersonForm, ...]], list[PersonForm]]:
    """Rows grouped by person, and the rows that name nobody.

    One ID number is one person; a row without one that is right is the person of the same name and birth date.
    """
    groups: list[list[PersonForm]] = []
    by_number: dict[str, list[PersonForm]] = {}
    nameless: list[PersonForm] = []
    # Rows with a number first, so that one without finds its person in whatever order they came.
    for person in sorted(persons, key=lambda row: _number(row) is None):
        number = _number(person)
        group = by_number.get(number) if number else _namesake(groups, person)
        if group is not None:
            group.append(person)
        elif number or (person.name and person.born_on):
            groups.append([person])
            if number:
                by_number[number] = groups[-1]
        else:
            nameless.append(person)
    return [tuple(rows) for rows in groups], nameless


def _number(person: PersonForm) -> str | None:
    """The full ID number of a row; one with a slip in it is nobody's, and never makes a new person."""
    number = full_id_number(person.id_number) if person.id_number else ""
    return number if id_number_ok(number) else None


def _namesake(groups: list[list[PersonForm]], person: PersonForm) -> list[PersonForm] | None:
    """The group of the same name whose birth date agrees, at the precision that both are given in."""
    born = person.born_on
    if not person.name or born is None:
        return None
    for group in groups:
        other = group[0].born_on
        same_name = group[0].name is not None and folded(group[0].name) == folded(person.name)
        if same_name and other and other.first_day <= born.last_day and born.first_day <= other.last_day:
            return group
    return None
