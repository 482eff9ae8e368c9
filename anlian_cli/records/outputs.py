"""Files and folders beside the records, written for somebody: whole or not at all, by the same operations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from anlian_cli.errors import reason
from anlian_cli.ocfl import disk


class Unwritable(Exception):
    """Something that the disk does not take; the text says why, in Chinese."""


@contextmanager
def or_unwritable() -> Iterator[None]:
    """What fails inside is Unwritable."""
    try:
        yield
    except OSError as problem:
        raise Unwritable(reason(problem)) from None


def write_whole(path: Path, parts: Iterable[bytes]) -> None:
    """A file gets this content, part by part; where that fails, what stood there stands.

    A pipe or device is written as it is. Raises Unwritable.
    """
    with or_unwritable():
        if path.exists() and not path.is_file():
            disk.write_parts(path, parts, disk.SHARED)
        else:
            disk.replace(path.resolve(), parts)


def make_folder(path: Path) -> None:
    """A folder, with those above it. Raises Unwritable."""
    with or_unwritable():
        disk.make_folder(path, disk.SHARED_FOLDER)


def remove(path: Path) -> None:
    """Take a result away, if it is there. Raises Unwritable."""
    with or_unwritable():
        disk.remove(path)
