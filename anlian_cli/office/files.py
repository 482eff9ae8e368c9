"""Files that the office writes for somebody."""

from __future__ import annotations

from pathlib import Path

from anlian_cli.errors import UsageFault


def write_file(path: Path, content: bytes) -> None:
    """Write a result file. Raises UsageFault where that cannot be done."""
    try:
        path.write_bytes(content)
    except OSError as problem:
        raise UsageFault(f"写不进 {path}（{problem.strerror}）", "请检查文件夹是否存在、文件是否正被打开") from None
