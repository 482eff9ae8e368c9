"""The old binary workbook (.xls, .et): how far its cells reach, and whether it is behind a password.

olefile reads the container; the records inside (BIFF) are walked by their lengths, which is all that is needed.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import olefile

from anlian_cli.forms.guard import unreadable
from anlian_cli.forms.workbook_limits import check_area, check_total_text

_STREAMS = ("Workbook", "Book")
_PASSWORD = ("文件有密码，打不开", "请取消密码（文件 → 信息 → 保护工作簿）后重新提交")
_BROKEN = ("旧版工作簿已经损坏，打不开", "请用 Excel 或 WPS 打开，另存为 .xlsx 后重新提交")

# Record types of BIFF: cells that begin with row and column, runs of them, and the rest that matters.
_CELLS = frozenset({0x0203, 0x027E, 0x00FD, 0x0204, 0x0006, 0x0205, 0x0201, 0x0207, 0x00D6})
_RUNS = frozenset({0x00BD, 0x00BE})
_SHARED_TEXT, _TEXT_CELL, _CONTINUE, _BEGIN, _DIMENSIONS, _FILE_PASSWORD = (
    0x00FC,
    0x00FD,
    0x003C,
    0x0809,
    0x0200,
    0x002F,
)
_LONGEST_TEXT = 32_767


def examine_ole(data: bytes, name: str) -> None:
    """Refuse (Unreadable) an old workbook with a password, or one whose cells reach too far."""
    stream = _workbook_stream(data, name)
    rows = columns = shared_bytes = text_cells = 0
    previous = 0
    for kind, record in _records(stream):
        if kind == _FILE_PASSWORD:
            raise unreadable(name, *_PASSWORD)
        if kind == _BEGIN:
            rows = columns = 0
        elif kind in _CELLS or kind in _RUNS or kind == _DIMENSIONS:
            row, column = _corner(kind, record)
            rows, columns = max(rows, row), max(columns, column)
            check_area(rows, columns, name)
        shared_bytes += len(record) if kind == _SHARED_TEXT or (kind == _CONTINUE and previous == _SHARED_TEXT) else 0
        text_cells += kind == _TEXT_CELL
        previous = previous if kind == _CONTINUE else kind
    # Every text cell may use the longest text there is: coarse, and far above any form.
    check_total_text(text_cells * min(shared_bytes, _LONGEST_TEXT) // 8, name)


def _workbook_stream(data: bytes, name: str) -> bytes:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            if container.exists("EncryptedPackage") or container.exists("EncryptionInfo"):
                raise unreadable(name, *_PASSWORD)
            stream = next((entry for entry in _STREAMS if container.exists(entry)), None)
            if stream is None:
                raise unreadable(name, "是旧版 Office 文件，但不是工作簿", "请换成 Excel 登记表，或用空白表样填写")
            return bytes(container.openstream(stream).read())
    except (OSError, ValueError, IndexError, struct.error, OverflowError, MemoryError, AttributeError, TypeError):
        raise unreadable(name, *_BROKEN) from None


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    position = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        yield kind, stream[position + 4 : position + 4 + length]
        position += 4 + length


def _corner(kind: int, record: bytes) -> tuple[int, int]:
    """The farthest row and column that a record speaks of, counted from 1."""
    if kind == _DIMENSIONS:
        if len(record) < 14:
            return 0, 0
        return struct.unpack_from("<I", record, 4)[0], struct.unpack_from("<H", record, 10)[0]
    if len(record) < 6:
        return 0, 0
    row, column = struct.unpack_from("<HH", record)
    if kind in _RUNS:
        column = struct.unpack_from("<H", record, len(record) - 2)[0]
    return row + 1, column + 1
