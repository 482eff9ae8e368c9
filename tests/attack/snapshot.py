"""Everything below a folder, held in memory: what was changed is seen, and put back without a new copy of the whole."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

Snapshot = dict[str, bytes | None]
"""Paths below the folder, in the order of a walk, and what each file holds; nothing for a folder."""


def taken(base: Path) -> Snapshot:
    held: Snapshot = {}
    start = len(os.fspath(base)) + 1
    for folder, folders, files in os.walk(base):
        held |= dict.fromkeys(f"{folder}{os.sep}{name}"[start:] for name in folders)
        held |= {path[start:]: _content(path) for path in (f"{folder}{os.sep}{name}" for name in files)}
    return held


def _content(path: str) -> bytes:
    """Without a Path for each of thousands of files."""
    with open(path, "rb") as file:  # noqa: PTH123  as said
        return file.read()


def put_back(base: Path, sound: Snapshot) -> None:
    """The folder as it was when the snapshot was taken, whatever was changed, added or lost since."""
    found = taken(base)
    for name in [name for name in found if name not in sound or (found[name] is None) != (sound[name] is None)]:
        shutil.rmtree(base / name) if (base / name).is_dir() else (base / name).unlink(missing_ok=True)
    for name, data in sound.items():
        if data is None:
            if name not in found:
                (base / name).mkdir()
        elif found.get(name) != data:
            (base / name).write_bytes(data)
