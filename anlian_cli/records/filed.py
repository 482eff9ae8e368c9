"""One document or file of a dossier as it stands."""

from __future__ import annotations

from typing import Any, NamedTuple

from anlian_cli.errors import RecordsFault
from anlian_cli.records.entry import IndexEntry
from anlian_cli.records.faults import unknown_content


class Filed(NamedTuple):
    """One document or file as it stands: its logical path and digest, and the batch and version that brought it."""

    path: str
    digest: str
    batch: int
    entry: IndexEntry

    @property
    def folder(self) -> str:
        return self.entry.folder

    @property
    def version(self) -> int:
        """The version of its object that brought it."""
        return self.entry.version

    def fault(self) -> RecordsFault:
        """What is to be raised where it is none of ours."""
        return unknown_content(f"{self.folder} 第 {self.version} 次记录")

    @property
    def document(self) -> Any:
        """Its small content; None of what the index does not hold. Raises RecordsFault."""
        return self.entry.documents.get(self.path)
