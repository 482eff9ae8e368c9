"""Rows and columns that nobody sees: hidden by hand, filtered away, or folded up."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

_TRUE = frozenset({"1", "true"})


class HiddenLines(Struct):
    """The hidden rows and columns of one sheet, counted from 0."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    _last_column: int = -1

    def add_columns(self, first: int, last: int) -> None:
        """A run of columns; an honest sheet lists its runs from left to right, and each column once."""
        if self._last_column < first <= last:
            self.columns.update(range(first, last + 1))
            self._last_column = last


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether a row or a run of columns of an .xlsx cannot be seen."""
    return attributes.get("hidden") in _TRUE
