"""Numbers that name a firm or a person: credit codes (GB 32100), registration numbers, ID numbers (GB 11643).

The county of an ID number is never held against the year of birth: numbers were assigned from 1984 on, so such
a rule refuses real people, and so do the validators of libraries: they refuse A1, N and Y codes, and people born before
their county was founded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from msgspec import Struct

from anlian_cli.model.check_characters import (
    code_character,
    id_character,
    organisation_character,
    registration_digit,
)
from anlian_cli.model.findings import Finding, Severity
from anlian_cli.model.paths import Path


def _pairs(ranges: str) -> Iterator[str]:
    """11, 12, 13 and 21 of “11-13 21”."""
    for part in ranges.split():
        first, _, last = part.partition("-")
        yield from map(str, range(int(first), int(last or first) + 1))


# 81 to 83 open the numbers of residents from Hong Kong, Macao and Taiwan.
PROVINCES = frozenset(_pairs("11-15 21-23 31-37 41-46 50-54 61-65 71 81-83"))
"""The first two digits of every region (GB/T 2260)."""
_CLASSES = frozenset(
    {
        *_pairs("11-13 19 21 29 31-35 39 41 49 51-55 59 61-62 69 71-72 79 81 89 91-93"),
        "A1",
        "A9",
        "N1",
        "N2",
        "N3",
        "N9",
        "Y1",
    }
)
"""The first two characters of every credit code: who registers, and what is registered (GB 32100)."""
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
_UNUSED_LETTERS = "IOZSV"
_LEGACY_END = date(2020, 12, 31)
"""Beijing let firms use unreplaced licences, with their 15-digit numbers, until this day."""
_YOUNGEST, _OLDEST = 18, 80
"""The ages at which nobody asks whether a number was mistyped."""


class Remark(Struct, frozen=True):
    """Something about a number: how grave, in which words, and what to do."""

    severity: Severity
    message: str
    hint: str = ""


def remarked(remarks: Iterable[Remark], grave: str, light: str, path: Path, suffix: str = "") -> Iterator[Finding]:
    """Remarks as findings at `path`: errors under the code `grave`, warnings under `light`."""
    for remark in remarks:
        code = grave if remark.severity is Severity.ERROR else light
        yield Finding(code, remark.severity, remark.message + suffix, remark.hint, path)


def credit_code_remarks(code: str, registered_on: date | None) -> Iterator[Remark]:
    """What is wrong or odd about a 统一代码; a 15-digit or 9-character old number is judged by its day."""
    if len(code) == 18:
        yield from _credit_code(code)
    elif re.fullmatch(r"[0-9]{15}", code):
        yield from _legacy("15 位工商注册号", _registration_number_ok(code), registered_on)
    elif re.fullmatch(r"[0-9A-Z]{8}[0-9X]", code):
        yield from _legacy("9 位组织机构代码", organisation_code_ok(code), registered_on)
    else:
        yield Remark(Severity.ERROR, f"统一代码应为 18 位，实为 {len(code)} 位", "请照营业执照核对；在表格里设为文本")


def credit_code_faults(code: str) -> bool:
    """Whether a 统一代码, or an old number in its stead, is wrong whatever the day."""
    return any(remark.severity is Severity.ERROR for remark in credit_code_remarks(code, None))


def _credit_code(code: str) -> Iterator[Remark]:
    if strange := sorted(set(code) & set(_UNUSED_LETTERS)):
        hint = "统一代码不用 I、O、Z、S、V：是否把数字 0、1、2、5 写成了字母"
        yield Remark(Severity.ERROR, f"统一代码中有不该出现的字母 {'、'.join(strange)}", hint)
    elif not _CREDIT_CODE.fullmatch(code):
        yield Remark(Severity.ERROR, "统一代码中有数字和大写字母以外的字符", "请照营业执照核对")
    elif not credit_code_ok(code):
        yield Remark(Severity.ERROR, "统一代码的校验码不对，至少错了一位", "请照营业执照逐位核对")
    else:
        yield from _oddities(code)


def _oddities(code: str) -> Iterator[Remark]:
    if code[:2] not in _CLASSES:
        yield Remark(Severity.WARNING, f"统一代码的前两位 {code[:2]} 不是已知的机构类别", "请照营业执照核对")
    # 100000: registered with the State's own authority.
    if code[2:4] not in PROVINCES and code[2:8] != "100000":
        yield Remark(Severity.WARNING, f"统一代码的登记地区 {code[2:8]} 不是已知的行政区划", "请照营业执照核对")
    if not organisation_code_ok(code[8:17]):
        yield Remark(Severity.WARNING, "统一代码中组织机构代码一段的校验码不对", "个别旧代码如此；请照营业执照核对")


def _legacy(kind: str, sound: bool, registered_on: date | None) -> Iterator[Remark]:
    if not sound:
        yield Remark(Severity.ERROR, f"{kind}的校验码不对", "请填写营业执照上的 18 位统一代码")
    elif registered_on is not None and registered_on > _LEGACY_END:
        yield Remark(Severity.ERROR, f"填的是{kind}，2020 年底后已停用", "请填写营业执照上的 18 位统一代码")
    else:
        yield Remark(Severity.WARNING, f"填的是{kind}", "请索要换发后的 18 位统一代码")


def credit_code_ok(code: str) -> bool:
    """Whether the check digit of an 18-character credit code is right."""
    # The pattern first: a letter that the alphabet has not has no value.
    return bool(_CREDIT_CODE.fullmatch(code)) and code_character(code[:17]) == code[17]


def organisation_code_ok(code: str) -> bool:
    """Whether the check character of a nine-character organisation code is right (GB 11714)."""
    return code[8] == organisation_character(code[:8])


def _registration_number_ok(number: str) -> bool:
    return registration_digit(number[:-1]) == number[-1]


def id_number_remarks(number: str, today: date) -> Iterator[Remark]:
    """What is wrong or odd about a 身份证号; its agreement with sex and birth is for the caller.

    A 15-digit number of the first generation has no check character; its date and region are judged all the same.
    """
    if re.fullmatch(r"[0-9]{15}", number):
        yield Remark(Severity.WARNING, "身份证号是 15 位旧号", "请提供 18 位身份证号")
        yield from _birth_and_region(number, today)
    elif len(number) != 18:
        yield Remark(Severity.ERROR, f"身份证号应为 18 位，实为 {len(number)} 位", "请照身份证核对；在表格里设为文本")
    elif not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        hint = "前 17 位是数字，末位是数字或英文字母 X（不是 × 或其他符号）"
        yield Remark(Severity.ERROR, "身份证号中有不该出现的字符", hint)
    elif id_character(number[:17]) != number[17]:
        yield Remark(Severity.ERROR, "身份证号的校验码不对，至少错了一位", "请照身份证逐位核对")
    else:
        yield from _birth_and_region(number, today)


@lru_cache(maxsize=4096)
def id_number_ok(number: str) -> bool:
    """Whether an 18-character ID number has its check character, and a day of the calendar in it."""
    sound = re.fullmatch(r"[0-9]{17}[0-9X]", number) and id_character(number[:17]) == number[17]
    return bool(sound) and birth_date(number) is not None


def _birth_and_region(number: str, today: date) -> Iterator[Remark]:
    born = birth_date(number)
    if born is None or born.year < 1900 or born > today:
        digits = "7 至 14" if len(number) == 18 else "7 至 12"
        yield Remark(Severity.ERROR, "身份证号中的出生日期不是可能的日期", f"请照身份证核对第 {digits} 位")
    elif not _YOUNGEST <= (age := _age(born, today)) <= _OLDEST:
        yield Remark(Severity.WARNING, f"按身份证号，此人现年 {age} 岁", "请核对是否填错")
    if number[:2] not in PROVINCES:
        yield Remark(Severity.WARNING, "身份证号的前两位不是已知的地区", "请照身份证核对")


def birth_date(number: str) -> date | None:
    """The birth date in a 15- or 18-digit ID number; None where it is no day of the calendar."""
    digits = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def sex(number: str) -> str | None:
    """男 or 女 by the sequence's last digit, the 17th of 18 or the last of 15; None where that is no digit."""
    digit = number[16] if len(number) == 18 else number[-1:]
    if not digit.isdecimal():
        return None
    return "男" if int(digit) % 2 else "女"


@lru_cache(maxsize=4096)
def full_id_number(number: str) -> str:
    """The 18-digit form of a 15-digit number, so that one person is one number; anything else unchanged."""
    if not re.fullmatch(r"[0-9]{15}", number):
        return number
    stem = f"{number[:6]}19{number[6:]}"
    return stem + id_character(stem)


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
