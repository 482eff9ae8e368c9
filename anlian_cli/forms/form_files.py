"""Which files of a unit may be its forms, by their names alone: whoever lists units opens none."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from anlian_cli.forms.folder_parts import all_folders, form_folders, may_be_a_form
from anlian_cli.model.workspace import SETTINGS_FILE

VERIFICATION_FILE = "初核记录.yaml"
YAML = (".yaml", ".yml")
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
WORD = (".docx", ".docm")
READABLE = (*YAML, *WORKBOOKS, *WORD)
OLD_WORD = (".doc", ".wps", ".rtf")
DOCUMENTS = (*OLD_WORD, ".csv")
"""What may hold a form and is not read."""


def verification_path(sent: Path) -> Path:
    """Where the reviewer writes of a unit: in its folder; for a packed one beside it, under its name."""
    if sent.is_dir():
        return sent / VERIFICATION_FILE
    return sent.with_name(f"{sent.stem}.{VERIFICATION_FILE}" if sent.suffix.lower() == ".zip" else VERIFICATION_FILE)


def is_form(path: Path) -> bool:
    """Whether a file may be a form, by its name."""
    return is_theirs(path) and path.suffix.lower() in (*READABLE, *DOCUMENTS)


def is_theirs(path: Path) -> bool:
    """Whether a firm may have sent a file: not the reviewer's, the office's, or one that a program left."""
    reviewers = path.name == VERIFICATION_FILE or path.name.endswith(f".{VERIFICATION_FILE}")
    return not (reviewers or path.name == SETTINGS_FILE or path.name.startswith(("~$", ".")))


def is_word(name: str) -> bool:
    """Whether a file is written in Word, in which firms write their materials too."""
    return PurePosixPath(name).suffix.lower() in WORD


def form_files(location: Path) -> list[Path]:
    """Every file of a unit that can be read as a form: at its top, in sub-folders of forms; else wherever one lies."""
    if not location.is_dir():
        return [location]
    found = _readable_in(location, *form_folders(location))
    # A report in Word beside a folder with the forms is no reason to look no further.
    if all(is_word(path.name) and not may_be_a_form(path.name) for path in found):
        return sorted({*found, *_readable_in(*all_folders(location))})
    return found


def sent_files(location: Path) -> list[Path]:
    """Every file of a unit that is a form or may be one, read or not."""
    if not location.is_dir():
        return [location]
    paths = (path for folder in (location, *form_folders(location)) for path in files_in(folder))
    return sorted({*form_files(location), *filter(is_form, paths)})


def _readable_in(*folders: Path) -> list[Path]:
    paths = (path for folder in folders for path in files_in(folder))
    return [path for path in paths if is_theirs(path) and path.suffix.lower() in READABLE]


def files_in(folder: Path) -> list[Path]:
    """What lies in a folder, by name."""
    with os.scandir(folder) as entries:
        return [folder / name for name in sorted(entry.name for entry in entries)]
