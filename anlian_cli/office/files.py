"""Files that the office writes for somebody."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from anlian_cli.errors import UsageFault
from anlian_cli.records import outputs


def write_file(path: Path, content: bytes) -> None:
    """Write a result file, whole or not at all. Raises UsageFault where that cannot be done."""
    write_in_parts(path, (content,))


def write_in_parts(path: Path, parts: Iterable[bytes]) -> None:
    """The same of content that comes part by part."""
    try:
        outputs.write_whole(path, parts)
    except outputs.Unwritable as why:
        raise UsageFault(f"写不进 {path}（{why}）", "请检查文件夹是否存在、磁盘是否已满、文件是否正被打开") from None


def make_folder(path: Path) -> None:
    """Make a folder, with those above it. Raises UsageFault where that cannot be done."""
    try:
        outputs.make_folder(path)
    except outputs.Unwritable as why:
        raise UsageFault(f"建不了文件夹 {path}（{why}）", "请换一个位置") from None


def remove_file(path: Path) -> None:
    """Take a result file away, if it is there. Raises UsageFault where that cannot be done."""
    try:
        outputs.remove(path)
    except outputs.Unwritable as why:
        raise UsageFault(f"删不了 {path}（{why}）", "请检查文件是否正被打开") from None
