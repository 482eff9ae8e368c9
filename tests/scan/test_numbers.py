"""A number is certain where its check character fits; one that was misread never passes for another."""

from __future__ import annotations

import random

import pytest

from anlian_cli.model.scanned import CERTAIN, Box
from anlian_cli.scan.lines import Line, line
from anlian_cli.scan.numbers import credit_code, id_number
from tests.fictional import CODE_ALPHABET
from tests.scans.truth import firm, holder

PLACE = Box(0, 0, 1, 0.1)


def read(text: str, sure: float = 0.99) -> Line:
    return line(text, [sure] * len(text), PLACE)


def certain(found: tuple[Line, float] | None) -> str | None:
    return found[0].text if found is not None and found[1] >= CERTAIN else None


@pytest.mark.parametrize("number", range(20))
def test_a_code_that_fits_is_as_sure_as_it_was_read(number: int) -> None:
    code = firm(number).code
    assert certain(credit_code(read(f"统一社会信用代码：{code}（副本）"))) == code
    assert certain(credit_code(read(code, sure=0.6))) is None


def test_a_misread_code_is_never_certain() -> None:
    """Every other character in every place, read for sure: the check character knows them all (GB 32100)."""
    code = firm(1).code
    wrong = [code[:at] + one + code[at + 1 :] for at in range(18) for one in CODE_ALPHABET if one != code[at]]
    assert len(wrong) == 18 * 30
    assert [one for one in wrong if certain(credit_code(read(one))) is not None] == []


def test_two_misread_characters_hardly_ever_pass() -> None:
    """One in 31 passes the outer check, and one in 11 of those the organisation code's own, where that is touched."""
    draw, code, passed = random.Random(7), firm(1).code, 0
    for _ in range(2_000):
        letters = list(code)
        for at in draw.sample(range(8, 17), 2):
            letters[at] = draw.choice(CODE_ALPHABET)
        changed = "".join(letters)
        passed += changed != code and certain(credit_code(read(changed))) is not None
    assert passed <= 2_000 / 31 / 11 * 3


def test_a_letter_that_no_code_has_is_the_digit_it_looks_like_where_that_fits() -> None:
    code = next(firm(number).code for number in range(99) if {"0", "1"} <= set(firm(number).code[8:17]))
    confused = code.replace("0", "O").replace("1", "I")
    assert certain(credit_code(read(confused))) == code
    assert certain(credit_code(read(confused[:-1] + ("3" if code[-1] != "3" else "4")))) is None


def test_an_old_registration_number_is_judged_by_its_own_check() -> None:
    number = firm(2).old_number
    assert certain(credit_code(read(f"注册号{number}"))) == number
    assert certain(credit_code(read(f"{number[:-1]}{(int(number[-1]) + 1) % 10}"))) is None


def test_an_id_number_is_judged_by_its_check_character() -> None:
    number = holder(3).number
    assert certain(id_number(read(number))) == number
    assert certain(id_number(read(("2" if number[0] == "1" else "1") + number[1:]))) is None
    assert certain(id_number(read(number[1:]))) is None
