"""Which of the people in a unit's files are its consultants, and which only stand on some list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from anlian_cli.forms.folding import Part, disagreement, fold, place, same_answer
from anlian_cli.forms.source import Atlas, Origin, Source
from anlian_cli.forms.vocabulary import CONSULTANT_NAME, NAME, PERSONS_SECTION, ROSTER_LABEL, alias
from anlian_cli.model.application import PersonForm
from anlian_cli.model.fields import split_text
from anlian_cli.model.findings import Finding, Severity, warning
from anlian_cli.model.text import compact, folded

_ID_NUMBER, _BORN = alias(PersonForm, "id_number"), alias(PersonForm, "born_on")
_SHOWN = 5


class People(Struct):
    """The consultants' forms, what was found in putting them together, and those only on a list."""

    rows: list[Any] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    only_listed: list[dict[str, Any]] = field(default_factory=list)


def merged_people(sources: Sequence[Source], unit: Any, atlas: Atlas) -> People:
    """Everyone with a form or a signature; without any such, those on a list whom the unit's roster names."""
    parts = [part for source in sources for part in _parts(source)]
    main = [part for part in parts if part.source.origin is not Origin.LIST]
    if not main:
        roster = _roster_names(unit)
        main = [part for part in parts if _name(part) in roster]
    people = People()
    for group in _groups(main):
        _add(people, group, atlas)
    lists_used = all(part.source.origin is Origin.LIST for part in main)
    _name_lists(people, sources, {_name(part) for part in main}, used=lists_used)
    return people


def _parts(source: Source) -> Iterator[Part]:
    content = source.tree[PERSONS_SECTION]
    if isinstance(content, list):
        yield from (Part(source, (PERSONS_SECTION, index), row) for index, row in enumerate(content))
    else:
        yield Part(source, (PERSONS_SECTION,), content)


def _name(part: Part) -> str:
    name = part.content.get(NAME) if isinstance(part.content, dict) else None
    return folded(name) if isinstance(name, str) else ""


def _groups(parts: Sequence[Part]) -> list[list[Part]]:
    """The parts by person: one name with one number or birth date; on lists, one name without two numbers."""
    groups: list[list[Part]] = []
    for part in parts:
        group = next((group for group in groups if _are_one(group[0], part)), None)
        if group is None:
            groups.append([part])
        else:
            group.append(part)
    return groups


def _are_one(one: Part, other: Part) -> bool:
    if not _name(one) or _name(one) != _name(other):
        return False
    numbers = {compact(str(part.content.get(_ID_NUMBER) or "")).upper() for part in (one, other)}
    if len(numbers - {""}) > 1:
        return False
    on_lists = one.source.origin is other.source.origin is Origin.LIST and one.source is not other.source
    return on_lists or "" not in numbers or _born_alike(one, other)


def _born_alike(one: Part, other: Part) -> bool:
    births = [part.content.get(_BORN) for part in (one, other)]
    return all(births) and same_answer(PersonForm, _BORN, *births)


def _add(people: People, group: Sequence[Part], atlas: Atlas) -> None:
    """One row for a group; where its forms contradict each other, one for each, and neither is believed alone."""
    whole = fold(group, PersonForm) if len(group) > 1 else None
    rows = [fold([part], PersonForm) for part in group] if whole is None or whole.differences else [whole]
    for row in rows:
        place(atlas, (PERSONS_SECTION, len(people.rows)), row)
        people.rows.append(row.content)
    if whole is not None:
        forms = any(part.source.origin is not Origin.LIST for part in group)
        grave = Severity.ERROR if forms else Severity.WARNING
        finding = disagreement(f"{group[0].content[NAME]}的登记表", "F23", whole, grave, chosen=False)
        people.findings.append(replace(finding, path=("persons", len(people.rows) - 1)))


def _roster_names(unit: Any) -> set[str]:
    """The names in 安全社区咨询员 of the unit's form, a row each or all in one field."""
    roster = unit.get(ROSTER_LABEL) if isinstance(unit, dict) else None
    if isinstance(roster, str):
        return {folded(name) for name in split_text(roster)}
    rows = roster if isinstance(roster, list) else []
    names = (row.get(CONSULTANT_NAME) if isinstance(row, dict) else row for row in rows)
    return {folded(name) for name in names if isinstance(name, str)}


def _name_lists(people: People, sources: Sequence[Source], taken: set[str], *, used: bool) -> None:
    """F33 for each list that was not `used`, or not whole, and who stands on none but a list."""
    for source in sources:
        others = {_name(part): part.content for part in _parts(source) if _name(part) not in taken}
        if source.origin is Origin.LIST and (others or not used):
            people.only_listed += others.values()
            people.findings.append(_list_remark(source, [str(row.get(NAME) or "无名") for row in others.values()]))


def _list_remark(source: Source, others: Sequence[str]) -> Finding:
    message = "这是人员名单，不是登记表，没有采用"
    if others:
        more = "等" if len(others) > _SHOWN else ""
        message = f"名单上有 {len(others)} 人没有登记表（{'、'.join(others[:_SHOWN])}{more}），没有计入咨询人员"
    return warning("F33", message, "是咨询人员的，请每人交一张登记表", place=source.place((PERSONS_SECTION,)))
