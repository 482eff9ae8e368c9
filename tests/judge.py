"""The independent judge of the records: ocfl-py, taught the layout that it does not know."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

import ocfl
from ocfl.layout import Layout
from ocfl.layout_registry import add_layout

from anlian_cli.ocfl.layout import EXTENSION


class _Layout0010(Layout):  # type: ignore[misc]
    """Where objects lie does not matter to the validator; that the layout is known does."""

    def __init__(self) -> None:
        self.NAME, self.DESCRIPTION, self.PARAMS = EXTENSION, "differential n-tuples", {}


add_layout(EXTENSION, _Layout0010)


_JUDGED: dict[str, bool] = {}
"""What was found of a storage root by what it holds: most roots of one test are those of the next."""


def is_valid(root: Path) -> bool:
    """Whether ocfl-py finds nothing wrong in a storage root; its own verdict is true for invalid objects too."""
    held = _digest(root)
    if held not in _JUDGED:
        _JUDGED[held] = _judged(root)
    return _JUDGED[held]


def _digest(root: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        held = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        total.update(f"{path.relative_to(root)!r} {path.lstat().st_mode} {held}\n".encode())
    return total.hexdigest()


def _judged(root: Path) -> bool:
    logging.disable(logging.CRITICAL)
    store = ocfl.StorageRoot(root=str(root))
    try:
        verdict = store.validate(log_warnings=False, log_errors=False)
    except Exception:  # it stumbles over files that are no text, or hold no inventory, any more
        return False
    counted = getattr(store, "num_objects", 0) == getattr(store, "good_objects", -1)
    return bool(verdict and counted and not store.errors)
