"""The limits of a workbook, one small policy: far above any honest form, below what fills the memory."""

from __future__ import annotations

from msgspec import Struct

from anlian_cli.forms.guard import Unreadable, unreadable

MAX_PARTS = 2_000
MAX_INFLATED_BYTES = 256 << 20
MAX_PART_BYTES = 32 << 20
MAX_ROWS, MAX_COLUMNS = 100_000, 500
MAX_AREA = 1_000_000
MAX_TOTAL_AREA = 4_000_000
MAX_TEXT = 32_767
MAX_TOTAL_TEXT = 32_000_000
MAX_STRINGS = 1_000_000
MAX_ELEMENTS = 400_000
"""In all the parts that are looked through: they take the time."""

OF_A_FIRM = 30_000
"""How many of them the forms of a large firm have; what has more is read, but apart, and not for ever."""

SAVE_AS = "请用 Excel 或 WPS 打开，另存为 .xlsx 后重新提交"
SAVE_AS_DOCX = "请用 Word 或 WPS 打开，另存为 .docx 后重新提交"
WRONG_FILE = "登记表不会这么大，请检查是否放错了文件"


class Told(Struct, frozen=True):
    """How a package is told of: what it is, and how it becomes one that can be read."""

    kind: str
    save_as: str


WORKBOOK, WORD = Told("工作簿", SAVE_AS), Told("Word 文件", SAVE_AS_DOCX)


def misshapen(name: str, told: Told = WORKBOOK) -> Unreadable:
    """A package that no program writes so."""
    return unreadable(name, f"{told.kind}内部的结构不合规范", told.save_as)


def check_inflated(within: bool, name: str, told: Told = WORKBOOK) -> None:
    if not within:
        raise unreadable(name, f"{told.kind}解压后过大", WRONG_FILE)


def check_cell_text(length: int, name: str) -> None:
    if length > MAX_TEXT:
        raise unreadable(name, f"一个单元格的文字超过 {MAX_TEXT} 字", "请缩短，详细内容放在附件里")


def check_strings(number: int, name: str) -> None:
    if number > MAX_STRINGS:
        raise unreadable(name, f"表格里的文字超过 {MAX_STRINGS} 条", WRONG_FILE)


def is_within(rows: int, columns: int) -> bool:
    """Whether a farthest cell lies where a form can have one."""
    return rows <= MAX_ROWS and columns <= MAX_COLUMNS and rows * columns <= MAX_AREA


def check_area(rows: int, columns: int, name: str) -> None:
    """Refuse a sheet whose farthest cell lies beyond what a form can be."""
    if not is_within(rows, columns):
        message = f"表格一直延伸到第 {rows} 行、第 {columns} 列"
        raise unreadable(name, message, "请删去表格下方和右方多余的行列（选中整行整列后删除），保存后重新提交")


class Extent(Struct):
    """How far the cells with a value reach, on this sheet and on those before it: the parser holds them all at once."""

    name: str
    rows: int = 0
    columns: int = 0
    before: int = 0

    def admits(self, rows: int, columns: int) -> bool:
        """Whether the next sheet may reach so far."""
        return is_within(rows, columns) and self.before + rows * columns <= MAX_TOTAL_AREA

    def reach(self, row: int, column: int) -> None:
        """A cell with a value, counted from 1. Raises Unreadable where it lies too far."""
        if row <= self.rows and column <= self.columns:
            return
        self.rows, self.columns = max(row, self.rows), max(column, self.columns)
        check_area(self.rows, self.columns, self.name)
        if self.before + self.rows * self.columns > MAX_TOTAL_AREA:
            raise unreadable(self.name, "各工作表加起来过大", WRONG_FILE)

    def next_sheet(self) -> None:
        self.before += self.rows * self.columns
        self.rows = self.columns = 0


def check_total_text(total: int, name: str) -> None:
    """Refuse texts that, copied into every cell that uses them, would fill the memory."""
    if total > MAX_TOTAL_TEXT:
        raise unreadable(name, "表格中的文字总量过大", "请检查是否放错了文件；登记表不会有这么多文字")
