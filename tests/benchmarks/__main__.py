"""How fast, beside what: one table of ratios, each from one alternating run.

`python -m pip install --group bench`, then `python -m tests.benchmarks [GROUP ...] [--most 1000] [--write]`. The data
are made in a temporary folder, or with `--data DIR` in one that is kept for the next run. Times say nothing about
another machine; read the ratios. `--write` keeps what came out in docs/benchmarks.md, group by group.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from tests.benchmarks import export, records, rounds, scale, startup
from tests.benchmarks.data import Data
from tests.benchmarks.machine import facts, load, releases
from tests.benchmarks.measuring import Comparison, Row, measured
from tests.benchmarks.table import PAGE, cells, markdown, printed, replaced

GROUPS: dict[str, Callable[[Data], Iterator[Comparison]]] = {
    "startup": startup.comparisons,
    "rounds": rounds.comparisons,
    "records": records.comparisons,
    "scale": scale.comparisons,
    "export": export.comparisons,
}
"""Every group by its name: a function from where data may be made to comparisons. A new one is a line here."""
_PEERS = (
    "typer",
    "rich",
    "ruamel.yaml",
    "pydantic",
    "msgspec",
    "check-jsonschema",
    "openpyxl",
    "python-calamine",
    "pyarrow",
    "duckdb",
)


def main() -> None:
    """Measure the groups that are named, else all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"of {', '.join(GROUPS)}; none: all")
    parser.add_argument("--most", type=int, default=10_000, help="leave out what needs more units")
    parser.add_argument("--rounds", type=int, help="how many turns each; else as many as the comparison asks for")
    parser.add_argument("--data", type=Path, help="a folder that keeps the data for the next run")
    parser.add_argument("--write", action="store_true", help="keep the rows in docs/benchmarks.md")
    options = parser.parse_args()
    if unknown := set(options.groups) - set(GROUPS):
        parser.error(f"no such group: {', '.join(sorted(unknown))}")
    # The same work in every run: sets in the same order.
    os.environ["PYTHONHASHSEED"] = "0"
    # As an installed program runs: compiled once.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    print(_machine(), printed(), sep="\n")
    with tempfile.TemporaryDirectory(prefix="anlian-") as folder:
        data = Data(options.data or Path(folder), options.most)
        for name in options.groups or GROUPS:
            rows = _shown(GROUPS[name](data), options.rounds)
            if options.write and rows:
                _kept(name, rows)


def _shown(comparisons: Iterator[Comparison], rounds: int | None) -> list[Row]:
    rows = []
    for one in comparisons:
        rows.append(measured(replace(one, rounds=rounds or one.rounds)))
        print(printed(cells(rows[-1])), flush=True)
    return rows


def _kept(name: str, rows: list[Row]) -> None:
    text = replaced(PAGE.read_text(encoding="utf-8"), name, f"{_machine()}\n\n{markdown(rows)}")
    PAGE.write_text(text, encoding="utf-8")


def _machine() -> str:
    today = datetime.now().date()
    return f"{today}: {facts()}; {releases(*_PEERS)}; {load()}."


if __name__ == "__main__":
    main()
