"""The history as it is told: every version of every dossier, and what it changed."""

from __future__ import annotations

from msgspec import Struct

from anlian_cli.model.batches import Batch


class LogChange(Struct, frozen=True):
    """One field, or one file: its logical path, with `#` and the route inside a document, before and after."""

    path: str
    old: str | None
    new: str | None


class LogEntry(Struct, frozen=True):
    """One version of one dossier. `undone_by` is the batch that took it back."""

    batch: Batch
    version: int
    name: str
    credit_code: str | None
    changes: tuple[LogChange, ...]
    undone_by: int | None = None
