"""Points as a person writes them."""

from __future__ import annotations

from decimal import Decimal


def plain(number: Decimal) -> str:
    """A decimal as a person writes it: 85, 84.996, without exponent or needless zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
