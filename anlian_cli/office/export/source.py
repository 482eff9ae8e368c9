"""What the tables are made of: the units in the order of their codes, and their documents by year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from msgspec import Struct

from anlian_cli.office.export.terms import Terms
from anlian_cli.office.office import Office
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.filed import Filed


class Source(Struct, frozen=True, eq=False, dict=True):
    """An office, its units in order, and the terms of its periods."""

    office: Office
    terms: Terms

    @cached_property
    def units(self) -> list[Dossier]:
        return sorted(self.office.units(), key=lambda dossier: dossier.code)

    def documents(self, year: int, opening: str) -> Iterator[tuple[Dossier, str, Filed]]:
        """Every document that is kept under a year and whose logical path opens so."""
        for dossier in self.units:
            files = dossier.years.get(year)
            if files is not None:
                yield from ((dossier, path, files[path]) for path in sorted(files) if path.startswith(opening))

    def recorded_on(self, filed: Filed) -> date:
        """The day of the batch that brought a document."""
        return self._days[filed.batch - 1]

    @cached_property
    def _days(self) -> list[date]:
        return [batch.at.date() for batch in self.office.history.batches]
