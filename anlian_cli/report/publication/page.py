"""An announcement as one self-contained web page: no script, no request, readable on a phone and in print."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from anlian_cli.report.publication.announcement import Announcement, ChartBar
from anlian_cli.report.text import printable

_FULL = 330
"""How long a bar of 100 points is, of a drawing 460 wide."""
_MOST_BARS = 60
_COLOURS = {"优秀": "#1b7f4b", "良好": "#3c78b4", "合格": "#8a8a8a", "不合格": "#b3392f"}
_PLAIN_COLOUR = "#3c78b4"


@dataclass(frozen=True, slots=True)
class _DrawnBar:
    name: str
    width: int
    colour: str
    shown: str
    word: str


def announcement_page(announcement: Announcement) -> bytes:
    """The announcement as HTML; everything that varies is escaped."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["printable"] = printable
    source = files(__package__).joinpath("page.html").read_text(encoding="utf-8")
    bars = [_drawn(bar) for bar in announcement.bars[:_MOST_BARS]]
    return environment.from_string(source).render(announcement=announcement, bars=bars).encode() + b"\n"


def _drawn(bar: ChartBar) -> _DrawnBar:
    return _DrawnBar(
        bar.name,
        max(1, int(bar.total * _FULL / Decimal(100))),
        _COLOURS.get(bar.word, _PLAIN_COLOUR),
        bar.shown,
        bar.word,
    )
