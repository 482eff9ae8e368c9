"""A unit's forms and lists, from however many files, as one application: nothing twice, nothing lost in silence.

Forms of one kind are merged field by field; the fuller one wins, and both are named. A list is no form. What the
files are called, and so in which order they come, changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace
from pydantic import BaseModel

from anlian_cli.forms.folding import Folded, Part, disagreement, fold, fullness, place
from anlian_cli.forms.people_merging import merged_people
from anlian_cli.forms.source import Atlas, Origin, Source, in_words
from anlian_cli.forms.vocabulary import NAME, PERSONS_SECTION, SELF_CHECK_SECTION, STAFF_LABEL, UNIT_NAME, UNIT_SECTION
from anlian_cli.model.application import Application
from anlian_cli.model.findings import Finding, Severity, error, warning
from anlian_cli.model.labels import attribute_path, fields_of
from anlian_cli.model.paths import Path
from anlian_cli.model.text import quoted

_THIN = 3
"""A list's head may name its firm so many times (name, code, telephone) without being the firm's form."""


class Whole(Struct):
    """All that a unit sent: one tree under official labels, where each part came from, and what merging found."""

    tree: dict[str, Any] = field(default_factory=dict)
    atlas: Atlas = field(default_factory=Atlas)
    findings: list[Finding] = field(default_factory=list)
    only_listed: list[dict[str, Any]] = field(default_factory=list)
    """The people who stand on a list and have no form."""

    def names(self) -> Iterator[str]:
        """The names on the consultants' forms, as written."""
        rows = self.tree.get(PERSONS_SECTION)
        for row in rows if isinstance(rows, list) else [rows]:
            if isinstance(row, dict) and isinstance(name := row.get(NAME), str):
                yield name


def merged(sources: Sequence[Source]) -> Whole:
    """Every source as one application."""
    whole = Whole()
    for section in dict.fromkeys(section for source in sources for section in source.tree):
        if section != PERSONS_SECTION:
            _merge_section(whole, section, [source for source in sources if section in source.tree])
    _merge_people(whole, [source for source in sources if PERSONS_SECTION in source.tree])
    whole.findings += _doubts(whole, sources)
    return whole


def _merge_section(whole: Whole, section: str, sources: Sequence[Source]) -> None:
    parts = [Part(source, (section,), source.tree[section]) for source in sources]
    usable = [part for part in parts if isinstance(part.content, dict)] or parts[:1]
    whole.findings += (_unusable(section, part) for part in parts if part not in usable)
    if section == UNIT_SECTION and len(usable) > 1:
        usable = list(_without_mentions(whole, usable))
    if len(usable) == 1:
        whole.tree[section] = usable[0].content
        whole.atlas.add((section,), usable[0].source, (section,))
        return
    folded = fold(usable, _form_of(section))
    whole.tree[section] = folded.content
    place(whole.atlas, (section,), folded)
    forms = [part for part in usable if part.source.origin is Origin.FORM]
    if len(forms) > 1 or folded.differences:
        grave = Severity.ERROR if len(forms) > 1 else Severity.WARNING
        whole.findings.append(disagreement(quoted(section), "F10", folded, grave))
    whole.findings += _contradictions(section, folded)


def _unusable(section: str, part: Part) -> Finding:
    message = f"“{section}”应当分项填写，这一份没有采用"
    return error("F10", message, "请对照表样填写，只留一份正确的", place=part.source.place(part.route))


def _form_of(section: str) -> type[BaseModel] | None:
    return next((field.inside for field in fields_of(Application).values() if field.label == section), None)


def _contradictions(section: str, folded: Folded) -> Iterator[Finding]:
    """An answer that a clause hangs on, given in two ways, is none."""
    for at, *answers in folded.differences:
        decides = section == SELF_CHECK_SECTION or at == (STAFF_LABEL,)
        if decides and folded.content.pop(str(at[0]), None) is not None:
            message = f"“{at[0]}”几份不一致（{'与'.join(sorted(answers))}），没有采用"
            yield error("F10", message, "请只留正确的", attribute_path(Application, (section, *at)))


def _without_mentions(whole: Whole, parts: Sequence[Part]) -> Iterator[Part]:
    """Without the heads of lists that only say which firm they belong to, where the firm's form is there too."""
    fullest = max(fullness(part.content)[0] for part in parts)
    for part in parts:
        says = fullness(part.content)[0]
        if UNIT_NAME in part.content and says <= _THIN and 2 * says < fullest:
            message = "这里只提到单位，不是单位登记表，没有采用"
            whole.findings.append(warning("F33", message, "不是附表的，请补全", place=part.source.place(part.route)))
        else:
            yield part


def _merge_people(whole: Whole, sources: Sequence[Source]) -> None:
    # A form's own rows stay as they are: who stands in it twice is told of later (F23).
    if len(sources) == 1 and sources[0].origin is Origin.FORM:
        whole.tree[PERSONS_SECTION] = sources[0].tree[PERSONS_SECTION]
        whole.atlas.add((PERSONS_SECTION,), sources[0], (PERSONS_SECTION,))
        return
    people = merged_people(sources, whole.tree.get(UNIT_SECTION), whole.atlas)
    whole.findings += people.findings
    whole.only_listed = people.only_listed
    if people.rows:
        whole.tree[PERSONS_SECTION] = people.rows
        whole.atlas.add((PERSONS_SECTION,), sources[0], (PERSONS_SECTION,))


def _doubts(whole: Whole, sources: Sequence[Source]) -> Iterator[Finding]:
    """What was there and could not be used, at its path in the whole application: it is not missing as well.

    Where another form says it, nothing is in doubt.
    """
    for source in sources:
        for own_route, finding in source.doubts:
            route = whole.atlas.whole_route(source, own_route)
            if route is not None and _value_at(whole.tree, route) is None:
                yield replace(finding, path=attribute_path(Application, route), route=in_words(route))


def _value_at(tree: Any, route: Path) -> Any:
    for step in route:
        if isinstance(tree, list):
            tree = dict(enumerate(tree))
        tree = tree.get(step) if isinstance(tree, dict) else None
    return tree
