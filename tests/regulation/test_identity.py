"""Credit codes and ID numbers: what is an error, what is only odd, and that real people are let be."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlian_cli.model.findings import Severity
from anlian_cli.regulation.identity import (
    birth_date,
    credit_code_ok,
    credit_code_remarks,
    full_id_number,
    id_number_remarks,
    organisation_code_ok,
    sex,
)
from tests.fictional import credit_code, id_number

TODAY = date(2017, 10, 24)


def graves(remarks: object) -> list[str]:
    return [remark.message for remark in remarks if remark.severity is Severity.ERROR]  # type: ignore[attr-defined]


def mild(remarks: object) -> list[str]:
    return [remark.message for remark in remarks if remark.severity is Severity.WARNING]  # type: ignore[attr-defined]


def test_sound_codes_say_nothing() -> None:
    for code in ("91110000600037341L", "51110000000000000J", credit_code(1)):
        assert not list(credit_code_remarks(code, None))


@pytest.mark.parametrize("position", range(18))
def test_every_single_slip_in_a_credit_code_is_caught(position: int) -> None:
    code = credit_code(1)
    for character in "0123456789ABCDEFGHJKLMNPQRTUWXY":
        if character != code[position]:
            assert graves(credit_code_remarks(code[:position] + character + code[position + 1 :], None))


@pytest.mark.parametrize("code", [credit_code(1)[:17], credit_code(1) + "0", "9111", "91110105MA000001OF", "＊" * 18])
def test_impossible_credit_codes(code: str) -> None:
    assert graves(credit_code_remarks(code, None))


def test_letters_written_for_digits_are_named() -> None:
    assert "字母 O" in graves(credit_code_remarks("9111O105MA0000015F", None))[0]


@pytest.mark.parametrize(("registered", "grave"), [("2017-10-20", False), ("2020-12-31", False), ("2021-01-01", True)])
def test_old_numbers_count_until_the_end_of_2020(registered: str, grave: bool) -> None:
    remarks = list(credit_code_remarks("110108000000016", date.fromisoformat(registered)))
    assert bool(graves(remarks)) is grave and bool(mild(remarks)) is not grave


def test_inner_organisation_code_is_only_a_warning() -> None:
    assert organisation_code_ok("600037341")
    assert mild(credit_code_remarks("91110105MA0000000Y", None)) and not graves(
        credit_code_remarks("91110105MA0000000Y", None)
    )


@pytest.mark.parametrize("stem", ["11022319650102123", "11022819750102123", "11011219750102123", "81000019750102123"])
def test_real_people_are_let_be(stem: str) -> None:
    """Counties that were founded or renamed after the birth year, and residents from Hong Kong."""
    from stdnum.cn import ric

    assert not list(id_number_remarks(stem + ric.calc_check_digit(stem), TODAY))


@pytest.mark.parametrize(
    "number",
    ["11010519750501001", "1101051975050100155", "11010519750501001×", "110105197505010011", "11010519750230001X"],
)
def test_impossible_id_numbers(number: str) -> None:
    assert graves(id_number_remarks(number, TODAY))


def test_odd_id_numbers_are_warnings() -> None:
    assert mild(id_number_remarks("110105750501001", TODAY))
    assert mild(id_number_remarks(id_number(1, "2010-05-01", "男"), TODAY))
    assert graves(id_number_remarks(id_number(1, "2018-05-01", "男"), TODAY))


@given(st.integers(0, 499), st.dates(date(1937, 11, 1), date(1999, 10, 1)), st.sampled_from(["男", "女"]))
def test_a_number_tells_birth_and_sex(sequence: int, born: date, told: str) -> None:
    number = id_number(sequence, born.isoformat(), told)
    assert not list(id_number_remarks(number, TODAY))
    assert birth_date(number) == born and sex(number) == told


def test_an_old_number_is_the_same_person() -> None:
    assert full_id_number("110105750501001") == "11010519750501001" + full_id_number("110105750501001")[-1]
    assert not graves(id_number_remarks(full_id_number("110105750501001"), TODAY))


@given(st.text(max_size=20))
def test_any_text_is_judged(text: str) -> None:
    list(credit_code_remarks(text, None))
    list(id_number_remarks(text, TODAY))
    credit_code_ok(text)
