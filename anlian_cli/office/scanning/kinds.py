"""What each listed material is (Art. 10), and what belongs on it: seals, signatures, years and clients."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from anlian_cli.model.agreement import codes_agree, names_agree
from anlian_cli.model.application import Application, Materials
from anlian_cli.model.compared import Agreement, Comparison
from anlian_cli.model.labels import fields_of
from anlian_cli.model.scanned import DocumentKind, FactName, Scan, ScannedDocument
from anlian_cli.model.text import folded
from anlian_cli.office.scanning.fields import ComparedField, best
from anlian_cli.office.scanning.papers import Paper, documents, fact_of, facts

_EXPECTED = {
    "licence": ("10.1", DocumentKind.BUSINESS_LICENCE),
    "unit_form": ("10.2", DocumentKind.UNIT_FORM),
    "person_forms": ("10.3", DocumentKind.PERSON_FORM),
    "process_control": ("10.4", DocumentKind.SYSTEM_DOCUMENTS),
    "management_rules": ("10.5", DocumentKind.RULES),
    "performance_report": ("10.6", DocumentKind.TRACK_RECORD),
}
"""For each material its clause, and what it should be."""
VOLUMES = frozenset({DocumentKind.SYSTEM_DOCUMENTS, DocumentKind.RULES, DocumentKind.TRACK_RECORD})
"""They quote each other: which of them one is, its first page alone does not tell. Nor is any read to its last page."""
_STAMPED = (
    ComparedField("10.2", FactName.UNIT_NAME, ("unit", "name"), names_agree, "S3"),
    ComparedField("10.2", FactName.CREDIT_CODE, ("unit", "credit_code"), codes_agree, "S1"),
)
_OWN_NAME = ComparedField("", FactName.UNIT_NAME, ("unit", "name"), names_agree, "")
"""Of a volume: shown, and no finding, since its first page may name another firm for good reason."""
_REPORTED = ((FactName.YEARS, "year"), (FactName.CLIENTS, "client"), (FactName.SERVICES, "category"))
_LONGEST = 60


def materials_compared(papers: Sequence[Paper], application: Application) -> Iterator[Comparison]:
    """The kind of every listed file, then what stands on it."""
    for paper in papers:
        yield from (_kind(paper, attribute) for attribute in paper.listed)
    yield from _unit_form(papers, application)
    yield from _volumes(papers, application)
    yield from _signatures(papers)
    yield from _report(papers, application)


def _kind(paper: Paper, attribute: str) -> Comparison:
    clause, expected = _EXPECTED[attribute]
    label = fields_of(Materials)[attribute].label
    found = Comparison(clause, paper.path, "材料种类", label, None, Agreement.NOT_FOUND, paper.file)
    kinds = [document.kind for document in paper.scan.documents]
    if expected in kinds:
        return replace(found, agreement=Agreement.EQUAL, note=_contents(paper.scan))
    if not _is_another(paper, expected):
        return replace(found, note=paper.scan.unread or f"没有认出{expected.label}")
    note = f"列为“{label}”，读到的是{_contents(paper.scan)}"
    return replace(found, agreement=Agreement.DIFFERENT, note=note, code="S5")


def _is_another(paper: Paper, expected: DocumentKind) -> bool:
    """Whether a file is for certain something else: known in every part, and no volume that may be taken for it."""
    kinds = {document.kind for document in paper.scan.documents}
    known = bool(kinds) and DocumentKind.UNKNOWN not in kinds and not paper.scan.unread
    return known and len(paper.listed) == 1 and not (expected in VOLUMES and kinds & VOLUMES)


def _contents(scan: Scan) -> str:
    """营业执照 1 份，6 页；一、总则 二、职责."""
    counts = Counter(document.kind.label for document in scan.documents)
    kinds = "、".join(f"{label} {count} 份" for label, count in counts.items())
    chapters = " ".join(fact.text for document in scan.documents for fact in facts(document, FactName.CHAPTERS))
    shown = chapters if len(chapters) <= _LONGEST else f"{chapters[: _LONGEST - 1]}…"
    return "；".join(filter(None, (f"{kinds}，{scan.pages} 页", shown, scan.unread)))


def _unit_form(papers: Sequence[Paper], application: Application) -> Iterator[Comparison]:
    """The stamped form: whose it is, and its seal (11.2)."""
    stamped = [paper for paper in papers if "unit_form" in paper.listed and paper.is_scan]
    forms = list(documents(stamped, DocumentKind.UNIT_FORM))
    told = (field.beside(application, document, paper) for paper, document in forms for field in _STAMPED)
    yield from best(one for one in told if one.fact is not None and one.typed)
    yield from (_seal(paper) for paper in stamped if any(paper.of_kind(DocumentKind.UNIT_FORM)))


def _seal(paper: Paper) -> Comparison:
    seal = max(
        (fact for document in paper.scan.documents for fact in facts(document, FactName.SEAL)),
        key=lambda fact: fact.confidence,
        default=None,
    )
    found = Comparison("11.2", paper.path, FactName.SEAL.label, "", seal, Agreement.NOT_FOUND, paper.file)
    if seal is None:
        return replace(found, note="没有找到红色的公章", code="" if paper.scan.unread else "S8")
    return replace(found, agreement=Agreement.EQUAL if seal.certain else Agreement.NOT_LEGIBLE)


def _volumes(papers: Sequence[Paper], application: Application) -> Iterator[Comparison]:
    """Whose 制度 and 体系文件 they are, by their first page."""
    for paper in papers:
        for attribute in ("process_control", "management_rules"):
            clause, kind = _EXPECTED[attribute]
            for document in paper.of_kind(kind) if attribute in paper.listed else ():
                told = replace(_OWN_NAME, clause=clause).beside(application, document, paper)
                if told.fact is not None and told.typed:
                    yield told


def _signatures(papers: Sequence[Paper]) -> Iterator[Comparison]:
    """How many of the people's stamped forms bear something in the place of the signature (10.3)."""
    for paper in papers:
        forms = list(paper.of_kind(DocumentKind.PERSON_FORM))
        signed = [fact for form in forms if (fact := fact_of(form, FactName.SIGNATURE))]
        if "person_forms" in paper.listed and forms and paper.is_scan:
            agreement = Agreement.EQUAL if len(signed) == len(forms) else Agreement.NOT_FOUND
            note = f"{len(forms)} 份登记表，{len(signed)} 份签名处有字"
            yield Comparison("10.3", paper.path, FactName.SIGNATURE.label, "", None, agreement, paper.file, note)


def _report(papers: Sequence[Paper], application: Application) -> Iterator[Comparison]:
    """Years, clients and kinds of service of the form, looked for in the report (10.6)."""
    rows = (application.unit.track_record if application.unit else None) or ()
    for paper, document in documents([one for one in papers if one.listed], DocumentKind.TRACK_RECORD):
        for name, attribute in _REPORTED:
            typed = list(dict.fromkeys(text for row in rows if (text := getattr(row, attribute))))
            if typed and any(facts(document, name)):
                yield _looked_for(typed, name, document, paper)


def _looked_for(typed: Iterable[str], name: FactName, document: ScannedDocument, paper: Paper) -> Comparison:
    text = folded(" ".join(fact.text for fact in facts(document, name)))
    missing = [word for word in typed if folded(word) not in text]
    agreement = Agreement.NOT_FOUND if missing else Agreement.EQUAL
    note = f"报告里没有读到 {'、'.join(missing[:3])}" if missing else ""
    path, fact = ("unit", "track_record"), fact_of(document, name)
    return Comparison("10.6", path, name.label, "、".join(typed), fact, agreement, paper.file, note)
