"""A fact beside the field of the application that says the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from anlian_cli.model.agreement import Rule
from anlian_cli.model.application import Application
from anlian_cli.model.compared import Agreement, Comparison
from anlian_cli.model.paths import Path
from anlian_cli.model.scanned import Fact, FactName, ScannedDocument
from anlian_cli.office.scanning.papers import Paper, fact_of

NOT_TYPED = "表上没有填"


class ComparedField(Struct, frozen=True):
    """A field and the fact that says the same: for which clause, by which rule, and what a difference is called."""

    clause: str
    name: FactName
    path: Path
    rule: Rule
    code: str

    def beside(self, application: Application, document: ScannedDocument, paper: Paper) -> Comparison:
        """The field beside the document's fact."""
        return self.compared(typed_at(application, self.path), fact_of(document, self.name), paper.file)

    def compared(self, typed: str, fact: Fact | None, file: str) -> Comparison:
        """What was typed beside a fact, or beside none."""
        found = Comparison(self.clause, self.path, self.name.label, typed, fact, Agreement.NOT_FOUND, file)
        if fact is None:
            return found
        if not typed:
            return replace(found, note=NOT_TYPED)
        agreement, note = self.rule(typed, fact)
        code = self.code if agreement is Agreement.DIFFERENT else ""
        return replace(found, agreement=agreement, note=note, code=code)


def typed_at(application: Application, path: Path) -> str:
    """What was typed in a field outside of any list; "" where nothing was, or nothing that can be used."""
    value: object = application
    for step in path:
        value = getattr(value, str(step), None)
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def best(found: Iterable[Comparison]) -> Iterator[Comparison]:
    """Of each field one comparison for each paper and answer; a blurred copy beside a legible one says nothing."""
    kept = list(dict.fromkeys(found))
    legible = {(one.path, one.label) for one in kept if one.agreement.is_sound or one.code}
    for one in kept:
        if one.code or one.agreement.is_sound or (one.path, one.label) not in legible:
            yield one
