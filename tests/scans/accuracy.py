"""What was read of a page beside what stands on it, counted by damage and by the sort of fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import permutations

from anlian_cli.model.dates import parse_date
from anlian_cli.model.scanned import Fact, FactName, ScannedDocument
from anlian_cli.model.text import folded
from tests.scans.samples import Sample, Truth

CODE, NAMES, DATES, REST, SEALS, KINDS = "codes", "names", "dates", "other text", "seals", "kinds"
RIGHT, UNSURE, WRONG = "right", "illegible", "wrong"
"""Right; not found, or said to be illegible; wrong and said to be certain."""
_SORTS = {
    FactName.CREDIT_CODE: CODE,
    FactName.ID_NUMBER: CODE,
    FactName.UNIT_NAME: NAMES,
    FactName.PERSON_NAME: NAMES,
    FactName.LEGAL_REPRESENTATIVE: NAMES,
    FactName.FOUNDED_ON: DATES,
    FactName.ISSUED_ON: DATES,
    FactName.VALID_THROUGH: DATES,
}
Tally = Counter[tuple[str, str, str]]
"""How often, by damage, sort and outcome."""


def counted(sample: Sample, documents: Iterable[ScannedDocument]) -> tuple[Tally, list[str]]:
    """The outcomes of one page, and in words what was not right."""
    tally, told = Tally(), []
    for truth, document in _paired(sample.truths, list(documents)):
        for name, sort, outcome, words in _outcomes(truth, document):
            tally[sample.damage, sort, outcome] += 1
            if outcome != RIGHT:
                told.append(f"{sample.name} {name} {outcome}: {words}")
    return tally, told


def _paired(truths: tuple[Truth, ...], documents: list[ScannedDocument]) -> list[tuple[Truth, ScannedDocument | None]]:
    """Each paper with the document that says most of it."""
    given = [*documents, *[None] * max(len(truths) - len(documents), 0)]
    orders = permutations(given, len(truths))
    best = max(orders, key=lambda order: sum(_agreeing(*pair) for pair in zip(truths, order, strict=True)))
    return list(zip(truths, best, strict=True))


def _agreeing(truth: Truth, document: ScannedDocument | None) -> int:
    return (
        sum(_same(fact.name, fact.text, truth.says.get(fact.name, "")) for fact in document.facts) if document else -1
    )


def _outcomes(truth: Truth, document: ScannedDocument | None) -> Iterator[tuple[str, str, str, str]]:
    facts = document.facts if document else ()
    yield "kind", KINDS, RIGHT if document and document.kind is truth.kind else WRONG, truth.kind.label
    found = sum(fact.name is FactName.SEAL for fact in facts)
    yield "seals", SEALS, RIGHT if found == truth.seals else WRONG, f"{found} / {truth.seals}"
    for name, text in truth.says.items():
        fact = next((fact for fact in facts if fact.name is name), None)
        if name is not FactName.SIGNATURE:
            yield (
                name.label,
                _SORTS.get(name, REST),
                _outcome(fact, name, text),
                f"{fact.text if fact else ''} / {text}",
            )


def _outcome(fact: Fact | None, name: FactName, text: str) -> str:
    if fact is not None and _same(name, fact.text, text):
        # A code that is right and said to be unsure is of no use to her; a name is.
        return RIGHT if fact.certain or _SORTS.get(name) != CODE else UNSURE
    return WRONG if fact is not None and fact.certain else UNSURE


def _same(name: FactName, read: str, text: str) -> bool:
    if _SORTS.get(name) == DATES:
        try:
            return parse_date(read) == parse_date(text)
        except ValueError:
            return False
    return _letters(read) == _letters(text)


def _letters(text: str) -> str:
    """Without the brackets and points that are written in many ways."""
    return "".join(letter for letter in folded(text) if letter.isalnum())
