"""People, not rows (Art. 9(4)): one number is one person, and a slip in a number makes nobody new."""

from __future__ import annotations

from typing import Any

import pytest

from anlian_cli.model.application import PersonForm
from anlian_cli.regulation.identity import id_number_ok
from anlian_cli.regulation.people import people
from tests.fictional import id_check, id_number

STANDARD = "11010519491231002X"
"""The example of GB 11643-1999."""
FEBRUARY_30 = "11010519490230001"
ZHANG, LI = id_number(1, "1975-05-01", "男"), id_number(2, "1980-02-03", "女")
SLIP = ZHANG[:16] + str((int(ZHANG[16]) + 1) % 10) + ZHANG[17]


def row(name: str | None, number: str | None = None, born: str | None = None) -> PersonForm:
    fields: dict[str, Any] = {"姓名": name, "身份证号": number, "出生日期": born}
    return PersonForm.model_validate(fields)


@pytest.mark.parametrize(
    ("number", "sound"),
    [
        (STANDARD, True),
        (STANDARD[:17] + "1", False),
        (STANDARD[:17], False),
        ("1101051949123100２X", False),
        # 30 February, with the character that its own weighted sum asks for.
        (FEBRUARY_30 + id_check(FEBRUARY_30), False),
    ],
)
def test_a_number_names_somebody_where_its_character_and_its_day_are_right(number: str, sound: bool) -> None:
    assert id_number_ok(number) is sound


@pytest.mark.parametrize(
    ("rows", "known", "unknown"),
    [
        ([row("张", ZHANG, "1975-05-01"), row("李", LI, "1980-02-03")], 2, 0),
        ([row("张", ZHANG, "1975-05-01"), row("张三", ZHANG)], 1, 0),
        ([row("张", SLIP, "1975-05-01"), row("张", ZHANG, "1975-05-01")], 1, 0),
        ([row("张", None, "1975-05"), row("张", ZHANG, "1975-05-01")], 1, 0),
        ([row("张", None, "1975-06"), row("张", ZHANG, "1975-05-01")], 2, 0),
        ([row("王", None, "1975-05"), row("张", ZHANG, "1975-05-01")], 2, 0),
        ([row("张", None, "1975-05-01"), row("张", None, "1975年5月")], 1, 0),
        ([row("张", None, "1975-05-02"), row("张", None, "1975-05-01")], 2, 0),
        ([row("张", SLIP), row("张", ZHANG, "1975-05-01")], 1, 1),
        ([row(None, SLIP, "1975-05-01"), row(None, None, "1975-05-01")], 0, 2),
        ([row("张", ZHANG), row("张", None, "1975-05-01")], 2, 0),
        ([row(None, ZHANG, "1975-05-01"), row("张", None, "1975-05-01")], 2, 0),
        ([row("张", ZHANG, "1975-05-01"), row("张", LI, "1975-05-01")], 2, 0),
    ],
)
def test_who_is_one_person_and_who_is_nobody(rows: list[PersonForm], known: int, unknown: int) -> None:
    for order in (rows, rows[::-1]):
        groups, nameless = people(tuple(order))
        assert (len(groups), len(nameless)) == (known, unknown)
