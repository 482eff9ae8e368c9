"""营业执照, of every layout since 2006: its labels, and the credit code wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from anlian_cli.model.scanned import CERTAIN, Fact, FactName
from anlian_cli.scan.facts.labelled import fact, labelled_facts
from anlian_cli.scan.fields import Field
from anlian_cli.scan.lines import Line, joined, rows
from anlian_cli.scan.numbers import credit_code


def licence_facts(lines: Sequence[Line], found: list[Field]) -> Iterator[Fact]:
    known = list(labelled_facts(found))
    code = max(_codes(lines, known), key=lambda one: one.confidence, default=None)
    if code is not None:
        yield code
    yield from (one for one in known if one.name is not FactName.CREDIT_CODE)


def _codes(lines: Sequence[Line], known: list[Fact]) -> Iterator[Fact]:
    """The one behind its label, and, where that is not sure, all that look like one: it may be read in two pieces."""
    labelled = [one for one in known if one.name is FactName.CREDIT_CODE]
    yield from labelled
    if not any(one.confidence >= CERTAIN for one in labelled):
        whole = [joined(row) for row in rows(lines) if len(row) > 1]
        for one in (*lines, *whole):
            if (code := credit_code(one)) is not None:
                yield fact(FactName.CREDIT_CODE, *code)
