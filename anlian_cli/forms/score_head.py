"""The head of a score sheet, on one line or two: where it is, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct, field

from anlian_cli.forms.grid import Cell, Grid, a1
from anlian_cli.forms.score_words import CODE, EXPERT, LOG, NAME, OF_STAGE, RANK, REASON, SUM, TOTAL, kind_of_head
from anlian_cli.model.decimals import plain
from anlian_cli.model.scores import Stage
from anlian_cli.model.scoring import STAGE_MAXIMUM, StageRule
from anlian_cli.model.text import compact, folded, label_key

ITEM, ITEM_REASON, EXPERT_TOTAL = "项目", "项目扣分原因", "专家得分"
SCORES = frozenset({ITEM, TOTAL, EXPERT_TOTAL})
"""The columns that give points; a sheet uses one kind of them."""
_UNIT = frozenset({NAME, CODE})
_MAXIMUM = re.compile(r"^(.*?)[(\[【](?:满分|分值|标准分):?([0-9.]+)分?[)\]】]$|^(.*?)[(\[【]([0-9.]+)分?[)\]】]$")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Two characters each: `_item_column` cuts off so many.
_ENDINGS = ("得分", "评分", "分数", "情况")
_HEAD_ROWS = 30


class RowFault(Struct, frozen=True):
    """One thing that keeps a sheet from being recorded, at its row and cell."""

    row: int
    cell: str
    message: str


class ScoreColumn(Struct, frozen=True):
    """What a column holds: a word of `score_words` or above; for points and reasons also which item or expert."""

    kind: str
    subject: str = ""


class Head(Struct):
    """A head as it was read, from its upper row to its lower one."""

    first: int
    last: int
    columns: dict[int, ScoreColumn] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def has(self, kind: str) -> bool:
        return any(column.kind == kind for column in self.columns.values())

    @property
    def scores(self) -> set[str]:
        """In which ways the sheet gives points."""
        return {column.kind for column in self.columns.values()} & SCORES


def head_rows(grid: Grid) -> list[int]:
    """The rows whose cells name the units' columns, those that name both first."""
    kinds: dict[int, set[str]] = {}
    for (row, _), text in grid.cells.items():
        if row < _HEAD_ROWS and (kind := kind_of_head(text)) in _UNIT:
            kinds.setdefault(row, set()).add(str(kind))
    return sorted(kinds, key=lambda row: (-len(kinds[row]), row))


def read_head(grid: Grid, rule: StageRule, partial: bool = False) -> Head | None:
    """The head that gives points, else the first that names units: a line 申报单位： above is no head."""
    heads = [_head(grid, row, rule, partial) for row in sorted(head_rows(grid))]
    return next((head for head in heads if head.scores), heads[0] if heads else None)


def _head(grid: Grid, row: int, rule: StageRule, partial: bool) -> Head:
    two_lines = _is_two_lines(grid, row, rule)
    head = Head(row, max(_merged_to(grid, row), row + two_lines))
    for column, cell, texts in _texts(grid, row, two_lines):
        found = _column(texts, rule)
        place = (cell[0] + 1, a1(cell))
        if isinstance(found, str):
            head.faults.append(RowFault(*place, found))
        elif found in head.columns.values():
            head.faults.append(RowFault(*place, f"栏目“{texts[-1]}”重复了"))
        else:
            head.columns[column] = found
            head.remarks += _remarks(texts[-1], found, rule)
    head.faults += _missing_columns(head, row, rule, partial)
    if len(head.faults) > 1 and not head.has(ITEM) and not head.has(EXPERT_TOTAL):
        head.faults = [_of_no_stage(grid, row, rule)]
    return head


def _of_no_stage(grid: Grid, row: int, rule: StageRule) -> RowFault:
    """One sentence for a head of which no column is an item of the stage: the whole sheet is another's."""
    written = [text for (line, _), text in sorted(grid.cells.items()) if line == row and not kind_of_head(text)]
    asked = f"{rule.period} {rule.stage.label}的项目是 {'、'.join(map(rule.title, rule.items))}"
    return RowFault(
        row + 1, a1((row, 0)), f"这张表不是{rule.stage.label}的：栏目是“{'”“'.join(written[:3])}”等；{asked}"
    )


def _merged_to(grid: Grid, row: int) -> int:
    """The last row that the units' columns are merged over."""
    cells = [cell for cell, text in grid.cells.items() if cell[0] == row and kind_of_head(text) in _UNIT]
    return max((grid.end_of(cell)[0] for cell in cells), default=row)


def _is_two_lines(grid: Grid, row: int, rule: StageRule) -> bool:
    """Whether the row below belongs to the head: no unit stands in it, and it names points, in words or under a merged
    head or where this row does not; 13.1 alone may be a score. Of an .ods no merged cells are known.
    """
    below = {column: text for (line, column), text in grid.cells.items() if line == row + 1}
    here = {column: text for (line, column), text in grid.cells.items() if line == row}
    if any(kind_of_head(text) in _UNIT and column in below for column, text in here.items()):
        return False
    under = {column for column, text in below.items() if _gives_points(_column((text,), rule))}
    merged = any(start[0] == row and end != start for start, end in grid.spans.items())
    worded = any(_CHINESE.search(below[column]) for column in under)
    return bool(under) and (
        merged or worded or not any(_gives_points(_column((text,), rule)) for text in here.values())
    )


def _gives_points(found: ScoreColumn | str) -> bool:
    return isinstance(found, ScoreColumn) and found.kind in SCORES


def _texts(grid: Grid, row: int, two_lines: bool) -> Iterator[tuple[int, Cell, tuple[str, ...]]]:
    """Each headed column with its texts from above; an upper one stands over the blank cells to its right."""
    above = ""
    for column in range(grid.width):
        upper, lower = grid.cells.get((row, column)), grid.cells.get((row + 1, column)) if two_lines else None
        above = upper or above
        if lower is not None:
            yield column, (row + 1, column), (above, lower)
        elif upper is not None:
            yield column, (row, column), (upper,)


def _column(texts: tuple[str, ...], rule: StageRule) -> ScoreColumn | str:
    """What a column holds, or what is wrong with its head: 13.1 over 扣分原因 is one, 日常工作考核 over 13.1 is not."""
    if len(texts) > 1:
        both = column_of("".join(texts), rule)
        if isinstance(both, ScoreColumn) and both.kind in (ITEM, ITEM_REASON, LOG) and _exact_item(texts[0], rule):
            return both
    return column_of(texts[-1], rule)


def column_of(text: str, rule: StageRule) -> ScoreColumn | str:
    """What a heading stands for, or what is wrong with it."""
    bare, maximum = _maximum(compact(text))
    kind = kind_of_head(text) or kind_of_head(bare)
    if kind in (SUM, TOTAL) and maximum not in (None, STAGE_MAXIMUM):
        return f"表头写满分 {plain(maximum)}，阶段满分是 {plain(STAGE_MAXIMUM)}"
    if kind:
        return ScoreColumn(kind)
    key = label_key(text)
    for word, stage in OF_STAGE.items():
        if key == label_key(word) and stage is rule.stage:
            return ScoreColumn(word)
    # The key has lost its colon, which alone tells 专家：张 from 专家评分.
    if key.startswith(EXPERT) and compact(text)[len(EXPERT)] == ":":
        return ScoreColumn(EXPERT_TOTAL, re.sub(rf"^{EXPERT}\s*[:：]\s*", "", text.strip()))
    for kind, ending in ((ITEM_REASON, REASON), (LOG, LOG)):
        if key.endswith(ending):
            item = _item(_maximum(key.removesuffix(ending))[0], rule)
            return ScoreColumn(kind, item) if item else f"栏目“{text}”说的是哪一项，看不出来"
    return _item_column(text, rule)


def _maximum(written: str) -> tuple[str, Decimal | None]:
    """A head without the maximum behind it, and that: 社区反馈（25分）."""
    match = _MAXIMUM.match(written)
    if match is None:
        return written, None
    try:
        return match[1] or match[3] or "", Decimal(match[2] or match[4])
    except ArithmeticError:
        return written, None


def _item_column(text: str, rule: StageRule) -> ScoreColumn | str:
    written = compact(text)
    bare, maximum = _maximum(written)
    if maximum is None and written.endswith(_ENDINGS):
        bare, maximum = _maximum(written[:-2])
        bare = bare if maximum is not None else written
    item = _item(bare, rule)
    if item is None:
        return f"不认识的栏目“{text}”；可用：{'、'.join(map(rule.title, rule.items))}"
    if maximum is not None and maximum != rule.items[item]:
        return f"表头写满分 {plain(maximum)}，台账锁定的是 {plain(rule.items[item])}"
    return ScoreColumn(ITEM, item)


def _item(written: str, rule: StageRule) -> str | None:
    """The item that a head names: in one of its spellings, or shortened so that one item alone fits."""
    if item := _exact_item(written, rule):
        return item
    fitting = [item for item in rule.items if any(folded(written) in folded(name) for name in rule.spellings(item))]
    return fitting[0] if len(fitting) == 1 and _shortens(written, rule.spellings(fitting[0])) else None


def _exact_item(text: str, rule: StageRule) -> str | None:
    bare = folded(_maximum(compact(text))[0])
    shorter = next((bare.removesuffix(ending) for ending in _ENDINGS if bare.endswith(ending)), bare)
    for written in (bare, shorter):
        for item in rule.items:
            if written in {folded(name) for name in rule.spellings(item)}:
                return item
    return None


def _shortens(written: str, names: Sequence[str]) -> bool:
    """Whether a piece of a name is enough of it: three characters, or two at its beginning or end."""
    key = folded(written)
    if not re.search(r"[\u4e00-\u9fff]{2}", key):
        return False
    return len(key) > 2 or any(folded(name).startswith(key) or folded(name).endswith(key) for name in names)


def _remarks(text: str, column: ScoreColumn, rule: StageRule) -> Iterator[str]:
    if column.kind == RANK:
        yield f"“{text}”一栏没有录入：名次由程序计算"
    if column.kind == ITEM and not _exact_item(text, rule) and label_key(text) not in _ENDINGS:
        yield f"栏目“{text}”按“{rule.short(column.subject)}”录入"


def _missing_columns(head: Head, row: int, rule: StageRule, partial: bool) -> Iterator[RowFault]:
    place = (row + 1, a1((row, 0)))
    kinds = head.scores
    if not kinds:
        yield RowFault(*place, f"没有得分栏：应有各项目、“{TOTAL}”或“{EXPERT}：姓名”")
    elif len(kinds) > 1:
        yield RowFault(*place, "项目得分、总得分、专家得分只能用一种")
    elif ITEM in kinds:
        present = {column.subject for column in head.columns.values() if column.kind == ITEM}
        missing = [rule.title(item) for item in rule.items if item not in present]
        if missing and not partial:
            yield RowFault(*place, f"缺少项目：{'、'.join(missing)}；更正已录入的，写上 --reason 就可以只写要改的项目")
        if missing and partial and head.has(SUM):
            yield RowFault(*place, f"只更正部分项目的表里不要有“{SUM}”一栏")
    if EXPERT_TOTAL in kinds and rule.stage is not Stage.INTERVIEW:
        yield RowFault(*place, f"{rule.stage.label}没有专家评分")
