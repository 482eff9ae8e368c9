"""Where what was read of materials is kept: beside the index, for its owner alone, to be thrown away at any time."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from anlian_cli.ocfl import disk
from anlian_cli.records.places import SCANS, records_folder


def scans_folder(workspace: Path) -> Path:
    """The folder, made where that can be done; where it cannot, nothing is kept there and nothing is lost."""
    folder = records_folder(workspace) / SCANS
    with suppress(OSError):
        disk.make_folder(folder)
    return folder


def keep_scan(path: Path, data: bytes) -> None:
    """What was read of one file, whole or not at all. Raises OSError."""
    disk.make_folder(path.parent)
    disk.replace(path, (data,), disk.PRIVATE)


def discard_scans(base: Path) -> None:
    """Take away what was read of materials: masked as it is, it is somebody's. Raises OSError."""
    disk.remove_tree(base / SCANS)
