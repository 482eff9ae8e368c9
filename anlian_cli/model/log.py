"""The history as it is told: every version of every dossier, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass

from anlian_cli.model.batches import Batch


@dataclass(frozen=True, slots=True)
class LogChange:
    """One field, or one file: its logical path, with `#` and the route inside a document, before and after."""

    path: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One version of one dossier. `undone_by` is the batch that took it back."""

    batch: Batch
    version: int
    name: str
    credit_code: str | None
    changes: tuple[LogChange, ...]
    undone_by: int | None = None
