"""Every change on disk, one function each: what a crash, a full disk or a broken one can interrupt is all here.

`before` is called ahead of each operation with its kind and path. It does nothing; tests set it to let the process
die, or the disk fail, before the n-th operation.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha512
from pathlib import Path

_CHUNK = 1 << 20
_BINARY = getattr(os, "O_BINARY", 0)
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY
PRIVATE, PRIVATE_FOLDER = 0o600, 0o700
"""What is kept is its owner's alone, wherever the system knows modes."""
SHARED, SHARED_FOLDER = 0o644, 0o777
"""A result is for whoever the umask lets read it."""
# Windows: a file that a virus scanner, an indexer or a reader holds for a moment cannot be renamed.
_HELD_FOR_A_MOMENT = (5, 32, 33)
_PATIENCE = (0.01, 0.05, 0.1, 0.3, 0.8, 1.2)


def _nothing(_kind: str, _path: Path) -> None:
    """The ordinary case: no test watches."""


before: Callable[[str, Path], None] = _nothing


def make_folder(path: Path, mode: int = PRIVATE_FOLDER) -> None:
    """The folder and those above it that are missing."""
    before("folder", path)
    # One by one: with `parents` the folders above would get the mode that the umask gives them.
    for folder in reversed([folder for folder in path.parents if not folder.exists()]):
        folder.mkdir(mode, exist_ok=True)
    path.mkdir(mode, exist_ok=True)


def close_to_others(folder: Path) -> None:
    """Let nobody but its owner enter a folder. Where that cannot be done it stays as it is."""
    if sys.platform == "win32" or not folder.stat().st_mode & 0o077:
        return
    before("mode", folder)
    with suppress(OSError):
        folder.chmod(PRIVATE_FOLDER)


def write(path: Path, data: bytes, mode: int = PRIVATE) -> None:
    """A new file with these bytes; not yet safe from a power cut (`sync`)."""
    write_parts(path, (data,), mode)


def write_parts(path: Path, parts: Iterable[bytes], mode: int = PRIVATE) -> None:
    """The same of bytes that come part by part, of which no more than one is held."""
    before("write", path)
    descriptor = os.open(path, _NEW_FILE, mode)
    try:
        for part in parts:
            half = len(part) // 2
            _write_all(descriptor, part[:half])
            before("finish", path)
            _write_all(descriptor, part[half:])
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def copy(source: Path, target: Path) -> str:
    """Copy a file's bytes; returns the SHA-512 of what was copied."""
    before("write", target)
    digest = sha512()
    with source.open("rb") as reader, open(os.open(target, _NEW_FILE, PRIVATE), "wb") as writer:  # noqa: PTH123
        while chunk := reader.read(_CHUNK):
            digest.update(chunk)
            writer.write(chunk)
        before("finish", target)
    return digest.hexdigest()


def append(path: Path, at: int, data: bytes) -> None:
    """Make the file end with `data` behind its first `at` bytes, and safe. May be repeated."""
    before("append", path)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _BINARY, PRIVATE)
    try:
        os.ftruncate(descriptor, at)
        os.lseek(descriptor, at, os.SEEK_SET)
        _write_all(descriptor, data[: len(data) // 2])
        before("finish", path)
        _write_all(descriptor, data[len(data) // 2 :])
        before("sync", path)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync(path: Path) -> None:
    """Wait until a file's bytes are on the disk."""
    before("sync", path)
    descriptor = os.open(path, os.O_RDWR | _BINARY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Wait until a folder's entries are on the disk. Windows logs them in order by itself and has no such call."""
    before("sync", path)
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def move(source: Path, target: Path) -> None:
    """Rename; an existing file is replaced in the same instant."""
    before("move", target)
    for pause in _PATIENCE:
        try:
            source.replace(target)
            return
        except OSError as problem:
            if getattr(problem, "winerror", None) not in _HELD_FOR_A_MOMENT:
                raise
            time.sleep(pause)
    source.replace(target)


def replace(path: Path, parts: Iterable[bytes], mode: int = SHARED) -> None:
    """A result gets these bytes as a whole: where that fails, or the parts end in a fault, what stood there stands."""
    draft = path.with_name(f".{path.name}.new")
    try:
        write_parts(draft, parts, mode)
        move(draft, path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def remove(path: Path) -> None:
    """Remove a file, if it is there."""
    before("remove", path)
    path.unlink(missing_ok=True)


def remove_tree(path: Path) -> None:
    """Remove a folder with everything in it, if it is there."""
    before("remove", path)
    if path.exists():
        shutil.rmtree(path)


def sync_tree(folder: Path) -> None:
    """Every file below a folder, then every folder, the deepest first, then the folder itself."""
    folders: list[Path] = []
    for here, _, names in os.walk(folder):
        folders.append(Path(here))
        sync_all(Path(here, name) for name in names)
    for entry in reversed(folders):
        sync_folder(entry)


def sync_all(paths: Iterable[Path]) -> None:
    """Several files one after the other: everything is written before, so the disk merges the work."""
    for path in paths:
        sync(path)
