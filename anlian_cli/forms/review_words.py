"""The columns of a round's 初核表: those of the reviewer's file have its labels, the others stand here."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from anlian_cli.forms.score_words import CODE, NAME
from anlian_cli.model.labels import fields_of
from anlian_cli.model.personal import masked
from anlian_cli.model.review import OpenItem
from anlian_cli.model.verification import Receipt, Word

CONCLUSION, BASIS, GIVEN_ON, COUNTERPART = (
    fields_of(Word)[name].label for name in ("conclusion", "basis", "given_on", "counterpart")
)
RECEIVED_ON, DELIVERY, ELECTRONIC, PAPER = (
    fields_of(Receipt)[name].label for name in ("received_on", "delivery", "electronic", "paper")
)
FOLDER, CLAUSE, TITLE, FOUND, ASKED, MARK = "文件夹", "条款", "条款名称", "材料写的", "要核实什么", "核对码"
SCANNED = "扫描件上读到的"

WORDS_SHEET, RECEIPTS_SHEET, PHRASES_SHEET = "初核", "收件", "常用依据"
WORD_COLUMNS = (
    *(NAME, CODE, CLAUSE, TITLE, FOUND, SCANNED, ASKED),
    *(CONCLUSION, BASIS, GIVEN_ON, COUNTERPART, FOLDER, MARK),
)
RECEIPT_COLUMNS = (NAME, CODE, DELIVERY, RECEIVED_ON, ELECTRONIC, PAPER, FOLDER, MARK)
ANSWERS = frozenset({CONCLUSION, BASIS, GIVEN_ON, RECEIVED_ON, ELECTRONIC, PAPER})
"""The columns that the reviewer fills."""


def columns_for(items: Iterable[OpenItem]) -> list[str]:
    """The columns that have something to say: not every round has shared people, or scans that were read."""
    said = {COUNTERPART: False, SCANNED: False}
    for item in items:
        said[COUNTERPART] |= bool(item.counterpart)
        said[SCANNED] |= bool(item.scanned)
    return [column for column in WORD_COLUMNS if said.get(column, True)]


def as_in_cell(text: str) -> str:
    """A text as a cell shows it: numbers of persons masked, and without what no workbook can hold."""
    return ILLEGAL_CHARACTERS_RE.sub("?", masked(text).encode(errors="replace").decode())
