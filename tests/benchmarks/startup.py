"""The first keystroke: commands on the example workspace, beside importing the packages that the program stands on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.data import Data
from tests.benchmarks.measuring import Comparison, Work, anlian, python

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


def comparisons(data: Data) -> Iterator[Comparison]:
    """Every command that reads, in the order of the bounds; and one on a copy in which nothing was recorded yet."""
    office = data.made("office", _in_use)
    for name, (bound, own) in _COMMANDS.items():
        arguments = ("check", _firm(office), "-q") if own is None else (name, *own)
        where = () if name == "explain" else ("-C", office)
        told = f"anlian {name}{' of one firm' if own is None else ''}"
        yield _beside_the_packages(told, f"<= {bound}", anlian(*arguments, *where))
    yield _beside_the_packages("anlian list in a fresh copy", "-", anlian("list", "-C", EXAMPLE))


def _beside_the_packages(name: str, asked: str, ours: Work) -> Comparison:
    return Comparison(f"{name} / importing the packages", asked, ours, python(_PACKAGES), rounds=11)


def _in_use(folder: Path) -> None:
    """The example as its last recording left it: with an index, and what its anlian.yaml said."""
    shutil.copytree(EXAMPLE, folder)
    note = ("--item", "13.1", "--on", "2021-05-03", "--note", "走访")
    anlian("daily", "博远", *note, "-C", folder)()


def _firm(office: Path) -> Path:
    return sorted(one for one in (office / "applications" / "2017").iterdir() if one.is_dir())[0]
