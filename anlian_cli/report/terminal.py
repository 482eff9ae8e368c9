"""A document on the terminal. Data is always `Text`, never markup, so that `[/]` in a name prints as it stands."""

from __future__ import annotations

from typing import IO

from rich import box
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.table import Table as RichTable
from rich.text import Text

from anlian_cli.report.document import Cell, Column, Heading, Report, Sentence, Table, Tone
from anlian_cli.report.text import printable, width, wrapped

_STYLES = {Tone.PLAIN: "", Tone.GOOD: "green", Tone.BAD: "bold red", Tone.WAITING: "yellow", Tone.FAINT: "dim"}


def console(stream: IO[str]) -> Console:
    """A console on a stream, with nothing in it that rewrites what data says."""
    return Console(file=stream, markup=False, emoji=False, highlight=False)


def print_document(document: Report, out: Console) -> None:
    """The whole document, its last line last."""
    for block in document.blocks:
        if isinstance(block, Heading):
            out.print()
            out.print(Text(printable(block.text), style=f"bold {_STYLES[block.tone]}"), soft_wrap=True)
        elif isinstance(block, Sentence):
            out.print(_Flowing(block.text, _STYLES[block.tone]))
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
            # Rich's own way is to cut and end in …: of a code no digit may be lost.
            overflow="fold",
        )
    for cells in table.rows:
        drawn.add_row(*(_cell(cell, column) for cell, column in zip(cells, table.columns, strict=True)))
    return drawn


def _cell(cell: Cell, column: Column) -> Text | _Flowing:
    text, style = cell.text, _STYLES[cell.tone]
    return _Flowing(text, style) if column.share else Text(printable(text), style)


class _Flowing:
    """Text that breaks as Chinese breaks: between characters. Rich would break at blanks only."""

    def __init__(self, text: str, style: str) -> None:
        self._text = "\n".join(map(printable, text.split("\n")))
        self._style = style

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text("\n".join(wrapped(self._text, options.max_width)), self._style, no_wrap=True, overflow="fold")

    def __rich_measure__(self, _console: Console, options: ConsoleOptions) -> Measurement:
        widest = max(map(width, self._text.split("\n")))
        return Measurement(min(2, widest), min(widest, options.max_width))
