"""What each year's tables rest on, as a digest: where it is the same, so are the rows, and nothing is written again."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from hashlib import sha256

from anlian_cli import __version__
from anlian_cli.office.export.terms import Terms
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.files import Files
from anlian_cli.report.export.package import SCHEMA

APPLICATION, CHECK, SCORES, EVENTS, PUBLICATIONS = "application", "check", "scores", "events", "publications"
"""The openings of the documents' logical paths."""


class Inputs:
    """The documents of units by kind and year, each with the batch that brought it."""

    def __init__(self, dossiers: Iterable[Dossier], terms: Terms) -> None:
        self._terms = terms
        self._lines: dict[tuple[str, int], list[str]] = defaultdict(list)
        for dossier in dossiers:
            for year, files in dossier.years.items():
                if files.tells:
                    self._take_in(dossier.code, year, files)
                else:
                    # Of a hundred thousand such objects none is opened to see that nothing has changed.
                    self._lines[SCORES, year].append(f"{dossier.code} {files.mark}")

    def _take_in(self, code: str, year: int, files: Files) -> None:
        for path, filed in files.items():
            kind, _, rest = path.partition("/")
            # Beside an application lies what was received with it, which no table holds.
            if kind != APPLICATION or "/" not in rest:
                self._lines[kind, year].append(f"{code} {path} {filed.digest} {filed.batch} {filed.version}")

    def years(self, kind: str) -> list[int]:
        """The years in which there is something of a kind."""
        return sorted(year for found, year in self._lines if found == kind)

    def of_year(self, year: int, *kinds: str, beside: str = "") -> str:
        """The digest of everything of some kinds in a year."""
        return _digest([beside, *(line for kind in kinds for line in sorted(self._lines.get((kind, year), ())))])

    def scores(self, year: int) -> str:
        """The digest of a year's scores and of the parameters that they are summed by."""
        return _digest([self.of_year(year, SCORES), *self._terms.stated_for(year)])

    def grades(self, year: int) -> str:
        """The digest of a year's scores, and of all events until its end: who is due follows from them."""
        events = [self._events[earlier] for earlier in self.years(EVENTS) if earlier <= year]
        return _digest([self.scores(year), json.dumps(self._terms.readings, sort_keys=True), *events])

    @cached_property
    def _events(self) -> dict[int, str]:
        return {year: self.of_year(year, EVENTS) for year in self.years(EVENTS)}


def of_rows(rows: Iterable[tuple[object, ...]]) -> str:
    """The digest of rows that are made already."""
    return _digest(map(repr, rows))


def _digest(lines: Iterable[str]) -> str:
    # Another program may make other rows of the same.
    return sha256("\n".join([SCHEMA, __version__, *lines]).encode()).hexdigest()
