"""What a unit may share with others, packed: a country's firms have a million such values between them."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator

from msgspec import Struct

_PLAIN = 0
"""The format of `marshal` in which equal values have equal bytes."""


class SharedKey(Struct, frozen=True):
    """A hashed value that other units may share, for one of X1-X5; `shown` is its masked form."""

    code: str
    digest: bytes
    shown: str


class PackedKeys(Struct, frozen=True):
    """The keys of one unit in one value; they never leave the program and its own processes."""

    packed: bytes

    @classmethod
    def of(cls, keys: Iterable[SharedKey]) -> PackedKeys:
        """Keys in their order."""
        rows = [(key.code, key.digest, key.shown) for key in keys]
        return cls(marshal.dumps(rows, _PLAIN))

    def __iter__(self) -> Iterator[SharedKey]:
        return (SharedKey(*row) for row in marshal.loads(self.packed))
