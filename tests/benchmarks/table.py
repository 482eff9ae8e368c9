"""The rows as one table: on the terminal, and in docs/benchmarks.md between the marks of their group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.measuring import Row, Spread

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
_HEAD = ("ours / peer", "asked", "wall: min", "median", "max", "CPU: min", "median", "max", "seconds", "memory")


def cells(row: Row) -> tuple[str, ...]:
    """A row's ten cells."""
    ours, peer = row.seconds
    memory = "-" if row.memory is None else f"{row.memory:.2f}"
    return (row.name, row.asked, *_spread(row.wall), *_spread(row.cpu), f"{ours:.2f} / {peer:.2f}", memory)


def _spread(spread: Spread) -> tuple[str, str, str]:
    return (f"{spread.minimum:.2f}", f"{spread.median:.2f}", f"{spread.maximum:.2f}")


def printed(row: Sequence[str] = _HEAD) -> str:
    """One line of the table on a terminal."""
    name, asked, *numbers, seconds, memory = row
    return f"{name:<68} {asked:<24}" + "".join(f"{one:>10}" for one in numbers) + f"{seconds:>16}{memory:>8}"


def markdown(rows: Sequence[Row]) -> str:
    """The table as it stands on the page."""
    rule = ("---", "---", *["---:"] * (len(_HEAD) - 2))
    return "\n".join(f"| {' | '.join(one)} |" for one in (_HEAD, rule, *map(cells, rows)))


def replaced(page: str, group: str, text: str) -> str:
    """The page with a group's part replaced; a group that is new to it comes to its end.

    What stands outside of the marks was written by a person, and stays.
    """
    begin, end = f"<!-- measured: {group} -->", f"<!-- end: {group} -->"
    part = f"{begin}\n{text}\n{end}"
    found = re.compile(re.escape(begin) + r".*?" + re.escape(end), re.DOTALL)
    if found.search(page):
        return found.sub(lambda _: part, page)
    return f"{page.rstrip()}\n\n## {group}\n\n{part}\n"
