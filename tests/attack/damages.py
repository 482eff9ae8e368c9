"""Kinds of damage to the records, each at a random place."""

from __future__ import annotations

import hashlib
import random
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from anlian_cli.ocfl.root import Damaged
from anlian_cli.records.index import write_index
from anlian_cli.records.indexed import entries_of
from anlian_cli.records.journal import JournalLine, read_journal


def _files(base: Path) -> list[Path]:
    return sorted(path for path in base.rglob("*") if path.is_file())


def _folders(base: Path) -> list[Path]:
    return sorted(path for path in base.rglob("*") if path.is_dir())


def _objects(base: Path) -> list[Path]:
    return sorted(path.parent for path in base.rglob("0=ocfl_object_1.1"))


def _years(base: Path) -> list[Path]:
    return [folder for folder in _objects(base) if folder.parent.parent.name == "dossiers"]


def flip(base: Path, dice: random.Random) -> None:
    """One bit of a file."""
    path = dice.choice([path for path in _files(base) if path.stat().st_size])
    data = bytearray(path.read_bytes())
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    path.write_bytes(data)


def cut(base: Path, dice: random.Random) -> None:
    """A file loses its end."""
    path = dice.choice([path for path in _files(base) if path.stat().st_size])
    path.write_bytes(path.read_bytes()[: dice.randrange(path.stat().st_size)])


def cut_journal(base: Path, dice: random.Random) -> None:
    """The journal loses its last lines, whole ones; the index is as it was, gone, or as old as the journal is now."""
    path = base / "dossiers/journal.txt"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[: dice.randrange(1, len(lines))] if dice.random() < 0.8 else []))
    fate = dice.choice(["newer", "gone", "as old"])
    if fate == "gone":
        shutil.rmtree(base / "work", ignore_errors=True)
    elif fate == "as old":
        _as_restored(path, lambda: write_index(base, entries_of(base, read_journal(path))))


def _as_restored(path: Path, seal: Callable[[], None]) -> None:
    """An index that was sealed beside the journal before both were put back from a copy."""
    with suppress(Damaged, OSError):  # what was damaged before lets no index be made
        seal()
    shutil.copy2(path, path.with_name("copy"))
    path.with_name("copy").replace(path)


def delete_file(base: Path, dice: random.Random) -> None:
    dice.choice(_files(base)).unlink()


def delete_folder(base: Path, dice: random.Random) -> None:
    shutil.rmtree(dice.choice(_folders(base)))


def swap_files(base: Path, dice: random.Random) -> None:
    one, two = dice.sample(_files(base), 2)
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)


def swap_objects(base: Path, dice: random.Random) -> None:
    one, two = dice.sample(_years(base), 2)
    aside = base / "aside"
    one.rename(aside)
    two.rename(one)
    aside.rename(two)


def copy_object_over(base: Path, dice: random.Random) -> None:
    """One unit's year over another's, as a whole."""
    source, target = dice.sample(_years(base), 2)
    shutil.rmtree(target)
    shutil.copytree(source, target)


def copy_into(base: Path, dice: random.Random) -> None:
    """One folder's files over those of another with the same name."""
    source = dice.choice(_folders(base))
    target = dice.choice([folder for folder in _folders(base) if folder.name == source.name])
    if source not in (target, *target.parents):
        shutil.copytree(source, target, dirs_exist_ok=True)


def add_copy(base: Path, dice: random.Random) -> None:
    """A folder is copied beside itself, as a file manager does."""
    source = dice.choice(_folders(base))
    shutil.copytree(source, source.with_name(f"{source.name} - 副本"))


def add_file(base: Path, dice: random.Random) -> None:
    (dice.choice(_folders(base)) / dice.choice(["Thumbs.db", ".DS_Store", "v9", "inventory.json"])).write_bytes(b"x")


def roll_back(base: Path, dice: random.Random) -> None:
    """A unit's year looks, consistently, as it did at an earlier version."""
    folder = dice.choice(_grown(base))
    _back_to(folder, dice.randrange(1, len(list(folder.glob("v*")))))


def roll_back_several(base: Path, dice: random.Random) -> None:
    """Several years, each to an earlier version of its own."""
    grown = _grown(base)
    for folder in dice.sample(grown, dice.randrange(2, len(grown) + 1)):
        _back_to(folder, dice.randrange(1, len(list(folder.glob("v*")))))


def roll_back_units(base: Path, dice: random.Random) -> None:
    """Every object goes back to where it stood some batches ago; the journal alone still tells of them."""
    _as_of(base, read_journal(base / "dossiers/journal.txt"), dice)


def _grown(base: Path) -> list[Path]:
    return [folder for folder in _years(base) if (folder / "v2").exists()]


def _back_to(folder: Path, kept: int) -> None:
    for version in folder.glob("v*"):
        if int(version.name[1:]) > kept:
            shutil.rmtree(version)
    for name in ("inventory.json", "inventory.json.sha512"):
        shutil.copy(folder / f"v{kept}" / name, folder / name)


def _as_of(base: Path, lines: Sequence[JournalLine], dice: random.Random) -> int:
    """Every object as it stood at some line but the last; returns how many lines there were."""
    kept = dice.randrange(1, len(lines))
    heads = {touched.folder: touched.version for line in lines[:kept] for touched in line.batch.touched}
    for folder in _objects(base):
        if (version := heads.get(folder.relative_to(base).as_posix())) is None:
            shutil.rmtree(folder)
            with suppress(OSError):  # the unit has other years
                folder.parent.rmdir()
        else:
            _back_to(folder, version)
    return kept


def restore(base: Path, dice: random.Random) -> None:
    """A year comes from another copy of the records: sound by itself, with other points in it."""
    _other_points(base, dice)


def _other_points(base: Path, dice: random.Random) -> dict[bytes, bytes]:
    """A score's points are others, and every inventory fits; the digests of inventories that changed, old and new."""
    score = dice.choice(sorted(base.glob("dossiers/*/*/v*/content/scores/*/*.json")))
    old = score.read_bytes()
    points = re.compile(rb'("points": ?")\d')
    return rewrite(score.parents[4], score, old, points.sub(rb"\g<1>3", old))


def rewrite(folder: Path, path: Path, old: bytes, new: bytes) -> dict[bytes, bytes]:
    """New content for a file, with every inventory and sidecar changed to fit."""
    was, now = _digest(old), _digest(new)
    path.write_bytes(new)
    changed = {}
    for inventory in sorted(folder.rglob("inventory.json")):
        before = inventory.read_bytes()
        data = before.replace(was, now)
        inventory.write_bytes(data)
        inventory.with_name("inventory.json.sha512").write_bytes(_digest(data) + b" inventory.json\n")
        changed[_digest(before)] = _digest(data)
    return changed


def _digest(data: bytes) -> bytes:
    return hashlib.sha512(data).hexdigest().encode()


def several(base: Path, dice: random.Random) -> None:
    """Some at once, but for the two that together put an older backup back, journal and all: `roll_back_all`."""
    chosen = dice.sample(SINGLE, dice.randrange(2, 5))
    while {cut_journal, roll_back_units} <= set(chosen):
        chosen = dice.sample(SINGLE, dice.randrange(2, 5))
    for one in chosen:
        with suppress(OSError, IndexError, ValueError, Damaged):  # what is gone cannot be damaged again
            one(base, dice)


def roll_back_all(base: Path, dice: random.Random) -> None:
    """Everything together, the journal too: an older backup, put back. Nothing inside contradicts it."""
    path = base / "dossiers/journal.txt"
    kept = _as_of(base, read_journal(path), dice)
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:kept]))
    shutil.rmtree(base / "work", ignore_errors=True)


def rewrite_all(base: Path, dice: random.Random) -> None:
    """Points are changed, and everything that tells of them, to the last digest of the journal."""
    rechained(base / "dossiers/journal.txt", _other_points(base, dice))
    shutil.rmtree(base / "work", ignore_errors=True)


def rechained(path: Path, changed: Mapping[bytes, bytes]) -> None:
    """The journal with other digests of inventories, each of its lines following from the one before."""
    previous, lines = b"0" * 128, []
    for line in path.read_bytes().splitlines():
        body = line.partition(b" ")[2]
        for was, now in changed.items():
            body = body.replace(was, now)
        previous = _digest(previous + body)
        lines.append(previous + b" " + body + b"\n")
    path.write_bytes(b"".join(lines))


Damaging = Callable[[Path, random.Random], None]
SINGLE: tuple[Damaging, ...] = (
    flip, cut, cut_journal, delete_file, delete_folder, swap_files, swap_objects, copy_object_over, copy_into, add_copy,
    add_file, roll_back, roll_back_several, roll_back_units, restore,
)  # fmt: skip
REWRITTEN: tuple[Damaging, ...] = (roll_back_all, rewrite_all)
"""Sound by itself, so that only a digest that was printed before tells of it (`verify --expect`)."""
KINDS: tuple[Damaging, ...] = (*SINGLE, several, *REWRITTEN)
