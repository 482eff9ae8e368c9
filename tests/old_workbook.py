"""Old workbooks from their records: a container with one stream and nothing else, as small as the format allows."""

from __future__ import annotations

import struct
from collections.abc import Sequence

_SECTOR, _SMALLEST = 512, 4096
_FREE, _LAST, _OF_TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_VERSION, _OF_BOOK, _OF_SHEET = 0x0600, 0x0005, 0x0010


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def begin(of: int = _OF_SHEET) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", _VERSION, of, 0, 0, 0, 0))


END = record(0x000A)


def dimensions(first_row: int, rows: int, first_column: int, columns: int) -> bytes:
    return record(0x0200, struct.pack("<IIHHH", first_row, rows, first_column, columns, 0))


def number(row: int, column: int, value: float = 1.0) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def blank(row: int, column: int) -> bytes:
    return record(0x0201, struct.pack("<HHH", row, column, 15))


def blanks(row: int, columns: int) -> bytes:
    return record(0x00BE, struct.pack(f"<HH{columns}HH", row, 0, *[15] * columns, columns - 1))


def formula_of_text(row: int, column: int, text: str) -> bytes:
    """A formula (1) whose value is a text: the text is a record of its own, without a place."""
    value = struct.pack("<HHHHHH", row, column, 0, 0, 0, 0) + b"\x00\x00\xff\xff"
    formula = record(0x0006, value + struct.pack("<HIHBH", 0, 0, 3, 0x1E, 1))
    return formula + record(0x0207, struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))


def old_workbook(sheets: Sequence[bytes], times: int = 1) -> bytes:
    """A workbook of sheets, each given by its records and listed `times` times."""
    size = len(_book([0] * len(sheets) * times))
    starts, body = [], b""
    for sheet in sheets:
        starts += [size + len(body)] * times
        body += begin() + sheet + END
    return _container(_book(starts) + body)


def _book(starts: Sequence[int]) -> bytes:
    names = [f"s{number}".encode() for number in range(len(starts))]
    listed = (
        record(0x0085, struct.pack("<IHBB", start, 0, len(name), 0) + name)
        for start, name in zip(starts, names, strict=True)
    )
    return begin(_OF_BOOK) + b"".join(listed) + END


def _container(stream: bytes) -> bytes:
    """The directory in the first sector, the stream in those behind it, their table in the last."""
    stream = stream.ljust(_SMALLEST, b"\0")
    stream += b"\0" * (-len(stream) % _SECTOR)
    sectors = len(stream) // _SECTOR
    tables = -(-(sectors + 2) // (_SECTOR // 4 - 1))
    chain = [_LAST, *range(2, sectors + 1), _LAST, *[_OF_TABLE] * tables]
    chain += [_FREE] * (tables * _SECTOR // 4 - len(chain))
    directory = _entry("Root Entry", 5, 1, _LAST, 0) + _entry("Workbook", 2, _FREE, 1, len(stream))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, tables, 0, 0, _SMALLEST, _LAST, 0, _LAST, 0)
    head += struct.pack("<109I", *range(sectors + 1, sectors + 1 + tables), *[_FREE] * (109 - tables))
    return head + directory.ljust(_SECTOR, b"\0") + stream + struct.pack(f"<{len(chain)}I", *chain)


def _entry(name: str, kind: int, child: int, start: int, length: int) -> bytes:
    told = name.encode("utf-16-le")
    links = struct.pack("<HBB3I", len(told) + 2, kind, 1, _FREE, _FREE, child)
    return (told.ljust(64, b"\0") + links).ljust(116, b"\0") + struct.pack("<IQ", start, length)
