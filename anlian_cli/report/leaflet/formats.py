"""The formats of a leaflet by their names; each module, some of them heavy, is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anlian_cli.report.leaflet.leaflet import Leaflet


def _page(leaflet: Leaflet) -> bytes:
    from anlian_cli.report.leaflet.page import leaflet_page

    return leaflet_page(leaflet)


def _letter(leaflet: Leaflet) -> bytes:
    from anlian_cli.report.leaflet.letter import leaflet_letter

    return leaflet_letter(leaflet)


PAGES: dict[str, Callable[[Leaflet], bytes]] = {"docx": _letter, "html": _page}
"""A new format is a new line here."""
