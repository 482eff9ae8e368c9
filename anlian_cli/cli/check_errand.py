"""What a check is asked to look at: its workspace, its units and their round, from what was typed."""

from __future__ import annotations

import os
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from anlian_cli.errors import InputFault, UsageFault
from anlian_cli.forms.discovery import APPLICATIONS, UnitLocation, find_units
from anlian_cli.office.admission.checking import named_round
from anlian_cli.office.settings import find_workspace

if TYPE_CHECKING:
    from anlian_cli.office.office import Office


class Errand(Struct, frozen=True):
    """A check as it was asked for. `paths` are as typed; none mean the current round."""

    paths: list[Path] | None
    workspace: Path | None
    office: Office | None
    round_name: str | None
    locations: list[UnitLocation]


def errand(paths: list[Path] | None, asked: Path | None, round_name: str | None, today: date) -> Errand:
    """Everything that is to be checked. Raises UsageFault, InputFault where that cannot be."""
    workspace = _workspace(asked, paths)
    office = _office(workspace)
    chosen = named_round(office, round_name, today)
    locations = _locations(paths, office, chosen)
    _refuse_idle_round(locations, office, round_name)
    return Errand(paths, workspace, office, chosen, locations)


def _workspace(asked: Path | None, paths: list[Path] | None) -> Path | None:
    """The workspace of -C, else of the first path, else of the current folder."""
    if asked is not None:
        found = find_workspace(asked)
        if found is None:
            raise InputFault(f"{asked} 不在工作区内（没有 anlian.yaml）", "用 anlian init 新建工作区")
        return found
    return find_workspace(paths[0] if paths else Path())


def _office(workspace: Path | None) -> Office | None:
    """The workspace that was found; a bare folder is checked without one."""
    if workspace is None:
        return None
    # Only here: a bare folder needs no records, a fifth of the start-up.
    from anlian_cli.cli.desk import open_office

    return open_office(workspace)


def _locations(paths: list[Path] | None, office: Office | None, round_name: str | None) -> list[UnitLocation]:
    if not paths:
        if office is None or round_name is None:
            raise UsageFault("没有指定要审核的文件夹", "例如 anlian check applications/2017")
        paths = [_shown(office.workspace / APPLICATIONS / round_name)]
    within = office.workspace if office else None
    found = {_itself(unit.path): unit for path in paths for unit in find_units(path, within)}
    if not found:
        raise InputFault(f"{'、'.join(map(str, paths))} 里没有申报单位", "每家单位一个子文件夹")
    return list(found.values())


def _itself(path: Path) -> str:
    """A path without links; the folder in which many units lie is followed once."""
    own = path.resolve() if path.is_symlink() or not path.name else None
    # Texts, since a round has many and a path is four times as large.
    return str(own) if own else os.path.join(_resolved(path.parent), path.name)  # noqa: PTH118


@lru_cache(maxsize=16)
def _resolved(folder: Path) -> str:
    return str(folder.resolve())


def _shown(path: Path) -> Path:
    """A path as a person in the current folder would type it, where that is shorter."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _refuse_idle_round(locations: list[UnitLocation], office: Office | None, round_name: str | None) -> None:
    """--round is for paths that lie in no round, within a workspace. Raises UsageFault."""
    if round_name is None:
        return
    if office is None:
        raise UsageFault("--round 只在工作区里用", "不在工作区内的，用 --deadline 给出截止日期")
    if others := {location.round_name for location in locations} - {None, round_name}:
        named = "、".join(sorted(filter(None, others)))
        raise UsageFault(f"路径在批次 {named} 里，不按 --round {round_name} 审核", "去掉 --round，或换一个路径")
