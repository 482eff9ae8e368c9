"""Boxes to tick in a cell: “☑男 □女” says 男, and “□是 □否” says nothing yet."""

from __future__ import annotations

import re

_TICKED, _OPEN = "☑☒√✓✔■", "□☐○"
_BOX = re.compile(rf"([{_TICKED}{_OPEN}])")
_LONGEST_CHOICE = 12
_AROUND = " \t\n\u3000、，,；;"


def without_boxes(text: str) -> str:
    """What is ticked, by 、 where it is several; a text that is no row of boxes stays as it is."""
    if not _BOX.search(text):
        return text
    marks, choices = _row_of_boxes(text)
    if not choices or len(marks) != len(choices) or not all(0 < len(one) <= _LONGEST_CHOICE for one in choices):
        return text
    # Without an open box a square may stand before each line of a list.
    if not set(marks) & set(_OPEN) and "■" in marks:
        return text
    return "、".join(choice for mark, choice in zip(marks, choices, strict=True) if mark in _TICKED)


def _row_of_boxes(text: str) -> tuple[list[str], list[str]]:
    """The marks and the words beside them: each mark stands before its word, or each behind it."""
    parts = _BOX.split(text)
    words = [part.strip(_AROUND) for part in parts[::2]]
    if words[0] and words[-1]:
        return [], []
    return parts[1::2], words[:-1] if words[0] else words[1:]
