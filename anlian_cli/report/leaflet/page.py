"""A leaflet as one self-contained web page: bars drawn in it, no script, no request, made for A4."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from msgspec import Struct

from anlian_cli.report.leaflet.leaflet import Bars, Leaflet
from anlian_cli.report.papers.paper import in_words
from anlian_cli.report.text import printable

_START, _FULL, _ROW = 80, 500, 30
"""Where bars begin, how long the longest is, and how high a row, of a drawing 680 wide."""
_LEAST_WITH_NUMBER = 14


class _Part(Struct, frozen=True):
    """A part of a bar as it is drawn; `number` is empty where there is no room for it."""

    x: int
    width: int
    key: int
    number: str


class _Bar(Struct, frozen=True):
    label: str
    y: int
    parts: tuple[_Part, ...]
    end: int
    total: int


def leaflet_page(leaflet: Leaflet) -> bytes:
    """The leaflet as HTML; everything that varies is escaped."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["printable"] = printable
    environment.filters["in_words"] = in_words
    environment.globals["drawn"] = _drawn
    source = files(__package__).joinpath("page.html").read_text(encoding="utf-8")
    return environment.from_string(source).render(leaflet=leaflet).encode() + b"\n"


def _drawn(bars: Bars) -> list[_Bar]:
    return [_bar(label, parts, bars.longest, _ROW * number) for number, (label, parts) in enumerate(bars.rows, start=1)]


def _bar(label: str, counts: tuple[int, ...], longest: int, y: int) -> _Bar:
    x, parts = _START, []
    for key, count in enumerate(counts):
        width = _FULL * count // max(longest, 1)
        if count:
            parts.append(_Part(x, width, key, str(count) if width >= _LEAST_WITH_NUMBER else ""))
        x += width
    return _Bar(label, y, tuple(parts), x, sum(counts))
