"""`python -m tests.attack NAME [options]`: one attack at size, with a table of what came of it; `all` is every one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence

from tests.attack import damage, documents, fuzz, kills, random_kills, writers
from tests.attack.table import Row, head

Attack = Callable[[Sequence[str]], Iterator[Row]]
ATTACKS: dict[str, Attack] = {
    "kills": kills.main,
    "random-kills": random_kills.main,
    "damage": damage.main,
    "documents": documents.main,
    "writers": writers.main,
    "fuzz": fuzz.main,
}
_TOLD = 20
"""Failures of one row that are told in full."""


def main(arguments: Sequence[str]) -> int:
    if not arguments or arguments[0] not in (*ATTACKS, "all"):
        print(f"usage: python -m tests.attack {{{','.join((*ATTACKS, 'all'))}}} [--help]")
        return 2
    chosen = list(ATTACKS.values()) if arguments[0] == "all" else [ATTACKS[arguments[0]]]
    print(head())
    failed = 0
    for row in (row for attack in chosen for row in attack(arguments[1:])):
        failed += len(row.failures)
        print(row, *(case[:1_500] for case in row.failures[:_TOLD]), sep="\n  ", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
