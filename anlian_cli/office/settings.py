"""The settings of a workspace: read from anlian.yaml, or found where the last recording kept what the same text says.

Most of the time that a command takes is its start, and reading the file would be half of that: its types and its
parser are loaded where its text is new.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from anlian_cli.errors import InputFault
from anlian_cli.forms.guard import MAX_TEXT_BYTES, Unreadable, read_regular_file
from anlian_cli.model.workspace import SETTINGS_FILE, Settings
from anlian_cli.records.settings import keep_settings, kept_settings


def find_workspace(start: Path) -> Path | None:
    """The nearest folder with an anlian.yaml, from `start` upwards."""
    here = start.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / SETTINGS_FILE).is_file()), None)


def settings_of(workspace: Path) -> Settings:
    """What the anlian.yaml of a workspace says. Raises InputFault that names every fault by line and column."""
    text = _text(workspace)
    kept = kept_settings(workspace, text) if text is not None else None
    return kept or _read(workspace)


def keep(workspace: Path) -> None:
    """Under the writers' lock: what the file says now is kept, if it says anything; where it cannot be, it is not."""
    text = _text(workspace)
    if text is not None and kept_settings(workspace, text) is None:
        with suppress(InputFault, OSError):
            keep_settings(workspace, text, _read(workspace))


def _text(workspace: Path) -> bytes | None:
    """The text of the file; what is wrong where there is none, its reader says."""
    try:
        return read_regular_file(workspace / SETTINGS_FILE, SETTINGS_FILE, MAX_TEXT_BYTES)
    except Unreadable:
        return None


def _read(workspace: Path) -> Settings:
    from anlian_cli.forms.settings_file import read_settings  # as said

    return read_settings(workspace / SETTINGS_FILE)
