"""Documents of the records written over, under digests that fit: every command answers or refuses, and none breaks.

`python -m tests.attack documents --count 2000`: a value becomes another, or goes, or a key comes that nobody knows;
every inventory, sidecar and line of the journal is made to fit, as a hostile hand would, or another program.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.attack.damages import rechained, rewrite
from tests.attack.faults import MEMORY
from tests.attack.readers import NOW, READERS, example
from tests.attack.snapshot import put_back, taken
from tests.attack.table import Row
from tests.office import act, must

ODD = (
    b"true", b"null", b"0", b"-1", b"85", b"85.5", b"1e999", b"NaN", b"-Infinity", b"9" * 5_000, b"[]", b"{}",
    b'[["a"]]', b'""', b'" "', b'"x"', b'"85.0"', b'"8.5E1"', b'"-1"', b'"1e999"', b'"1E-400"', b'"NaN"', b'"sNaN"',
    b'"Infinity"', b'"2017-1-2"', b'"0001-01-01"', b'"9999-12-31"', b'"\\ud800"', b"[" * 100_000,
    b'"' + b"9" * 5_000 + b'"',
)  # fmt: skip
"""What a value becomes, as JSON has it."""
COMMANDS = (
    *READERS,
    ("rank", "2018", "--explain", "博远"),
    ("objection", "--all", "--format", "json"),
    ("report", "2018", "--format", "json"),
    ("handover", "--format", "json"),
    ("show", "诚信"),
    ("log",),
    ("exit", "list", "2019"),
    ("export", "E", "--format", "csv", "--force"),
)
_MORE = (
    "objection add 博远 --about 年审2018 --on 2019-01-10 --note 漏计",
    "objection resolve 博远 --result 维持 --note 已核 --on 2019-01-15",
    "objection add 诚信 --about 排名2018 --on 2019-01-11 --note 有异议",
    "daily 博远 --item 13.1 --on 2021-05-03 --note 走访 --attach anlian.yaml",
    "rank 2018 --publish 公示.csv --announced 2019-01-08",
)
"""What the example workspace has not: with these it has a document of nearly every kind."""
_SAID, _BROKEN = (0, 1, 2, 3, 4), "程序内部出错"
"""Answers, a unit that is no longer called so, and refusals; and what no command may say."""
_MARK = "here"


def attack(count: int, seed: int) -> Row:
    """So many documents written over, one at a time; some commands and `verify` after each."""
    row, dice = Row("documents"), random.Random(seed)
    with TemporaryDirectory(dir=MEMORY) as folder:
        workspace = _of_every_kind(Path(folder) / "w")
        base = workspace / "records"
        sound, kinds = taken(base), _by_kind(base)
        for number in range(count):
            path = dice.choice(kinds[dice.choice(sorted(kinds))])
            case = f"{seed}/{number} {path.relative_to(base)}"
            _write_over(base, path, changed(path.read_bytes(), dice))
            row.count(case, fault_of(workspace, dice))
            put_back(base, sound)
    return row


def _of_every_kind(folder: Path) -> Path:
    workspace = example(folder, indexed=False)
    for command in _MORE:
        must(workspace, *command.split(), at=NOW)
    return workspace


def _by_kind(base: Path) -> dict[str, list[Path]]:
    """The documents of all versions: scores, events by their kind, and the others by their folder."""
    kinds: dict[str, list[Path]] = {}
    for path in sorted(base.glob("dossiers/*/*/v*/content/**/*.json")):
        folder = path.relative_to(base).parts[5]
        kind = "".join(filter(str.isalpha, path.stem)) if folder in ("events", "parameters", "scores") else folder
        kinds.setdefault(kind, []).append(path)
    return kinds


def changed(data: bytes, dice: random.Random) -> bytes:
    """A document with one value changed, gone or added, wherever it lies."""
    tree = json.loads(data)
    holder, key = dice.choice(list(_places(tree)))
    if dice.random() < 0.1:
        holder.pop(key)
    elif isinstance(holder, dict) and dice.random() < 0.1:
        holder["unheard-of"] = _MARK
    else:
        holder[key] = _MARK
    return json.dumps(tree, ensure_ascii=False).encode().replace(f'"{_MARK}"'.encode(), dice.choice(ODD))


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a tree: what holds it, and its key or number there."""
    for key, value in list(tree.items() if isinstance(tree, dict) else enumerate(tree)):
        yield tree, key
        if isinstance(value, (dict, list)):
            yield from _places(value)


def _write_over(base: Path, path: Path, data: bytes) -> None:
    folder = base.joinpath(*path.relative_to(base).parts[:3])
    rechained(base / "dossiers/journal.txt", rewrite(folder, path, path.read_bytes(), data))


def fault_of(workspace: Path, dice: random.Random) -> str:
    """The first command that neither answered nor refused, in a line; nothing where all did."""
    for command in (*dice.sample(COMMANDS, 4), ("verify",)):
        told = act(workspace, *command, at=NOW)
        if told.code not in _SAID or _BROKEN in told.err or (told.code > 1 and (told.out or "\n→ " not in told.err)):
            return f"{' '.join(command)}: {told}"
    return ""


def main(arguments: Sequence[str]) -> Iterator[Row]:
    parser = argparse.ArgumentParser(prog="python -m tests.attack documents", description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    yield attack(options.count, options.seed)
