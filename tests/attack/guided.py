"""One reader under atheris: `python -m tests.attack.guided READER CORPUS [libFuzzer's options]`; `fuzz` starts it."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from tempfile import mkdtemp

import atheris

with atheris.instrument_imports(include=["anlian_cli"]):
    from tests.attack.faults import MEMORY
    from tests.attack.mutations import changed_package
    from tests.attack.targets import TARGETS


def _part_changed(data: bytes, most: int, seed: int) -> bytes:
    """A package with one part changed by libFuzzer, which knows what the reader compared its bytes with."""
    made = changed_package(data, random.Random(seed), lambda part, _: atheris.Mutate(part, len(part) + 64))
    return made if len(made) <= most else data


def main() -> None:
    name, corpus, *options = sys.argv[1:]
    target = TARGETS[name]
    for number, data in enumerate(target.seeds()):
        (Path(corpus) / f"seed-{number}").write_bytes(data)
    reader = target.reader(Path(mkdtemp(dir=MEMORY)))
    more = {"custom_mutator": _part_changed} if target.is_package else {}
    atheris.Setup([sys.argv[0], corpus, "-max_len=200000", *options], reader, **more)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
