"""A file that an application names: whether it is there and is what it says, found by whoever read the disk."""

from __future__ import annotations

from msgspec import Struct

from anlian_cli.model.paths import Path


class MaterialFile(Struct, frozen=True):
    """One named file. `path` is where the form names it; exactly one of `digest` and `fault` is set."""

    path: Path
    name: str
    digest: str | None = None
    fault: str | None = None
    hint: str = ""
