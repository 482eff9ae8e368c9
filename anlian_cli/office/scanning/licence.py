"""The licence beside the forms: who the firm is, what it may do, since when and until when (Art. 9(1), (2), (5))."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from anlian_cli.model.agreement import addresses_agree, codes_agree, days_agree, entries_agree, names_agree
from anlian_cli.model.application import SelfCheck
from anlian_cli.model.compared import Agreement, Comparison
from anlian_cli.model.dates import PartialDate, parse_date
from anlian_cli.model.scanned import DocumentKind, Fact, FactName, ScannedDocument
from anlian_cli.model.text import compact
from anlian_cli.office.scanning.fields import ComparedField, best, typed_at
from anlian_cli.office.scanning.papers import Paper, documents, fact_of
from anlian_cli.regulation.clause import UNMET, Case
from anlian_cli.regulation.documents import clause_functions

_FIELDS = (
    ComparedField("9.1a", FactName.CREDIT_CODE, ("unit", "credit_code"), codes_agree, "S1"),
    ComparedField("9.1a", FactName.UNIT_NAME, ("unit", "name"), names_agree, "S3"),
    ComparedField("9.1a", FactName.LEGAL_REPRESENTATIVE, ("unit", "legal_representative", "name"), names_agree, "S3"),
    ComparedField("9.1b", FactName.ADDRESS, ("unit", "licence_address"), addresses_agree, "S3"),
    ComparedField("9.2b", FactName.FOUNDED_ON, ("self_check", "founded_on"), days_agree, "S2"),
)
_SCOPE = ComparedField("9.2a", FactName.BUSINESS_SCOPE, ("self_check", "business_scope"), entries_agree, "")
_LEGAL_PERSON = ("self_check", "legal_person")
_COMPLETE = ("self_check", "licences_complete")
_OPEN_END = ("长期", "永久", "无固定期限", "不约定期限")
_UNTIL = re.compile(r"[至到~—–]|--")


def licence_compared(papers: Sequence[Paper], case: Case) -> Iterator[Comparison]:
    """Every licence among the listed ones; where none of those is one, those that lie elsewhere."""
    listed = [paper for paper in papers if "licence" in paper.listed]
    found = list(documents(listed, DocumentKind.BUSINESS_LICENCE))
    found = found or list(documents([one for one in papers if not one.listed], DocumentKind.BUSINESS_LICENCE))
    yield from best(one for paper, document in found for one in _beside(case, document, paper))


def _beside(case: Case, document: ScannedDocument, paper: Paper) -> Iterator[Comparison]:
    yield from (field.beside(case.application, document, paper) for field in _FIELDS)
    yield _type(case, document, paper)
    yield _scope(case, document, paper)
    if (term := fact_of(document, FactName.TERM)) is not None:
        yield until(term, case, paper.file, _COMPLETE)


def _type(case: Case, document: ScannedDocument, paper: Paper) -> Comparison:
    """What kind of organisation it is: some kinds are no legal person, whatever the form says; the rest is hers."""
    fact, typed = fact_of(document, FactName.UNIT_TYPE), typed_at(case.application, _LEGAL_PERSON)
    found = Comparison("9.1a", _LEGAL_PERSON, FactName.UNIT_TYPE.label, typed, fact, Agreement.NOT_FOUND, paper.file)
    if fact is None:
        return found
    kinds = case.terms.regulation.value("non_legal_person_types")
    if not any(kind in compact(fact.text) for kind in kinds):
        return replace(found, agreement=Agreement.EQUAL)
    if typed != "是":
        return replace(found, agreement=Agreement.EQUAL, note="不是独立法人")
    if not fact.certain:
        return replace(found, agreement=Agreement.NOT_LEGIBLE)
    note = f"执照上的类型是“{fact.text}”，不是独立法人"
    return replace(found, agreement=Agreement.DIFFERENT, note=note, code="S6")


def _scope(case: Case, document: ScannedDocument, paper: Paper) -> Comparison:
    """The licence's own scope: beside the typed one, and as the clause itself would judge it."""
    found = _SCOPE.beside(case.application, document, paper)
    if found.fact is None or not found.fact.certain:
        return found
    judge = dict(clause_functions(case.terms.regulation.document))[found.clause]
    ruling, typed = judge(_with_scope(case, found.fact)), judge(case)
    if ruling.verdict is not UNMET:
        mention = f"执照上{ruling.found}" if ruling.found else ""
        return replace(found, note="；".join(filter(None, (mention, found.note))))
    note = "执照的经营范围里没有读到安全生产咨询一类的内容"
    if not found.typed or typed.verdict is UNMET:
        return replace(found, note=note)
    return replace(found, agreement=Agreement.DIFFERENT, note=note, code="S6")


def _with_scope(case: Case, scope: Fact) -> Case:
    """The case as if the form had the licence's scope."""
    own = (case.application.self_check or SelfCheck()).model_copy(update={"business_scope": scope.text})
    return replace(case, application=case.application.model_copy(update={"self_check": own}))


def until(fact: Fact, case: Case, file: str, path: tuple[str | int, ...], whose: str = "") -> Comparison:
    """Whether what states its own end still holds on the day of the check (9.5b)."""
    found = Comparison("9.5b", path, f"{whose}{fact.name.label}", "", fact, Agreement.EQUAL, file)
    end = _UNTIL.split(compact(fact.text))[-1]
    if any(word in end for word in _OPEN_END):
        return found
    through = _last_day(end)
    if through is None:
        return replace(found, agreement=Agreement.NOT_LEGIBLE)
    if through.last_day >= case.terms.as_of:
        return found
    if not fact.certain:
        return replace(found, agreement=Agreement.NOT_LEGIBLE)
    note = f"{whose}{fact.name.label}到 {through}，已经过了"
    return replace(found, agreement=Agreement.DIFFERENT, note=note, code="S7")


def _last_day(text: str) -> PartialDate | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
