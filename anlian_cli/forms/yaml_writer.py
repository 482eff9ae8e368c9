"""A typed form as YAML under its official labels; reading it again gives an equal form."""

from __future__ import annotations

import io
from typing import Any

from ruamel.yaml import YAML

from anlian_cli.model.labels import Form


def write_yaml(form: Form) -> str:
    """The form's filled fields. Text that YAML would take for a number is quoted."""
    return dump(form.model_dump(mode="json", exclude_none=True))


def dump(tree: dict[str, Any]) -> str:
    """Nested text as YAML, in the order and layout that people expect of a form."""
    writer = YAML(typ="rt", pure=True)
    writer.representer.ignore_aliases = lambda _data: True  # our reader refuses anchors
    writer.allow_unicode = True
    writer.width = 10_000
    writer.indent(mapping=2, sequence=4, offset=2)
    buffer = io.StringIO()
    writer.dump(tree, buffer)
    return buffer.getvalue()
