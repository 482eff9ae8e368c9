"""The process that opens files: `python -m anlian_cli.scan.worker`. A line of JSON in, a line of JSON out.

It may die of what it is given: its memory is limited, its words go nowhere, and who asks starts another.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TextIO

from msgspec import to_builtins

from anlian_cli.errors import reason
from anlian_cli.model.scanned import Scan
from anlian_cli.scan.limits import ADDRESS_SPACE

_FAILED = "读取时出错，没有读完；请转成 PDF 或 JPEG 后重试"
_TOO_LARGE = "读取这个文件要的内存太多，没有读取；请缩小或拆分后重试"


def main() -> None:
    _limit_memory()
    with _answers() as answers:
        for line in sys.stdin:
            answers.write(json.dumps(_answered(json.loads(line)), ensure_ascii=False) + "\n")
            answers.flush()


def _answered(question: dict[str, Any]) -> dict[str, Any]:
    path = Path(question["path"])
    try:
        state = path.stat()
        scan, pages = _scanned(path, (state.st_mtime_ns, state.st_size, state.st_ino))
        return {"pages": pages} if "draw" in question else to_builtins(scan)
    except OSError as problem:
        return _nothing(f"打不开：{reason(problem)}")
    except MemoryError:
        return _nothing(_TOO_LARGE)
    # A parser raises what it will; one bad file never stops the others.
    except Exception:
        return _nothing(_FAILED)


@lru_cache(maxsize=1)
def _scanned(path: Path, _state: tuple[int, ...]) -> tuple[Scan, list[str]]:
    """What a file says, and its pages as pictures; the last one is asked for again to be drawn, if it is as it was."""
    from anlian_cli.scan.documents import scan
    from anlian_cli.scan.pages import sheets
    from anlian_cli.scan.turning import as_jpeg

    pages: list[str] = []
    found = scan(
        sheets(path), lambda reading: pages.append("" if reading.picture is None else as_jpeg(reading.picture))
    )
    return found, pages


def _nothing(unread: str) -> dict[str, Any]:
    return {**to_builtins(Scan((), 0, unread)), "pages": 0}


def _limit_memory() -> None:
    """Where the system can (not on Windows)."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))


@contextlib.contextmanager
def _answers() -> Iterator[TextIO]:
    """The way back, for answers alone: what a library prints goes nowhere."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        yield answers


if __name__ == "__main__":
    main()
