"""XML changed where it must be and nowhere else: elements with their places in the bytes, and what goes between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct, field

from anlian_cli.forms.workbook_scan import local_name

_QUOTE, _QUOTE_OR_END = re.compile(rb"[\"']"), re.compile(rb"[\"'>]")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([^"']{1,40})""")
_DEEPEST, _MOST = 100, 200_000
"""Elements inside each other, and in all: what is edited is held in memory element by element."""
_ENCODINGS = frozenset({b"utf-8", b"us-ascii", b"ascii"})


class Unmarkable(Exception):
    """A file that cannot be marked without a loss; the text says why, in Chinese."""


class Element(Struct):
    """An element and where it stands: its start tag from `start` to `inner`, its end tag from `inner_end` to `end`."""

    tag: str
    attributes: Mapping[str, str]
    start: int
    inner: int
    empty: bool
    parent: Element | None
    children: list[Element] = field(default_factory=list)
    inner_end: int = 0
    end: int = 0

    @property
    def name(self) -> str:
        return local_name(self.tag)

    @property
    def prefix(self) -> str:
        return self.tag[: -len(self.name)]

    def child(self, name: str) -> Element | None:
        """The first child of a name."""
        return next((one for one in self.children if one.name == name), None)

    def below(self, name: str) -> Iterator[Element]:
        """Every element of a name inside, in the order of the document."""
        for one in self.children:
            if one.name == name:
                yield one
            yield from one.below(name)


class Edited:
    """One part, with the changes that are to be made in it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.root = _root(data)
        self._changes: list[tuple[int, int, bytes]] = []
        self._appended: dict[int, tuple[Element, list[bytes]]] = {}

    def insert(self, at: int, content: str) -> None:
        self._changes.append((at, at, content.encode()))

    def append(self, element: Element, content: str) -> None:
        """Put something behind all that an element holds."""
        self._appended.setdefault(element.start, (element, []))[1].append(content.encode())

    def set(self, element: Element, **attributes: str) -> None:
        """Give attributes, which carry no prefix, to an element."""
        tag = with_attributes(self.data[element.start : element.inner], attributes)
        self._changes.append((element.start, element.inner, tag))

    def replace(self, element: Element, content: str) -> None:
        self._changes.append((element.start, element.end, content.encode()))

    def result(self) -> bytes:
        """The part with every change."""
        changes = [*self._changes, *(self._filling(*appended) for appended in self._appended.values())]
        pieces, done = [], 0
        for start, end, content in sorted(changes, key=lambda change: change[:2]):
            pieces += [self.data[done:start], content]
            done = end
        return b"".join((*pieces, self.data[done:]))

    def _filling(self, element: Element, contents: list[bytes]) -> tuple[int, int, bytes]:
        content = b"".join(contents)
        if not element.empty:
            return element.inner_end, element.inner_end, content
        return element.inner - 2, element.inner, b">" + content + b"</" + element.tag.encode() + b">"


def with_attributes(tag: bytes, attributes: Mapping[str, str]) -> bytes:
    """A start tag whose attributes have these values, the others as they were."""
    for name, value in attributes.items():
        written = quoteattr(value).encode()
        if at := dict(_values(tag)).get(name.encode()):
            tag = tag[: at.start] + written + tag[at.stop :]
        else:
            behind = len(tag) - (2 if tag.endswith(b"/>") else 1)
            tag = tag[:behind] + b" " + name.encode() + b"=" + written + tag[behind:]
    return tag


def _values(tag: bytes) -> Iterator[tuple[bytes, slice]]:
    """The attributes of a start tag, each with the place of its value, quotes included."""
    at = 0
    while quote := _QUOTE.search(tag, at):
        end = tag.index(quote[0], quote.end()) + 1
        yield tag[at : quote.start()].rstrip(b"= \t\r\n").split()[-1], slice(quote.start(), end)
        at = end


def _tag_end(data: bytes, at: int) -> int:
    """Where the start tag that begins at a place ends: a bracket between quotes ends none."""
    while found := _QUOTE_OR_END.search(data, at):
        if found[0] == b">":
            return found.end()
        at = data.index(found[0], found.end()) + 1
    raise Unmarkable("文件内部的结构不常见")


def text(content: str) -> str:
    """A text as XML holds it."""
    return escape(content)


def _root(data: bytes) -> Element:
    """The elements of a part. Raises Unmarkable for an encoding in which our text would be another one."""
    declared = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf")[:300])
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or (declared and declared[1].lower() not in _ENCODINGS):
        raise Unmarkable("内部的文字编码不常见")
    reader = _Reader(data)
    return reader.read()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        self._parser.StartDoctypeDeclHandler = self._declared
        self._open: list[Element] = []
        self._count = 0
        self._root: Element | None = None

    def read(self) -> Element:
        self._parser.Parse(self._data, True)
        assert self._root is not None  # a document without an element is an error of the parser's
        return self._root

    def _declared(self, *_of_a_type: object) -> None:
        # A part may be none that the guard reads, and an entity of its own might be a whole text.
        raise Unmarkable("文件内部的写法不常见")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= _DEEPEST or self._count > _MOST:
            raise Unmarkable("文件内部的结构不常见")
        start, parent = self._parser.CurrentByteIndex, self._open[-1] if self._open else None
        inner = _tag_end(self._data, start)
        empty = self._data[inner - 2 : inner] == b"/>"
        element = Element(tag, attributes, start, inner, empty, parent)
        if parent:
            parent.children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _end(self, _tag: str) -> None:
        element = self._open.pop()
        at = self._parser.CurrentByteIndex
        element.inner_end = element.inner if element.empty else at
        element.end = element.inner if element.empty else self._data.index(b">", at) + 1
