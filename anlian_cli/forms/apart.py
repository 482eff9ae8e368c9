"""Work that may end or never end its process, done in a process of its own: with a memory limit and a deadline.

The parsers are native code: where one asks for too much memory, or walks off its data, the process ends and no
`except` helps. One helper process serves its parent until it is lost; the next work starts another.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import ParamSpec, TypeVar

from msgspec import Struct

try:
    import resource
except ImportError:  # Windows limits no process so; the deadline still holds, and a death is still one firm's
    resource = None  # type: ignore[assignment]

SECONDS = 3.0
"""Far above any honest file, which takes a hundredth of it."""

RESIDENT = 160 << 20
"""How many bytes the work may really use beyond what the process held when it began."""

RESERVED = 1 << 30
"""How many it may set aside: the parser does so for as many cells as an old workbook claims, and uses none of them."""

_STEP = 0.01
"""A parser that runs away takes some ten megabytes in this time."""

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class Lost(Exception):
    """The work took too much time or memory, or ended its process."""


class _Helper(Struct, frozen=True):
    process: BaseProcess
    pipe: Connection
    most: int

    def answers_in(self, seconds: float) -> bool:
        """Whether there is an answer before the time, or the memory, is used up."""
        for _ in range(int(seconds / _STEP)):
            if self.pipe.poll(_STEP):
                return True
            if self._too_large():
                break
        return False

    def _too_large(self) -> bool:
        return _held(self.process.pid or 0)[1] > self.most

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


# By the process they serve: one that was forked must not speak through its parent's pipe.
_helpers: dict[int, _Helper] = {}
_serving: list[int] = []


def apart(seconds: float, work: Callable[Given, Answer], *given: Given.args, **named: Given.kwargs) -> Answer:
    """What `work` answers, or the exception that it raises. Raises Lost where its process was lost.

    Work that is apart already stays where it is: its limits are those of the whole.
    """
    if os.getpid() in _serving:
        return work(*given, **named)
    try:
        helper = _helpers.get(os.getpid()) or _started()
        helper.pipe.send((work, given, named))
        if not helper.answers_in(seconds):
            raise EOFError
        answer, problem = helper.pipe.recv()
    except (EOFError, OSError):
        _end()
        raise Lost from None
    except BaseException:
        _end()  # an interrupt: the helper's answer would be taken for that of the next work
        raise
    if problem is not None:
        raise problem
    return answer  # type: ignore[no-any-return]


def _started() -> _Helper:
    pipe, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_serve, args=(theirs, pipe), daemon=True)
    process.start()
    theirs.close()
    pipe.recv()  # it is there: its start does not count against the deadline
    helper = _helpers[os.getpid()] = _Helper(process, pipe, _held(process.pid or 0)[1] + RESIDENT)
    return helper


def _end() -> None:
    if helper := _helpers.pop(os.getpid(), None):
        helper.end()


def _serve(pipe: Connection, parents: Connection) -> None:
    parents.close()  # else the end of the parent would never be seen here
    _serving.append(os.getpid())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a parser's last words are nothing for the administrator
    _limit_memory()
    pipe.send(None)
    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send(_answer(*pipe.recv()))


def _answer(work: Callable[..., object], given: tuple[object, ...], named: dict[str, object]) -> tuple[object, object]:
    try:
        return work(*given, **named), None
    except MemoryError:
        os._exit(1)
    except Exception as problem:
        return None, problem


def _limit_memory() -> None:
    reserved, _ = _held(os.getpid())
    if resource is None or not reserved:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = reserved + RESERVED
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit if most < 0 else min(limit, most), most))


def _held(process: int) -> tuple[int, int]:
    """The bytes that a process has set aside and those that it really uses; zeros where the system does not tell."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0, 0
    size = os.sysconf("SC_PAGE_SIZE")
    return int(pages[0]) * size, int(pages[1]) * size
