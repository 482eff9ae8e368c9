"""How a place in a form is named before it is known where it stands in a file."""

from __future__ import annotations

Path = tuple[str | int, ...]
"""A symbolic place in a form: attribute names and row numbers from the root, ('persons', 2, 'id_number')."""
