"""How documents of each kind are known and where their facts stand, as patterns.yaml has it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from anlian_cli.model.scanned import DocumentKind, FactName


class Label(Struct, frozen=True):
    """A label of a document: which fact stands behind it (None: one that is not read), and in what form."""

    spelling: str
    fact: FactName | None
    form: str = ""
    many: bool = False


class Pattern(Struct, frozen=True):
    """How one kind of document is known. `more` holds what that kind alone has."""

    kind: DocumentKind
    titles: tuple[re.Pattern[str], ...]
    labels: tuple[Label, ...]
    enough: int
    telling: frozenset[str]
    large: bool
    bound: bool
    more: Mapping[str, Any]

    def is_title(self, text: str) -> bool:
        return any(title.fullmatch(text) for title in self.titles)


@lru_cache(maxsize=1)
def patterns() -> Mapping[DocumentKind, Pattern]:
    """In the order in which they are tried."""
    from ruamel.yaml import YAML

    text = files(__package__).joinpath("patterns.yaml").read_text(encoding="utf-8")
    kinds = YAML(typ="safe").load(text)
    return {DocumentKind(kind): _pattern(DocumentKind(kind), data) for kind, data in kinds.items()}


def _pattern(kind: DocumentKind, data: dict[str, Any]) -> Pattern:
    labels = [
        Label(spelling, FactName(fact), place.get("form", ""), place.get("lines") == "many")
        for fact, place in data.get("labels", {}).items()
        for spelling in place["spellings"]
    ]
    labels += [Label(spelling, FactName.CREDIT_CODE, "credit_code") for spelling in data.get("code_labels", ())]
    labels += [Label(spelling, None) for spelling in data.get("stops", ())]
    # The longest first: 法定代表人姓名 before 法定代表人.
    ordered = tuple(sorted(labels, key=lambda label: -len(label.spelling)))
    titles = tuple(re.compile(title) for title in data["titles"])
    telling = frozenset(data.get("telling", ()))
    large, bound = data.get("large", False), data.get("bound", False)
    return Pattern(kind, titles, ordered, data["enough"], telling, large, bound, data)


@lru_cache(maxsize=1)
def version() -> str:
    """A digest of all that decides what is made of a picture: these patterns and the program that uses them."""
    digest = hashlib.sha256()
    rooms = [files(__package__), files(f"{__package__}.facts")]
    for entry in sorted((entry for room in rooms for entry in room.iterdir()), key=lambda entry: entry.name):
        if entry.name.endswith((".py", ".yaml")):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return digest.hexdigest()[:16]
