"""One table's rows of one year, as its file holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Any

from msgspec import Struct

from anlian_cli.model.export import Rows
from anlian_cli.model.tidy.column import Column
from anlian_cli.model.tidy.tables import PARTITIONS, Table


class Sheet(Struct, frozen=True):
    """The rows; `partition` stands before each of them, `said` is what the file says of itself, where it can."""

    table: Table
    partition: tuple[Any, ...]
    rows: Rows
    said: Mapping[str, str]

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.table.columns

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def whole_rows(self) -> Iterator[tuple[Any, ...]]:
        """Every row with its partition before it."""
        return (self.partition + tuple(row) for row in self.rows)

    @property
    def values(self) -> Iterator[tuple[Column, Any]]:
        """Every column with its values."""
        for column, value in zip(self.columns, self.partition, strict=False):
            yield column, [value] * len(self.rows)
        for place, column in enumerate(self.columns[len(PARTITIONS) :]):
            yield column, list(map(itemgetter(place), self.rows))
