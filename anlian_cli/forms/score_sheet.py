"""A score sheet as it came, .xlsx, .xls or .csv: where its head is, and what each column and row says, as text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from anlian_cli.errors import InputFault
from anlian_cli.forms.grid import Cell, Doubt, Grid, a1, open_grids
from anlian_cli.forms.guard import MAX_TEXT_BYTES, MAX_WORKBOOK_BYTES, Unreadable, decode_text, read_regular_file
from anlian_cli.forms.workbook_guard import examine_workbook
from anlian_cli.model.application import UnitForm
from anlian_cli.model.labels import fields_of
from anlian_cli.model.scores import Stage
from anlian_cli.model.scoring import StageRule
from anlian_cli.model.text import compact, folded, label_key

NAME, CODE = (fields_of(UnitForm)[attribute].label for attribute in ("name", "credit_code"))
EXPERT, TOTAL, NOTE, REASON, LOG, NUMBER, SUM = "专家", "得分", "备注", "扣分原因", "日常记录", "序号", "合计"
ANSWERED_BY, ASSESSED_ON = "答辩人", "考核日期"
_OF_STAGE = {ANSWERED_BY: Stage.INTERVIEW, ASSESSED_ON: Stage.REVIEW}
"""Columns that only one stage has."""
RECUSED, NOT_APPLICABLE = "回避", "不适用"
_TEXT, _WORKBOOKS = frozenset({".csv"}), frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods"})
_MAXIMUM = re.compile(r"^(.*?)\(([0-9.]+)分?\)$")
_HEAD_ROWS = 30


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that keeps a sheet from being recorded, at its row and cell."""

    row: int
    cell: str
    message: str


@dataclass(frozen=True, slots=True)
class Value:
    """A cell's text, or why it cannot be used."""

    cell: str
    text: str = ""
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: one of the words above; for points and reasons also which item or expert."""

    kind: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the head; `number` is the row as the sheet counts it."""

    number: int
    values: dict[Column, Value]

    def text(self, kind: str) -> str:
        return self.values.get(Column(kind), Value("")).text

    def of(self, kind: str) -> dict[str, Value]:
        """The cells of a kind by their subject."""
        return {column.subject: value for column, value in self.values.items() if column.kind == kind}


_MERGEABLE = (Column(NAME), Column(CODE), Column(ANSWERED_BY))
"""A unit's name may be merged over the rows of its experts, and so may who answered."""
ITEM, ITEM_REASON, EXPERT_TOTAL = "项目", "项目扣分原因", "专家得分"


@dataclass(slots=True)
class ScoreSheet:
    """A whole sheet. `data` are its bytes, which are kept with the scores."""

    name: str
    data: bytes
    sheet: str | None
    columns: dict[int, Column] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def has(self, kind: str) -> bool:
        return any(column.kind == kind for column in self.columns.values())


def read_grids(path: Path) -> tuple[bytes, list[Grid], list[str]]:
    """A sheet's bytes, its grids and remarks. Raises InputFault where it cannot be read."""
    suffix = path.suffix.lower()
    if suffix not in _TEXT | _WORKBOOKS:
        raise InputFault(f"{path} 不是评分表", "请用 .xlsx、.xls 或 .csv")
    try:
        data = read_regular_file(path, path.name, MAX_TEXT_BYTES if suffix in _TEXT else MAX_WORKBOOK_BYTES)
        if suffix in _TEXT:
            grid, remarks = _csv_grid(data, path.name)
            return data, [grid], remarks
        grids, hidden = open_grids(data, path.name, examine_workbook(data, path.name))
        return data, grids, [f"工作表“{name}”是隐藏的，没有读取" for name in hidden]
    except Unreadable as problem:
        raise InputFault(f"{path}：{problem.finding.message}", problem.finding.hint) from None


def _csv_grid(data: bytes, name: str) -> tuple[Grid, list[str]]:
    text = decode_text(data, name)
    grid = Grid("")
    first = text.text.split("\n", 1)[0]
    try:
        rows = list(csv.reader(io.StringIO(text.text, newline=""), delimiter="\t" if "\t" in first else ","))
    except csv.Error as problem:
        raise InputFault(f"{name} 不是完整的 CSV（{problem}）", "请用 Excel 重新导出") from None
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if value.strip():
                grid.cells[row, column] = value.strip()
    grid.height, grid.width = len(rows), max(map(len, rows), default=0)
    return grid, [remark.message for remark in text.remarks]


def read_score_sheet(path: Path, rule: StageRule) -> ScoreSheet:
    """A sheet for a stage. Faults of its head are among its faults. Raises InputFault where there is no head."""
    data, grids, remarks = read_grids(path)
    for grid in grids:
        head = head_row(grid)
        if head is not None:
            named = grid.sheet if path.suffix.lower() not in _TEXT else None
            sheet = ScoreSheet(path.name, data, named, remarks=remarks)
            _read_head(sheet, grid, head, rule)
            sheet.rows = list(_rows(sheet, grid, head))
            return sheet
    hint = f"表头要有“{NAME}”或“{CODE}”；空表用 anlian template {rule.stage.value} {rule.period} 生成"
    raise InputFault(f"{path} 里没有找到评分表的表头", hint)


def head_row(grid: Grid) -> int | None:
    """The row whose cells name the units' columns."""
    keys = {label_key(NAME), label_key(CODE)}
    rows = sorted(row for (row, _), text in grid.cells.items() if label_key(text) in keys)
    return rows[0] if rows and rows[0] < _HEAD_ROWS else None


def _read_head(sheet: ScoreSheet, grid: Grid, head: int, rule: StageRule) -> None:
    for column in range(grid.width):
        text = grid.cells.get((head, column))
        if text is None:
            continue
        found = column_of(text, rule)
        place = (head + 1, a1((head, column)))
        if isinstance(found, str):
            sheet.faults.append(Fault(*place, found))
        elif found in sheet.columns.values():
            sheet.faults.append(Fault(*place, f"栏目“{text}”重复了"))
        else:
            sheet.columns[column] = found
    sheet.faults += _missing_columns(sheet, head, rule)


def column_of(text: str, rule: StageRule) -> Column | str:
    """What a heading stands for, or what is wrong with it."""
    key = label_key(text)
    plain = {label_key(word): word for word in (NAME, CODE, EXPERT, TOTAL, NOTE, NUMBER, SUM)}
    if key in plain:
        return Column(plain[key])
    for word, stage in _OF_STAGE.items():
        if key == label_key(word) and stage is rule.stage:
            return Column(word)
    if key.startswith(EXPERT) and compact(text)[len(EXPERT)] in ":：":
        return Column(EXPERT_TOTAL, re.sub(rf"^{EXPERT}\s*[:：]\s*", "", text.strip()))
    for kind, ending in ((ITEM_REASON, REASON), (LOG, LOG)):
        if key.endswith(ending):
            item = _item(key.removesuffix(ending), rule)
            return Column(kind, item) if item else f"栏目“{text}”说的是哪一项，看不出来"
    return _item_column(text, compact(text), rule)


def _item_column(text: str, key: str, rule: StageRule) -> Column | str:
    match = _MAXIMUM.match(key)
    item = _item(match[1] if match else key, rule)
    if item is None:
        return f"不认识的栏目“{text}”；可用：{'、'.join(map(rule.title, rule.items))}"
    if match and match[2] != f"{rule.items[item].normalize():f}":
        return f"表头写满分 {match[2]}，台账锁定的是 {rule.items[item].normalize():f}"
    return Column(ITEM, item)


def _item(key: str, rule: StageRule) -> str | None:
    for item in rule.items:
        if key.casefold() in {folded(name) for name in rule.spellings(item)}:
            return item
    return None


def _missing_columns(sheet: ScoreSheet, head: int, rule: StageRule) -> Iterator[Fault]:
    place = (head + 1, a1((head, 0)))
    kinds = {kind for kind in (ITEM, TOTAL, EXPERT_TOTAL) if sheet.has(kind)}
    if not kinds:
        yield Fault(*place, f"没有得分栏：应有各项目、“{TOTAL}”或“{EXPERT}：姓名”")
    elif len(kinds) > 1:
        yield Fault(*place, "项目得分、总得分、专家得分只能用一种")
    elif ITEM in kinds:
        present = {column.subject for column in sheet.columns.values() if column.kind == ITEM}
        if missing := [rule.title(item) for item in rule.items if item not in present]:
            yield Fault(*place, f"缺少项目：{'、'.join(missing)}")
    if EXPERT_TOTAL in kinds and not _allows_experts(rule):
        yield Fault(*place, f"{rule.stage.label}没有专家评分")


def _allows_experts(rule: StageRule) -> bool:
    return rule.stage is Stage.INTERVIEW


def _rows(sheet: ScoreSheet, grid: Grid, head: int) -> Iterator[Row]:
    merged = {
        (row, start[1]): start
        for start, end in grid.spans.items()
        for row in range(start[0], min(end[0], grid.height) + 1)
    }
    for row in range(head + 1, grid.height):
        values = {
            column: _value(grid, merged.get((row, index), (row, index)) if column in _MERGEABLE else (row, index))
            for index, column in sheet.columns.items()
        }
        if any(value.text or value.doubt for value in _told(values)):
            yield Row(row + 1, values)


def _told(values: dict[Column, Value]) -> Iterable[Value]:
    """The cells that say something: a number in front and a prefilled log make no row."""
    return (value for column, value in values.items() if column.kind not in (NUMBER, LOG))


def _value(grid: Grid, cell: Cell) -> Value:
    doubt = grid.doubts.get(cell)
    return Value(a1(cell), grid.cells.get(cell, ""), doubt)
