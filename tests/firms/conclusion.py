"""A case of the table: what a firm sent, in one sentence, how its folder is made, and what the clerk concludes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from anlian_cli.model.findings import Finding
from anlian_cli.model.results import UnitResult

Builder = Callable[[Path], object]

_LABEL_AS_VALUE = re.compile(r"填的是“(姓名|性别|出生|照片|职称|职务|专业技术职务|联系|手机|移动电话|身份证|学历|学位)")
"""A label is never a value: said of no firm whatever it sent."""


@dataclass(frozen=True, slots=True)
class Case:
    """One firm. In `verdict`, in a clause and in a text that must be said, `|` stands between what will do as well."""

    sentence: str
    verdict: str
    build: Builder
    clauses: Mapping[str, str] = field(default_factory=dict)
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    unit: str | None = None

    def disagreements(self, result: UnitResult) -> list[str]:
        """Where a result is not what the clerk concludes, each in one line."""
        return [*self._judged(result), *self._told(result)]

    def _judged(self, result: UnitResult) -> Iterator[str]:
        if result.verdict.value not in self.verdict.split("|"):
            yield f"the unit is {result.verdict.value}, not {self.verdict}"
        if self.unit not in (None, result.name):
            yield f"the unit is called {result.name}, not {self.unit}"
        found = {clause.id: clause.verdict.value for clause in result.clauses}
        for clause, verdict in self.clauses.items():
            if found.get(clause) not in verdict.split("|"):
                yield f"{clause} is {found.get(clause)}, not {verdict}"

    def _told(self, result: UnitResult) -> Iterator[str]:
        findings = "\n".join(map(shown, result.findings))
        notes = "\n".join(clause.note or "" for clause in result.clauses)
        for text in self.says:
            if not any(one in findings + notes for one in text.split("|")):
                yield f"nothing says {text}"
        yield from (f"a finding says {text}" for text in self.never if text in findings)
        yield from (f"a label is taken for a value: {match[0]}" for match in _LABEL_AS_VALUE.finditer(findings))


def shown(finding: Finding) -> str:
    """A finding in one line, with its place and the labels that lead to it."""
    place = finding.place.label if finding.place else ""
    return f"{finding.severity.value} {finding.code} {place} {finding.route} {finding.message} {finding.hint}"


class Firms:
    """The cases of one family, in the order they are told."""

    def __init__(self) -> None:
        self._cases: list[Case] = []

    def __iter__(self) -> Iterator[Case]:
        return iter(self._cases)

    def send(
        self,
        sentence: str,
        verdict: str,
        clauses: Mapping[str, str] | None = None,
        says: tuple[str, ...] = (),
        never: tuple[str, ...] = (),
        unit: str | None = None,
    ) -> Callable[[Builder], Builder]:
        """Adds a case; the function below it fills the firm's folder."""

        def add(build: Builder) -> Builder:
            self._cases.append(Case(f"firms send {sentence}", verdict, build, clauses or {}, says, never, unit))
            return build

        return add
