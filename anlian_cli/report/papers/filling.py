"""Filling a template with what a paper says. Nothing in a template is ever run: what is no name is refused before."""

from __future__ import annotations

import gc
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from anlian_cli.model.packed import timeless
from anlian_cli.report.papers.blank import ROWS
from anlian_cli.report.papers.paper import Paper
from anlian_cli.report.papers.reading import title_of
from anlian_cli.report.papers.tags import Vocabulary, template_faults
from anlian_cli.report.text import printable

_PARAGRAPH = re.compile(r"<w:p([ >])")


class TemplateFault(ValueError):
    """A template that cannot be filled; each fault a sentence with its paragraph."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def fill(template: bytes, paper: Paper) -> bytes:
    """A paper as .docx, the same file whenever it is made. Raises TemplateFault."""
    try:
        return _filled(template, paper)
    finally:
        # A document is a circle of few objects and five megabytes: the letters of a round would fill the memory before
        # the collector, which counts objects, came to them.
        gc.collect(0)


def _filled(template: bytes, paper: Paper) -> bytes:
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    with _blamed_on_it("不是能识别的 Word 文件，或文件已经损坏"):
        document = DocxTemplate(io.BytesIO(template))
        document.init_docx()
        faults = list(_faults(document, environment, paper))
    if faults:
        raise TemplateFault(*dict.fromkeys(faults))
    with _blamed_on_it("填写以后不成文件；请把 {% %} 各自单独写成一段，成对出现"):
        document.render(_context(paper), environment, autoescape=True)
        return _saved(document, paper)


@contextmanager
def _blamed_on_it(sentence: str) -> Iterator[None]:
    """The libraries raise what they will of a damaged package: whatever it is, the template is told of."""
    try:
        yield
    except Exception as problem:
        raise TemplateFault(sentence) from problem


def _faults(document: Any, environment: SandboxedEnvironment, paper: Paper) -> Iterator[str]:
    for part in document.docx.part.package.iter_parts():
        for relation in part.rels.values():
            if relation.is_external and relation.reltype != RELATIONSHIP_TYPE.HYPERLINK:
                yield "链接到文件以外的内容，没有使用；请把它嵌入文件或删去"
    vocabulary = _vocabulary(paper)
    for source in _sources(document):
        yield from template_faults(source, environment, vocabulary)


def _vocabulary(paper: Paper) -> Vocabulary:
    columns = frozenset(column.text for column in paper.columns)
    return Vocabulary(frozenset(paper.named), frozenset(paper.lists), {ROWS: columns} if columns else {})


def _sources(document: Any) -> Iterator[str]:
    """The text of each part that is filled, a line for each paragraph, and the properties, which are filled as well."""
    package = document.docx.part.package
    for part in package.iter_parts():
        if part.content_type.endswith(("document.main+xml", "header+xml", "footer+xml", "footnotes+xml")):
            yield _PARAGRAPH.sub(r"\n<w:p\1", document.patch_xml(part.blob.decode("utf-8")))
    properties = document.docx.core_properties
    yield from (properties.author, properties.comments, properties.identifier, properties.subject, properties.title)


def _context(paper: Paper) -> dict[str, Any]:
    rows = [{head: printable(text) for head, text in row.items()} for row in paper.said]
    fields = {name: printable(text) for name, text in paper.named.items()}
    lists = {name: [printable(sentence) for sentence in sentences] for name, sentences in paper.lists.items()}
    return {**fields, **lists, ROWS: rows}


def _saved(document: Any, paper: Paper) -> bytes:
    properties = document.docx.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.title, properties.keywords = title_of(document.docx), paper.digest
    properties.created = properties.modified = datetime.combine(paper.on, time(), UTC).replace(tzinfo=None)
    properties.revision = 1
    buffer = io.BytesIO()
    document.save(buffer)
    return timeless(buffer.getvalue(), paper.on)
