"""A Word document with remarks at its cells: each is shaded and gets a comment."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from xml.sax.saxutils import quoteattr

from anlian_cli.forms.marking.package import Package
from anlian_cli.forms.marking.splices import Edited, Element, Unmarkable, text
from anlian_cli.forms.marking.workbook import Remarks
from anlian_cli.forms.word_form import within_word_limits
from anlian_cli.forms.word_guard import examine_word
from anlian_cli.forms.word_layout import Standing, standing_in

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TINT = "FFC7CE"
_BEHIND_SHADE = frozenset(
    {"noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark", "headers", "cellIns", "cellDel"}
) | {"cellMerge", "tcPrChange"}
"""What stands behind `shd` among the settings of a cell, by the schema of ECMA-376."""


def marked_document(data: bytes, name: str, remarks: Remarks, author: str) -> bytes:
    """The document, marked. Raises Unreadable where it is none, Unmarkable where it cannot be kept otherwise."""
    document = examine_word(data, name)
    return within_word_limits(document, name, _marked, data, standing_in(document.blocks, name), remarks, author)


def _marked(data: bytes, standing: dict[tuple[str, str], Standing], remarks: Remarks, author: str) -> bytes:
    package = Package(data)
    main = package.main_part()
    body = Edited(package.read(main))
    _refuse_unusual(body.root)
    places = {kind: list(body.root.below(kind)) for kind in ("tc", "p")}
    notes = _Notes(package, main)
    for called, said in remarks.items():
        place = standing.get(called)
        if place is None:
            raise Unmarkable(f"找不到{called[0]} {called[1]}")
        element = places[place.kind][place.number]
        if place.kind == "tc":
            _shade(body, element)
        _comment(body, element, notes.add(said, author))
    package.write(main, body.result())
    notes.write()
    return package.packed()


class _Notes:
    """The comments of a document, those that are there and ours."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._part = package.target(main, "comments") or _no_comments(package, main)
        self._edited = edited = Edited(package.read(self._part))
        _refuse_unusual(edited.root)
        taken = {one.attributes.get(f"{edited.root.prefix}id") for one in edited.root.children}
        self._numbers: Iterator[int] = (number for number in count() if str(number) not in taken)

    def add(self, said: str, author: str) -> int:
        """The number of a new comment."""
        number, own = next(self._numbers), self._edited.root.prefix
        lines = "".join(
            f'<{own}p><{own}r><{own}t xml:space="preserve">{text(line)}</{own}t></{own}r></{own}p>'
            for line in said.split("\n")
        )
        by = f"{own}author={quoteattr(author)} {own}initials={quoteattr(author[:2])}"
        line = f'<{own}comment {own}id="{number}" {by}>{lines}</{own}comment>'
        self._edited.append(self._edited.root, line)
        return number

    def write(self) -> None:
        self._package.write(self._part, self._edited.result())


def _no_comments(package: Package, main: str) -> str:
    """The part for comments, which a document without any has not."""
    part = package.free_name("word/comments{}.xml")
    package.write(part, f'{_HEAD}<w:comments xmlns:w="{_MAIN}"/>'.encode())
    package.declare(part, _TYPE)
    package.relate(main, "comments", part)
    return part


def _refuse_unusual(root: Element) -> None:
    """A strict document, or one whose elements have no prefix for their attributes to share."""
    if root.attributes.get(f"xmlns:{root.prefix[:-1]}") != _MAIN:
        raise Unmarkable("文件内部的写法不常见")


def _shade(body: Edited, cell: Element) -> None:
    own = body.root.prefix
    shade = f'<{own}shd {own}val="clear" {own}color="auto" {own}fill="{_TINT}"/>'
    settings = cell.child("tcPr")
    if settings is None:
        body.insert(cell.inner, f"<{own}tcPr>{shade}</{own}tcPr>")
    elif old := settings.child("shd"):
        body.replace(old, shade)
    elif behind := next((one for one in settings.children if one.name in _BEHIND_SHADE), None):
        body.insert(behind.start, shade)
    else:
        body.append(settings, shade)


def _comment(body: Edited, element: Element, number: int) -> None:
    """A comment on the first paragraph of a cell, or on a paragraph."""
    own = body.root.prefix
    paragraph = element if element.name == "p" else next(_paragraphs(element), None)
    if paragraph is None:
        raise Unmarkable("表格的结构不常见")
    begins = f'<{own}commentRangeStart {own}id="{number}"/>'
    ends = f'<{own}commentRangeEnd {own}id="{number}"/><{own}r><{own}commentReference {own}id="{number}"/></{own}r>'
    if paragraph.empty:
        body.append(paragraph, begins + ends)
        return
    settings = paragraph.child("pPr")
    body.insert(settings.end if settings else paragraph.inner, begins)
    body.append(paragraph, ends)


def _paragraphs(element: Element) -> Iterator[Element]:
    """The paragraphs of a cell itself, those of a table inside it and of a box of text aside."""
    for one in element.children:
        if one.name == "p":
            yield one
        elif one.name in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _paragraphs(one)
