"""`python -m tests.attack NAME [--count N] [--seed N]`: one attack at size, with a table of what came of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from tests.attack import damage

ATTACKS: dict[str, Callable[[Sequence[str]], int]] = {"damage": damage.main}


def main(arguments: Sequence[str]) -> int:
    if not arguments or arguments[0] not in ATTACKS:
        print(f"usage: python -m tests.attack {{{','.join(ATTACKS)}}} [--count N] [--seed N]")
        return 2
    return ATTACKS[arguments[0]](arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
