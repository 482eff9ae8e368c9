"""The readings that a result rests on and the federation has not confirmed (Art. 19)."""

from __future__ import annotations

from collections.abc import Sequence


def unconfirmed_line(readings: Sequence[str]) -> str:
    """暂按口径 R1、R9（待确认；…）, or nothing where all are confirmed."""
    if not readings:
        return ""
    return f"暂按口径 {'、'.join(readings)}（待确认；含义见 anlian explain {readings[0]}）"
