"""What stands before every parser: the file's kind and size, its encoding, and characters no form may hold.

The limits are one small policy. Each was chosen far above any honest form and below what hurts a parser: a
60 KB file of brackets crashes a C loader, and an alias of an alias never ends.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from io import BufferedReader
from pathlib import Path

from msgspec import Struct

from anlian_cli.errors import reason
from anlian_cli.model.findings import Finding, Place, error, warning

MAX_TEXT_BYTES = 5_000_000
MAX_WORKBOOK_BYTES = 50_000_000
MAX_DEPTH = 32
MAX_NODES = 50_000
MAX_KEYS = 500
MAX_KEY = 200
MAX_FORMS = 200

_READ_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_OTHER_BOMS = (b"\xff\xfe", b"\xfe\xff")
_SIGNATURES = (
    (b"PK\x03\x04", "压缩包或 Office 文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文件"),
    (b"%PDF", "PDF 文件"),
)


class Unreadable(Exception):
    """A form that cannot be read at all; `finding` says why and what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding

    def __reduce__(self) -> tuple[type[Unreadable], tuple[Finding]]:
        return Unreadable, (self.finding,)  # as it comes back from another process


class DecodedText(Struct, frozen=True):
    """A form's text, with a remark where its encoding was not UTF-8."""

    text: str
    remarks: tuple[Finding, ...] = ()


def unreadable(name: str, message: str, hint: str, line: int | None = None, column: int | None = None) -> Unreadable:
    """F01 at a place in the file `name`."""
    return Unreadable(error("F01", message, hint, place=Place(name, line, column)))


def read_regular_file(path: Path, name: str, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes; links, devices and pipes are refused, not waited for."""
    try:
        with regular_file(path) as (file, size):
            if size > limit:
                message = f"文件有 {size / 1_000_000:.1f} MB，超过 {limit // 1_000_000} MB"
                raise unreadable(name, message, "登记表不会这么大，请检查是否放错了文件")
            return file.read(limit + 1)
    except NotRegular:
        raise unreadable(name, "不是普通文件（是管道、设备或文件夹）", "请换成普通文件") from None
    except OSError as problem:
        why = "是链接，不是文件本身" if path.is_symlink() else f"打不开（{reason(problem)}）"
        raise unreadable(name, why, "请检查文件是否存在、能否打开") from None


class NotRegular(Exception):
    """What was opened is a folder, a pipe or a device."""


@contextmanager
def regular_file(path: Path | str) -> Iterator[tuple[BufferedReader, int]]:
    """A regular file and its size. Links are not followed, and a pipe is not waited for.

    Raises NotRegular, or OSError where the file cannot be opened.
    """
    descriptor = os.open(path, _READ_FLAGS)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise NotRegular
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            yield file, status.st_size
    finally:
        os.close(descriptor)


def digest_of_file(path: Path) -> str:
    """The SHA-512 of a regular file."""
    with regular_file(path) as (file, _):
        return file_digest(file, "sha512").hexdigest()


def decode_text(data: bytes, name: str) -> DecodedText:
    """UTF-8 first, GB18030 second, never the other way round: UTF-8 bytes often decode as GBK, to nonsense."""
    _refuse_other_kinds(data, name)
    try:
        return DecodedText(_checked(data.decode("utf-8-sig"), name))
    except UnicodeDecodeError:
        pass
    try:
        text = _checked(data.decode("gb18030"), name)
    except UnicodeDecodeError:
        raise unreadable(name, "文字编码认不出来（不是 UTF-8，也不是 GBK）", "请用记事本打开，另存为 UTF-8") from None
    message = "文件不是 UTF-8 编码，已按 GBK（GB18030）读取"
    return DecodedText(text, (warning("F08", message, "请核对生僻字；最好另存为 UTF-8", place=Place(name)),))


def _refuse_other_kinds(data: bytes, name: str) -> None:
    if not data.strip():
        raise unreadable(name, "文件是空的", "请重新导出或索要这个文件")
    if data.startswith(_OTHER_BOMS):
        raise unreadable(name, "文件是 UTF-16（“Unicode”）编码", "请用记事本打开，另存为 UTF-8")
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise unreadable(name, f"内容是{kind}，不是 YAML", "请改正文件后缀，或换成正确的文件")


def _checked(text: str, name: str) -> str:
    if match := _FORBIDDEN.search(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
        message = f"有不可见的控制字符（U+{ord(match[0]):04X}）"
        raise unreadable(name, message, "请删去这个字符；从别处粘贴的文字常带有它", line, column)
    return text
