"""One writer at a time: a lock of the operating system, so that a writer that dies leaves none behind."""

from __future__ import annotations

import errno
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from anlian_cli.errors import RecordsFault
from anlian_cli.ocfl import disk
from anlian_cli.records.faults import unwritable
from anlian_cli.records.places import HOLDER, LOCK

PATIENCE = 10.0
"""Seconds that a second writer waits; a recording takes less."""

_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL)


@contextmanager
def writers_lock(base: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the writers' lock. Raises RecordsFault that says who holds it when it cannot be had in time."""
    from filelock import FileLock, Timeout

    lock = FileLock(base / LOCK, mode=disk.PRIVATE, timeout=patience, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        raise RecordsFault(
            f"另一个终端正在记录{_held_by(base)}", "等它结束后再运行一次；这一次什么也没有记录"
        ) from None
    except (OSError, NotImplementedError) as problem:
        if isinstance(problem, OSError) and problem.errno not in _NO_LOCKS:
            raise unwritable(problem) from None
        message = f"台账所在的磁盘不能加锁（{type(problem).__name__}）"
        raise RecordsFault(message, "请把工作区放在本机磁盘上，不要放在网络盘或同步文件夹里") from None
    try:
        yield
    finally:
        lock.release()


def tell_holder(base: Path, by: str, at: datetime) -> None:
    """Leave word for whoever waits: who holds the lock since when. Raises OSError."""
    holder = {"by": by, "since": at.isoformat(sep=" "), "pid": os.getpid(), "host": socket.gethostname()}
    disk.write(base / HOLDER, json.dumps(holder, ensure_ascii=False).encode())


def _held_by(base: Path) -> str:
    """Who holds the lock, as far as the holder could say."""
    try:
        holder = json.loads((base / HOLDER).read_text(encoding="utf-8"))
        return f"（{holder['by']}，{holder['since'][:19]} 起，{holder['host']} 上的进程 {holder['pid']}）"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
