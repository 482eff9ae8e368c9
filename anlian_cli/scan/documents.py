"""From a file's pages to its documents: which kind each is, where it begins and ends, and what it says."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from anlian_cli.model.scanned import Box, DocumentKind, Fact, Scan, ScannedDocument
from anlian_cli.scan.facts.bound import bound_facts
from anlian_cli.scan.facts.certificate import certificate_facts
from anlian_cli.scan.facts.form import form_facts, signature
from anlian_cli.scan.facts.licence import licence_facts
from anlian_cli.scan.fields import Field
from anlian_cli.scan.ink import seals
from anlian_cli.scan.kinds import kind_of, labelled
from anlian_cli.scan.limits import FILE_SECONDS, MAX_PAGES, read_so_far
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

_BLANK = "没有读到文字；请打开看看是否清楚、是否空白"


class _Document(Struct):
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
    file = Assembly()
    total = done = 0
    unread, started = "", time.monotonic()
    try:
        for sheet in sheets:
            total = max(total, sheet.total)
            if done >= MAX_PAGES or time.monotonic() - started > FILE_SECONDS:
                unread = read_so_far(done, total)
                break
            done += 1
            reading = _read_sheet(sheet, done)
            file.add(reading, done)
            seen(reading)
    except Unread as problem:
        unread = str(problem) if not done else f"读到第 {done} 页为止：{problem}"
    documents = file.documents(total)
    return Scan(documents, max(total, done), unread or ("" if documents else _BLANK))


def _read_sheet(sheet: Sheet, page: int) -> Reading:
    """The lines of a page: its own, or read from its picture."""
    if sheet.lines is not None:
        return Reading(sheet.picture, tuple(replace(one, page=page) for one in sheet.lines))
    assert sheet.picture is not None
    return read(sheet.picture, page)


class Assembly:
    """The documents of a file, as its pages come."""

    def __init__(self) -> None:
        self._documents: list[_Document] = []

    def documents(self, pages: int) -> tuple[ScannedDocument, ...]:
        return tuple(one.finished(pages) for one in self._documents)

    def add(self, reading: Reading, page: int) -> None:
        """Gives what stands on a page to the documents it belongs to, or begins new ones; a blank page is none."""
        stamped = list(seals(reading.picture, page)) if reading.picture is not None else []
        if not reading.lines and not stamped:
            return
        parts = parted(reading.lines)
        owners = [self._given(part, reading, page) for part in parts]
        places = [around(one.box for one in part) if part else Box(0, 0, 1, 1) for part in parts]
        for seal in stamped:
            off = [_off(place, seal) for place in places]
            owners[off.index(min(off))].ink.append(seal)

    def _given(self, part: tuple[Line, ...], reading: Reading, page: int) -> _Document:
        kind, found = kind_of(part)
        if not (self._documents and self._documents[-1].takes(kind, page)):
            self._documents.append(_Document(kind, page))
        document = self._documents[-1]
        if document.kind is not kind and document.kind in patterns():
            found = labelled(part, (), patterns()[document.kind])
        document.lines += part
        document.found += found
        document.pages = page - document.first_page + 1
        if reading.picture is not None:
            document.ink += signature(found, reading.picture)
        return document


def _off(place: Box, seal: Fact) -> float:
    """How far a seal's middle lies off the part of a page that a document fills."""
    assert seal.box is not None
    x, y = (seal.box.left + seal.box.right) / 2, (seal.box.top + seal.box.bottom) / 2
    return max(place.left - x, x - place.right, 0.0) + max(place.top - y, y - place.bottom, 0.0)
