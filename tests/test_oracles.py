"""What tests expect comes from outside: the check characters of made-up numbers, and who may ask the library."""

from __future__ import annotations

import random
import re
from pathlib import Path

from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2, mod_11_10

from anlian_cli.model.check_characters import code_character, id_character, registration_digit
from tests.fictional import CODE_ALPHABET, code_check, id_check

TESTS = Path(__file__).parent
_ASKS_THE_LIBRARY = re.compile(r"^\s*(?:from|import)\s+stdnum\b", re.M)


def test_our_own_weights_and_another_program_agree() -> None:
    chance = random.Random(32100)
    for _ in range(20_000):
        stem = "".join(chance.choices("0123456789", k=17))
        body = "".join(chance.choices(CODE_ALPHABET, k=17))
        assert id_check(stem) == mod_11_2.calc_check_digit(stem)
        assert code_check(body) == uscc.calc_check_digit(body)


def test_the_program_and_another_program_agree() -> None:
    chance = random.Random(11643)
    for _ in range(5_000):
        digits = "".join(chance.choices("0123456789", k=17))
        body = "".join(chance.choices(CODE_ALPHABET, k=17))
        assert id_character(digits) == mod_11_2.calc_check_digit(digits)
        assert code_character(body) == uscc.calc_check_digit(body)
        assert registration_digit(digits[:14]) == mod_11_10.calc_check_digit(digits[:14])


def test_no_other_test_takes_its_numbers_from_the_library() -> None:
    asking = {path.name for path in TESTS.rglob("*.py") if _ASKS_THE_LIBRARY.search(path.read_text(encoding="utf-8"))}
    assert asking == {Path(__file__).name}
