"""What an object holds as it stands: put together from its versions, and only where somebody asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from anlian_cli.records.entry import IndexEntry
from anlian_cli.records.filed import Filed


class Files(Mapping[str, Filed]):
    """The documents and files of one object by logical path; of a ranking's hundred thousand objects few are opened.

    `under` are the files of the same year that a unit has under a former code: they show where this object has none.
    """

    __slots__ = ("_found", "_under", "_versions", "tells")

    def __init__(self, batch: int, first: IndexEntry, under: Files | None = None) -> None:
        self._versions = [(batch, first)]
        self._under = under
        self._found: dict[str, Filed] | None = None
        self.tells: bool = first.tells or (under is not None and under.tells)
        """Whether any version changed anything but scores."""

    def add(self, batch: int, entry: IndexEntry) -> None:
        """Take in the next version, before anything was asked."""
        self._versions.append((batch, entry))
        self.tells = self.tells or entry.tells

    def over(self, former: Files) -> Files:
        """These files, with those of a former code under them."""
        (first, *rest), under = self._versions, former if self._under is None else self._under.over(former)
        files = Files(*first, under)
        for version in rest:
            files.add(*version)
        return files

    @property
    def mark(self) -> str:
        """What tells these files from any others, without opening one: their versions' inventories and batches."""
        own = " ".join(f"{batch}:{entry.inventory_digest}" for batch, entry in self._versions)
        return own if self._under is None else f"{own} / {self._under.mark}"

    def plain_totals(self, paths: Sequence[str]) -> list[Decimal | None]:
        """The totals of some scores; None of one that is no plain sum, or that this object does not have."""
        found = self._versions[0][1].totals
        for _, entry in self._versions[1:]:
            found = {**found, **entry.totals}
        return [found.get(path) for path in paths]

    def __getitem__(self, path: str) -> Filed:
        return self._all()[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> dict[str, Filed]:
        if self._found is None:
            self._found = {} if self._under is None else dict(self._under)
            self._found |= self._own()
        return self._found

    def _own(self) -> dict[str, Filed]:
        own: dict[str, Filed] = {}
        for batch, entry in self._versions:
            for path, digest in entry.changes.items():
                if digest is None:
                    own.pop(path, None)
                else:
                    own[path] = Filed(path, digest, batch, entry)
        return own
