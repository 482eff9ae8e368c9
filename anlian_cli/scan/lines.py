"""A line of text as it was read: its characters, how sure each is, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from anlian_cli.model.scanned import Box
from anlian_cli.model.text import compact


class Line(Struct, frozen=True):
    """Compact text (narrow, no blanks) with one score of 0..1 for each character.

    `placed` is False for text that has an order but no place: of a Word file.
    """

    text: str
    scores: tuple[float, ...]
    box: Box
    page: int = 1
    placed: bool = True

    @property
    def height(self) -> float:
        return self.box.bottom - self.box.top

    @property
    def middle(self) -> float:
        return (self.box.top + self.box.bottom) / 2

    def part(self, start: int, end: int | None = None) -> Line:
        """Some of the characters, with their share of the box."""
        end = len(self.text) if end is None else end
        width, count = self.box.right - self.box.left, max(len(self.text), 1)
        left, right = self.box.left + width * start / count, self.box.left + width * end / count
        box = Box(left, self.box.top, right, self.box.bottom)
        return Line(self.text[start:end], self.scores[start:end], box, self.page, self.placed)


def line(text: str, scores: Sequence[float], box: Box, page: int = 1, placed: bool = True) -> Line:
    """A line from text as it was read: a character that becomes several narrow ones gives each its score."""
    pairs = [(narrow, score) for letter, score in zip(text, scores, strict=True) for narrow in compact(letter)]
    return Line("".join(letter for letter, _ in pairs), tuple(score for _, score in pairs), box, page, placed)


def sure_line(text: str, box: Box, page: int = 1, placed: bool = True) -> Line:
    """A line of text that the file itself holds."""
    return line(text, [1.0] * len(text), box, page, placed)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around several."""
    left, top, right, bottom = zip(*((box.left, box.top, box.right, box.bottom) for box in boxes), strict=True)
    return Box(min(left), min(top), max(right), max(bottom))


def same_row(one: Line, other: Line, share: float = 0.4) -> bool:
    """Whether two lines stand side by side: they overlap by a share of the lower one's height."""
    overlap = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return overlap >= share * min(one.height, other.height)


def rows(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines from top to bottom, those side by side together, from left to right."""
    found: list[list[Line]] = []
    for one in sorted(lines, key=lambda line: line.middle):
        if found and any(same_row(one, other, 0.6) for other in found[-1]):
            found[-1].append(one)
        else:
            found.append([one])
    return [sorted(row, key=lambda line: line.box.left) for row in found]


def joined(lines: Sequence[Line]) -> Line:
    """Several lines as one, in the order given."""
    scores = tuple(score for line in lines for score in line.scores)
    box = around(line.box for line in lines)
    return Line("".join(line.text for line in lines), scores, box, lines[0].page, lines[0].placed)
