"""The results of a round, a batch at a time in few bytes: a country's firms are told of one after the other."""

from __future__ import annotations

import pickle
import zlib
from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, starmap
from operator import eq
from typing import overload

from msgspec.structs import replace

from anlian_cli.model.results import UnitResult, UnitVerdict

_FAST = 1


@dataclass(frozen=True, slots=True)
class PackedBatch(Collection[UnitResult]):
    """Some results, one after the other. The bytes never leave the program and its own processes."""

    count: int
    packed: bytes

    @classmethod
    def of(cls, results: Sequence[UnitResult]) -> PackedBatch:
        """Results in their order; what several of them say is kept once."""
        return cls(len(results), zlib.compress(pickle.dumps(tuple(results), pickle.HIGHEST_PROTOCOL), _FAST))

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[UnitResult]:
        # Nothing but what `of` wrote comes here.
        return iter(pickle.loads(zlib.decompress(self.packed)))

    def __contains__(self, result: object) -> bool:
        return any(one == result for one in self)


class _Row(Sequence[UnitResult]):
    """Results in their order that are not all in memory; equal to others by what they are."""

    @overload
    def __getitem__(self, index: int) -> UnitResult: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[UnitResult]: ...
    def __getitem__(self, index: int | slice) -> UnitResult | Sequence[UnitResult]:
        return tuple(self)[index] if isinstance(index, slice) else self._at(range(len(self))[index])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]

    @abstractmethod
    def _at(self, place: int) -> UnitResult: ...


class Results(_Row):
    """The results of batches, packed or not. Of the packed ones few are open at a time."""

    def __init__(self, batches: Iterable[Collection[UnitResult]]) -> None:
        self._batches = tuple(batches)
        self._ends = tuple(accumulate(map(len, self._batches)))
        self._opened = lru_cache(maxsize=4)(self._open)

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[UnitResult]:
        return chain.from_iterable(self._batches)

    def _at(self, place: int) -> UnitResult:
        batch = bisect_right(self._ends, place)
        return self._opened(batch)[place - self._ends[batch]]

    def _open(self, batch: int) -> tuple[UnitResult, ...]:
        return tuple(self._batches[batch])


class Rejudged(_Row):
    """Results of which some have another verdict, those by their places."""

    def __init__(self, results: Sequence[UnitResult], verdicts: Mapping[int, UnitVerdict]) -> None:
        self._results, self._verdicts = results, verdicts

    def __len__(self) -> int:
        return len(self._results)

    def __iter__(self) -> Iterator[UnitResult]:
        return starmap(self._judged, enumerate(self._results))

    def _at(self, place: int) -> UnitResult:
        return self._judged(place, self._results[place])

    def _judged(self, place: int, result: UnitResult) -> UnitResult:
        verdict = self._verdicts.get(place, result.verdict)
        return result if verdict is result.verdict else replace(result, verdict=verdict)
