"""Random damage to the records: no reader ever answers with a wrong number, and `verify` names what was done.

`python -m tests.attack damage --count 1000 --seed 1` tries so many damages, half of them with a fresh index, and
prints a table: how often each was tried, how often the readers refused, `verify` noticed, or a number was wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from anlian_cli.ocfl.root import Damaged
from anlian_cli.records.index import write_index
from anlian_cli.records.indexed import entries_of
from anlian_cli.records.journal import read_journal
from tests.attack.faults import MEMORY
from tests.attack.readers import NOW, Answers, answers, example, faults, refused
from tests.office import act


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
    folder = dice.choice([folder for folder in _years(base) if (folder / "v2").exists()])
    heads = sorted(int(path.name[1:]) for path in folder.glob("v*"))
    kept = dice.randrange(1, len(heads))
    for head in heads[kept:]:
        shutil.rmtree(folder / f"v{head}")
    for name in ("inventory.json", "inventory.json.sha512"):
        shutil.copy(folder / f"v{kept}" / name, folder / name)


def restore(base: Path, dice: random.Random) -> None:
    """A year comes from another copy of the records: sound by itself, with other points in it."""
    score = dice.choice(sorted(base.glob("dossiers/*/*/v*/content/scores/*/*.json")))
    old = score.read_bytes()
    folder, points = score.parents[4], re.compile(rb'("points": ")\d')
    _rewrite(folder, score, old, points.sub(rb"\g<1>3", old))


def _rewrite(folder: Path, path: Path, old: bytes, new: bytes) -> None:
    """New content for a file, with every inventory and sidecar changed to fit."""
    was, now = (hashlib.sha512(data).hexdigest().encode() for data in (old, new))
    path.write_bytes(new)
    for inventory in sorted(folder.rglob("inventory.json")):
        data = inventory.read_bytes().replace(was, now)
        inventory.write_bytes(data)
        sidecar = f"{hashlib.sha512(data).hexdigest()} inventory.json\n"
        inventory.with_name("inventory.json.sha512").write_text(sidecar, encoding="ascii")


def several(base: Path, dice: random.Random) -> None:
    for one in dice.sample(SINGLE, dice.randrange(2, 5)):
        with suppress(OSError, IndexError, ValueError):  # what the one before took away cannot be damaged again
            one(base, dice)


Damaging = Callable[[Path, random.Random], None]
SINGLE: tuple[Damaging, ...] = (
    flip, cut, cut_journal, delete_file, delete_folder, swap_files, swap_objects, copy_object_over, copy_into, add_copy,
    add_file, roll_back, restore,
)  # fmt: skip
KINDS: tuple[Damaging, ...] = (*SINGLE, several)


@dataclass
class Tally:
    """What came of one kind of damage. `unnoticed` and `wrong` tell each case by its number."""

    tries: int = 0
    refused: int = 0
    noticed: int = 0
    unnoticed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def kept(base: Path) -> str:
    """A digest of everything that is no cache: the records but for their work folder."""
    total = hashlib.sha256()
    for path in sorted(path for path in base.rglob("*") if "work" not in path.relative_to(base).parts[:1]):
        total.update(f"{path.relative_to(base)}\n".encode() + (path.read_bytes() if path.is_file() else b"/"))
    return total.hexdigest()


def attack(count: int, seed: int) -> dict[str, Tally]:
    """So many damages, each kind in turn, with an index and without."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        sources = [example(Path(folder) / name, indexed=name == "indexed") for name in ("bare", "indexed")]
        right = answers(sources[0])
        assert answers(sources[1]) == right
        for number in range(count):
            kind = KINDS[number % len(KINDS)]
            source = sources[number // len(KINDS) % 2]
            copy = Path(shutil.copytree(source, Path(folder) / "copy"))
            _try(tallies[kind.__name__], copy, kind, f"{seed}/{number}", right)
            shutil.rmtree(copy)
    return tallies


def _try(tally: Tally, workspace: Path, damage: Damaging, case: str, right: Answers) -> None:
    base = workspace / "records"
    sound = kept(base)
    damage(base, random.Random(case))
    if (touched := kept(base) != sound) or damage in (flip, cut, delete_file):
        tally.tries += 1
        told = answers(workspace)
        tally.refused += any(refused(outcome) for outcome in told.values())
        tally.wrong += [f"{case} {fault}" for fault in faults(told, right)]
        _verify(tally, workspace, case, touched)


def _verify(tally: Tally, workspace: Path, case: str, touched: bool) -> None:
    """What touched more than the cache is named; nothing ends but with a report."""
    verified = act(workspace, "verify", at=NOW)
    tally.noticed += verified.code == 1
    if verified.code not in (0, 1) or (touched and verified.code == 0):
        tally.unnoticed.append(f"{case} verify: {verified}")


def shown(tallies: dict[str, Tally]) -> str:
    head = f"{'damage':<18}{'tries':>7}{'refused':>9}{'verify':>8}{'unnoticed':>11}{'wrong':>7}"
    rows = [
        f"{kind:<18}{one.tries:>7}{one.refused:>9}{one.noticed:>8}{len(one.unnoticed):>11}{len(one.wrong):>7}"
        for kind, one in tallies.items()
    ]
    return "\n".join([head, *rows])


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.attack damage", description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=280)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    tallies = attack(options.count, options.seed)
    print(shown(tallies))
    bad = [case for one in tallies.values() for case in (*one.unnoticed, *one.wrong)]
    print(*(case[:400] for case in bad[:40]), sep="\n")
    return 1 if bad else 0
