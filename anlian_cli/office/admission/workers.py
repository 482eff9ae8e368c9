"""Units read by several processes, where there are enough of them to pay for starting the processes."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

ENOUGH = 100
"""Below this many, one process is done before a second has started."""

SECOND_TRY = 30.0
"""Seconds for one unit with all its files; the files that nobody vouches for have less, each."""

_CHUNK = 16
_MOST = 4

Task = TypeVar("Task")
Result = TypeVar("Result")


def mapped(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    lost: Callable[[Task], Result],
    ready: Callable[[Task], object] = lambda _task: None,
) -> Iterator[Result]:
    """`work` of every task, in the order of the tasks, whoever did it; `lost` of one that ends its process.

    What `ready` loads before the first is there for every process that is a copy of this one.
    """
    processes = min(os.cpu_count() or 1, _MOST)
    if len(tasks) < ENOUGH or processes < 2:
        return map(work, tasks)
    ready(tasks[0])
    return _by_several(work, tasks, lost, processes)


def _by_several(
    work: Callable[[Task], Result], tasks: Sequence[Task], lost: Callable[[Task], Result], processes: int
) -> Iterator[Result]:
    chunks = [tasks[start : start + _CHUNK] for start in range(0, len(tasks), _CHUNK)]
    while chunks:
        done = 0
        for results in _while_it_lasts(work, chunks, processes):
            done += 1
            yield from results
        # A process died, over this chunk or over one behind it: each task of this one is tried again alone.
        yield from (_again(work, task, lost) for chunk in chunks[done : done + 1] for task in chunk)
        chunks = chunks[done + 1 :]


def _while_it_lasts(
    work: Callable[[Task], Result], chunks: Sequence[Sequence[Task]], processes: int
) -> Iterator[list[Result]]:
    """The results of the chunks in their order, up to the first that was not done when a process died."""
    # Only here: few units need no processes.
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

    pool = ProcessPoolExecutor(processes, initializer=_leave_interrupts_to_the_parent)
    try:
        futures = deque(pool.submit(_each, work, chunk) for chunk in chunks)
        while futures:
            # One that was told of is let go, with all that it holds.
            yield futures.popleft().result()
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _each(work: Callable[[Task], Result], tasks: Sequence[Task]) -> list[Result]:
    return [work(task) for task in tasks]


def _again(work: Callable[[Task], Result], task: Task, lost: Callable[[Task], Result]) -> Result:
    from anlian_cli.forms.apart import Lost, apart

    try:
        return apart(SECOND_TRY, work, task)
    except Lost:
        return lost(task)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
