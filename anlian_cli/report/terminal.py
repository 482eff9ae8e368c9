"""A document on the terminal. Data is always `Text`, never markup, so that `[/]` in a name prints as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO

from rich import box
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import SegmentLines
from rich.table import Table as RichTable
from rich.text import Text

from anlian_cli.report.document import Cell, Column, Heading, Report, Sentence, Table, Tone
from anlian_cli.report.layout import Layout, laid_out
from anlian_cli.report.text import printable, width, wrapped

_STYLES = {Tone.PLAIN: "", Tone.GOOD: "green", Tone.BAD: "bold red", Tone.WAITING: "yellow", Tone.FAINT: "dim"}
_COLLAPSED = 2
"""The gap with which neighbours share their padding."""
_RULES = 2
"""Lines of a table above its rows, beside its headings."""
_AT_A_TIME = 500


def console(stream: IO[str]) -> Console:
    """A console on a stream, with nothing in it that rewrites what data says."""
    return Console(file=stream, markup=False, emoji=False, highlight=False)


def print_document(document: Report, out: Console, remedy: str) -> None:
    """The whole document, its last line last; `remedy` says how to see the columns for which there is no room."""
    for _ in printing(document, out, remedy):
        pass


def printing(document: Report, out: Console, remedy: str) -> Iterator[None]:
    """The same, with a pause behind each part in which what was printed can be taken away."""
    left_out: dict[str, None] = {}
    for block in document.blocks:
        yield
        if isinstance(block, Heading):
            out.print()
            out.print(_Flowing(_in_window(block.text, out.width), f"bold {_STYLES[block.tone]}"))
        elif isinstance(block, Sentence):
            out.print(_Flowing(block.text, _STYLES[block.tone]))
        else:
            layout = laid_out(block, out.width)
            left_out |= dict.fromkeys(layout.left_out if layout else ())
            for part in _drawn(block, layout, out) if layout else (_as_lines(block),):
                out.print(part)
                yield
    if left_out:
        out.print(_Flowing(f"放不下，没有显示：{'、'.join(left_out)}（{remedy}）", _STYLES[Tone.FAINT]))
    if document.last_line:
        out.print(_Flowing(document.last_line, "bold"))


def _as_lines(table: Table) -> _Flowing:
    """A table for a window that holds none: cell by cell."""
    titled = [(number, column.heading) for number, column in enumerate(table.columns) if column.heading]
    rows = ("\n".join(f"{heading}：{cells[number].text}" for number, heading in titled) for cells in table.rows)
    return _Flowing("\n\n".join(rows), "")


def _in_window(heading: str, window: int) -> str:
    """A heading on one line, or its parts on as few as they need: a name stays whole."""
    lines = [""]
    for part in heading.split("  "):
        longer = f"{lines[-1]}  {part}" if lines[-1] else part
        lines[-1:] = [longer] if width(longer) <= window else [lines[-1], part]
    return "\n".join(filter(None, lines))


def linked(text: str, file: Path, out: Console) -> None:
    """A remark in which the file's path is a link, where the terminal knows links and the path stands on one line."""
    shown = Text(text)
    start = text.find(str(file))
    if start >= 0:
        shown.stylize(f"link {file.resolve().as_uri()}", start, start + len(str(file)))
    out.print(shown, soft_wrap=True)


def _drawn(table: Table, layout: Layout, out: Console) -> Iterator[SegmentLines]:
    """The table, some rows at a time: Rich takes ten times the memory of what it draws."""
    headings = [wrapped(table.columns[number].heading, room) for number, room in _places(layout)]
    above, rows = _RULES + max(map(len, headings)), iter(table.rows)
    part, first = list(islice(rows, _AT_A_TIME)), True
    while part or first:
        behind = list(islice(rows, _AT_A_TIME))
        lines = out.render_lines(_table(table, part, layout), pad=False)
        yield SegmentLines(lines[0 if first else above : -1 if behind else None], new_lines=True)
        part, first = behind, False


def _places(layout: Layout) -> Iterator[tuple[int, int]]:
    """The columns that are shown by their numbers, each with its width."""
    return zip(layout.columns, layout.widths, strict=True)


def _table(table: Table, rows: Iterable[tuple[Cell, ...]], layout: Layout) -> RichTable:
    drawn = RichTable(
        box=box.HORIZONTALS,
        pad_edge=False,
        padding=(0, min(1, layout.gap - 1)),
        collapse_padding=layout.gap == _COLLAPSED,
    )
    for number, columns_wide in _places(layout):
        column = table.columns[number]
        heading = Text("\n".join(wrapped(column.heading, columns_wide)))
        drawn.add_column(
            heading,
            width=columns_wide,
            no_wrap=True,
            justify="right" if column.right else "left",
            # Rich's own way is to cut and end in …: of a code no digit may be lost.
            overflow="fold",
        )
    for cells in rows:
        drawn.add_row(*(_cell(cells[number], table.columns[number]) for number in layout.columns))
    return drawn


def _cell(cell: Cell, column: Column) -> Text | _Flowing:
    text, style = cell.text, _STYLES[cell.tone]
    return _Flowing(text, style) if column.share else Text("\n".join(map(printable, text.split("\n"))), style)


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
