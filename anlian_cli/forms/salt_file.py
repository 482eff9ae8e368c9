"""The salt under which consultants are told apart without being named: a file that one person keeps."""

from __future__ import annotations

from pathlib import Path

from anlian_cli.errors import InputFault, reason

_SHORTEST, _LONGEST = 32, 1 << 16
_MAKE = '例如 python -c "import secrets; print(secrets.token_hex(32))" > 盐.txt'


def read_salt(path: Path) -> bytes:
    """What the file holds, without the line's end. Raises InputFault where that is no salt."""
    try:
        salt = path.read_bytes().rstrip(b"\r\n")
    except OSError as problem:
        raise InputFault(f"盐文件 {path} 读不出（{reason(problem)}）", "请检查路径") from None
    if not _SHORTEST <= len(salt) <= _LONGEST:
        said = f"盐文件 {path} 有 {len(salt)} 个字节，要 {_SHORTEST} 至 {_LONGEST} 个"
        raise InputFault(said, f"太短的盐可以试出来；用随机数生成，{_MAKE}")
    if len(set(salt)) < _SHORTEST // 4:
        raise InputFault(f"盐文件 {path} 只有 {len(set(salt))} 种不同的字节，不像随机数", f"用随机数生成，{_MAKE}")
    return salt
