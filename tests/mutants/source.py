"""A Python text with its tree and its words, all placed by bytes, as the tree's columns are."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from typing import Any

Edit = tuple[int, int, str]
"""From and to which byte, and what stands there instead."""
_LONGEST = 160


def edited(text: bytes, edit: Edit) -> bytes:
    return text[: edit[0]] + edit[2].encode() + text[edit[1] :]


class Source:
    """A text in which places are looked up."""

    def __init__(self, text: bytes) -> None:
        self.text, self.tree = text, ast.parse(text)
        self._starts = [0]
        for line in text.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._words = {
            self._starts[token.start[0] - 1] + len(token.line[: token.start[1]].encode()): token.string
            for token in tokenize.generate_tokens(io.StringIO(text.decode()).readline)
            if token.type in (tokenize.OP, tokenize.NAME)
        }

    def span(self, node: Any) -> tuple[int, int]:
        """From and to which byte a node stands."""
        start = self._starts[node.lineno - 1] + node.col_offset
        return start, self._starts[node.end_lineno - 1] + node.end_col_offset

    def cut(self, node: ast.AST) -> str:
        start, end = self.span(node)
        return self.text[start:end].decode()

    def operator(self, words: str, left: ast.AST, right: ast.AST) -> tuple[int, int]:
        """Where an operator of one or two words stands between two nodes; comments there do not count."""
        first, last = words.split()[0], words.split()[-1]
        between = range(self.span(left)[1], self.span(right)[0])
        places = [place for place in between if self._words.get(place) in (first, last)]
        return places[0], places[words.count(" ")] + len(last)

    def place(self, byte: int) -> tuple[int, int]:
        """The line and column of a byte, counted from one."""
        line = next(number for number, start in enumerate(self._starts) if start > byte)
        return line, len(self.text[self._starts[line - 1] : byte].decode()) + 1

    def shown(self, edit: Edit) -> tuple[str, str]:
        """The lines of an edit before and after it, each in one line."""
        first, last = self._starts[self.place(edit[0])[0] - 1], self._starts[self.place(edit[1] - 1)[0]]
        inside = edit[0] - first, edit[1] - first, edit[2]
        whole = self.text[first:last]
        return _in_one_line(whole), _in_one_line(edited(whole, inside))


def _in_one_line(text: bytes) -> str:
    line = re.sub(r"(?<=[(\[{]) | (?=[)\]}])", "", " ".join(text.decode().split()))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"
