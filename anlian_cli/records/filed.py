"""One document or file of a dossier as it stands."""

from __future__ import annotations

from typing import Any, NamedTuple


class Filed(NamedTuple):
    """One document or file as it stands: its digest, the batch and version that brought it, its small content."""

    digest: str
    batch: int
    version: int
    folder: str
    document: Any
