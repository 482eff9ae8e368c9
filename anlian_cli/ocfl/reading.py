"""Reading whole folders fast: descriptors rather than file objects, names rather than paths."""

from __future__ import annotations

import os
from hashlib import sha512

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_CHUNK = 1 << 20


def entries(folder: str, *, missing_ok: bool = False) -> list[os.DirEntry[str]]:
    """What a folder holds, by name. Raises OSError."""
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        if missing_ok:
            return []
        raise


def read(path: str) -> bytes | None:
    """A file's bytes; None where there is no such file."""
    try:
        descriptor = os.open(path, _FLAGS)
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        return b"".join(iter(lambda: os.read(descriptor, _CHUNK), b""))
    except IsADirectoryError:
        return None
    finally:
        os.close(descriptor)


def file_digest(path: str) -> str:
    """The SHA-512 of a file, however large. Raises OSError."""
    descriptor = os.open(path, _FLAGS)
    try:
        digest = sha512()
        while data := os.read(descriptor, _CHUNK):
            digest.update(data)
        return digest.hexdigest()
    finally:
        os.close(descriptor)
