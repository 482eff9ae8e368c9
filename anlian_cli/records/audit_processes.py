"""Objects audited by two processes, where there are enough of them to pay for the second."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain

from anlian_cli.records.audit_objects import Audited, ObjectAudit

_ENOUGH = 4000
"""Below this many objects one process is done before a second has begun."""
_CHUNK = 32
_PROCESSES = 2
"""More would wait for the disk."""

_work: ObjectAudit | None = None


def audited(work: ObjectAudit, places: Sequence[str]) -> Iterator[Audited]:
    """What came of the objects below each place, in the order of the places. Raises OSError."""
    few = len(work.versions) < _ENOUGH or len(places) <= _CHUNK
    if few or (os.cpu_count() or 1) < _PROCESSES:
        return chain.from_iterable(map(work.below, places))
    return _by_several(work, places)


def _by_several(work: ObjectAudit, places: Sequence[str]) -> Iterator[Audited]:
    chunks = [places[start : start + _CHUNK] for start in range(0, len(places), _CHUNK)]
    pool = ProcessPoolExecutor(_PROCESSES, initializer=_begin, initargs=(work,))
    done = 0
    try:
        for results in pool.map(_each, chunks):
            done += 1
            yield from results
    except BrokenProcessPool:
        # Somebody ended a process. What is left, this one does.
        for chunk in chunks[done:]:
            yield from chain.from_iterable(map(work.below, chunk))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _begin(work: ObjectAudit) -> None:
    global _work
    _work = work
    # The parent is told, and ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _each(places: Sequence[str]) -> list[Audited]:
    assert _work is not None  # a process begins before it works
    return [one for place in places for one in _work.below(place)]
