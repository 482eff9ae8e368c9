"""A typed form as YAML under its official labels; reading it again gives an equal form."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML

from anlian_cli.model.labels import Form

_SHORT = 100
"""YAML writes a longer label in a way of its own."""


def write_yaml(form: Form) -> str:
    """The form's filled fields. Text that YAML would take for a number is quoted."""
    return dump(form.model_dump(mode="json", exclude_none=True))


def dump(tree: dict[str, Any]) -> str:
    """Nested text as YAML, in the order and layout that people expect of a form.

    The library takes a tenth of a millisecond for every word: it is asked once for each, and for the rare whole.
    """
    try:
        return "\n".join([*_lines(tree), ""])
    except _Unusual:
        return _written(tree)


class _Unusual(Exception):
    """A text the place of which decides how it is written, or lists within lists."""


def _lines(node: Any) -> Iterator[str]:
    if isinstance(node, dict) and node:
        for label, value in node.items():
            below = list(_lines(value))
            if isinstance(value, dict | list) and value:
                yield f"{_label(label)}:"
                yield from (f"  {line}" for line in below)
            else:
                yield f"{_label(label)}: {below[0]}"
    elif isinstance(node, list) and node:
        for part in node:
            if isinstance(part, list) and part:
                raise _Unusual
            first, *more = _lines(part)
            yield f"- {first}"
            yield from (f"  {line}" for line in more)
    else:
        yield str(node) if isinstance(node, dict | list) else _word(node)


def _label(label: str) -> str:
    if len(label) > _SHORT:
        raise _Unusual
    return _word(label)


@lru_cache(maxsize=4096, typed=True)
def _word(value: Any) -> str:
    if isinstance(value, str) and not value.isprintable():
        raise _Unusual
    written = _written({"x": value}).removeprefix("x: ").removesuffix("\n")
    if "\n" in written:  # too long for a line
        raise _Unusual
    return written


def _written(tree: dict[str, Any]) -> str:
    writer = YAML(typ="rt", pure=True)
    writer.representer.ignore_aliases = lambda _data: True  # our reader refuses anchors
    writer.allow_unicode = True
    writer.width = 10_000
    writer.indent(mapping=2, sequence=4, offset=2)
    buffer = io.StringIO()
    writer.dump(tree, buffer)
    return buffer.getvalue()
