"""A firm's folder as it came, in one .zip: unpacked into a place of its own for as long as it is read, then gone.

Every name and size is judged before anything is written; the place is nobody else's and never beside the file.
"""

from __future__ import annotations

import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from anlian_cli.forms.guard import NotRegular, regular_file, unreadable
from anlian_cli.model.text import quoted

PACKED = frozenset({".zip", ".rar", ".7z"})
_MOST_FILES, _MOST_BYTES = 2_000, 500_000_000
_HIGHEST_RATIO, _SMALL = 50, 50_000_000
"""Texts and pictures without compression shrink to a twentieth; what is small may shrink as it likes."""
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What offices pack with. The other methods fail in ways of their own where their bytes are damaged."""
_UNSAFE = re.compile(r"[\\:\x00-\x1f\ud800-\udfff]")
"""On Windows a colon begins a drive or a hidden stream."""
_CHUNK = 1 << 20
_AGAIN = "请解开后重新压缩成 .zip，或改交文件夹"
_NOT_SENT = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})
"""What the system of the sender puts beside the files."""


def is_packed(path: Path) -> bool:
    """Whether a file is a packed folder, by its name."""
    return path.suffix.lower() in PACKED and not path.name.startswith(("~$", "."))


@contextmanager
def unpacked(packed: Path, name: str) -> Iterator[Path]:
    """The folder that a .zip holds. Raises Unreadable where it is none, or not safe to unpack."""
    if packed.suffix.lower() != ".zip":
        kind = packed.suffix[1:].upper()
        raise unreadable(name, f"{kind} 压缩包没有读取", "请解开，放成一个文件夹；或改用 .zip 压缩")
    with tempfile.TemporaryDirectory(prefix="anlian-") as place:
        try:
            _unpack(packed, name, Path(place))
        except NotRegular:
            raise unreadable(name, "不是普通文件（是管道、设备或文件夹）", "请换成普通文件") from None
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError):
            raise unreadable(name, "压缩包已经损坏，打不开", _AGAIN) from None
        yield _only_folder(Path(place))


def _unpack(packed: Path, name: str, place: Path) -> None:
    with regular_file(packed) as (file, size):
        if not file.read(4).startswith(b"PK"):
            raise unreadable(name, "后缀是 .zip，内容其实不是", _AGAIN)
        with zipfile.ZipFile(file) as archive:
            entries = [(entry, parts) for entry in archive.infolist() if (parts := _sent(entry, name))]
            _refuse_dangers([entry for entry, _ in entries], size, name)
            for entry, parts in entries:
                _write(archive, entry, place.joinpath(*parts), name)


def _sent(entry: zipfile.ZipInfo, name: str) -> tuple[str, ...]:
    """The parts of an entry's path; none where the firm did not put it there. Raises Unreadable for an unsafe one."""
    path = _decoded(entry)
    parts = tuple(path.removesuffix("/").split("/"))
    if _NOT_SENT & set(parts):
        return ()
    if any(part in ("", ".", "..") or _UNSAFE.search(part) for part in parts):
        raise unreadable(name, f"压缩包里有不合规范的文件名{quoted(path)}", _AGAIN)
    if any(len(part.encode()) > 255 for part in parts) or len(parts) > 20:
        raise unreadable(name, f"压缩包里的文件名或路径太长：{quoted(path)}", "请缩短后重新压缩")
    return parts


def _decoded(entry: zipfile.ZipInfo) -> str:
    """The name of an entry. Without the flag for UTF-8 a Mac writes it so all the same, and Windows in GBK."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.orig_filename
    raw = entry.orig_filename.encode("cp437")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


def _refuse_dangers(entries: Sequence[zipfile.ZipInfo], size: int, name: str) -> None:
    total = sum(entry.file_size for entry in entries)
    if not entries:
        raise unreadable(name, "压缩包是空的", "请重新压缩，或索要这个文件")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise unreadable(name, "压缩包有密码，打不开", "请取消密码后重新提交")
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise unreadable(name, "压缩方法不常用，打不开", _AGAIN)
    if len(entries) > _MOST_FILES:
        raise unreadable(name, f"压缩包里有 {len(entries)} 个文件，超过 {_MOST_FILES} 个", "请检查是否放错了文件")
    if total > _MOST_BYTES or (total > _SMALL and total > _HIGHEST_RATIO * size):
        raise unreadable(name, "压缩包解压后过大", "一家单位的材料不会这么大，请检查是否放错了文件")
    if any(_is_special(entry) for entry in entries):
        raise unreadable(name, "压缩包里有链接或设备，不是文件本身", _AGAIN)


def _is_special(entry: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return kind not in (0, stat.S_IFREG, stat.S_IFDIR)


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, name: str) -> None:
    """One entry. What two entries are called alike is refused: nobody could tell which one was meant."""
    try:
        folder = entry.orig_filename.endswith("/")
        (target if folder else target.parent).mkdir(parents=True, exist_ok=True)
        if not folder:
            with archive.open(entry) as packed, target.open("xb") as file:
                while chunk := packed.read(_CHUNK):
                    file.write(chunk)
    except (FileExistsError, NotADirectoryError):
        raise unreadable(name, f"压缩包里有两个文件都叫{quoted(target.name)}", _AGAIN) from None


def _only_folder(place: Path) -> Path:
    """The folder in which everything lies, where the whole of it was packed rather than what is in it."""
    inside = list(place.iterdir())
    return _only_folder(inside[0]) if len(inside) == 1 and inside[0].is_dir() else place
