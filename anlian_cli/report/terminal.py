"""A document on the terminal. Data is always `Text`, never markup, so that `[/]` in a name prints as it stands."""

from __future__ import annotations

from typing import IO

from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from anlian_cli.report.document import Cell, Document, Heading, Line, Table, Tone
from anlian_cli.report.text import printable

_STYLES = {Tone.PLAIN: "", Tone.GOOD: "green", Tone.BAD: "bold red", Tone.WAITING: "yellow", Tone.FAINT: "dim"}


def console(stream: IO[str]) -> Console:
    """A console on a stream, with nothing in it that rewrites what data says."""
    return Console(file=stream, markup=False, emoji=False, highlight=False)


def print_document(document: Document, out: Console) -> None:
    """The whole document, its last line last."""
    for block in document.blocks:
        if isinstance(block, Heading):
            out.print()
            out.print(Text(printable(block.text), style=f"bold {_STYLES[block.tone]}"), soft_wrap=True)
        elif isinstance(block, Line):
            out.print(Text(printable(block.text), style=_STYLES[block.tone]))
        else:
            out.print(_table(block))
    if document.last_line:
        out.print(Text(printable(document.last_line), style="bold"))


def _table(table: Table) -> RichTable:
    drawn = RichTable(box=box.HORIZONTALS, expand=any(column.share for column in table.columns), pad_edge=False)
    for column in table.columns:
        drawn.add_column(
            Text(column.heading),
            ratio=column.share,
            no_wrap=column.share is None,
            justify="right" if column.right else "left",
            overflow="fold",
        )
    for cells in table.rows:
        drawn.add_row(*map(_text, cells))
    return drawn


def _text(cell: Cell) -> Text:
    lines = str(cell.value).split("\n")
    return Text("\n".join(map(printable, lines)), style=_STYLES[cell.tone])
