"""How much a page holds: A4, its margins, and how wide columns may be so that it can be read."""

from __future__ import annotations

MARGINS = {"portrait": (0.6, 0.7), "landscape": (0.3, 0.55)}
"""In inches: at the sides; above and below."""
_A4 = {"portrait": (8.27, 11.69), "landscape": (11.69, 8.27)}
_PIXELS_PER_CHARACTER, _PIXELS_PER_INCH = 8, 96
"""Excel's columns are as many digits of the book's own font wide."""


def characters_across(orientation: str, size: float, least: float) -> float:
    """How many characters wide columns may be together, so that a font of `size` prints at no less than `least`."""
    inches = _A4[orientation][0] - 2 * MARGINS[orientation][0]
    return inches * _PIXELS_PER_INCH / _PIXELS_PER_CHARACTER * size / least
