"""Points as they are written in a cell or after an option: exact, or refused."""

from __future__ import annotations

import re
from decimal import Decimal

from anlian_cli.model.decimals import plain
from anlian_cli.model.text import compact, quoted

_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,20})?")
_PLACES = 2


def number_in(text: str) -> str:
    """24 of 24分."""
    return compact(text).removesuffix("分")


def points_of(text: str, maximum: Decimal) -> Decimal:
    """Points from their text. Raises ValueError where they are no number, too fine, or out of bounds."""
    written = number_in(text)
    # -5 is a number, and told to be out of bounds rather than to be none.
    if not _NUMBER.fullmatch(written.removeprefix("-")):
        raise ValueError(f"{quoted(text)}不是得分；请只填数字")
    points = Decimal(written)
    if points != round(points, _PLACES):
        raise ValueError(f"得分 {written} 多于 {_PLACES} 位小数")
    if not 0 <= points <= maximum:
        raise ValueError(f"得分 {written} 不在 0 至 {plain(maximum)} 之间")
    # 85.50 and 85.5 are recorded alike; adding 0 makes 20 of 2E+1.
    return points.normalize() + 0
