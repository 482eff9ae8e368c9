"""What became of a check since an earlier one: what was put right, what is still open, what is new."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from anlian_cli.model.findings import CrossFinding, Severity
from anlian_cli.model.results import ClauseVerdict, UnitVerdict
from anlian_cli.model.worded import Worded


class Became(Worded):
    """What became of an item."""

    FIXED = "fixed", "已改好"
    OPEN = "open", "仍未解决"
    NEW = "new", "新出现"


class Item(Struct, frozen=True):
    """A finding, or a clause that is not met, so far as the records keep it."""

    code: str
    kind: Severity | ClauseVerdict
    message: str
    file: str = ""
    place: str = ""


class UnitSince(Struct, frozen=True):
    """One unit then and now. `was` is None where it was not there then, `verdict` where it is not there now."""

    name: str
    credit_code: str | None
    source: str | None
    was: UnitVerdict | None
    verdict: UnitVerdict | None
    items: tuple[tuple[Became, Item], ...] = ()

    def those(self, became: Became) -> tuple[Item, ...]:
        return tuple(item for how, item in self.items if how is became)

    @property
    def moved(self) -> bool:
        """Whether anything is otherwise than it was."""
        return self.was is not self.verdict or any(how is not Became.OPEN for how, _ in self.items)


class Since(Struct, frozen=True):
    """A whole check beside an earlier one; `against` says which."""

    against: str
    units: tuple[UnitSince, ...]
    shared: tuple[tuple[Became, CrossFinding], ...] = ()


_ALIKE: tuple[Callable[[Item], tuple[str, ...]], ...] = (
    lambda item: (item.code, item.message, item.place),
    # Rows move while a form is worked on, and a wrong value may be replaced by another wrong one.
    lambda item: (item.code, item.message, item.file),
    lambda item: (item.code, item.place),
)
"""How an item is known again, the surest way first."""


def became(old: Sequence[Item], new: Sequence[Item]) -> Iterator[tuple[Became, Item]]:
    """What of the old items is gone, what is still there as it reads now, and what has come."""
    gone, come = list(old), list(new)
    stays: list[Item] = []
    for alike in _ALIKE:
        for item in list(come):
            twin = next((one for one in gone if alike(one) == alike(item)), None)
            if twin is not None:
                gone.remove(twin)
                come.remove(item)
                stays.append(item)
    yield from ((Became.FIXED, item) for item in gone)
    yield from ((Became.OPEN, item) for item in new if item in stays)
    yield from ((Became.NEW, item) for item in come)
