"""What papers say of people beside their forms: certificates against titles (Art. 9(4)), ID cards, stamped forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from anlian_cli.model.agreement import Judged, codes_agree, names_agree
from anlian_cli.model.application import Application, PersonForm
from anlian_cli.model.compared import Agreement, Comparison
from anlian_cli.model.scanned import DocumentKind, Fact, FactName, ScannedDocument
from anlian_cli.office.scanning.fields import NOT_TYPED, ComparedField, best
from anlian_cli.office.scanning.licence import until
from anlian_cli.office.scanning.papers import Paper, documents, fact_of
from anlian_cli.regulation.clause import Case
from anlian_cli.regulation.identity import full_id_number
from anlian_cli.regulation.titles import is_senior, look_up

_TITLED, _QUALIFIED = DocumentKind.TITLE_CERTIFICATE, DocumentKind.QUALIFICATION_CERTIFICATE
_PERSONAL = (_TITLED, _QUALIFIED, DocumentKind.ID_CARD, DocumentKind.PERSON_FORM)
_CERTIFICATE = "职称证书"
_PREFERENCE = (Agreement.EQUAL, Agreement.EQUAL_BUT_WRITING, Agreement.NOT_LEGIBLE, Agreement.DIFFERENT)
"""Of a person's several certificates the one that bears the title out; one that cannot be read may be it."""


class _Owned(Struct, frozen=True):
    """A document and the row of the person whose it is; None where nobody's form says so."""

    paper: Paper
    document: ScannedDocument
    row: int | None


def people_compared(papers: Sequence[Paper], case: Case) -> Iterator[Comparison]:
    """Every document of a person beside that person's form; last, who has a senior title and no certificate here."""
    persons = case.application.persons or ()
    owned = [_Owned(paper, document, _owner(document, persons)) for paper, document in documents(papers, *_PERSONAL)]
    yield from best(_identities(owned, case.application))
    yield from _titles(owned, persons)
    yield from _ends(owned, case)
    yield from _unowned(owned)
    yield from _without_certificate(owned, persons)


def _owner(document: ScannedDocument, persons: Sequence[PersonForm]) -> int | None:
    """By the ID number, which is one person's; else by a name that only one has."""
    number, name = (fact_of(document, fact) for fact in (FactName.ID_NUMBER, FactName.PERSON_NAME))
    by_number = [row for row, one in enumerate(persons) if number and one.id_number and _is_number(number, one)]
    by_name = [row for row, one in enumerate(persons) if name and one.name and name.says(one.name)]
    found = by_number or by_name
    return found[0] if len(found) == 1 else None


def _is_number(fact: Fact, person: PersonForm) -> bool:
    return fact.says(full_id_number(person.id_number or ""))


def _identities(owned: Iterable[_Owned], application: Application) -> Iterator[Comparison]:
    persons = application.persons or ()
    for one in owned:
        if one.row is not None:
            for field, typed in _identity_fields(one.row, persons[one.row]):
                fact = fact_of(one.document, field.name)
                if fact is not None and typed:
                    yield field.compared(typed, fact, one.paper.file)


def _identity_fields(row: int, person: PersonForm) -> Iterator[tuple[ComparedField, str]]:
    place = ("persons", row)
    yield ComparedField("9.4b", FactName.PERSON_NAME, (*place, "name"), names_agree, "S3"), person.name or ""
    number = full_id_number(person.id_number or "")
    yield ComparedField("9.4b", FactName.ID_NUMBER, (*place, "id_number"), codes_agree, "S1"), number


def _titles(owned: Sequence[_Owned], persons: Sequence[PersonForm]) -> Iterator[Comparison]:
    for row, person in enumerate(persons):
        field = ComparedField("9.4c", FactName.TITLE, ("persons", row, "title"), titles_agree, "S4")
        found = [
            field.compared(person.title or "", fact, one.paper.file)
            for one in owned
            if one.row == row and one.document.kind is _TITLED and (fact := _title(one.document))
        ]
        judged = [one for one in found if one.note != NOT_TYPED]
        yield from sorted(judged, key=lambda one: _PREFERENCE.index(one.agreement))[:1]


def _title(document: ScannedDocument) -> Fact | None:
    """The title; a certificate that names a speciality alone has its level elsewhere."""
    title, level = (fact_of(document, name) for name in (FactName.TITLE, FactName.LEVEL))
    if title is not None and level is not None and look_up(title.text).level is None:
        return level if look_up(level.text).level else title
    return title or level


def titles_agree(typed: str, fact: Fact) -> Judged:
    """Titles by their level: 高级工程师（安全） and 高级工程师 are one, 工程师 is another."""
    if fact.says(typed):
        return Agreement.EQUAL, ""
    here, there = look_up(typed).level, look_up(fact.text).level
    if here is None or there is None:
        return Agreement.NOT_LEGIBLE, "看不出级别，请对照证书"
    if here == there:
        return Agreement.EQUAL_BUT_WRITING, f"同为{here}"
    note = f"表上是{here}，证书上是{there}"
    return (Agreement.DIFFERENT if fact.certain else Agreement.NOT_LEGIBLE), note


def _ends(owned: Iterable[_Owned], case: Case) -> Iterator[Comparison]:
    """Certificates that state an end."""
    for one in owned:
        fact = fact_of(one.document, FactName.VALID_THROUGH)
        if fact is not None and one.row is not None and one.document.kind in (_TITLED, _QUALIFIED):
            path = ("persons", one.row, "certificates")
            yield until(fact, case, one.paper.file, path, one.document.kind.label)


def _unowned(owned: Iterable[_Owned]) -> Iterator[Comparison]:
    """Certificates whose holder is on no form, or whose name could not be read."""
    for one in owned:
        if one.row is None and one.document.kind in (_TITLED, _QUALIFIED, DocumentKind.ID_CARD):
            name = fact_of(one.document, FactName.PERSON_NAME)
            legible = name is not None and name.certain
            agreement = Agreement.NOT_FOUND if legible else Agreement.NOT_LEGIBLE
            note = "持证人不在人员登记表上" if legible else "看不出是谁的"
            yield Comparison("9.4c", ("persons",), one.document.kind.label, "", name, agreement, one.paper.file, note)


def _without_certificate(owned: Sequence[_Owned], persons: Sequence[PersonForm]) -> Iterator[Comparison]:
    shown = {one.row for one in owned if one.document.kind is _TITLED}
    missing = [
        f"{person.name or ''}（{person.title}）"
        for row, person in enumerate(persons)
        if row not in shown and person.title and is_senior(look_up(person.title))
    ]
    if missing:
        note = "材料里没有读到这些人的职称证书"
        yield Comparison("9.4c", ("persons",), _CERTIFICATE, "、".join(missing), None, Agreement.NOT_FOUND, "", note)
