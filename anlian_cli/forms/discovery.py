"""Which units a path holds: a folder of a round, one unit's folder, packed or not, or one file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from anlian_cli.errors import InputFault, reason
from anlian_cli.forms.folder_parts import is_part
from anlian_cli.forms.form_files import is_form
from anlian_cli.forms.packed_folder import is_packed

APPLICATIONS = "applications"


class UnitLocation(Struct, frozen=True):
    """A unit's folder or file, and the round whose folder it lies in. A text, since a round has many of them."""

    place: str
    round_name: str | None = None

    @property
    def path(self) -> Path:
        return Path(self.place)

    @property
    def shown(self) -> str:
        """The path as it is shown, on every system alike."""
        return self.path.as_posix()


def find_units(path: Path, workspace: Path | None) -> tuple[UnitLocation, ...]:
    """The units under a path, by name. Raises InputFault where it is not there or cannot be listed."""
    if not path.exists():
        raise InputFault(f"找不到 {path}", "请检查路径")
    if not path.is_dir():
        if not path.is_file() or not (is_form(path) or is_packed(path)):
            raise InputFault(f"{path} 不是登记表", "请指定单位文件夹、它的压缩包，或登记表文件")
        return (_located(path, workspace),)
    if path.resolve() == workspace and (path / APPLICATIONS).is_dir():
        path = path / APPLICATIONS
    try:
        return tuple(_located(unit, workspace) for unit in _units(path, workspace))
    except OSError as problem:
        raise InputFault(f"打不开文件夹 {problem.filename}（{reason(problem)}）", "请检查权限") from None


def _units(folder: Path, workspace: Path | None) -> Iterator[Path]:
    # Entries as the folder's own listing has them: a round has many, and asking for each by its path takes longer.
    with os.scandir(folder) as listing:
        entries = [(entry, folder / entry.name) for entry in listing if not entry.name.startswith(".")]
    folders = sorted(path for entry, path in entries if entry.is_dir())
    if _is_round(folder, workspace):
        # Every sub-folder of a round is a unit; a packed one or a form left beside them is one too, rather than lost.
        yield from sorted([*folders, *(path for _, path in entries if is_form(path) or _is_packed_folder(path))])
    elif not folders or any(is_form(path) for entry, path in entries if entry.is_file()) or _are_parts(folders):
        yield folder
    else:
        for path in folders:
            if not path.is_symlink():
                yield from _units(path, workspace)


def _is_packed_folder(path: Path) -> bool:
    return is_packed(path) and not path.is_dir()


def _are_parts(folders: Sequence[Path]) -> bool:
    """Whether sub-folders are what one firm sorted its papers into: no firm is among them."""
    others = [folder for folder in folders if not is_part(folder.name)]
    return len(others) < len(folders) and not any(is_form(path) for folder in others for path in folder.iterdir())


def _is_round(folder: Path, workspace: Path | None) -> bool:
    return workspace is not None and folder.resolve().parent == workspace / APPLICATIONS


def _located(path: Path, workspace: Path | None) -> UnitLocation:
    return UnitLocation(os.fspath(path), _round_of(path, workspace))


def _round_of(path: Path, workspace: Path | None) -> str | None:
    if workspace is None:
        return None
    try:
        # The last part is taken as it stands: a unit's folder may be a link to where its files are kept.
        inside = (path.parent.resolve() / path.name).relative_to(workspace / APPLICATIONS)
    except ValueError:
        return None
    return inside.parts[0] if len(inside.parts) > 1 else None
