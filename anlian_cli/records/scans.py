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
