"""Values of ours in the JSON shapes that the schemas freeze."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any


def shaped(shape: Any, value: object, **given: Any) -> dict[str, Any]:
    """`value` in a shape: each key holds the attribute of its name, but for those that are given.

    The shapes are the public side: a key that was renamed or a type that no longer fits is found by holding what is
    printed against the schemas.
    """
    return {key: given[key] if key in given else _plain(getattr(value, key)) for key in shape.__annotations__}


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return list(map(_plain, value)) if isinstance(value, tuple) else value
