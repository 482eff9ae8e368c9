"""What was read of one file, as a document, and as anlian.scan/1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Literal

from typing_extensions import TypedDict

from anlian_cli.model.compared import shown
from anlian_cli.model.personal import masked
from anlian_cli.model.scanned import Fact, Scan, ScannedDocument
from anlian_cli.report.document import Block, Cell, Column, Heading, Report, Sentence, Table, Tone, row
from anlian_cli.report.scanned_view import BoxJson
from anlian_cli.report.shaped import shaped
from anlian_cli.report.text import escaped_for_json

SCHEMA: Literal["anlian.scan/1"] = "anlian.scan/1"
_SURE, _BLURRED = "清楚", "看不清"
_DECIDES_NOTHING = "由程序辨认，只供核对，以原件为准；姓名和身份证号只显示一部分"


class FactJson(TypedDict):
    """One thing that a document says; what is personal is masked. What is not `certain` may be misread."""

    name: str
    text: str
    page: int
    box: BoxJson | None
    confidence: float
    certain: bool


class DocumentJson(TypedDict):
    """One document of the file: two licences on one page are two of them."""

    kind: str
    first_page: int
    pages: int
    facts: list[FactJson]


class ScanJson(TypedDict):
    """What was read of one file; `unread` says what was not, and why."""

    schema: Literal["anlian.scan/1"]
    file: str
    pages: int
    unread: str | None
    documents: list[DocumentJson]


def scan_document(file: str, scan: Scan) -> Report:
    """Every document with its facts."""
    table = _all_facts(scan)
    return Report(f"{masked(file)} 上读到的", tuple(_blocks(scan)), (table,), table, last_line(scan))


def last_line(scan: Scan) -> str:
    """共 2 页，读到 营业执照、职称证书."""
    kinds = "、".join(document.kind.label for document in scan.documents)
    return f"共 {scan.pages} 页，读到 {kinds or '不出是什么材料'}"


def _blocks(scan: Scan) -> Iterator[Block]:
    for document in scan.documents:
        yield Heading(f"{document.kind.label}  {_where(document)}")
        if document.facts:
            columns = (Column("项目"), Column("内容", share=1), Column("页", right=True, spare=2), Column("辨认"))
            yield Table(document.kind.label, columns, tuple(map(_row, document.facts)))
    if scan.unread:
        yield Sentence(scan.unread, Tone.WAITING)
    yield Sentence(_DECIDES_NOTHING, Tone.FAINT)


def _where(document: ScannedDocument) -> str:
    last = document.first_page + document.pages - 1
    return f"第 {document.first_page} 页" if last <= document.first_page else f"第 {document.first_page}–{last} 页"


def _row(fact: Fact) -> tuple[Cell, ...]:
    sure = Cell(_SURE, Tone.GOOD) if fact.certain else Cell(_BLURRED, Tone.WAITING)
    return row(fact.name.label, shown(fact), fact.page, sure)


def _all_facts(scan: Scan) -> Table:
    headings = ("材料", "项目", "内容", "页", "辨认", "把握")
    rows = (
        (Cell(document.kind.label), *_row(fact), Cell(f"{fact.confidence:.2f}"))
        for document in scan.documents
        for fact in document.facts
    )
    return Table("辨认", tuple(Column(heading) for heading in headings), tuple(rows))


def scan_json(file: str, scan: Scan) -> str:
    """The scan as a JSON document."""
    documents = [shaped(DocumentJson, one, facts=[_fact(fact) for fact in one.facts]) for one in scan.documents]
    document = shaped(ScanJson, scan, schema=SCHEMA, file=file, unread=scan.unread or None, documents=documents)
    return escaped_for_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _fact(fact: Fact) -> dict[str, object]:
    box = shaped(BoxJson, fact.box) if fact.box else None
    return shaped(FactJson, fact, text=shown(fact), box=box, confidence=round(fact.confidence, 3))
