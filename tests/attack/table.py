"""The table that attacks print: what was attacked, how often, how often it failed, and a word on the side."""

from __future__ import annotations

from dataclasses import dataclass, field
from unicodedata import east_asian_width

_WIDTHS = (26, 9, 9)


@dataclass
class Row:
    """One line of the table; `failures` tells of each by its number, so that it can be tried again."""

    name: str
    tries: int = 0
    failures: list[str] = field(default_factory=list)
    note: str = ""

    def count(self, case: str, fault: str) -> None:
        """One try, with what was wrong: nothing where all was well."""
        self.tries += 1
        if fault:
            self.failures.append(f"{self.name} {case}: {fault}")

    def __str__(self) -> str:
        return _line(self.name, str(self.tries), str(len(self.failures)), self.note)


def head() -> str:
    return _line("attack", "tries", "failures", "note")


def _line(name: str, tries: str, failures: str, note: str) -> str:
    wide = sum(east_asian_width(character) in "WF" for character in name)
    first, *rest = _WIDTHS
    numbers = (f"{text:>{width}}" for text, width in zip((tries, failures), rest, strict=True))
    return f"{name:<{first - wide}}{''.join(numbers)}  {note}".rstrip()
