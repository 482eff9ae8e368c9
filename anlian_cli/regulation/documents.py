"""Every document by its number, and what its folder holds: the text as data, and its clauses as functions.

Another document is another folder and a line here. A past period keeps the one that it was locked under.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING

from anlian_cli.errors import InputFault
from anlian_cli.regulation.text import Regulation, loaded

if TYPE_CHECKING:  # who only asks what a document says needs no types of application
    from anlian_cli.regulation.clause import ClauseFunction

DOCUMENTS: dict[str, str] = {"京安联发〔2017〕4号": "anlian_cli.regulation.jinganlianfa_2017_4"}
"""The folder of every document, the newest last."""


def newest() -> str:
    """The number of the newest document: for whoever asks without a workspace that names one."""
    return next(reversed(DOCUMENTS))


def regulation_named(document: str) -> Regulation:
    """The document of a number. Raises InputFault for one that this program does not have."""
    if document not in DOCUMENTS:
        raise InputFault(f"没有规范“{document}”", f"本版本有 {'、'.join(DOCUMENTS)}")
    return _loaded(DOCUMENTS[document])


@lru_cache
def _loaded(folder: str) -> Regulation:
    return loaded(files(folder) / "text.yaml")


def clause_functions(document: str) -> tuple[tuple[str, ClauseFunction], ...]:
    """Every clause of a document with its function, in the document's order.

    Asked where a unit is judged: functions do not travel to the processes that judge, a number does; and who ranks
    needs none.
    """
    functions: tuple[tuple[str, ClauseFunction], ...] = import_module(f"{DOCUMENTS[document]}.admission").CLAUSES
    return functions
