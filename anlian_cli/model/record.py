"""What every recorded document has in common: frozen, nothing unknown, points exact, days as days."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer


def _exact(value: Any) -> Any:
    """A decimal from its own text; a float has lost what it was and is refused."""
    if isinstance(value, float):
        raise ValueError("points are kept as text, never as a float")
    return value


def _day(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value


def plain(number: Decimal) -> str:
    """A decimal as a person writes it: 85, 84.996, without exponent or needless zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


Exact = Annotated[Decimal, BeforeValidator(_exact), PlainSerializer(plain)]
RecordedDay = Annotated[date, BeforeValidator(_day), PlainSerializer(lambda value: value.isoformat())]


class Recorded(BaseModel):
    """A document of the records, in English keys; an unknown key means that a later program wrote it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def to_json(self) -> bytes:
        """The document as its file holds it; what says nothing is left out."""
        return (json.dumps(self.to_tree(), ensure_ascii=False, indent=1) + "\n").encode()

    def to_tree(self) -> dict[str, Any]:
        """The document as plain values; the kind is told even where it goes without saying."""
        kind = getattr(self, "kind", None)
        tree = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return tree if kind is None else {"kind": kind, **tree}
