"""Text at the edge: characters that could move a cursor, hide or reorder text are made visible."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

# Controls (Cc), surrogates, line and paragraph separators, and the format characters (Cf) that forms really carry.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


_NEVER_LAST = "（《“([{"
_NEVER_FIRST = "，。、；：）》”！？,.;:)"
_WIDE = "\u2e80-\ufaff\uff00-\uff60\uffe0-\uffe6\u2014\u2018-\u201d\u2026\u00b7"


@cache  # half of the world's characters in a class take two milliseconds to compile
def _pieces() -> re.Pattern[str]:
    """A run of narrow characters or a wide one by itself, with the blanks behind it."""
    return re.compile(f"(?:[^\\s{_WIDE}]+|\\S)\\s*|\\s+")


def printable(text: str) -> str:
    """`text` on one line with every control or format character as a visible \\u{...}."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{{{ord(found[0]):x}}}", text)


def escaped_for_json(document: str) -> str:
    """A JSON document in which such characters stand as escapes; line breaks between its parts stay."""
    return _UNPRINTABLE.sub(lambda found: found[0] if found[0] == "\n" else _json_escape(found[0]), document)


def _json_escape(character: str) -> str:
    # An escape is one unit of UTF-16: characters beyond U+FFFF take two.
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[index : index + 2].hex()}" for index in range(0, len(units), 2))


def wrapped(text: str, columns: int) -> list[str]:
    """`text` in lines of at most `columns`: broken between Han characters or at blanks, no line opens with a comma."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces().findall(paragraph):
            while line and width(line + piece.rstrip()) > columns:
                line, piece = _broken(lines, line, piece)
            while width(piece.rstrip()) > columns:
                head = _fitting(piece, columns)
                lines.append(head)
                piece = piece[len(head) :]
            line += piece
        lines.append(line.rstrip())
    return lines


def _broken(lines: list[str], line: str, piece: str) -> tuple[str, str]:
    """End a line before `piece`; closing punctuation takes what stands before it along, opening one moves too."""
    keep = ""
    closing = piece[0] in _NEVER_FIRST and line[-1] not in _NEVER_FIRST
    # A character, or a number or word whole.
    last = _pieces().findall(line)[-1]
    if last != line and (closing or line[-1] in _NEVER_LAST):
        line, keep = line.removesuffix(last), last
    lines.append(line.rstrip())
    return keep, piece


def _fitting(text: str, columns: int) -> str:
    """The longest beginning of `text` that fits."""
    for end in range(1, len(text) + 1):
        if width(text[:end]) > columns:
            # At least one, or whoever cuts piece by piece would never end.
            return text[: max(1, end - 1)]
    return text


def longest_piece(text: str) -> int:
    """The columns of the longest part of a text that is not broken: a number, a date, a word."""
    return max((width(piece.rstrip()) for piece in _pieces().findall(text)), default=0)


def width(text: str) -> int:
    """The columns a text takes on a terminal or in a sheet: two for each wide character."""
    return len(text) if text.isascii() else _width(text)


@lru_cache(maxsize=16_384)
def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
