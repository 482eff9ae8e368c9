"""What one run costs, and how two of them compare: in turn, so that both meet the same machine.

A run is a command in a process of its own, or a function in this one. Both sides of a comparison are run once
unmeasured, then in turn, each leading every other time. Wall time is what a person waits; where others use the
machine, CPU time (user and system, of the command and its workers) is the steadier one, and both are kept.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

# Starts a command; prints its wall seconds, its CPU seconds and its peak memory in MB, workers included. A process of
# its own, since the system counts a parent's own peak into a child.
_MEASURE = """
import os, sys, time
began = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[
    (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)])
_, status, usage = os.wait4(child, 0)
print(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024,
      os.waitstatus_to_exitcode(status))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall and of CPU time, and the peak memory in MB (of the largest process; 0: not measured)."""

    wall: float
    cpu: float
    memory: float = 0.0


Work = Callable[[], Cost]


def process(command: Sequence[str], exits: Sequence[int] = (0, 1)) -> Work:
    """A command as work; another exit code than `exits` ends the benchmark, since it measured something else."""

    def run() -> Cost:
        measure = [sys.executable, "-c", _MEASURE, *command]
        done = subprocess.run(measure, check=True, capture_output=True, text=True, encoding="utf-8")
        wall, cpu, memory, code = done.stdout.split()
        if int(code) not in exits:
            raise SystemExit(f"exit code {code}: {' '.join(command[:12])}")
        return Cost(float(wall), float(cpu), float(memory))

    return run


def anlian(*arguments: object) -> Work:
    """Our own command line."""
    return process([sys.executable, "-m", "anlian_cli", *map(str, arguments)])


def python(source: str, *arguments: object) -> Work:
    """A program of a few lines."""
    return process([sys.executable, "-c", source, *map(str, arguments)], exits=(0,))


def inside(work: Callable[[], object]) -> Work:
    """A function of this process as work."""

    def run() -> Cost:
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        return Cost(time.perf_counter() - wall, time.process_time() - cpu)

    return run


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ours beside a peer. `name` reads "ours / peer"; `asked` is the bound in words, "-" where none was set."""

    name: str
    asked: str
    ours: Work
    peer: Work
    rounds: int = 5


@dataclass(frozen=True, slots=True)
class Spread:
    """The least, the middle and the greatest of some ratios."""

    minimum: float
    median: float
    maximum: float

    @classmethod
    def of(cls, ratios: Sequence[float]) -> Spread:
        return cls(min(ratios), statistics.median(ratios), max(ratios))


@dataclass(frozen=True, slots=True)
class Row:
    """What came of a comparison: ratios of wall and of CPU time, the two median wall seconds, the ratio of memory."""

    name: str
    asked: str
    wall: Spread
    cpu: Spread
    seconds: tuple[float, float]
    memory: float | None


def measured(one: Comparison) -> Row:
    """Both in turn, after a run each that is not counted."""
    one.ours(), one.peer()
    pairs = [_pair(one, first=number % 2 == 0) for number in range(one.rounds)]
    return Row(
        name=one.name,
        asked=one.asked,
        wall=Spread.of([ours.wall / peer.wall for ours, peer in pairs]),
        cpu=Spread.of([ours.cpu / peer.cpu for ours, peer in pairs]),
        seconds=(
            statistics.median(ours.wall for ours, _ in pairs),
            statistics.median(peer.wall for _, peer in pairs),
        ),
        memory=statistics.median(ours.memory / peer.memory for ours, peer in pairs) if pairs[0][1].memory else None,
    )


def _pair(one: Comparison, *, first: bool) -> tuple[Cost, Cost]:
    """The costs of ours and of the peer; ours runs first or second."""
    if first:
        return one.ours(), one.peer()
    peer = one.peer()
    return one.ours(), peer
