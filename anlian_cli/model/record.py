"""What every recorded document has in common: frozen, nothing unknown, points exact, days as days."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Protocol, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer

from anlian_cli.model.decimals import plain


def no_float(text: str) -> Any:
    """For json's `parse_float`: points are kept as text, and a float in a document is damage. Raises ValueError."""
    raise ValueError(f"{text}: points are kept as text, never as a float")


def _day(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value


Exact = Annotated[Decimal, PlainSerializer(plain)]
RecordedDay = Annotated[date, BeforeValidator(_day), PlainSerializer(lambda value: value.isoformat())]


_STRICT = ConfigDict(extra="forbid")
Kind = TypeVar("Kind", bound=type)


def strict(kind: Kind) -> Kind:
    """A dataclass of which pydantic accepts no unknown key: one means that a later program wrote the document."""
    kind.__pydantic_config__ = _STRICT  # type: ignore[attr-defined]
    return kind


def canonical_json(tree: dict[str, Any]) -> bytes:
    """A document as its file holds it."""
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()


class Recordable(Protocol):
    """What can be filed."""

    def to_json(self) -> bytes: ...


class Recorded(BaseModel):
    """A document of the records, in English keys; an unknown key means that a later program wrote it."""

    # Most commands meet few kinds of document: each is made ready when the first of it comes.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def to_json(self) -> bytes:
        """The document as its file holds it; what says nothing is left out."""
        return canonical_json(self.to_tree())

    def to_tree(self) -> dict[str, Any]:
        """The document as plain values; the kind is told even where it goes without saying."""
        kind = getattr(self, "kind", None)
        # What equals its default is not in the file: the default of a recorded field may never change.
        tree = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return tree if kind is None else {"kind": kind, **tree}
