"""What a template may say: the name of a field, a list paragraph by paragraph, the rows of its table, and nothing else.

Read as the tree that the template language makes of it, so that nothing can hide in a spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import chain

from jinja2 import Environment, TemplateSyntaxError, nodes
from msgspec import Struct

from anlian_cli.model.text import perhaps, quoted

_MARKUP = re.compile(r"<[^<>]*>")
_TAG = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{#[^{}]*#\}")
_BRACES = re.compile(r"[{｛] ?[{｛%％]|[}｝%％] ?[}｝]")
_MISWRITTEN = "里的括号不成对，或是中文括号；字段写作 {{ 批次 }}，用英文括号"
_BROKEN = "的 {{ }} 或 {% %} 没有写完整"
_FOREIGN = "里的写法不能用；模板里只能写字段、逐条和名单，不能写别的命令"
Known = Mapping[str, frozenset[str]]
"""The names that the loops around give, with the columns of a row."""
Faults = Iterator[tuple[int, str]]
"""Each with its line."""


class Vocabulary(Struct, frozen=True):
    """The names that a template may use: fields, lists of sentences, and tables by name with their columns."""

    fields: frozenset[str]
    lists: frozenset[str]
    tables: Mapping[str, frozenset[str]]


def template_faults(source: str, environment: Environment, vocabulary: Vocabulary) -> list[str]:
    """Every tag of a part that is not to be filled, each with its paragraph. `source` has a line for each paragraph."""
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as problem:
        return [f"{_paragraph(source, problem.lineno)}{_BROKEN}"]
    found = chain(_Reader(vocabulary).read(tree.body, {}), _left_braces(source))
    return [f"{_paragraph(source, line)}{fault}" for line, fault in found]


def _line_of(node: nodes.Node) -> int:
    """The line of a node, or of the first within: what turns escaping off bears none itself."""
    return node.lineno or next((inner.lineno for inner in node.iter_child_nodes() if inner.lineno), 1)


def _left_braces(source: str) -> Faults:
    """Braces that would be printed as they are: of a Chinese keyboard, with a blank between them, one too many."""
    for number, line in enumerate(source.splitlines(), start=1):
        if _BRACES.search(_TAG.sub("", _MARKUP.sub("", line))):
            yield number, _MISWRITTEN


def _paragraph(source: str, line: int) -> str:
    """The paragraph as it is read; a tag that stood alone in its own lies between two, and is shown with the next."""
    lines = source.splitlines()[max(0, line - 1) : line + 1]
    texts = (" ".join(_MARKUP.sub("", one).split()) for one in lines)
    return f"段落{quoted(next(filter(None, texts), ''))}"


class _Reader(Struct, frozen=True):
    """Walks a template's tree."""

    vocabulary: Vocabulary

    def read(self, body: Iterable[nodes.Node], known: Known) -> Faults:
        for node in body:
            yield from self._node(node, known)

    def _node(self, node: nodes.Node, known: Known) -> Faults:
        if isinstance(node, nodes.Output):
            return self._printed(node, known)
        if isinstance(node, nodes.For):
            return self._loop(node, known)
        if isinstance(node, nodes.If) and not node.elif_:
            return self.read((node.test, *node.body, *node.else_), known)
        if isinstance(node, nodes.Not):
            return self._node(node.node, known)
        if isinstance(node, (nodes.Name, nodes.Getattr)):
            return self._name(node, known, self.vocabulary.tables.keys() | self.vocabulary.lists | known.keys())
        return iter(()) if isinstance(node, nodes.TemplateData) else iter([(_line_of(node), _FOREIGN)])

    def _printed(self, output: nodes.Output, known: Known) -> Faults:
        """What is written out is a text: a field, a sentence of a list, a column of a row."""
        sentences = {name for name, columns in known.items() if not columns}
        for node in output.nodes:
            if isinstance(node, (nodes.Name, nodes.Getattr)):
                yield from self._name(node, known, sentences)
            else:
                yield from self._node(node, known)

    def _name(self, node: nodes.Name | nodes.Getattr, known: Known, beside: Set[str]) -> Faults:
        """A field, one of the names `beside`, or a column of the row that a loop gives."""
        if isinstance(node, nodes.Getattr):
            row = known.get(node.node.name) if isinstance(node.node, nodes.Name) else None
            if row is None:
                yield node.lineno, _FOREIGN
            elif node.attr not in row:
                yield node.lineno, self._unknown(node.attr, row)
            return
        if node.name not in self.vocabulary.fields | beside:
            yield node.lineno, self._unknown(node.name, self.vocabulary.fields)

    def _loop(self, node: nodes.For, known: Known) -> Faults:
        over = node.iter.name if isinstance(node.iter, nodes.Name) else ""
        tables, lists = self.vocabulary.tables, self.vocabulary.lists
        if not isinstance(node.target, nodes.Name) or node.test or node.recursive or over not in {*tables, *lists}:
            yield node.lineno, f"要逐条写的不是名单；可以逐条写的：{'、'.join(sorted({*tables, *lists})) or '无'}"
            return
        if known:
            # A few of them in each other are as many rows as fill a machine.
            yield node.lineno, "逐条写里面不能再逐条写"
            return
        inside = {**known, node.target.name: tables.get(over, frozenset())}
        yield from self.read((*node.body, *node.else_), inside)

    def _unknown(self, name: str, among: Iterable[str]) -> str:
        return f"里没有{quoted(name)}这一项；{perhaps(name, sorted(among))}可用：{'、'.join(sorted(among)) or '无'}"
