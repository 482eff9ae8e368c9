"""A page of a file before it is read, and what is said of a file that cannot be."""

from __future__ import annotations

from msgspec import Struct

from anlian_cli.scan.lines import Line
from anlian_cli.scan.turning import Picture


class Unread(Exception):
    """A file that cannot be read; says why in Chinese."""


class Sheet(Struct, frozen=True):
    """One page. `lines` is None where they are to be read from the picture; `total` is the file's number of pages."""

    picture: Picture | None
    lines: tuple[Line, ...] | None
    total: int
