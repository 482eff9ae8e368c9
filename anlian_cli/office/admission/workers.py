"""Units read by several processes, where there are enough of them to pay for starting the processes."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TypeVar

ENOUGH = 100
"""Below this many, one process is done before a second has started."""

SECOND_TRY = 30.0
"""Seconds for one unit with all its files; the files that nobody vouches for have less, each."""

_CHUNK = 16
_AHEAD = 32
"""Chunks that are given out at a time: more wait for nothing but hold memory."""
_MOST = 4

Task = TypeVar("Task")
Result = TypeVar("Result")


def in_batches(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    lost: Callable[[Task], Result],
    ready: Callable[[Task], object] = lambda _task: None,
    packed: Callable[[Sequence[Result]], Collection[Result]] = tuple,
) -> Iterator[Collection[Result]]:
    """`work` of every task, in the order of the tasks, whoever did it; `lost` of one that ends its process.

    What `ready` loads before the first is there for every process that is a copy of this one. What comes from another
    process is `packed` there.
    """
    processes = min(os.cpu_count() or 1, _MOST)
    if len(tasks) < ENOUGH or processes < 2:
        return ((work(task),) for task in tasks)
    ready(tasks[0])
    return _by_several(partial(_each, work, packed), tasks, lambda task: (_again(work, task, lost),), processes)


def _by_several(
    each: Callable[[Sequence[Task]], Collection[Result]],
    tasks: Sequence[Task],
    again: Callable[[Task], Collection[Result]],
    processes: int,
) -> Iterator[Collection[Result]]:
    chunks = [tasks[start : start + _CHUNK] for start in range(0, len(tasks), _CHUNK)]
    while chunks:
        done = 0
        for results in _while_it_lasts(each, chunks, processes):
            done += 1
            yield results
        # A process died, over this chunk or over one behind it: each task of this one is tried again alone.
        yield from (again(task) for chunk in chunks[done : done + 1] for task in chunk)
        chunks = chunks[done + 1 :]


def _while_it_lasts(
    each: Callable[[Sequence[Task]], Collection[Result]], chunks: Sequence[Sequence[Task]], processes: int
) -> Iterator[Collection[Result]]:
    """The results of the chunks in their order, up to the first that was not done when a process died."""
    # Only here: few units need no processes.
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

    pool = ProcessPoolExecutor(processes, initializer=_leave_interrupts_to_the_parent)
    try:
        behind = iter(chunks)
        futures = deque(pool.submit(each, chunk) for chunk in islice(behind, _AHEAD))
        while futures:
            # One that was told of is let go, with all that it holds, before the next is asked for.
            yield futures.popleft().result()
            futures.extend(pool.submit(each, chunk) for chunk in islice(behind, 1))
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _each(
    work: Callable[[Task], Result], packed: Callable[[Sequence[Result]], Collection[Result]], tasks: Sequence[Task]
) -> Collection[Result]:
    return packed([work(task) for task in tasks])


def _again(work: Callable[[Task], Result], task: Task, lost: Callable[[Task], Result]) -> Result:
    from anlian_cli.forms.apart import Lost, apart

    try:
        return apart(SECOND_TRY, work, task)
    except Lost:
        return lost(task)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
