"""A 初核表 as it comes back: what each row answers, and everything that keeps a row from being an answer.

The sheets are known by their heads and the columns by their words: rows may have been sorted, filtered, deleted or
copied, and columns moved. A row without a conclusion answers nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field

from anlian_cli.errors import InputFault
from anlian_cli.forms.grid import Grid, a1
from anlian_cli.forms.opened_sheet import read_grids
from anlian_cli.forms.review_words import (
    BASIS,
    CLAUSE,
    CONCLUSION,
    COUNTERPART,
    DELIVERY,
    ELECTRONIC,
    FOLDER,
    FOUND,
    GIVEN_ON,
    MARK,
    PAPER,
    RECEIVED_ON,
)
from anlian_cli.forms.score_head import RowFault
from anlian_cli.forms.score_words import CODE
from anlian_cli.forms.sheet_title import other_review_sheet
from anlian_cli.forms.typed import typed
from anlian_cli.model.labels import Form, label_path
from anlian_cli.model.review import Answered, ReceiptAnswer, WordAnswer
from anlian_cli.model.text import label_key
from anlian_cli.model.verification import Receipt, Word

Answer = TypeVar("Answer", bound=Form)

_WORD_HEAD = (CODE, CLAUSE, FOUND, CONCLUSION, BASIS, GIVEN_ON, FOLDER, MARK)
_RECEIPT_HEAD = (CODE, DELIVERY, RECEIVED_ON, ELECTRONIC, PAPER, FOLDER, MARK)
_HEAD_ROWS = 30


class ReviewSheet(Struct):
    """Everything that a 初核表 answers, with its faults; `remarks` are what was seen besides."""

    words: list[WordAnswer] = field(default_factory=list)
    receipts: list[ReceiptAnswer] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


class _Line(Struct, frozen=True):
    """One row of a sheet by its columns."""

    grid: Grid
    row: int
    columns: Mapping[str, int]

    def text(self, heading: str) -> str:
        return self.grid.cells.get((self.row, self.columns.get(heading, -1)), "")

    def cell(self, heading: str) -> str:
        return f"{self.grid.sheet}!{a1((self.row, self.columns.get(heading, 0)))}"

    def fault(self, heading: str, message: str) -> RowFault:
        return RowFault(self.row + 1, self.cell(heading), message)

    def at(self, heading: str) -> Answered:
        values = (self.text(column) for column in (FOLDER, CODE, MARK))
        return Answered(self.row + 1, self.cell(heading), *values)

    def doubts(self) -> Iterator[RowFault]:
        """The cells that cannot be read."""
        for heading, column in self.columns.items():
            if doubt := self.grid.doubts.get((self.row, column)):
                yield self.fault(heading, f"{doubt.message}（{doubt.hint}）")


def read_review_sheet(path: Path, round_name: str) -> ReviewSheet:
    """A 初核表 of a round, row by row. Raises InputFault where it cannot be read, is none, or is another round's."""
    _, grids, remarks, marks = read_grids(path, "初核表")
    sheet = ReviewSheet(remarks=remarks)
    found = False
    for grid in (*marks, *grids):
        if title := other_review_sheet(grid, _HEAD_ROWS, round_name):
            # A mark is not seen, and the title above the head may say something else.
            said = f"是为“{title}”生成的" if grid in marks else f"的标题写的是“{title}”"
            raise InputFault(f"{path} {said}，这次录入的是批次 {round_name}；什么也没有写入", "请换成对的表")
        for head, take in ((_WORD_HEAD, _take_word), (_RECEIPT_HEAD, _take_receipt)):
            if (lines := _lines(grid, head)) is not None:
                found = True
                for line in lines:
                    sheet.faults += line.doubts()
                    take(sheet, line)
    if not found:
        hint = f"表头要有 {'、'.join(_WORD_HEAD)}；请用 anlian review 批次 -o 初核表.xlsx 生成的表填写"
        raise InputFault(f"{path} 里没有找到初核表的表头", hint)
    return sheet


def _lines(grid: Grid, head: tuple[str, ...]) -> list[_Line] | None:
    """The rows below a head; None where the sheet has no such head."""
    wanted = {label_key(heading): heading for heading in (*head, COUNTERPART)}
    for row in range(min(grid.height, _HEAD_ROWS)):
        columns = {
            wanted[label_key(grid.cells[row, column])]: column
            for column in grid.columns(row)
            if label_key(grid.cells[row, column]) in wanted
        }
        if columns.keys() >= set(head):
            return [_Line(grid, line, columns) for line in range(row + 1, grid.height)]
    return None


def _take_word(sheet: ReviewSheet, line: _Line) -> None:
    if not line.text(CONCLUSION):
        if line.text(BASIS):
            sheet.remarks.append(f"第 {line.row + 1} 行 {line.cell(CONCLUSION)} 没有写结论，仍待核实")
        return
    given = {column: line.text(column) for column in (CONCLUSION, BASIS, GIVEN_ON, COUNTERPART)}
    word = _typed(sheet, line, Word, given)
    if not word:
        return
    if not word.basis:
        sheet.faults.append(line.fault(BASIS, "写了结论，没有写依据"))
    elif word.personal:
        sheet.faults.append(line.fault(BASIS, f"依据里有{word.personal}；依据会永久保留，请不要写个人信息"))
    else:
        sheet.words.append(WordAnswer(line.at(CONCLUSION), line.text(CLAUSE), line.text(FOUND), word))


def _take_receipt(sheet: ReviewSheet, line: _Line) -> None:
    if not line.text(RECEIVED_ON):
        if line.text(ELECTRONIC) or line.text(PAPER):
            sheet.faults.append(line.fault(RECEIVED_ON, "没有写收件日期"))
        return
    given = {column: line.text(column) for column in (RECEIVED_ON, DELIVERY, ELECTRONIC, PAPER)}
    receipt = _typed(sheet, line, Receipt, given)
    if receipt and receipt.delivery is None:
        sheet.faults.append(line.fault(DELIVERY, "没有写类型（首次或补正）"))
    elif receipt:
        sheet.receipts.append(ReceiptAnswer(line.at(RECEIVED_ON), receipt))


def _typed(sheet: ReviewSheet, line: _Line, form: type[Answer], given: Mapping[str, str]) -> Answer | None:
    """A row's answer, or its faults where a cell does not fit."""
    answer, findings = typed(form, {heading: text for heading, text in given.items() if text})
    for finding in findings:
        heading = str(label_path(form, finding.path)[-1])
        sheet.faults.append(line.fault(heading, f"{heading}：{finding.message}"))
    return None if findings else answer
