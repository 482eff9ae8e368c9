"""登记表, printed and stamped: whose it is, and whether the place of a signature has writing in it."""

from __future__ import annotations

from collections.abc import Iterator

from anlian_cli.model.scanned import WRITTEN, Box, Fact, FactName
from anlian_cli.scan.facts.labelled import fact, labelled_facts
from anlian_cli.scan.fields import Field
from anlian_cli.scan.ink import has_writing
from anlian_cli.scan.turning import Picture

_WIDEST = 0.3
"""Of the page's width: how far behind its label a signature is looked for."""


def form_facts(found: list[Field]) -> Iterator[Fact]:
    yield from labelled_facts(found)


def signature(found: list[Field], picture: Picture) -> Iterator[Fact]:
    """What stands behind the label of a signature: its text where it can be read, else that there is writing."""
    for hit in found:
        if hit.label.form != "signature":
            continue
        if hit.value is not None:
            yield fact(FactName.SIGNATURE, hit.value)
        elif has_writing(picture, place := _place(hit, found)):
            yield Fact(FactName.SIGNATURE, WRITTEN, hit.page, place, 0.5)


def _place(hit: Field, found: list[Field]) -> Box:
    """From the label to the next one on its row, a little higher than the label is: people write large."""
    height = hit.box.bottom - hit.box.top
    behind = [
        other.box.left
        for other in found
        if other.page == hit.page and other.box.left > hit.box.right and abs(other.box.top - hit.box.top) < height
    ]
    right = min([*behind, hit.box.right + _WIDEST, 1.0])
    return Box(hit.box.right, max(hit.box.top - 0.6 * height, 0.0), right, min(hit.box.bottom + 0.6 * height, 1.0))
