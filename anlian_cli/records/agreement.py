"""Whether the objects on the disk go beyond the journal: a journal that was cut, or lost, is behind them.

What the journal names and the disk does not hold is found by whoever reads it; this is the other direction.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from anlian_cli.ocfl.commit_record import awaited
from anlian_cli.ocfl.reading import entries
from anlian_cli.ocfl.root import Damaged
from anlian_cli.records.journal import JournalLine
from anlian_cli.records.places import JOURNAL, LAYOUTS, SEAL

UNKNOWN = "日志里没有这个档案"
LOST = "日志缺失或是空的，却有记录过的东西"


def heads(lines: Iterable[JournalLine]) -> dict[str, int]:
    """Every object that the journal names, with its newest version there."""
    return {touched.folder: touched.version for line in lines for touched in line.batch.touched}


def refuse_what_goes_beyond(base: Path, lines: list[JournalLine]) -> None:
    """Raises Damaged for an object or version that neither the journal nor a waiting batch knows."""
    found = [place for place, _ in beyond(base, heads(lines))]
    waiting = awaited(base)
    surplus = next((place for place in found if not _belongs(place, waiting)), None)
    if not lines and not waiting and (surplus or (base / SEAL).exists()):
        raise Damaged(base / JOURNAL, LOST)
    if surplus:
        raise Damaged(base / surplus, "日志里没有；日志被截短过，或这里被复制进来")


def _belongs(place: str, moves: tuple[str, ...]) -> bool:
    """Whether a waiting batch brings a place: by itself, or with a folder around it."""
    return any(f"{place}/".startswith(f"{move}/") for move in moves)


def beyond(base: Path, known: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Every object that is not known, and every version after the newest known one; where, and a sentence."""
    root = os.fspath(base)
    for folder in _places(root):
        if folder not in known and _names(f"{root}/{folder}"):
            yield folder, UNKNOWN
    for folder, version in known.items():
        if os.path.lexists(f"{root}/{folder}/v{version + 1}"):
            yield f"{folder}/v{version + 1}", "日志里没有这个版本"


def _places(base: str) -> Iterator[str]:
    """Everything that lies where objects lie: as deep below a root as its layout has it."""
    for root, layout in LAYOUTS.items():
        found = [root]
        for _ in layout.sizes:
            found = [f"{folder}/{name}" for folder in found for name in _names(f"{base}/{folder}")]
        yield from found


def _names(folder: str) -> list[str]:
    """What a folder holds, but for the root's own extensions; nothing where there is no such folder."""
    try:
        return [entry.name for entry in entries(folder, missing_ok=True) if entry.name != "extensions"]
    except NotADirectoryError:
        return []
