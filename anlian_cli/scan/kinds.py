"""What a document is: by its title, and by how many of a kind's labels stand on it."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from anlian_cli.model.scanned import DocumentKind
from anlian_cli.scan.fields import Field, fields
from anlian_cli.scan.lines import Line, joined, rows
from anlian_cli.scan.patterns import Pattern, patterns

_TITLE = 4
"""A title counts as much as so many labels."""
_LARGER = 1.25
"""Beside the middle line of its page, a title that stands in running text too must be so much higher."""
_FIRST = 6
"""Lines among which such a title may be as small as the others: of text that has no sizes."""


def kind_of(lines: Sequence[Line]) -> tuple[DocumentKind, list[Field]]:
    """The kind of a document and its labels, or that it is of none."""
    best, known, labels = 0, DocumentKind.UNKNOWN, list[Field]()
    for pattern in patterns().values():
        heads = titles(lines, pattern)
        found = labelled(lines, heads, pattern)
        named = heads or any(hit.label.spelling in pattern.telling for hit in found)
        score = _TITLE * bool(named) + _told(found)
        if score > best and score >= pattern.enough:
            best, known, labels = score, pattern.kind, found
    return known, labels


def labelled(lines: Sequence[Line], heads: Sequence[Line], pattern: Pattern) -> list[Field]:
    """The labels of a kind with their values; a title is neither: 职称证书 does not say that one's 职称 is 证书."""
    aside = {id(head) for head in heads}
    return fields([one for one in lines if id(one) not in aside], pattern.labels) if pattern.labels else []


def _told(found: Sequence[Field]) -> int:
    """How many different facts have a label here."""
    return len({hit.label.fact for hit in found if hit.label.fact is not None})


def titles(lines: Sequence[Line], pattern: Pattern) -> list[Line]:
    """The lines, or rows of wide-set letters, that are a title of that kind."""
    whole = [joined(row) for row in rows(lines) if 1 < len(row) <= 8 and all(len(one.text) <= 2 for one in row)]
    usual = median([one.height for one in lines] or [0.0])
    first = {id(one) for one in list(lines)[:_FIRST]}
    return [
        one
        for one in (*lines, *whole)
        if pattern.is_title(one.text)
        and (not pattern.large or one.height >= _LARGER * usual or (not one.placed and id(one) in first))
    ]
