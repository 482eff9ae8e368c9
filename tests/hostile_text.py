"""Every pattern of the package, and the long texts that are worst for it, built from what the pattern itself looks for.

A pattern backtracks where one of its repeats can be entered at many places, or shared out in many ways. So a text
repeats what a pattern repeats, or what stands before that, and then does not go on as the pattern asks.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from re import _constants as said  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

PACKAGE = Path(__file__).parents[1] / "anlian_cli"
_CALLS = ("compile", "match", "fullmatch", "search", "sub", "split", "findall", "finditer")
_MEANT = {said.CATEGORY_DIGIT: "1", said.CATEGORY_SPACE: " ", said.CATEGORY_WORD: "a"}
_FILLERS = "a1 \n中("
_MOST = 6
"""Characters of one pattern that are put together in pairs."""


def written_patterns() -> Iterator[tuple[str, re.Pattern[Any] | None]]:
    """Every pattern where it stands; None where it is made of what the module does not state: of data."""
    for module in sorted(PACKAGE.rglob("*.py")):
        text = module.read_text(encoding="utf-8")
        if "re." not in text:
            continue
        place = module.relative_to(PACKAGE.parent).with_suffix("")
        names = vars(importlib.import_module(".".join(place.parts)))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {f"re.{call}" for call in _CALLS}:
                yield f"{place.name}:{node.lineno}", _compiled(node, names)


def _compiled(call: ast.Call, names: dict[str, Any]) -> re.Pattern[Any] | None:
    flags = [part for part in (*call.args[1:], *(word.value for word in call.keywords)) if "re." in ast.unparse(part)]
    try:
        given = [eval(ast.unparse(part), names) for part in (call.args[0], *flags)]
    except NameError:
        return None
    return re.compile(*given)


def repeats(pattern: re.Pattern[Any]) -> bool:
    """Whether any part of a pattern is looked for more than once."""
    return "_REPEAT" in repr(_tree(pattern))


def _tree(pattern: re.Pattern[Any]) -> Any:
    return parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else 0)


def hostile_texts(pattern: re.Pattern[Any], length: int) -> Iterator[str]:
    """Texts of about `length` characters."""
    tree = _tree(pattern)
    example = _example(tree)
    letters = list(dict.fromkeys([*_letters(tree, repeated=True), *_FILLERS[:3], *_letters(tree), *_FILLERS]))[:_MOST]
    starts = list(dict.fromkeys(example[:end] for end in (*range(min(len(example), 6)), len(example))))
    for start in starts:
        yield _filled(start or example, length)
        yield from (_filled(start or example, length) + letter for letter in letters)
        for letter in letters:
            yield start + _filled(letter, length)
            yield _filled(start + letter, length)
    for first in letters:
        for second in letters:
            yield _filled(first + second, length)
            yield _filled(first, length // 2) + _filled(second, length // 2) + "\0"


def _filled(piece: str, length: int) -> str:
    return (piece * (length // max(1, len(piece)) + 1))[:length]


def _example(tree: Any) -> str:
    """One of the shortest texts that a pattern could match."""
    told = ""
    for kind, value in tree:
        if kind in (said.MAX_REPEAT, said.MIN_REPEAT, said.POSSESSIVE_REPEAT):
            told += _example(value[2]) * max(1, min(value[0], 20))
        elif kind is said.SUBPATTERN:
            told += _example(value[3])
        elif kind is said.ATOMIC_GROUP:
            told += _example(value)
        elif kind is said.BRANCH:
            told += _example(value[1][0])
        elif kind in (said.LITERAL, said.NOT_LITERAL, said.IN, said.ANY):
            told += _characters(kind, value)[0]
    return told


def _characters(kind: Any, value: Any) -> list[str]:
    """Some of the characters that one step of a pattern accepts."""
    if kind is said.LITERAL:
        return [chr(value)]
    if kind is not said.IN:
        return [letter for letter in _FILLERS if kind is said.ANY or ord(letter) != value]
    told = [
        chr(part) if what is said.LITERAL else chr(part[0])
        for what, part in value
        if what in (said.LITERAL, said.RANGE)
    ]
    told += [_MEANT[part] for what, part in value if what is said.CATEGORY and part in _MEANT]
    refused = value[0][0] is said.NEGATE
    accepted = [letter for letter in _FILLERS if letter not in told]
    return [*accepted[:2], *told[:1]] if refused or not told else told


def _letters(tree: Any, *, repeated: bool = False, inside: bool = False) -> Iterator[str]:
    """The characters of a pattern, or of those parts alone that it repeats without end."""
    for kind, value in tree:
        if kind in (said.MAX_REPEAT, said.MIN_REPEAT, said.POSSESSIVE_REPEAT):
            yield from _letters(value[2], repeated=repeated, inside=inside or value[1] > 20)
        elif kind in (said.SUBPATTERN, said.ASSERT, said.ASSERT_NOT):
            yield from _letters(value[-1], repeated=repeated, inside=inside)
        elif kind is said.ATOMIC_GROUP:
            yield from _letters(value, repeated=repeated, inside=inside)
        elif kind is said.BRANCH:
            for branch in value[1][:_MOST]:
                yield from _letters(branch, repeated=repeated, inside=inside)
        elif kind in (said.LITERAL, said.NOT_LITERAL, said.IN, said.ANY) and (inside or not repeated):
            yield from _characters(kind, value)[:3]
