"""Where several documents lie on one page: cut apart between their titles, along the widest blank strip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from anlian_cli.scan.kinds import titles
from anlian_cli.scan.lines import Line
from anlian_cli.scan.patterns import patterns

Edge = tuple[str, str]
_DOWN: Edge = ("top", "bottom")
_ACROSS: Edge = ("left", "right")


def parted(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """The lines of a page by document; all together where no more than one title stands on it."""
    heads = _heads(lines)
    if len(heads) < 2:
        return [tuple(lines)]
    for edge in _edges(heads):
        if (cut := _cut(lines, heads, edge)) is not None:
            before = [one for one in lines if _middle(one, edge) < cut]
            return [*parted(before), *parted([one for one in lines if _middle(one, edge) >= cut])]
    return [tuple(lines)]


def _edges(heads: Sequence[Line]) -> tuple[Edge, Edge]:
    """First the way in which the titles lie farther apart."""
    one, other = heads[0], heads[-1]
    beside = abs(_middle(one, _ACROSS) - _middle(other, _ACROSS)) > abs(_middle(one, _DOWN) - _middle(other, _DOWN))
    return (_ACROSS, _DOWN) if beside else (_DOWN, _ACROSS)


def _heads(lines: Sequence[Line]) -> list[Line]:
    """The titles of documents that fill a page or less."""
    placed = [one for one in lines if one.placed]
    small = [pattern for pattern in patterns().values() if not pattern.bound]
    found = {one.box: one for pattern in small for one in titles(placed, pattern)}
    return sorted(found.values(), key=lambda one: (one.box.top, one.box.left))


def _cut(lines: Sequence[Line], heads: Sequence[Line], edge: Edge) -> float | None:
    """The middle of the widest strip between two titles that no line crosses."""
    strips = [strip for strip in _blank(lines, edge) if _between(strip, heads, edge)]
    widest = max(strips, key=lambda strip: strip[1] - strip[0], default=None)
    return None if widest is None else (widest[0] + widest[1]) / 2


def _blank(lines: Sequence[Line], edge: Edge) -> Iterator[tuple[float, float]]:
    reached: float | None = None
    for start, end in sorted((getattr(one.box, edge[0]), getattr(one.box, edge[1])) for one in lines):
        if reached is not None and start > reached:
            yield reached, start
        reached = end if reached is None else max(reached, end)


def _between(strip: tuple[float, float], heads: Sequence[Line], edge: Edge) -> bool:
    middle = (strip[0] + strip[1]) / 2
    sides = [_middle(head, edge) < middle for head in heads]
    return any(sides) and not all(sides)


def _middle(one: Line, edge: Edge) -> float:
    return float(getattr(one.box, edge[0]) + getattr(one.box, edge[1])) / 2
