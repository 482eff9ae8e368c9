"""The check characters of numbers: ISO 7064 for people and old registrations, GB 32100 for credit codes, GB 11714.

Four sums, written out: the library that has them loads the network's encryption with them, a quarter of the time in
which a command is done. The tests ask that library whether these agree.
"""

from __future__ import annotations

_ID_CHARACTERS = "10X98765432"
"""By the remainder modulo 11 of the weighted sum."""
_ID_WEIGHTS = tuple(2 ** (17 - place) % 11 for place in range(17))
_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_VALUES = {character: value for value, character in enumerate(_CODE_ALPHABET)}
_CODE_WEIGHTS = tuple(3**place % 31 for place in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def id_character(stem: str) -> str:
    """The 18th character of an ID number for its first 17 digits: ISO 7064 MOD 11-2, as GB 11643 prescribes."""
    return _ID_CHARACTERS[sum(int(digit) * weight for digit, weight in zip(stem, _ID_WEIGHTS, strict=True)) % 11]


def code_character(body: str) -> str:
    """The 18th character of a credit code for its first 17, all of its alphabet (GB 32100)."""
    total = sum(_CODE_VALUES[one] * weight for one, weight in zip(body, _CODE_WEIGHTS, strict=True))
    return _CODE_ALPHABET[-total % 31]


def organisation_character(stem: str) -> str:
    """The ninth character of an organisation code for its first eight, digits and capital letters (GB 11714)."""
    weighted = zip(stem, _ORGANISATION_WEIGHTS, strict=True)
    total = sum(int(character, 36) * weight for character, weight in weighted)
    # 11 less the remainder, where 10 is written X and 11 is written 0.
    return "0X987654321"[total % 11]


def registration_digit(stem: str) -> str:
    """The last digit of a registration number for those before it: ISO 7064 MOD 11,10."""
    check = 5
    for digit in stem:
        check = ((check or 10) * 2 % 11 + int(digit)) % 10
    return str((1 - (check or 10) * 2 % 11) % 10)
