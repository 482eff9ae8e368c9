"""Units read by several processes, where there are enough of them to pay for starting the processes."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from anlian_cli.errors import InputFault

ENOUGH = 100
"""Below this many, one process is done before a second has started."""

_CHUNK = 16
_MOST = 4

Task = TypeVar("Task")
Result = TypeVar("Result")


def mapped(work: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]:
    """`work` of every task, in the order of the tasks, whoever did it. Raises InputFault where a process died."""
    processes = min(os.cpu_count() or 1, _MOST)
    if len(tasks) < ENOUGH or processes < 2:
        yield from map(work, tasks)
        return
    pool = ProcessPoolExecutor(processes, initializer=_leave_interrupts_to_the_parent)
    try:
        yield from pool.map(work, tasks, chunksize=_CHUNK)
    except BrokenProcessPool:
        hint = "请分批审核（逐个指定单位文件夹），找出有问题的单位，并把此情况告诉维护者"
        raise InputFault("一个处理进程意外结束，没有得出结果", hint) from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
