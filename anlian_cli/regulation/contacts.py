"""Postcodes, telephone numbers and e-mail addresses, in the forms that people write them."""

from __future__ import annotations

import re
import unicodedata

# Read after NFKC, which makes ， and ； half width and leaves 、. One blank parts two numbers only before a whole one,
# since people write 138 0000 0001; behind the 86 of +86 it parts nothing.
_SEPARATORS = re.compile(r"[,、/;|\n]|\s{2,}|(?<!86)\s(?=1[3-9]\d{9}|0\d{2,3}[- ]?\d{7})")
_NOTES = re.compile(r"\((?:传真|FAX|fax|办公|手机|总机|兼传真|同传真)\)|传真|电话|手机|[:]")
_EXTENSION = re.compile(r"(?:转|-|ext\.?|\*)\d{1,6}$", re.IGNORECASE)
_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_FIXED = re.compile(r"(?:\+?86)?(?:0\d{2,3}[2-9]\d{6,7}|[2-9]\d{7}|[48]00\d{7}|1[0-9]{4})")
_EMAIL = re.compile(r"[A-Za-z0-9_.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,63}")


def phone_numbers(text: str) -> tuple[str, ...]:
    """The numbers in a telephone field: full width, notes in brackets and several in one are all usual."""
    plain = _NOTES.sub("", unicodedata.normalize("NFKC", text))
    return tuple(part for part in (part.strip() for part in _SEPARATORS.split(plain)) if part)


def mobile(number: str) -> str | None:
    """The eleven digits of a mobile number, or None where it is none."""
    match = _MOBILE.fullmatch(re.sub(r"[\s()-]", "", number))
    return match[1] if match else None


def is_phone(number: str) -> bool:
    """Whether a number can be dialled from Beijing: mobile, fixed with or without area code, 400; extensions too."""
    if mobile(number):
        return True
    plain = re.sub(r"[\s()]", "", number)
    candidates = (plain, _EXTENSION.sub("", plain))
    return any(_FIXED.fullmatch(candidate.replace("-", "")) for candidate in candidates)


def email_addresses(text: str) -> tuple[str, ...]:
    """The addresses in an e-mail field, as written."""
    return tuple(part for part in re.split(r"[、,，;；/\s]+", text) if part)


def is_email(address: str) -> bool:
    """Whether an address can be written to; full-width letters cannot."""
    return bool(_EMAIL.fullmatch(address))


def is_postcode(code: str) -> bool:
    """Six digits."""
    # Not \d, which matches full-width digits too.
    return bool(re.fullmatch(r"[0-9]{6}", code))
