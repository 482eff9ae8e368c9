"""Every small change to a source: operators, constants, conditions, returns; one at a time, at its exact place.

Left alone is what tests are not meant to notice: annotations, decorators, assertions, patterns, and messages.
"""

from __future__ import annotations

import ast
import json
import warnings
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import NoneType
from typing import Any

from tests.mutants.source import Edit, Source, edited

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
_UNREAD_TESTS = {"TYPE_CHECKING", "__name__ == '__main__'"}


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
        """Any number, but always the same one: samples are drawn by it."""
        return zlib.crc32(repr((*self.key, self.column)).encode())


def changes(file: str, text: bytes) -> list[Change]:
    """Every change to a source that compiles and is not another one in other words."""
    source, seen = Source(text), {"", ast.dump(ast.parse(text))}
    found = []
    for function, lines, edit in _edits(source, source.tree, "", range(0)):
        tree = _tree(edited(text, edit))
        if tree not in seen:
            seen.add(tree)
            found.append(Change(file, function, *source.place(edit[0]), edit, lines, *source.shown(edit)))
    return found


def _tree(text: bytes) -> str:
    """A text's meaning; nothing where it has none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.dump(ast.parse(text))
        except SyntaxError:
            return ""


def _edits(source: Source, node: ast.AST, function: str, lines: range) -> Iterator[tuple[str, range, Edit]]:
    """The edits in a node, each with its function and the lines of its statement."""
    if isinstance(node, ast.stmt):
        lines = _lines(node)
    rule = _RULES.get(type(node), _nothing)
    for edit in rule(source, node):
        yield function, lines, edit
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        function = f"{function}.{node.name}".lstrip(".")
    for part in _parts(node):
        yield from _edits(source, part, function, lines)


def _lines(statement: ast.stmt) -> range:
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
        return ast.unparse(node.test) in _UNREAD_TESTS
    return isinstance(node, (ast.Assert, ast.JoinedStr))


def _nothing(_source: Source, _node: ast.AST) -> Iterator[Edit]:
    return iter(())


def _comparison(source: Source, node: ast.Compare) -> Iterator[Edit]:
    sides = [node.left, *node.comparators]
    for left, operator, right in zip(sides, node.ops, node.comparators, strict=False):
        yield from _swapped(source, left, operator, right)
    for side in sides:
        for part in side.elts if isinstance(side, (ast.Tuple, ast.Set, ast.List)) else [side]:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield *source.span(part), json.dumps(f"{part.value}?", ensure_ascii=False)


def _swapped(source: Source, left: ast.AST, operator: ast.AST, right: ast.AST, mark: str = "") -> Iterator[Edit]:
    if type(operator) in _SWAPPED:
        old, new = _SWAPPED[type(operator)]
        yield *source.operator(old + mark, left, right), new + mark


def _joined(source: Source, node: ast.BoolOp) -> Iterator[Edit]:
    for left, right in zip(node.values, node.values[1:], strict=False):
        yield from _swapped(source, left, node.op, right)


def _arithmetic(source: Source, node: ast.BinOp) -> Iterator[Edit]:
    """Sums and products, but not texts, lists and paths put together, which would only break."""
    if not (_is_joined(node.left) or _is_joined(node.right)):
        yield from _swapped(source, node.left, node.op, node.right)


def _in_place(source: Source, node: ast.AugAssign) -> Iterator[Edit]:
    if not _is_joined(node.value):
        yield from _swapped(source, node.target, node.op, node.value, "=")


def _is_joined(node: ast.AST) -> bool:
    text = isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes))
    return text or isinstance(node, (ast.JoinedStr, ast.List, ast.Tuple, ast.ListComp))


def _without_not(source: Source, node: ast.UnaryOp) -> Iterator[Edit]:
    if isinstance(node.op, ast.Not):
        start, _ = source.span(node)
        yield start, start + len("not "), ""


def _constant(source: Source, node: ast.Constant) -> Iterator[Edit]:
    if isinstance(node.value, (bool, int)):
        yield *source.span(node), str(not node.value if isinstance(node.value, bool) else node.value + 1)


def _return(source: Source, node: ast.Return) -> Iterator[Edit]:
    if node.value and not (isinstance(node.value, ast.Constant) and isinstance(node.value.value, (bool, NoneType))):
        yield *source.span(node.value), "None"


def _condition(source: Source, node: ast.If | ast.IfExp) -> Iterator[Edit]:
    return _negated(source, node.test)


def _filters(source: Source, node: ast.comprehension) -> Iterator[Edit]:
    for test in node.ifs:
        yield from _negated(source, test)


def _negated(source: Source, test: ast.expr) -> Iterator[Edit]:
    swapped = isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], _HAS_OPPOSITE)
    if not (swapped or (isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not))):
        yield *source.span(test), f"not ({source.cut(test)})"


def _call(source: Source, node: ast.Call) -> Iterator[Edit]:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name in _OTHER_FUNCTION:
        yield *source.span(node.func), _OTHER_FUNCTION[name]
    if name == "sorted":
        yield *source.span(node), f"{source.cut(node)}[::-1]"


def _yielded(source: Source, node: ast.Expr) -> Iterator[Edit]:
    if isinstance(node.value, (ast.Yield, ast.YieldFrom)):
        yield *source.span(node), "yield from ()"  # so that a generator stays one


def _raised(source: Source, node: ast.Raise) -> Iterator[Edit]:
    yield *source.span(node), "pass"


_RULES: dict[type[ast.AST], Callable[[Source, Any], Iterator[Edit]]] = {
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
