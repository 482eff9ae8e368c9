"""A document as Markdown, for a mail or a minute."""

from __future__ import annotations

from collections.abc import Iterator

from anlian_cli.report.document import Heading, Report, Sentence, Table
from anlian_cli.report.text import printable

_SPECIAL = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]<>#|~"})


def markdown(document: Report) -> str:
    """The whole document as text; what firms wrote cannot become markup."""
    return "".join(markdown_lines(document))


def markdown_lines(document: Report) -> Iterator[str]:
    """The same line by line."""
    return (f"{line}\n" for line in _lines(document))


def _lines(document: Report) -> Iterator[str]:
    yield f"# {_plain(document.title)}"
    for block in document.blocks:
        yield ""
        if isinstance(block, Heading):
            yield f"## {_plain(block.text)}"
        elif isinstance(block, Sentence):
            yield _plain(block.text)
        else:
            yield from _table(block)
    if document.last_line:
        yield ""
        yield _plain(document.last_line)


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(_plain(column.heading) for column in table.columns)} |"
    yield f"|{'|'.join('--:' if column.right else '---' for column in table.columns)}|"
    for cells in table.rows:
        yield f"| {' | '.join(_plain(cell.text) for cell in cells)} |"


def _plain(text: str) -> str:
    return "<br>".join(printable(line).translate(_SPECIAL) for line in text.split("\n"))
