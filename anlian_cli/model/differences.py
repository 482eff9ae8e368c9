"""Two documents laid side by side, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_NAMED_BY = ("item", "expert", "id", "姓名", "统一代码")
Route = tuple[str, ...]


def differences(old: Any, new: Any) -> Iterator[tuple[Route, str | None, str | None]]:
    """Every field that differs: its route, what stood there, what stands there now."""
    before, after = dict(flattened(old)), dict(flattened(new))
    for route in dict.fromkeys([*before, *after]):
        if before.get(route) != after.get(route):
            yield route, before.get(route), after.get(route)


def flattened(tree: Any, route: Route = ()) -> Iterator[tuple[Route, str]]:
    """Every value of a document with its route; rows are named by what they are about, else by number."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from flattened(value, (*route, str(key)))
    elif isinstance(tree, list):
        yield from _rows(tree, route)
    elif tree is not None:
        yield route, _text(tree)


def _rows(rows: list[Any], route: Route) -> Iterator[tuple[Route, str]]:
    keys = [next((key for key in _NAMED_BY if isinstance(row, dict) and key in row), "") for row in rows]
    names = [str(row[key]) if key else "" for row, key in zip(rows, keys, strict=True)]
    unique = all(names) and len(set(names)) == len(names)
    for number, (row, key, name) in enumerate(zip(rows, keys, names, strict=True), start=1):
        if unique:  # the name is in the route already
            yield from flattened({other: row[other] for other in row if other != key}, (*route, name))
        else:
            yield from flattened(row, (*route, f"第{number}项"))


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
