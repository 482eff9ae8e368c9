"""The first keystroke: commands on the example workspace, beside importing the packages that the program stands on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.data import Data
from tests.benchmarks.measuring import Comparison, anlian, python

EXAMPLE = Path(__file__).parents[2] / "examples" / "workspace"
# What is used of them: pydantic and rich load little before that.
_PACKAGES = "import typer, rich.console, rich.table; from ruamel.yaml import YAML; from pydantic import BaseModel"
_COMMANDS = {
    "list": ("1.35", ()),
    "rank": ("1.35", ("2020",)),
    "show": ("1.35", ("安泰",)),
    "exit": ("1.35", ("2020",)),
    "log": ("1.35", ()),
    "explain": ("1.35", ("9.4c",)),
    "status": ("1.5", ()),
    "check": ("1.5", None),
    "verify": ("1.6", ()),
}
"""Each command with its bound and its arguments; `check` looks at one firm."""


def comparisons(_: Data) -> Iterator[Comparison]:
    """Every command that reads, in the order of the bounds."""
    for name, (bound, own) in _COMMANDS.items():
        arguments = ("check", _firm(), "-q") if own is None else (name, *own)
        where = () if name == "explain" else ("-C", EXAMPLE)
        yield Comparison(
            name=f"anlian {name}{' of one firm' if own is None else ''} / importing the packages",
            asked=f"<= {bound}",
            ours=anlian(*arguments, *where),
            peer=python(_PACKAGES),
            rounds=11,
        )


def _firm() -> Path:
    return sorted(one for one in (EXAMPLE / "applications" / "2017").iterdir() if one.is_dir())[0]
