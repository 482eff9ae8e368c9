"""Numbers that carry a check character: a credit code (GB 32100), an old registration number, an ID number (GB 11643).

What fits its check is as sure as its characters are on the whole: the check answers for a doubtful one among them, as
one that was misread never fits. A letter that no code has, and that looks like a digit, is taken for that digit where
the check then fits. Whatever else does not fit is not sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlian_cli.model.check_characters import (
    code_character,
    id_character,
    organisation_character,
    registration_digit,
)
from anlian_cli.scan.lines import Line

UNSURE = 0.5
"""The most that a number has which does not fit its check."""
_DOUBTFUL = 0.35
"""A character less sure than this is no reading, whatever fits."""
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LOOKS_LIKE = {"I": "1", "O": "0", "Z": "2", "S": "5", "l": "1", "|": "1"}
"""Letters that no credit code has (GB 32100) and signs that look like a digit."""
_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Zl|]{18}(?![0-9A-Za-z])")
_NEARLY = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z|]{15,20}(?![0-9A-Za-z])")
_REGISTRATION = re.compile(r"(?<![0-9A-Za-z])[0-9]{15}(?![0-9A-Za-z])")
_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")


def credit_code(read: Line) -> tuple[Line, float] | None:
    """The credit code in a line, and how sure it is; None where nothing is like one."""
    for found in _parts(read, _CODE):
        plain = _plain(found)
        if fits(plain.text):
            # Two checks must err together before a wrong code passes: the whole one's, and the organisation's within.
            return plain, _sure(plain, organisation_fits(plain.text[8:17]))
    for found in _parts(read, _REGISTRATION):
        return found, _sure(found, registration_digit(found.text[:-1]) == found.text[-1])
    return next(((found, min(*found.scores, UNSURE)) for found in _parts(read, _NEARLY)), None)


def id_number(read: Line) -> tuple[Line, float] | None:
    """The ID number in a line, and how sure it is."""
    for found in _parts(read, _ID_NUMBER):
        number = found.text.upper()
        fitting = id_character(number[:17]) == number[17]
        return Line(number, found.scores, found.box, found.page, found.placed), _sure(found, fitting)
    return next(((found, min(*found.scores, UNSURE)) for found in _parts(read, _NEARLY)), None)


def fits(code: str) -> bool:
    """Whether an 18-character credit code fits its check character."""
    return len(code) == 18 and set(code) <= set(_ALPHABET) and code_character(code[:17]) == code[17]


def organisation_fits(code: str) -> bool:
    """Whether a nine-character organisation code fits its check character (GB 11714)."""
    return organisation_character(code[:8]) == code[8]


def _sure(number: Line, fitting: bool) -> float:
    least = min(number.scores)
    return sum(number.scores) / len(number.scores) if fitting and least >= _DOUBTFUL else min(least, UNSURE)


def _plain(found: Line) -> Line:
    text = "".join(_LOOKS_LIKE.get(letter, letter) for letter in found.text)
    return Line(text, found.scores, found.box, found.page, found.placed)


def _parts(read: Line, pattern: re.Pattern[str]) -> Iterator[Line]:
    yield from (read.part(found.start(), found.end()) for found in pattern.finditer(read.text))
