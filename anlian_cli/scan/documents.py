"""From a file's pages to its documents: which kind each is, where it begins and ends, and what it says."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from anlian_cli.model.scanned import Box, DocumentKind, Fact, Scan, ScannedDocument
from anlian_cli.scan.facts.bound import bound_facts
from anlian_cli.scan.facts.certificate import certificate_facts
from anlian_cli.scan.facts.form import form_facts, signature
from anlian_cli.scan.facts.licence import licence_facts
from anlian_cli.scan.fields import Field, fields
from anlian_cli.scan.ink import seals
from anlian_cli.scan.kinds import kind_of
from anlian_cli.scan.limits import FILE_SECONDS, MAX_PAGES
from anlian_cli.scan.lines import Line, around
from anlian_cli.scan.parting import parted
from anlian_cli.scan.patterns import patterns
from anlian_cli.scan.recognition import Reading, read
from anlian_cli.scan.sheet import Sheet, Unread

_GOES_ON = frozenset({DocumentKind.UNIT_FORM, DocumentKind.PERSON_FORM})
"""Forms, whose second page says by itself nothing of what it is."""
_CERTIFICATES = frozenset(
    {DocumentKind.TITLE_CERTIFICATE, DocumentKind.QUALIFICATION_CERTIFICATE, DocumentKind.ID_CARD}
)


@dataclass(slots=True)
class _Document:
    """A document as it grows by pages."""

    kind: DocumentKind
    first_page: int
    lines: list[Line] = field(default_factory=list)
    found: list[Field] = field(default_factory=list)
    ink: list[Fact] = field(default_factory=list)
    pages: int = 0

    @property
    def bound(self) -> bool:
        return self.kind in patterns() and patterns()[self.kind].bound

    def takes(self, kind: DocumentKind, page: int) -> bool:
        """Whether what stands on a later page belongs to this document."""
        if page == self.first_page:
            return False
        if self.bound:
            return kind is DocumentKind.UNKNOWN or (kind in patterns() and patterns()[kind].bound)
        return kind is DocumentKind.UNKNOWN and self.kind in _GOES_ON

    def finished(self, pages: int) -> ScannedDocument:
        # A Word file is one page here, and says itself how many it has.
        count = max(self.pages, pages if self.lines and not self.lines[0].placed else 0)
        return ScannedDocument(self.kind, (*self._facts(count), *self.ink), self.first_page, self.pages)

    def _facts(self, pages: int) -> Iterator[Fact]:
        if self.kind is DocumentKind.BUSINESS_LICENCE:
            return licence_facts(self.lines, self.found)
        if self.kind in _CERTIFICATES:
            return certificate_facts(self.lines, self.found, patterns()[self.kind])
        if self.kind in _GOES_ON:
            return form_facts(self.found)
        return bound_facts(self.lines, patterns()[self.kind], pages) if self.bound else iter(())


def scan(sheets: Iterable[Sheet], seen: Callable[[Reading], object] = lambda _reading: None) -> Scan:
    """Everything that the pages say; `seen` is told of each. What stops the reading is told, what was read stays."""
    documents: list[_Document] = []
    total = done = 0
    unread, started = "", time.monotonic()
    try:
        for sheet in sheets:
            total = max(total, sheet.total)
            if done >= MAX_PAGES or time.monotonic() - started > FILE_SECONDS:
                unread = f"共 {total} 页，读了前 {done} 页，其余没有读"
                break
            done += 1
            reading = _read_sheet(sheet, done)
            _add(documents, reading, done)
            seen(reading)
    except Unread as problem:
        unread = str(problem) if not done else f"读到第 {done} 页为止：{problem}"
    return Scan(tuple(one.finished(total) for one in documents), max(total, done), unread)


def _read_sheet(sheet: Sheet, page: int) -> Reading:
    """The lines of a page: its own, or read from its picture."""
    if sheet.lines is not None:
        return Reading(sheet.picture, tuple(replace(one, page=page) for one in sheet.lines))
    assert sheet.picture is not None
    return read(sheet.picture, page)


def _add(documents: list[_Document], reading: Reading, page: int) -> None:
    """Puts what stands on a page to the documents it belongs to, or begins new ones."""
    here: list[tuple[_Document, Box]] = []
    for part in parted(reading.lines):
        kind, found = kind_of(part)
        if not (documents and documents[-1].takes(kind, page)):
            documents.append(_Document(kind, page))
        document = documents[-1]
        if document.kind is not kind and document.kind in patterns():
            found = fields(part, patterns()[document.kind].labels)
        document.lines += part
        document.found += found
        document.pages = page - document.first_page + 1
        if reading.picture is not None:
            document.ink += signature(found, reading.picture)
        here.append((document, around(one.box for one in part) if part else Box(0, 0, 1, 1)))
    if reading.picture is not None:
        for seal in seals(reading.picture, page):
            _nearest(here, seal).ink.append(seal)


def _nearest(here: list[tuple[_Document, Box]], seal: Fact) -> _Document:
    """The document in whose part of the page a seal stands, or next to which."""
    assert seal.box is not None
    x, y = (seal.box.left + seal.box.right) / 2, (seal.box.top + seal.box.bottom) / 2

    def off(box: Box) -> float:
        return max(box.left - x, x - box.right, 0.0) + max(box.top - y, y - box.bottom, 0.0)

    return min(here, key=lambda one: off(one[1]))[0]
