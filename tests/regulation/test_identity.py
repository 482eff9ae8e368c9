"""Credit codes and ID numbers: what is an error, what is only odd, and that real people and firms are let be.

What is expected stands in the standards' own examples, in public records, or as arithmetic beside the number.
"""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlian_cli.model.findings import Severity
from anlian_cli.regulation.identity import (
    birth_date,
    credit_code_faults,
    credit_code_ok,
    credit_code_remarks,
    full_id_number,
    id_number_remarks,
    organisation_code_ok,
    sex,
)
from tests.fictional import CODE_ALPHABET, credit_code, id_check, id_number

TODAY = date(2017, 10, 24)


def graves(remarks: object) -> list[str]:
    return [remark.message for remark in remarks if remark.severity is Severity.ERROR]  # type: ignore[attr-defined]


def mild(remarks: object) -> list[str]:
    return [remark.message for remark in remarks if remark.severity is Severity.WARNING]  # type: ignore[attr-defined]


def test_sound_codes_say_nothing() -> None:
    """Four firms of Beijing, Shenzhen and Hangzhou as public registers show them, a society, and one of ours."""
    public = ("91110000802100433B", "91440300708461136T", "91330100799655058B", "91110000600037341L")
    for code in (*public, "51110000000000000J", credit_code(1)):
        assert not list(credit_code_remarks(code, None))


@pytest.mark.parametrize("position", range(18))
def test_every_single_slip_in_a_credit_code_is_caught(position: int) -> None:
    code = "91110000802100433B"
    for character in CODE_ALPHABET:
        if character != code[position]:
            assert graves(credit_code_remarks(code[:position] + character + code[position + 1 :], None))


@pytest.mark.parametrize("code", [credit_code(1)[:17], credit_code(1) + "0", "9111", "91110105MA000001OF", "＊" * 18])
def test_impossible_credit_codes(code: str) -> None:
    assert graves(credit_code_remarks(code, None))


def test_letters_written_for_digits_are_named() -> None:
    assert "字母 O" in graves(credit_code_remarks("9111O105MA0000015F", None))[0]
    assert "字母 I、O" in graves(credit_code_remarks("9111O1O5MA00000I5F", None))[0]


@pytest.mark.parametrize(("registered", "grave"), [("2017-10-20", False), ("2020-12-31", False), ("2021-01-01", True)])
def test_old_numbers_count_until_the_end_of_2020(registered: str, grave: bool) -> None:
    remarks = list(credit_code_remarks("110108000000016", date.fromisoformat(registered)))
    assert bool(graves(remarks)) is grave and bool(mild(remarks)) is not grave


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("110108000000016", "填的是15 位工商注册号"),
        ("600037341", "填的是9 位组织机构代码"),
        ("110108000000017", "15 位工商注册号的校验码不对"),
        ("600037342", "9 位组织机构代码的校验码不对"),
    ],
)
def test_an_old_number_is_let_be_where_its_check_digit_is_right(code: str, words: str) -> None:
    """600037341: see below. Of two numbers that differ in their last digit alone, one at most is right."""
    remarks = list(credit_code_remarks(code, date(2017, 10, 20)))
    assert [remark.message for remark in remarks] == [words]
    assert bool(graves(remarks)) is credit_code_faults(code) is ("不对" in words)


def test_a_code_that_is_right_or_only_odd_has_no_fault() -> None:
    assert not any(map(credit_code_faults, ("91110000802100433B", "91110105MA0000000Y")))
    assert all(map(credit_code_faults, ("91110000802100433C", "9111", "")))


def test_organisation_codes_by_their_weights() -> None:
    """60003734: 6·3 + 0 + 0 + 0 + 3·5 + 7·8 + 3·4 + 4·2 = 109 = 9·11 + 10, 11 - 10 = 1; the others are public too."""
    assert all(map(organisation_code_ok, ("600037341", "802100433", "708461136", "799655058")))
    assert not any(organisation_code_ok(f"60003734{wrong}") for wrong in "023456789X")
    # 0·3 + … + 8·2 = 16 leaves 5, 11 - 5 = 6; 10000000: 3, 8; 00000020: 2·4 = 8, 3; 00000050: 20 leaves 9, 2.
    assert all(map(organisation_code_ok, ("000000086", "100000008", "000000203", "000000502")))
    # 00000003: 3·2 = 6, 5; 00001000: 5, 6; 00010000: 10, 1; 00100000: 9, 2; 01000000: 7, 4; 40000000: 12 leaves 1, X.
    assert all(
        map(organisation_code_ok, ("000000035", "000010006", "000100001", "001000002", "010000004", "40000000X"))
    )
    # 00000100: 8, 3; 0000000M is 22·2 = 44, leaves 0: 11 is written 0.
    assert all(map(organisation_code_ok, ("000001003", "0000000M0")))


def test_inner_organisation_code_is_only_a_warning() -> None:
    """91110105 MA000000 0: M·3 + A·7 = 66 + 70 = 136 = 12·11 + 4, 11 - 4 = 7, and not 0."""
    remarks = list(credit_code_remarks("91110105MA0000000Y", None))
    assert ["组织机构代码" in message for message in mild(remarks)] == [True]
    assert not graves(remarks)


STANDARDS_OWN = "11010519491231002X"
"""The example of GB 11643 itself."""


def test_the_standards_own_example_is_met_and_its_ten_other_endings_are_refused() -> None:
    assert not list(id_number_remarks(STANDARDS_OWN, TODAY))
    for ending in "0123456789":
        assert "校验码" in graves(id_number_remarks(STANDARDS_OWN[:17] + ending, TODAY))[0]


PEOPLE = (
    "110223196501021239",  # 通县; digits by weights: 157 = 14·11 + 3, and behind 10X98765432 the fourth is 9
    "110228197501021243",  # 密云县; 185 = 16·11 + 9: 3
    "110112197501021255",  # 通州区, founded after the birth; 150 = 13·11 + 7: 5
    "810000197501021268",  # a resident from Hong Kong; 180 = 16·11 + 4: 8
    "412723198012304376",  # a county renamed since; 292 = 26·11 + 6: 6
    "110108199012310018",  # 海淀区; 180 = 16·11 + 4: 8
)
"""Six people in the shape of real ones, most of whom a rule on counties and birth years refuses."""


@pytest.mark.parametrize("number", PEOPLE)
def test_real_people_are_let_be(number: str) -> None:
    assert not list(id_number_remarks(number, TODAY))


@pytest.mark.parametrize("number", [*PEOPLE, STANDARDS_OWN])
def test_every_single_slip_in_an_id_number_is_caught(number: str) -> None:
    for position in range(18):
        for digit in "0123456789X" if position == 17 else "0123456789":
            if digit != number[position]:
                assert graves(id_number_remarks(number[:position] + digit + number[position + 1 :], TODAY))


def test_a_slip_in_any_of_ten_thousand_numbers_is_caught() -> None:
    chance = random.Random(11643)
    for _ in range(10_000):
        born = date.fromordinal(chance.randint(date(1937, 11, 1).toordinal(), date(1999, 10, 1).toordinal()))
        stem = f"{chance.choice((110105, 310112, 440301))}{born:%Y%m%d}{chance.randint(1, 999):03d}"
        number, position = stem + id_check(stem), chance.randrange(17)
        other = chance.choice([digit for digit in "0123456789" if digit != number[position]])
        assert not list(id_number_remarks(number, TODAY))
        assert graves(id_number_remarks(number[:position] + other + number[position + 1 :], TODAY))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("11010519491231002", "应为 18 位，实为 17 位"),
        ("11010519491231002X5", "应为 18 位，实为 19 位"),
        ("11010519491231002×", "不该出现的字符"),
        ("1101051949123100X2", "不该出现的字符"),
        ("１１０１０５１９４９１２３１００２X", "不该出现的字符"),
        ("110105197502300017", "出生日期不是可能的日期"),  # 30 February; 159 = 14·11 + 5: 7
        ("000000999999000", "出生日期不是可能的日期"),
        ("110105993231002", "出生日期不是可能的日期"),
        ("110105750230001", "出生日期不是可能的日期"),
    ],
)
def test_impossible_id_numbers(number: str, words: str) -> None:
    assert any(words in message for message in graves(id_number_remarks(number, TODAY)))


@pytest.mark.parametrize(("number", "digits"), [("110105197502300017", "7 至 14"), ("110105750230001", "7 至 12")])
def test_one_is_shown_where_the_birth_date_stands(number: str, digits: str) -> None:
    """GB 11643: eight digits after the six of the place; an old number has six."""
    hints = [remark.hint for remark in id_number_remarks(number, TODAY) if remark.severity is Severity.ERROR]
    assert hints == [f"请照身份证核对第 {digits} 位"]


def test_odd_id_numbers_are_warnings() -> None:
    assert mild(id_number_remarks("110105750501001", TODAY)) == ["身份证号是 15 位旧号"]
    assert any("地区" in message for message in mild(id_number_remarks("990105750501001", TODAY)))
    # 289 = 26·11 + 3: 9
    assert mild(id_number_remarks("990105197505010019", TODAY)) == ["身份证号的前两位不是已知的地区"]


@pytest.mark.parametrize(
    ("born", "age"), [("1999-10-24", None), ("1999-10-25", 17), ("1936-10-25", None), ("1936-10-24", 81)]
)
def test_ages_that_one_asks_about(born: str, age: int | None) -> None:
    """On 2017-10-24: eighteen that very day, or seventeen until tomorrow; eighty until tomorrow, or 81 since today."""
    remarks = list(id_number_remarks(id_number(1, born, "男"), TODAY))
    assert mild(remarks) == ([] if age is None else [f"按身份证号，此人现年 {age} 岁"])
    assert not graves(remarks)


@pytest.mark.parametrize("born", ["1899-12-31", "2017-10-25", "2018-05-01"])
def test_nobody_was_born_before_1900_or_is_born_tomorrow(born: str) -> None:
    assert graves(id_number_remarks(id_number(1, born, "男"), TODAY))


def test_the_first_and_the_last_possible_birth_are_only_odd() -> None:
    for born in ("1900-01-01", "2017-10-24"):
        assert not graves(id_number_remarks(id_number(1, born, "男"), TODAY))


@pytest.mark.parametrize(
    ("number", "born", "told"),
    [
        ("11010519491231002X", date(1949, 12, 31), "女"),
        ("110108199012310018", date(1990, 12, 31), "男"),
        ("110105491231002", date(1949, 12, 31), "女"),
        ("110108901231001", date(1990, 12, 31), "男"),
        ("110105750230001", None, "男"),
    ],
)
def test_a_number_tells_birth_and_sex(number: str, born: date | None, told: str) -> None:
    assert (birth_date(number), sex(number)) == (born, told)


def test_an_old_number_is_the_same_person() -> None:
    assert full_id_number("110105491231002") == "11010519491231002X"
    assert full_id_number("110105750501001") == "110105197505010015"  # 161 = 14·11 + 7: 5
    for other in ("11010519491231002X", "1101054912310", ""):
        assert full_id_number(other) == other


@pytest.mark.no_cover
@given(st.text(max_size=20))
def test_any_text_is_judged(text: str) -> None:
    list(credit_code_remarks(text, None))
    list(id_number_remarks(text, TODAY))
    credit_code_ok(text)
