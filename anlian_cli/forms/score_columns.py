"""The columns of a blank score sheet: which there are, what each is headed, how wide each is in print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import groupby

from msgspec import Struct

from anlian_cli.forms.print_width import characters_across
from anlian_cli.forms.score_words import (
    ANSWERED_BY,
    ASSESSED_ON,
    CODE,
    EXPERT,
    LOG,
    NAME,
    NOTE,
    NUMBER,
    REASON,
    TOTAL,
)
from anlian_cli.model.decimals import plain
from anlian_cli.model.scores import Stage
from anlian_cli.model.scoring import StageRule

SIZE, LEAST_SIZE = 10, 9
"""The font of the sheet, and what it may shrink to in print, in points."""
_BESIDE = {Stage.INTERVIEW: (ANSWERED_BY,), Stage.REVIEW: (ASSESSED_ON,)}
"""What a stage asks beside the points: who answered (Art. 11(2)), when the review was (Art. 14)."""
_WIDTHS: dict[str, tuple[float, float]] = {
    NUMBER: (4.5, 4.5),
    NAME: (17.5, 28),
    CODE: (17.9, 19),
    EXPERT: (9, 12),
    TOTAL: (6.2, 12),
    LOG: (14, 24),
    REASON: (11.2, 19),
    ANSWERED_BY: (9, 12),
    ASSESSED_ON: (10, 11),
    NOTE: (8.3, 21),
}
"""In characters: what a column cannot do without, and what it has where there is room."""
REPEATED = (NUMBER, NAME, CODE, EXPERT)
"""What stands at the left of every page."""


class Column(Struct, frozen=True):
    """A column by its word; of an item also which. An item's points stand under 得分."""

    kind: str
    item: str = ""


def sheet_columns(rule: StageRule, experts: bool, logged: Set[str]) -> list[Column]:
    """The columns of a stage's sheet, `logged` items with their log; an interview has a row per unit and expert."""
    columns = [Column(kind) for kind in (NUMBER, NAME, CODE, *((EXPERT,) if experts else ()))]
    for item in rule.items:
        columns.append(Column(TOTAL, item))
        if item in logged:
            columns.append(Column(LOG, item))
        if rule.stage is not Stage.INTERVIEW:
            columns.append(Column(REASON, item))
    return columns + [Column(kind) for kind in (*_BESIDE.get(rule.stage, ()), NOTE)]


def heading(column: Column, rule: StageRule) -> str:
    """A column's head where it has one line: 陈述（60）, 陈述扣分原因, 备注."""
    if not column.item:
        return column.kind
    return item_head(column.item, rule) if column.kind == TOTAL else f"{rule.title(column.item)}{column.kind}"


def item_head(item: str, rule: StageRule) -> str:
    """An item with its maximum."""
    return f"{rule.title(item)}（{plain(rule.items[item])}）"


def head_spans(columns: Sequence[Column]) -> Iterator[tuple[int, int]]:
    """From which to which column one head stands: those of an item together, every other alone; counted from 1."""
    at = 1
    for item, group in groupby(columns, key=lambda column: column.item):
        count = len(list(group))
        yield from [(at, at + count - 1)] if item else [(one, one) for one in range(at, at + count)]
        at += count


def print_widths(columns: Sequence[Column]) -> tuple[list[float], list[int]]:
    """How wide each column is, and behind how many of them a new page begins, so that print stays readable."""
    # A printer's own margins may be a little wider than ours.
    across = characters_across("landscape", SIZE, LEAST_SIZE) - 2
    if _least(columns) <= across:
        return _stretched(columns, across), []
    repeated = [column for column in columns if column.kind in REPEATED]
    room = across - _least(repeated)
    widths, breaks = [_WIDTHS[column.kind][0] for column in repeated], []
    for page in _pages(columns[len(repeated) :], room):
        widths += _stretched(page, room)
        breaks.append(len(widths))
    return widths, breaks[:-1]


def _pages(columns: Sequence[Column], room: float) -> Iterator[list[Column]]:
    """The columns page by page; what belongs to one item stays together."""
    page: list[Column] = []
    for _, group in groupby(columns, key=lambda column: column.item):
        together = list(group)
        if page and _least([*page, *together]) > room:
            yield page
            page = []
        page = [*page, *together]
    yield page


def _least(columns: Sequence[Column]) -> float:
    return sum(_WIDTHS[column.kind][0] for column in columns)


def _stretched(columns: Sequence[Column], room: float) -> list[float]:
    """Every column with the same part of what it would like beside its least."""
    wished = sum(_WIDTHS[column.kind][1] for column in columns) - _least(columns)
    part = max(0.0, min(1.0, (room - _least(columns)) / wished)) if wished else 0.0
    return [least + int((most - least) * part * 10) / 10 for least, most in (_WIDTHS[one.kind] for one in columns)]
