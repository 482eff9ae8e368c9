"""The YAML files of this package, which we wrote ourselves, and what they say without parsing them again.

`parsed.json` holds what each file says under the SHA-256 of its text, since parsing takes a command longer than most of
its work. A file that was edited has another digest and is parsed: no copy can be stale. `python -m tests.regenerate`
writes it; a test compares it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

PARSED = "parsed.json"


def content(source: Traversable) -> Any:
    """What a YAML file says, as plain values; days and numbers that are keys may be texts."""
    text = source.read_bytes()
    known = _parsed().get(sha256(text).hexdigest())
    return parsed(text) if known is None else known


def parsed(text: bytes) -> Any:
    """What the text of a YAML file says."""
    from ruamel.yaml import YAML

    return YAML(typ="safe").load(text.decode())


@cache
def _parsed() -> Mapping[str, Any]:
    copy: Mapping[str, Any] = json.loads((files(__package__) / PARSED).read_bytes())
    return copy
