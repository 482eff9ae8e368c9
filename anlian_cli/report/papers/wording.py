"""The wording of each kind of paper as data: what its template says until she rewrites it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from msgspec import Struct


class Passage(Struct, frozen=True):
    """A paragraph. `each` names a list of which every sentence is one; `where` a field without which it is left out."""

    text: str = ""
    heading: bool = False
    each: str | None = None
    where: str | None = None


class Wording(Struct, frozen=True):
    """A kind of paper in words; a letter has whom it addresses, and `columns` are the annex, where there is one.

    A title may have several lines. What is not `of_records` is made of a check.
    """

    kind: str
    title: str
    salutation: str
    passages: tuple[Passage, ...]
    closing: str
    columns: tuple[str, ...]
    of_records: bool


@lru_cache(maxsize=1)
def wordings() -> Mapping[str, Wording]:
    """Every kind of paper by its name."""
    # Loaded only where a paper is written.
    from ruamel.yaml import YAML

    text = files(__package__).joinpath("wording.yaml").read_text(encoding="utf-8")
    return {kind: _wording(kind, entry) for kind, entry in YAML(typ="safe").load(text).items()}


def _wording(kind: str, entry: Mapping[str, Any]) -> Wording:
    return Wording(
        kind,
        title if isinstance(title := entry["标题"], str) else "\n".join(title),
        entry.get("主送", ""),
        tuple(_passage(passage) for passage in entry["正文"]),
        entry.get("结语", ""),
        tuple(entry.get("附表", ())),
        entry.get("出自", "台账") == "台账",
    )


def _passage(entry: str | Mapping[str, str]) -> Passage:
    if isinstance(entry, str):
        return Passage(entry)
    if "小标题" in entry:
        return Passage(entry["小标题"], heading=True)
    return Passage(entry.get("文", ""), each=entry.get("逐条"), where=entry.get("如有"))
