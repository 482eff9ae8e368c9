"""A paper as one self-contained web page: no script, no request, readable on a phone and in print."""

from __future__ import annotations

from decimal import Decimal
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from msgspec import Struct

from anlian_cli.report.papers import layout
from anlian_cli.report.papers.paper import NAME, NOTE, ChartBar, Paper
from anlian_cli.report.papers.reading import Paragraph, blocks_of
from anlian_cli.report.text import printable

_FULL = 330
"""How long a bar of 100 points is, of a drawing 460 wide."""
_MOST_BARS = 60
_COLOURS = {"优秀": "#1b7f4b", "良好": "#3c78b4", "合格": "#8a8a8a", "不合格": "#b3392f"}
_PLAIN_COLOUR = "#3c78b4"
_CLASSES = {
    layout.NUMBERED: "numbered",
    layout.ADDRESSED: "addressed",
    layout.SIGNED: "signed",
    layout.DATED: "dated",
    layout.ANNEX: "annex",
}


class _DrawnBar(Struct, frozen=True):
    name: str
    width: int
    colour: str
    shown: str
    word: str


def paper_page(filled: bytes, paper: Paper) -> bytes:
    """A filled paper as HTML; everything that varies is escaped."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["printable"] = printable
    source = files(__package__).joinpath("page.html").read_text(encoding="utf-8")
    blocks = blocks_of(filled)
    title = "".join(block.text for block in blocks if isinstance(block, Paragraph) and block.style == layout.TITLE)
    rendered = environment.from_string(source).render(
        paper=paper,
        title=title or paper.kind,
        blocks=blocks,
        bars=[_drawn(bar) for bar in paper.bars[:_MOST_BARS]],
        names=layout,
        classes=_CLASSES,
        wide=(NAME, NOTE),
    )
    return rendered.encode() + b"\n"


def _drawn(bar: ChartBar) -> _DrawnBar:
    return _DrawnBar(
        bar.name,
        max(1, int(bar.total * _FULL / Decimal(100))),
        _COLOURS.get(bar.word, _PLAIN_COLOUR),
        bar.shown,
        bar.word,
    )
