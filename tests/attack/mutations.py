"""Blind changes to a file's bytes, the same for the same dice; of a package, to one of its parts."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Sequence

Change = Callable[[bytes, random.Random], bytes]
TOKENS = (
    b"", b"\0", b"\n", b"\n\n", b" ", b"\t", b"\"", b"'", b",", b":", b": ", b"- ", b"[", b"]", b"{", b"}", b"&a ",
    b"*a", b"!!x ", b"<<", b"---\n", b"0", b"-1", b"1e999", b"NaN", b"null", b"true", b"9" * 40,
    b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"../", b"/", b"\\", b"<", b">", b"</", b"&#0;", b"<!DOCTYPE a>",
    b"<!--", b"]]>", "：".encode(), "\u202e".encode(), "９".encode(), b"x" * 5_000, b"[" * 200, b"\xff\xff\xff\xff",
    b"\0\0\0\0",
)  # fmt: skip


def flipped(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data or b"\0")
    changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def cut(data: bytes, dice: random.Random) -> bytes:
    first, last = _slice(data, dice)
    return data[:first] + data[last:]


def repeated(data: bytes, dice: random.Random) -> bytes:
    first, last = _slice(data, dice)
    return data[:first] + data[first:last] * dice.choice((2, 3, 50)) + data[last:]


def moved(data: bytes, dice: random.Random) -> bytes:
    first, last = _slice(data, dice)
    rest = data[:first] + data[last:]
    at = dice.randrange(len(rest) + 1)
    return rest[:at] + data[first:last] + rest[at:]


def told(data: bytes, dice: random.Random) -> bytes:
    """A piece makes way for something that readers look for."""
    first, last = _slice(data, dice)
    return data[:first] + dice.choice(TOKENS) + data[dice.choice((first, last)) :]


def _slice(data: bytes, dice: random.Random) -> tuple[int, int]:
    first = dice.randrange(len(data) + 1)
    return first, min(len(data), first + dice.choice((1, 2, 8, 64, 1_024)))


CHANGES: tuple[Change, ...] = (flipped, cut, repeated, moved, told)


def changed(data: bytes, dice: random.Random) -> bytes:
    """One to eight changes."""
    for _ in range(dice.choice((1, 1, 2, 4, 8))):
        data = dice.choice(CHANGES)(data, dice)
    return data


def changed_package(data: bytes, dice: random.Random, change: Change = changed) -> bytes:
    """A zip with one of its parts changed, or left out, or under another's name; the bytes where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [(name, package.read(name)) for name in package.namelist()]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError, RuntimeError):
        return changed(data, dice)
    if not parts or dice.random() < 0.05:
        return changed(data, dice)
    at = dice.randrange(len(parts))
    name, content = parts[at]
    if dice.random() < 0.05:
        parts[at] = (dice.choice(parts)[0], content)
    else:
        parts[at] = (name, change(content, dice))
    return zipped(parts)


def changed_for(is_package: bool, data: bytes, dice: random.Random) -> bytes:
    return changed_package(data, dice) if is_package else changed(data, dice)


def zipped(parts: Sequence[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in dict(parts).items():
            made.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()
