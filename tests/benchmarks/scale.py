"""Ten years of a whole country's firms: what is asked every day, beside reading and parsing the index."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path

from tests.benchmarks.data import Data
from tests.benchmarks.measuring import Comparison, Work, anlian, python
from tests.benchmarks.records import HASHING, assessed_workspace

_YEARS, _LAST, _DAY = 10, "2027", "2028-03-01"
_ASKED = 10_000
"""Of fewer units the start of the program is most of what is measured."""
_PARSING = """
import json, sys
with open(sys.argv[1], "rb") as file:
    rows = [json.loads(line) for line in file.read().splitlines()]
"""
_UNCOLLECTED = f"import gc; gc.disable()\n{_PARSING}"


def comparisons(data: Data) -> Iterator[Comparison]:
    """The lists of many units over many years, and the audit of all that is kept of them."""
    for size in data.sizes(1000, 10_000):
        make = partial(assessed_workspace, count=size, years=_YEARS, given=_given)
        bound = "<= 1.5" if size == _ASKED else "-"
        yield from _of(f"{size} units, {_YEARS} years", bound, data.made(f"ten-years-{size}", make))


def _of(told: str, bound: str, office: Path) -> Iterator[Comparison]:
    index, records = office / "records/work/index.jsonl", office / "records"
    for name, asked in (("rank", bound), ("exit", bound), ("list", "-"), ("status", "-")):
        yield Comparison(
            f"{name} of {told} / parsing the index", asked, _reading(office, name), python(_PARSING, index)
        )
    for name in ("rank", "exit"):
        peer = python(_UNCOLLECTED, index)
        yield Comparison(f"{name} of {told} / parsing, uncollected", "-", _reading(office, name), peer)
    verify, hashing = anlian("verify", "-C", office), python(HASHING, records)
    yield Comparison(f"verify of {told} / hashing the same bytes", "<= 1.4", verify, hashing)


def _given(number: int, year: int) -> Decimal:
    """Points from 14 to 24.99, others every year; one unit in eleven fails."""
    return Decimal(1400 + (number * 7 + year * 13) % 1100) / 100


def _reading(office: Path, command: str) -> Work:
    words = {"rank": ("rank", _LAST), "exit": ("exit", "list", _LAST)}.get(command, (command,))
    return anlian(*words, "-C", office, "--as-of", _DAY, "--format", "json")
