"""A reader given everything that was kept of it, then blind changes for a while: `fuzz` runs it under coverage.py."""

from __future__ import annotations

import random
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.attack.faults import MEMORY
from tests.attack.mutations import changed_for
from tests.attack.targets import TARGETS, Reader


def main() -> None:
    name, corpus, seconds = sys.argv[1:]
    target, dice = TARGETS[name], random.Random(0)
    with TemporaryDirectory(dir=MEMORY) as folder:
        reader, seeds = target.reader(Path(folder)), list(target.seeds())
        for data in (*seeds, *(path.read_bytes() for path in sorted(Path(corpus).iterdir()))):
            _given(reader, data)
        end = time.monotonic() + float(seconds)
        while time.monotonic() < end:
            _given(reader, changed_for(target.is_package, dice.choice(seeds), dice))


def _given(reader: Reader, data: bytes) -> None:
    # A failure is told by the attack itself; here only what is reached counts.
    with suppress(Exception):
        reader(data)


if __name__ == "__main__":
    main()
