"""JSON in which a decimal stands as the number it is: 85, 84.996, never a float's neighbour."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from anlian_cli.model.decimals import plain
from anlian_cli.report.text import escaped_for_json

# No recorded text holds this character, so a marked number cannot be mistaken for one.
_MARK = "\x01"
# json.dumps escapes a control character even where it leaves Chinese as it is.
_MARKED = re.compile(r'"\\u0001(-?[0-9.]+)"')


def exact_json(document: Any) -> str:
    """A document as JSON text, decimals exact, characters that could move a cursor escaped."""
    text = json.dumps(_marked(document), ensure_ascii=False, indent=2)
    return escaped_for_json(_MARKED.sub(r"\1", text)) + "\n"


def _marked(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{_MARK}{plain(value)}"
    if isinstance(value, dict):
        return {key: _marked(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_marked(inner) for inner in value]
    return value
