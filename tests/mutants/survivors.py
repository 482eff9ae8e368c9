"""The survivors that are known, each with the reason why it is let live."""

from __future__ import annotations

import json
from pathlib import Path

from ruamel.yaml import YAML

from tests.mutants.changes import Change

_FILE = Path(__file__).with_name("survivors.yaml")
_KEY = ("file", "function", "was", "now")

Key = tuple[str, str, str, str]


def reasons() -> dict[Key, str]:
    """Why survivors live, by what stays of a change when lines shift."""
    entries = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8")) or []
    return {(entry["file"], entry["function"], entry["was"], entry["now"]): entry["reason"] for entry in entries}


def as_entry(change: Change) -> str:
    """A survivor as an entry whose reason is still to be written."""
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in zip(_KEY, change.key, strict=True)]
    return "\n  ".join([f"- {lines[0]}", *lines[1:], "reason: "])
