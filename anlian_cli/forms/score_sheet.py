"""A score sheet as it came, .xlsx, .xls or .csv: which sheet it is, and what each of its rows says, as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from anlian_cli.errors import InputFault, UsageFault
from anlian_cli.forms.grid import Cell, Doubt, Grid, a1
from anlian_cli.forms.opened_sheet import TEXT, read_grids
from anlian_cli.forms.points import number_in
from anlian_cli.forms.score_head import ITEM, SCORES, Head, RowFault, ScoreColumn, read_head
from anlian_cli.forms.score_words import (
    ANSWERED_BY,
    CODE,
    LOG,
    MAXIMA,
    NAME,
    NUMBER,
    OF_ALL_UNITS,
    ON_FILE,
    RANK,
    SIGNED,
    SUM,
    footer_word,
)
from anlian_cli.forms.sheet_title import other_score_sheet
from anlian_cli.forms.unseen import unseen
from anlian_cli.model.decimals import plain
from anlian_cli.model.scoring import StageRule
from anlian_cli.model.text import folded


class Value(Struct, frozen=True):
    """A cell's text, or why it cannot be used."""

    cell: str
    text: str = ""
    doubt: Doubt | None = None


class Row(Struct, frozen=True):
    """One row below the head; `number` is the row as the sheet counts it."""

    number: int
    values: dict[ScoreColumn, Value]

    def text(self, kind: str) -> str:
        return self.values.get(ScoreColumn(kind), Value("")).text

    def of(self, kind: str) -> dict[str, Value]:
        """The cells of a kind by their subject."""
        return {column.subject: value for column, value in self.values.items() if column.kind == kind}


_SAYS_NOTHING = frozenset({NUMBER, LOG, SUM, RANK})
"""Columns that make no row: a number in front, a prefilled log, a formula that was dragged down."""
_NOT_RECORDED = _SAYS_NOTHING | {NAME, CODE}
"""Of what a column says, what is only compared: one of a unit's name and code is often hidden."""
_MERGEABLE = (ScoreColumn(NAME), ScoreColumn(CODE), ScoreColumn(ANSWERED_BY))
"""A unit's name may be merged over the rows of its experts, and so may who answered."""


class ScoreSheet(Struct):
    """A whole sheet. `data` are its bytes, which are kept with the scores."""

    name: str
    data: bytes
    sheet: str | None
    columns: dict[int, ScoreColumn] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def has(self, kind: str) -> bool:
        return any(column.kind == kind for column in self.columns.values())


def read_score_sheet(path: Path, rule: StageRule, chosen: str | None = None, *, partial: bool = False) -> ScoreSheet:
    """A sheet for a stage; a `partial` one may lack items. Faults of its head are among its faults.

    Raises InputFault, UsageFault where none is it.
    """
    data, grids, remarks, marks = read_grids(path)
    # Our own, behind the scores of a review; its counts are no points.
    grids = [grid for grid in grids if grid.sheet != ON_FILE]
    is_text = path.suffix.lower() in TEXT
    if chosen is not None:
        grids = _chosen(path, grids, remarks, chosen, is_text)
    headed = [(grid, head) for grid in grids if (head := read_head(grid, rule, partial)) is not None]
    headed = _without_others(path, headed, rule)
    _refuse_marked(path, marks, rule)
    if not headed:
        hint = f"表头要有“{NAME}”或“{CODE}”；空表用 anlian template {rule.stage.short} {rule.period} 生成"
        raise InputFault(f"{path} 里没有找到评分表的表头", hint)
    grid, head = _only_one(path, headed)
    remarks += _left_out(grids, grid, [other for other, _ in headed])
    sheet = ScoreSheet(
        path.name, data, None if is_text else grid.sheet, head.columns, [], head.faults, remarks + head.remarks
    )
    sheet.rows = list(_rows(sheet, grid, head.last, rule))
    recorded = (index for index, column in head.columns.items() if column.kind not in _NOT_RECORDED)
    sheet.faults += unseen(grid, [row.number - 1 for row in sheet.rows], head.last, recorded)
    return sheet


def _refuse_marked(path: Path, marks: Sequence[Grid], rule: StageRule) -> None:
    """A sheet that we made for another stage or period is none for this one, whatever its title says since."""
    made_for = [title for one in marks if (title := other_score_sheet(one, 1, rule.period, rule.stage))]
    if made_for:
        asked = f"这次录入的是 {rule.period} {rule.stage.label}"
        hint = f"请换成对的表；要重新生成：anlian template {rule.stage.short} {rule.period} -o 评分表.xlsx"
        raise InputFault(f"{path} 是为“{made_for[0]}”生成的，{asked}；什么也没有记录", hint)


def _without_others(path: Path, headed: Sequence[tuple[Grid, Head]], rule: StageRule) -> list[tuple[Grid, Head]]:
    """Without the sheets whose title says another stage or period. Raises InputFault where that leaves none."""
    titles = [other_score_sheet(grid, head.first, rule.period, rule.stage) for grid, head in headed]
    if headed and all(titles):
        asked = f"这次录入的是 {rule.period} {rule.stage.label}"
        raise InputFault(
            f"{path} 的标题写的是“{titles[0]}”，{asked}；什么也没有记录", "请换成对的表；标题写错的改正标题"
        )
    return [pair for pair, title in zip(headed, titles, strict=True) if title is None]


def _chosen(path: Path, grids: Sequence[Grid], hidden: Sequence[str], name: str, is_text: bool) -> list[Grid]:
    """The sheet that --sheet names. Raises UsageFault that names those that there are."""
    if is_text:
        raise UsageFault(f"{path} 不是工作簿，没有工作表可选", "去掉 --sheet 再运行")
    found = [grid for grid in grids if grid.sheet == name] or [
        grid for grid in grids if folded(grid.sheet) == folded(name)
    ]
    if len(found) != 1:
        there = "、".join(f"“{grid.sheet}”" for grid in grids)
        raise UsageFault(f"{path} 里没有工作表“{name}”", "；".join((f"可选的有 {there}", *hidden)))
    return found


def _only_one(path: Path, headed: Sequence[tuple[Grid, Head]]) -> tuple[Grid, Head]:
    """The one sheet that holds scores, else the first with a head. Raises InputFault where several hold scores."""
    scored = [(grid, head) for grid, head in headed if _has_scores(grid, head)]
    if len(scored) > 1:
        names = [grid.sheet for grid, _ in scored]
        named = "、".join(f"“{name}”" for name in names)
        hint = f"用 --sheet 指明录哪一张，如 --sheet {names[0]}；不用的一张请删去"
        raise InputFault(f"{path} 里有 {len(names)} 张工作表都有得分：{named}；什么也没有记录", hint)
    giving = [(grid, head) for grid, head in headed if head.scores]
    return (scored or giving or list(headed))[0]


def _left_out(grids: Sequence[Grid], read: Grid, headed: Sequence[Grid]) -> Iterator[str]:
    for grid in grids:
        if grid is not read and grid.cells:
            why = "没有这个阶段的得分" if grid in headed else "没有评分表的表头"
            yield f"工作表“{grid.sheet}”{why}，没有读取"


def _has_scores(grid: Grid, head: Head) -> bool:
    """A line for a signature may stand under the points and is none."""
    columns = [index for index, column in head.columns.items() if column.kind in SCORES]
    cells = [(row, index) for row in range(head.last + 1, grid.height) for index in columns]
    return any(grid.filled(cell) and not footer_word(grid.cells.get(cell, "")) for cell in cells)


def _rows(sheet: ScoreSheet, grid: Grid, head: int, rule: StageRule) -> Iterator[Row]:
    merged = {
        (row, start[1]): start
        for start, end in grid.spans.items()
        for row in range(start[0], min(end[0], grid.height) + 1)
    }
    footers = []
    for row in range(head + 1, grid.height):
        values = {
            column: _value(grid, merged.get((row, index), (row, index)) if column in _MERGEABLE else (row, index))
            for index, column in sheet.columns.items()
        }
        if word := _footer(grid, row, values):
            # Our own sheet ends with it, and nobody wonders whether it is a unit.
            footers += [] if word == SIGNED else [f"第 {row + 1} 行“{word}”"]
            sheet.faults += _other_maxima(values, rule, row + 1) if word in MAXIMA else ()
        elif any(value.text or value.doubt for value in _spoken_for(values)):
            yield Row(row + 1, values)
    if footers:
        sheet.remarks.append(f"{'、'.join(footers)}不是单位，没有录入")


def _footer(grid: Grid, row: int, values: dict[ScoreColumn, Value]) -> str | None:
    """What a line below the units is; a code or points make it a unit's, whatever else it says."""
    said = {column.kind: value.text for column, value in values.items()}
    if said.get(CODE):
        return None
    first = next((text for column in range(grid.width) if (text := grid.cells.get((row, column)))), "")
    word = footer_word(said.get(NAME) or first) or footer_word(said.get(NUMBER, ""))
    if word in OF_ALL_UNITS | MAXIMA or not any(_is_number(value.text) for value in _points(values)):
        return word
    return None


def _other_maxima(values: dict[ScoreColumn, Value], rule: StageRule, row: int) -> Iterator[RowFault]:
    """A line of maxima is held to the stage's, as those in the head are."""
    for column, value in values.items():
        most = rule.items.get(column.subject) if column.kind == ITEM else None
        if most is not None and value.text and number_in(value.text) != plain(most):
            yield RowFault(row, value.cell, f"这一行写满分 {value.text}，台账锁定的是 {plain(most)}")


def _points(values: dict[ScoreColumn, Value]) -> Iterable[Value]:
    return (value for column, value in values.items() if column.kind in SCORES)


def _is_number(text: str) -> bool:
    return number_in(text).replace(".", "", 1).isdigit()


def _spoken_for(values: dict[ScoreColumn, Value]) -> Iterable[Value]:
    """The cells that say something."""
    return (value for column, value in values.items() if column.kind not in _SAYS_NOTHING)


def _value(grid: Grid, cell: Cell) -> Value:
    doubt = grid.doubts.get(cell)
    return Value(a1(cell), grid.cells.get(cell, ""), doubt)
