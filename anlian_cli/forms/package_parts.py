"""The zip package of a workbook: its parts as they really inflate, and whether every reader sees the same ones.

A directory may be written so that two readers find different parts, or different bytes of one. What is not plain is
not refused here, as an honest program may have written it so, but nobody vouches for it.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence

_CHUNK = 1 << 18
_LOCAL, _END, _END_64 = b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x06"
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_\-.\[\] ]+(?:/[A-Za-z0-9_\-.\[\] ]+)*/?")
_OTHER_NAME = b"up"
"""An extra field that gives a part a second name."""


class Broken(Exception):
    """The package is damaged, or lies about itself."""


def entries_of(data: bytes) -> list[zipfile.ZipInfo]:
    """Every part that the directory lists. Raises Broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error):
        raise Broken from None


def folded_name(part: str) -> str:
    """A part's name as the parser compares it."""
    return part.replace("\\", "/").lower()


def is_plain(data: bytes, entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether there is one directory, at the very end, and each part has one name of its own."""
    end = len(data) - 22
    if data.count(_END) != 1 or data.rfind(_END) != end or _END_64 in data:
        return False
    listed, size, offset = struct.unpack_from("<HII", data, end + 10)
    names = {folded_name(entry.filename) for entry in entries}
    return (
        offset + size == end
        and listed == len(entries) == len(names)
        and all(_PLAIN_NAME.fullmatch(entry.filename) and _OTHER_NAME not in entry.extra for entry in entries)
    )


def inflated(data: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The real bytes of a part, in pieces. Raises Broken where they are not as many as the directory says.

    zipfile would stop in silence where the directory says that the part ends; the parser reads on.
    """
    size = 0
    for piece in _pieces(data, entry):
        size += len(piece)
        yield piece
    if size != entry.file_size:
        raise Broken


def _pieces(data: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    at = entry.header_offset
    if data[at : at + 4] != _LOCAL or len(data) < at + 30 or entry.flag_bits & 1:
        raise Broken
    start = at + 30 + sum(struct.unpack_from("<HH", data, at + 26))
    packed = memoryview(data)[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(packed[begin : begin + _CHUNK]) for begin in range(0, len(packed), _CHUNK))
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        yield from _unpacked(packed)
    else:
        raise Broken


def _unpacked(packed: memoryview) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for begin in range(0, len(packed), _CHUNK):
            rest: bytes | memoryview = packed[begin : begin + _CHUNK]
            while piece := unpacker.decompress(rest, _CHUNK):
                yield piece
                rest = unpacker.unconsumed_tail
    except zlib.error:
        raise Broken from None
    if not unpacker.eof:
        raise Broken
