"""The survivors that are known, each with the reason why it is let live."""

from __future__ import annotations

import json
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from tests.mutants.changes import Change

_FILE = Path(__file__).with_name("survivors.yaml")
_KEY = ("file", "function", "was", "now")

Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why survivors live, by what stays of a change when lines shift."""

    known: dict[Key, str]

    @classmethod
    def read(cls) -> Reasons:
        entries = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8")) or []
        return cls({_key(entry): entry["reason"] for entry in entries})

    def of_no_survivor(self, files: Set[str], survivors: Set[Key]) -> Iterator[str]:
        """Entries that a whole run of these files did not need."""
        for key in self.known:
            if key[0] in files and key not in survivors:
                yield f"{key[0]} {key[1]}: {key[2]} -> {key[3]}"


def _key(entry: dict[str, str]) -> Key:
    file, function, was, now = (entry[name] for name in _KEY)
    return file, function, was, now


def as_entry(change: Change) -> str:
    """A survivor as an entry whose reason is still to be written."""
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in zip(_KEY, change.key, strict=True)]
    return "\n  ".join([f"- {lines[0]}", *lines[1:], 'reason: ""'])
