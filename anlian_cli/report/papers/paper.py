"""What a paper says, before it is put into words: its kind, its fields, its table, and the day it bears."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct, field

from anlian_cli.report.document import Cell

NAME, CODE, NOTE, RANK, NUMBER, ITEM = "单位名称", "统一代码", "备注", "排名", "序号", "项目"


class PaperColumn(Struct, frozen=True):
    """A column of a paper's table; `number` ones are centred and keep their value."""

    text: str
    number: bool = False


class ChartBar(Struct, frozen=True):
    """One unit of the chart: its total, how that is printed, and its grade or place as a word."""

    name: str
    total: Decimal
    shown: str
    word: str


class Paper(Struct, frozen=True):
    """Everything a paper says. `digest` belongs in a footer or the properties, not in the text.

    `fields` are sentences by the names that a template calls them; `lists` are those of several, a paragraph each.
    """

    kind: str
    subject: str
    on: date
    federation: str
    digest: str
    document: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    table_title: str = ""
    columns: tuple[PaperColumn, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    bars: tuple[ChartBar, ...] = ()
    chart_title: str = ""

    @property
    def said(self) -> tuple[dict[str, str], ...]:
        """The rows of the table as they are printed, by heading."""
        headings = [column.text for column in self.columns]
        return tuple({head: cell.text for head, cell in zip(headings, row, strict=True)} for row in self.rows)

    @property
    def told(self) -> dict[str, str]:
        """What it says beside the table: its own fields, and its lists a sentence a line; none that says nothing."""
        lists = {name: "\n".join(sentences) for name, sentences in self.lists.items()}
        return {name: text for name, text in {**self.fields, **lists}.items() if text}

    @property
    def named(self) -> dict[str, str]:
        """Every field that a template of its kind may name; one that says nothing is empty."""
        common = {"联合会": self.federation, "文号": self.document or "", "成文日期": in_words(self.on)}
        return {**common, "日志摘要": self.digest_shown, "附件标题": self.table_title, **self.fields}

    @property
    def digest_shown(self) -> str:
        """The digest as it is printed; nothing before anything was recorded, where it is all zeros."""
        return self.digest if self.digest.strip("0") else ""


def in_words(day: date) -> str:
    """2018年12月24日, without leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"
