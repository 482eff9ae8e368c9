"""The way in: reads files one after another in a process of their own, and remembers what it read.

Imports nothing heavy. Whatever becomes of that process, each file gets an answer: what was read, and what was not and
why.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from anlian_cli.errors import reason
from anlian_cli.model.record import typed
from anlian_cli.model.scanned import Scan
from anlian_cli.scan.limits import DEAD_SECONDS, MAX_PAGES, read_so_far
from anlian_cli.scan.shelf import Shelf

INSTALL = "pip install 'anlian[scan]'"
_NEEDED = ("rapidocr", "onnxruntime", "pypdfium2", "cv2", "PIL")
_MISSING = f"没有安装读取扫描件的组件（{INSTALL}）"
_DIED = "这个文件使读取程序中断，没有读出；请转成 PDF 或 JPEG 后重试"
_TOO_SLOW = f"读了 {DEAD_SECONDS} 秒还没有读完，没有读出；请拆分或缩小后重试"


def is_available() -> bool:
    """Whether the extra is installed; nothing is imported."""
    return all(find_spec(name) is not None for name in _NEEDED)


def scan_file(path: Path, cache: Shelf | None) -> Scan:
    """What one file says. `cache` is where scans are kept, or None where nothing is to be kept."""
    with Scanner(cache) as scanner:
        return scanner.scan(path)


class Scanner:
    """Reads many files. One worker reads them all as long as it lives; it starts with the first that is not known."""

    def __init__(self, cache: Shelf | None, seconds: float = DEAD_SECONDS) -> None:
        self._cache, self.seconds = cache, seconds
        self._worker: _Worker | None = None
        # Once: to look for five libraries takes longer than to find what is kept of a file.
        self._available = is_available()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._stop()

    def scan(self, path: Path, digest: str | None = None) -> Scan:
        """What a file says, and in `unread` what could not be read. Out of the cache personal facts are masked.

        `digest` is the file's SHA-256 where the caller knows it already: to work it out takes as long as all the rest.
        """
        if not self._available:
            return Scan((), 0, _MISSING)
        try:
            return self._kept_or_read(path, digest)
        except OSError as problem:
            return Scan((), 0, f"打不开：{reason(problem)}")

    def pictures(self, path: Path) -> tuple[str, ...]:
        """The pages of a file, set upright, as JPEG in base64; none where it cannot be read. At once after `scan`."""
        return tuple(self._asked({"path": str(path.absolute()), "draw": True}).get("pages") or ())

    def _kept_or_read(self, path: Path, digest: str | None) -> Scan:
        from anlian_cli.scan.cache import Cache, key_of

        cache = Cache(self._cache) if self._cache else None
        key = key_of(path, digest) if cache else ""
        if cache and (kept := cache.kept(key)) is not None:
            return kept
        scan = typed(Scan, self._asked({"path": str(path.absolute())}))
        # What a busy machine could not finish is tried again another time; what is too long stays too long.
        if cache and (not scan.unread or scan.unread == read_so_far(MAX_PAGES, scan.pages)):
            cache.keep(key, scan)
        return scan

    def _asked(self, question: dict[str, Any]) -> dict[str, Any]:
        """The worker's answer, or one that says what became of the worker."""
        if self._worker is None:
            self._worker = _Worker()
        answer = self._worker.ask(json.dumps(question, ensure_ascii=True), self.seconds)
        if isinstance(answer, str):
            return dict(json.loads(answer))
        self._stop()
        return {"documents": [], "pages": 0, "unread": _TOO_SLOW if answer is None else _DIED}

    def _stop(self) -> None:
        if self._worker is not None:
            self._worker.stop()
            self._worker = None


class _Worker:
    """A process, and a thread that listens to it: a pipe cannot be waited for by time on every system."""

    def __init__(self) -> None:
        # Without -P a file of a firm's folder, where she works, could stand for a library.
        command = [sys.executable, "-P", "-m", "anlian_cli.scan.worker"]
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere, encoding="utf-8")
        self._answers: queue.Queue[str] = queue.Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def ask(self, question: str, seconds: float) -> str | bool | None:
        """The answer; False where the worker died of the question, None where it has none after so many seconds."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(question + "\n")
            self._process.stdin.flush()
            return self._answers.get(timeout=seconds) or False
        except OSError:
            return False
        except queue.Empty:
            return None

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._listener.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                _close(pipe)

    def _listen(self) -> None:
        """Every line as it comes, and an empty one at the end."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._answers.put(line)
        self._answers.put("")


def _close(pipe: Any) -> None:
    """One with a question still in it breaks when it is closed."""
    try:
        pipe.close()
    except OSError:
        return
