"""Labels with their values as facts, in the form that each value has: text, a date, a number, a signature."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from anlian_cli.model.dates import parse_day
from anlian_cli.model.scanned import Box, Fact, FactName
from anlian_cli.scan.fields import Field
from anlian_cli.scan.lines import Line
from anlian_cli.scan.numbers import UNSURE, credit_code, id_number

_DATE = re.compile(
    r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日?|[0-9]{4}[./-][0-9]{1,2}[./-][0-9]{1,2}|[0-9]{4}年[0-9]{1,2}月?"
    r"|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?"
)
_LONG = frozenset({FactName.BUSINESS_SCOPE})
"""Values of hundreds of characters, of which a few are doubtful always."""
_LASTING = re.compile("长期|永久|无固定期限")


def fact(name: FactName, read: Line, sure: float | None = None) -> Fact:
    """A fact from a line; as sure as its least sure character, or as its mean where it is long. Signs do not count."""
    scores = [score for letter, score in zip(read.text, read.scores, strict=True) if letter.isalnum()] or [0.0]
    if sure is None:
        sure = sum(scores) / len(scores) if name in _LONG else min(scores)
    return Fact(name, read.text, read.page, place(read), round(sure, 3))


def place(read: Line) -> Box | None:
    return read.box if read.placed else None


def labelled_facts(found: list[Field]) -> Iterator[Fact]:
    """One fact for each name, from the first of its labels that has a value in the right form."""
    done: set[FactName] = set()
    for hit in sorted(found, key=_best_first):
        name = hit.label.fact
        if name is None or name in done or hit.value is None:
            continue
        if (one := _FORMS.get(hit.label.form, _text)(name, hit.value)) is not None:
            done.add(name)
            yield one


def _best_first(hit: Field) -> tuple[int, float]:
    return hit.page, hit.box.top


def _text(name: FactName, read: Line) -> Fact | None:
    start = len(read.text) - len(read.text.lstrip(":.,;·-"))
    return fact(name, read.part(start)) if start < len(read.text) else None


def _date(name: FactName, read: Line, last: bool = False) -> Fact | None:
    days = [*_DATE.finditer(read.text)]
    if not days:
        if last and (lasting := _LASTING.search(read.text)):
            return fact(name, read.part(lasting.start(), lasting.end()))
        return None
    found = days[-1 if last else 0]
    day = read.part(found.start(), found.end())
    return fact(name, day, None if _is_day(day.text) else min(*day.scores, UNSURE))


def _is_day(text: str) -> bool:
    try:
        parse_day(text)
    except ValueError:
        return False
    return True


def _number(check: Callable[[Line], tuple[Line, float] | None]) -> Callable[[FactName, Line], Fact | None]:
    def read_number(name: FactName, read: Line) -> Fact | None:
        found = check(read)
        return fact(name, *found) if found else None

    return read_number


def _nothing(_name: FactName, _read: Line) -> Fact | None:
    """A signature is looked for in the picture, not in the text."""
    return None


_FORMS: Mapping[str, Callable[[FactName, Line], Fact | None]] = {
    "date": _date,
    "last_date": lambda name, read: _date(name, read, last=True),
    "credit_code": _number(credit_code),
    "id_number": _number(id_number),
    "signature": _nothing,
}
