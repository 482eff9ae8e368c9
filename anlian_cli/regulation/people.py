"""People, not rows: which forms speak of the same consultant (Art. 9(4))."""

from __future__ import annotations

from anlian_cli.model.application import PersonForm
from anlian_cli.model.text import folded
from anlian_cli.regulation.identity import full_id_number


def people(persons: tuple[PersonForm, ...]) -> tuple[list[tuple[PersonForm, ...]], list[PersonForm]]:
    """Rows grouped by person, and the rows that name nobody.

    One ID number is one person; a row without one is the person of the same name and birth date.
    """
    groups: dict[str, list[PersonForm]] = {}
    by_birth: dict[tuple[str, str], str] = {}
    nameless: list[PersonForm] = []
    for person in sorted(persons, key=lambda row: row.id_number is None):
        birth = (folded(person.name), str(person.born_on)) if person.name and person.born_on else None
        key = (
            full_id_number(person.id_number) if person.id_number else by_birth.get(birth, str(birth)) if birth else None
        )
        if key is None:
            nameless.append(person)
            continue
        groups.setdefault(key, []).append(person)
        if birth:
            by_birth.setdefault(birth, key)
    return [tuple(rows) for rows in groups.values()], nameless
