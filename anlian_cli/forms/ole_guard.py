"""The old binary workbook (.xls, .et): how far its values reach, what nobody sees, and whether it has a password.

olefile reads the container; the records inside (BIFF) are walked by their lengths and in the parser's own order: the
workbook first, then each sheet from where the workbook says that it begins. Only what the parser would hold counts:
formatted blanks and the text of a formula (a record without a place) do not.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import olefile

from anlian_cli.forms.guard import unreadable
from anlian_cli.forms.hidden_lines import HiddenLines
from anlian_cli.forms.workbook_limits import Extent, check_total_text
from anlian_cli.forms.workbook_scan import SheetFacts, WorkbookFacts

_STREAMS = ("Workbook", "Book")
_PASSWORD = ("文件有密码，打不开", "请取消密码（文件 → 信息 → 保护工作簿）后重新提交")
_BROKEN = ("旧版工作簿已经损坏，打不开", "请用 Excel 或 WPS 打开，另存为 .xlsx 后重新提交")

# Record types of BIFF: cells with a value, which begin with row and column, runs of them, and the rest that matters.
_NUMBERS_RUN = 0x00BD
_TEXT_CELL = 0x00FD
_CELLS = frozenset({0x0203, 0x027E, _TEXT_CELL, 0x0204, 0x0006, 0x0205, 0x00D6, _NUMBERS_RUN})
_BEGIN, _END, _SHEET, _DIMENSIONS, _FILE_PASSWORD = 0x0809, 0x000A, 0x0085, 0x0200, 0x002F
_SHARED_TEXT, _CONTINUE = 0x00FC, 0x003C
_ROW, _COLUMNS = 0x0208, 0x007D
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01
"""The bits of a row's and of some columns' options."""
_LONGEST_TEXT = 32_767
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256
"""What an old workbook can hold; a header may claim all of it: the parser sets the room aside but never touches it."""


def examine_ole(data: bytes, name: str) -> WorkbookFacts:
    """Refuse (Unreadable) an old workbook with a password, or one whose values reach too far; else what is hidden."""
    stream = _workbook_stream(data, name)
    listed, shared_bytes = _workbook(stream, name)
    extent, facts = Extent(name), WorkbookFacts()
    text_cells = walked = 0
    for start, title in listed:
        facts.sheets[title] = SheetFacts()
        texts, end = _sheet(stream, start, extent, facts.sheets[title].hidden)
        text_cells, walked = text_cells + texts, walked + end - start
        extent.next_sheet()
        # Sheets lie one behind the other; those that overlap are there to be read, and held, many times.
        if start > len(stream) or walked > 2 * len(stream):
            raise unreadable(name, *_BROKEN)
    # Every text cell may use the longest text there is: coarse, and far above any form.
    check_total_text(text_cells * min(shared_bytes, _LONGEST_TEXT) // 8, name)
    return facts


def _workbook(stream: bytes, name: str) -> tuple[list[tuple[int, str]], int]:
    """Where the sheets begin, each with its title, and how many bytes their shared texts take."""
    listed, shared_bytes, previous = [], 0, 0
    for kind, record, _ in _records(stream, 0):
        if kind == _FILE_PASSWORD:
            raise unreadable(name, *_PASSWORD)
        if kind == _SHEET and len(record) >= 4:
            listed.append((struct.unpack_from("<I", record)[0], _title(record[7:])))
        previous = previous if kind == _CONTINUE else kind
        shared_bytes += len(record) if previous == _SHARED_TEXT else 0
        if kind == _END:
            break
    return listed, shared_bytes


def _title(text: bytes) -> str:
    """A sheet's title: a byte that says how wide its characters are, and those."""
    return text[1:].decode("utf-16-le" if text[:1] == b"\x01" else "latin-1", errors="replace")


def _sheet(stream: bytes, start: int, extent: Extent, hidden: HiddenLines) -> tuple[int, int]:
    """How many text cells a sheet has, and where it ends; a chart inside it has an end of its own."""
    texts = depth = 0
    end = start
    for kind, record, after in _records(stream, start):
        end = after
        depth += (kind == _BEGIN) - (kind == _END)
        if kind == _END and depth <= 0:
            break
        if kind in _CELLS and len(record) >= 6:
            extent.reach(*_corner(kind, record))
            texts += kind == _TEXT_CELL
        elif kind == _DIMENSIONS and not _can_be(record):
            raise unreadable(extent.name, *_BROKEN)
        elif kind == _ROW and len(record) >= 14 and record[12] & _ROW_HIDDEN:
            hidden.rows.add(struct.unpack_from("<H", record)[0])
        elif kind == _COLUMNS and len(record) >= 9 and record[8] & _COLUMN_HIDDEN:
            hidden.add_columns(*struct.unpack_from("<HH", record))
    return texts, end


def _can_be(dimensions: bytes) -> bool:
    """Whether an old workbook can be as large as its header claims; the parser's own subtraction runs below zero."""
    if len(dimensions) not in (10, 14):
        return True
    top, bottom, left, right = struct.unpack_from("<HHHH" if len(dimensions) == 10 else "<IIHH", dimensions)
    left = 0 if left >= _MOST_COLUMNS or right < left else left
    if not (bottom and right):
        return True
    return bool(0 <= bottom - top <= _MOST_ROWS and right - left <= _MOST_COLUMNS)


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


def _records(stream: bytes, position: int) -> Iterator[tuple[int, bytes, int]]:
    """Each record's type and content, and where the next begins."""
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        content, position = stream[position + 4 : position + 4 + length], position + 4 + length
        yield kind, content, position


def _corner(kind: int, record: bytes) -> tuple[int, int]:
    """The farthest row and column that a cell, or a run of cells, speaks of, counted from 1."""
    row, column = struct.unpack_from("<HH", record)
    if kind == _NUMBERS_RUN:
        column = max(column, struct.unpack_from("<H", record, len(record) - 2)[0])
    return row + 1, column + 1
