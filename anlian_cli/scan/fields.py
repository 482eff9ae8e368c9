"""Labels on a page and what stands behind them: on the same row, else below; over several lines where it runs on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct, field

from anlian_cli.model.scanned import Box
from anlian_cli.scan.lines import Line, around, joined, rows, same_row
from anlian_cli.scan.patterns import Label

_MOST_PIECES = 4
"""名　　称 is read as two lines at times, 经 营 范 围 as four."""
_ALIGNED = 1.6
"""Line heights by which the further lines of a value may stand off its first."""
_APART = 1.25
"""Line heights from a line to the next of the same value."""


class Field(Struct):
    """A label that was found, its box, and the lines behind it as they come."""

    label: Label
    box: Box
    page: int
    lines: list[Line] = field(default_factory=list)

    @property
    def value(self) -> Line | None:
        """What stands behind the label, as one line."""
        parts = [part for part in self.lines if part.text.strip(":")]
        return joined([part for row in rows(parts) for part in row]) if parts else None


def fields(lines: Sequence[Line], labels: Sequence[Label]) -> list[Field]:
    """Every label among the lines with its value; each line belongs to one label at most."""
    found, used = _labelled(lines, labels)
    rest = [one for one in lines if id(one) not in used]
    below: list[Line] = []
    for one in sorted(rest, key=lambda line: (line.page, line.middle)):
        owner = _beside(one, found)
        if owner is not None:
            owner.lines.append(one)
        elif (before := _goes_on(one, found)) is not None:
            before.lines.append(one)
        else:
            below.append(one)
    for one in below:
        if (above := _under(one, found)) is not None:
            above.lines.append(one)
    return found


def _labelled(lines: Sequence[Line], labels: Sequence[Label]) -> tuple[list[Field], set[int]]:
    """The labels, and the lines that they, or they and the beginning of their values, take up."""
    found: list[Field] = []
    used: set[int] = set()
    for row in rows(lines):
        for place in range(len(row)):
            if id(row[place]) in used:
                continue
            if (hit := _label_at(row[place : place + _MOST_PIECES], labels)) is not None:
                label, pieces, rest = hit
                used |= {id(piece) for piece in pieces}
                box = around(piece.box for piece in pieces)
                box = Box(box.left, box.top, rest.box.left, box.bottom) if rest else box
                found.append(Field(label, box, pieces[0].page, [rest] if rest else []))
    return found, used


_Hit = tuple[Label, list[Line], Line | None]
"""A label, the lines it takes, and what follows in the last of them."""


def _label_at(row: Sequence[Line], labels: Sequence[Label]) -> _Hit | None:
    """The label that begins with the first line of a row: the longest as it is spelt, else one that was misread."""
    for alike in (_equal, _misread):
        for label in labels:
            if (hit := _spelt(row, label, alike)) is not None:
                return hit
    return _half(row[0], labels)


def _spelt(row: Sequence[Line], label: Label, alike: Callable[[str, str], bool]) -> _Hit | None:
    text, spelling = "", label.spelling
    for number, piece in enumerate(row):
        before, text = text, text + piece.text
        if len(text) >= len(spelling):
            if not alike(text[: len(spelling)], spelling):
                return None
            return label, list(row[: number + 1]), _behind(piece, len(spelling) - len(before))
        if not spelling.startswith(text):
            return None
    return None


def _equal(text: str, spelling: str) -> bool:
    return text == spelling


def _misread(text: str, spelling: str) -> bool:
    """One character of a long label was read as another; a digit or a letter is the value's first."""
    wrong = [one for one, other in zip(text, spelling, strict=True) if one != other]
    return len(spelling) >= 4 and text[0] == spelling[0] and len(wrong) == 1 and not wrong[0].isascii()


def _half(piece: Line, labels: Sequence[Label]) -> _Hit | None:
    """类　　型, of which only one character was seen, where no other label of two has it."""
    if len(piece.text) != 1:
        return None
    short = [label for label in labels if len(label.spelling) == 2 and piece.text in label.spelling]
    return (short[0], [piece], None) if len(short) == 1 else None


def _behind(piece: Line, start: int) -> Line | None:
    while start < len(piece.text) and piece.text[start] in ":.·":
        start += 1
    return piece.part(start) if start < len(piece.text) else None


def _beside(one: Line, found: Sequence[Field]) -> Field | None:
    """The label on the same row that stands next before the line."""
    before = [hit for hit in found if hit.page == one.page and hit.box.left < one.box.left and _level(one, hit.box)]
    return max(before, key=lambda hit: hit.box.left, default=None)


def _level(one: Line, box: Box) -> bool:
    return same_row(one, Line("", (), box, one.page), 0.35)


def _goes_on(one: Line, found: Sequence[Field]) -> Field | None:
    """The value of several lines that ends right above this line, at the same left edge."""
    near = [hit for hit in found if hit.label.many and hit.page == one.page and _follows(one, hit)]
    return max(near, key=lambda hit: max(part.box.bottom for part in hit.lines), default=None)


def _follows(one: Line, hit: Field) -> bool:
    if not hit.lines or not one.placed:
        return False
    last, first = max(hit.lines, key=lambda part: part.middle), min(hit.lines, key=lambda part: part.middle)
    gap = one.box.top - last.box.bottom
    return (
        -0.5 * one.height <= gap <= _APART * min(one.height, last.height)
        and abs(one.box.left - first.box.left) <= _ALIGNED * one.height
    )


def _under(one: Line, found: Sequence[Field]) -> Field | None:
    """The label without a value that stands right above the line."""
    return next(iter(_labels_above(one, found)), None)


def _labels_above(one: Line, found: Sequence[Field]) -> Iterator[Field]:
    for hit in found:
        height = hit.box.bottom - hit.box.top
        overlaps = one.box.left < hit.box.right and hit.box.left < one.box.right
        near = 0 <= one.middle - hit.box.bottom <= 2 * height
        if not hit.lines and one.placed and hit.page == one.page and overlaps and near:
            yield hit
