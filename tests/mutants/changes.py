"""Every small change to a source: operators, constants, conditions, returns; one at a time, at its exact place.

Left alone is what tests are not meant to notice: annotations, decorators, assertions, patterns, and messages.
"""

from __future__ import annotations

import ast
import io
import json
import re
import tokenize
import warnings
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Edit = tuple[int, int, str]
"""From and to which byte, and what stands there instead."""
_SWAPPED: dict[type[ast.AST], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.And: ("and", "or"),
    ast.Or: ("or", "and"),
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
}
_HAS_OPPOSITE = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot, ast.In, ast.NotIn)
"""Comparisons whose swap is their negation."""
_OTHER_FUNCTION = {"min": "max", "max": "min", "any": "all", "all": "any"}
_UNREAD_FIELDS = {"annotation", "returns", "decorator_list"}
_UNREAD_CALLS = {"re.compile", "TypeVar", "cast"}
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Change:
    """One mutant: a piece of a file, what stands there instead, and the lines whose tests may notice."""

    file: str
    function: str
    line: int
    column: int
    edit: Edit
    lines: range
    was: str
    now: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What stays the same when lines shift."""
        return self.file, self.function, self.was, self.now

    @property
    def number(self) -> int:
        """Any number, but always the same: samples are drawn by it."""
        return zlib.crc32(repr((*self.key, self.column)).encode())

    def made_in(self, text: bytes) -> bytes:
        return _edited(text, self.edit)


def changes(file: str, text: bytes) -> list[Change]:
    """Every change to a source that compiles and is not another one in other words."""
    source, seen = _Source(text), {ast.dump(ast.parse(text))}
    found = []
    for function, lines, edit in source.edits():
        tree = _tree(_edited(text, edit))
        if tree and tree not in seen:
            seen.add(tree)
            found.append(Change(file, function, *source.place(edit[0]), edit, lines, *source.shown(edit)))
    return found


def _edited(text: bytes, edit: Edit) -> bytes:
    return text[: edit[0]] + edit[2].encode() + text[edit[1] :]


def _tree(text: bytes) -> str:
    """A text's meaning; nothing where it has none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.dump(ast.parse(text))
        except SyntaxError:
            return ""


class _Source:
    """A text with its tree and its words, all placed by bytes, as the tree's columns are."""

    def __init__(self, text: bytes) -> None:
        self.text, self.tree = text, ast.parse(text)
        lines = text.splitlines(keepends=True)
        self._starts = [0]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line))
        self._words = {
            self._starts[row - 1] + len(line[:column].encode()): word
            for _, word, (row, column), _, line in _tokens(text)
        }

    def edits(self) -> Iterator[tuple[str, range, Edit]]:
        yield from self._edits_in(self.tree, "", range(0))

    def _edits_in(self, node: ast.AST, function: str, lines: range) -> Iterator[tuple[str, range, Edit]]:
        if isinstance(node, ast.stmt):
            lines = _header(node)
        rule = _RULES.get(type(node))
        for edit in rule(self, node) if rule else ():
            yield function, lines, edit
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            function = f"{function}.{node.name}".lstrip(".")
        for part in _parts(node):
            yield from self._edits_in(part, function, lines)

    def span(self, node: Any) -> tuple[int, int]:
        start = self._starts[node.lineno - 1] + node.col_offset
        return start, self._starts[node.end_lineno - 1] + node.end_col_offset

    def cut(self, node: ast.AST) -> str:
        start, end = self.span(node)
        return self.text[start:end].decode()

    def word(self, words: str, start: int, end: int) -> tuple[int, int]:
        """Where an operator of one or two words stands between two places, comments left out."""
        first, last = words.split()[0], words.split()[-1]
        places = [place for place in range(start, end) if self._words.get(place) in (first, last)]
        return places[0], places[words.count(" ")] + len(last)

    def place(self, byte: int) -> tuple[int, int]:
        line = next(number for number, start in enumerate(self._starts) if start > byte)
        return line, len(self.text[self._starts[line - 1] : byte].decode()) + 1

    def shown(self, edit: Edit) -> tuple[str, str]:
        """The lines of an edit before and after it, in one line each."""
        first = self._starts[self.place(edit[0])[0] - 1]
        last = self._starts[self.place(edit[1] - 1)[0]]
        before, after = self.text[first : edit[0]].decode(), self.text[edit[1] : last].decode()
        return _in_one_line(before + self.text[edit[0] : edit[1]].decode() + after), _in_one_line(
            before + edit[2] + after
        )


def _tokens(text: bytes) -> Iterator[tokenize.TokenInfo]:
    tokens = tokenize.generate_tokens(io.StringIO(text.decode()).readline)
    return (token for token in tokens if token.type in (tokenize.OP, tokenize.NAME))


def _in_one_line(text: str) -> str:
    line = re.sub(r"(?<=[(\[{]) | (?=[)\]}])", "", " ".join(text.split()))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"


def _header(statement: ast.stmt) -> range:
    """The lines of a statement, without the statements inside it."""
    inside = [part.lineno for part in _parts(statement) if isinstance(part, (ast.stmt, ast.ExceptHandler))]
    last = min(inside) - 1 if inside else statement.end_lineno or statement.lineno
    return range(statement.lineno, max(last, statement.lineno) + 1)


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes inside a node in which a fault could be put."""
    for name, value in ast.iter_fields(node):
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, ast.AST) and name not in _UNREAD_FIELDS and not _is_left_alone(part):
                yield part


def _is_left_alone(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in _UNREAD_CALLS
    if isinstance(node, ast.If):
        return ast.unparse(node.test) in ("TYPE_CHECKING", "__name__ == '__main__'")
    return isinstance(node, (ast.Assert, ast.JoinedStr))


def _comparison(source: _Source, node: ast.Compare) -> Iterator[Edit]:
    sides = [node.left, *node.comparators]
    yield from _between(source, sides, node.ops)
    for side in sides:
        for part in side.elts if isinstance(side, (ast.Tuple, ast.Set, ast.List)) else [side]:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield *source.span(part), json.dumps(f"{part.value}?", ensure_ascii=False)


def _between(source: _Source, sides: list[ast.expr], operators: list[Any]) -> Iterator[Edit]:
    for left, operator, right in zip(sides, operators, sides[1:], strict=False):
        if type(operator) in _SWAPPED:
            old, new = _SWAPPED[type(operator)]
            yield *source.word(old, source.span(left)[1], source.span(right)[0]), new


def _joined(source: _Source, node: ast.BoolOp) -> Iterator[Edit]:
    return _between(source, node.values, [node.op] * (len(node.values) - 1))


def _arithmetic(source: _Source, node: ast.BinOp) -> Iterator[Edit]:
    """Sums and products, but not the joining of texts, lists and paths, which would only be broken."""
    sides = [node.left, node.right]
    if not any(isinstance(side, (ast.JoinedStr, ast.List, ast.Tuple)) or _is_text(side) for side in sides):
        yield from _between(source, sides, [node.op])


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes))


def _in_place(source: _Source, node: ast.AugAssign) -> Iterator[Edit]:
    if type(node.op) in _SWAPPED and not isinstance(node.value, (ast.JoinedStr, ast.List, ast.Tuple)):
        old, new = (f"{operator}=" for operator in _SWAPPED[type(node.op)])
        yield *source.word(old, source.span(node.target)[1], source.span(node.value)[0]), new


def _without_not(source: _Source, node: ast.UnaryOp) -> Iterator[Edit]:
    if isinstance(node.op, ast.Not):
        start, _ = source.span(node)
        yield start, source.span(node.operand)[0], ""
        yield start, start + len("not "), ""  # where the operand stands in parentheses


def _constant(source: _Source, node: ast.Constant) -> Iterator[Edit]:
    if isinstance(node.value, (bool, int)):
        yield *source.span(node), str(not node.value if isinstance(node.value, bool) else node.value + 1)


def _return(source: _Source, node: ast.Return) -> Iterator[Edit]:
    value = node.value
    if value and not (isinstance(value, ast.Constant) and (value.value is None or isinstance(value.value, bool))):
        yield *source.span(value), "None"


def _condition(source: _Source, node: ast.If | ast.IfExp) -> Iterator[Edit]:
    yield from _negated(source, node.test)


def _filters(source: _Source, node: ast.comprehension) -> Iterator[Edit]:
    for test in node.ifs:
        yield from _negated(source, test)


def _negated(source: _Source, test: ast.expr) -> Iterator[Edit]:
    swapped = isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], _HAS_OPPOSITE)
    if not (swapped or (isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not))):
        yield *source.span(test), f"not ({source.cut(test)})"


def _call(source: _Source, node: ast.Call) -> Iterator[Edit]:
    if isinstance(node.func, ast.Name):
        if node.func.id in _OTHER_FUNCTION:
            yield *source.span(node.func), _OTHER_FUNCTION[node.func.id]
        if node.func.id == "sorted":
            yield *source.span(node), f"{source.cut(node)}[::-1]"


def _yielded(source: _Source, node: ast.Expr) -> Iterator[Edit]:
    if isinstance(node.value, (ast.Yield, ast.YieldFrom)):
        yield *source.span(node), "yield from ()"  # still a generator


def _raised(source: _Source, node: ast.Raise) -> Iterator[Edit]:
    yield *source.span(node), "pass"


_RULES: dict[type[ast.AST], Callable[[_Source, Any], Iterator[Edit]]] = {
    ast.Compare: _comparison,
    ast.BoolOp: _joined,
    ast.BinOp: _arithmetic,
    ast.AugAssign: _in_place,
    ast.UnaryOp: _without_not,
    ast.Constant: _constant,
    ast.Return: _return,
    ast.If: _condition,
    ast.IfExp: _condition,
    ast.comprehension: _filters,
    ast.Call: _call,
    ast.Expr: _yielded,
    ast.Raise: _raised,
}
