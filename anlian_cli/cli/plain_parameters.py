"""Words of the command line that need no types: Typer asks pydantic to make a text of a text, and to load for it.

That is as long as everything else that a small command loads. What was not given, and texts, paths and whole numbers of
which nothing else is asked, are therefore taken as they are; whatever else is declared or typed goes Typer's way, with
its errors.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args, get_origin

_CONDITIONS = ("parser", "exists", "writable", "resolve_path", "path_type", "min", "max")
_PLAIN = {str: re.compile("(?s:.+)"), Path: re.compile("(?s:.+)"), int: re.compile("[0-9]{1,9}")}
"""What is typed where a text, a path or a number is asked, and needs no more than to be made one."""


def taken_plainly(parameters: list[Any]) -> list[Any]:
    """The parameters of a command, the plain ones taken as they are."""
    for parameter in parameters:
        # A Typer of another make has no descriptors, and keeps its own way.
        if hasattr(parameter, "type_descriptor") and "process_value" not in vars(parameter):
            parameter.process_value = _plainly(parameter)
    return parameters


def _plainly(parameter: Any) -> Callable[[Any, Any], Any]:
    by_type, kind = parameter.process_value, _plain_kind(parameter.type_descriptor)
    several = parameter.multiple or parameter.nargs == -1

    def process_value(context: Any, value: Any) -> Any:
        if value is None and not parameter.required:
            taken: Any = () if several else None
        elif kind is not None and value and _is_plain(kind, value if several else (value,)):
            taken = [kind(one) for one in value] if several else kind(value)
        else:
            return by_type(context, value)
        return taken if parameter.callback is None else parameter.callback(context, parameter, taken)

    return process_value


def _is_plain(kind: type, values: Any) -> bool:
    texts = values if isinstance(values, (list, tuple)) else (None,)
    return all(isinstance(text, str) and _PLAIN[kind].fullmatch(text) for text in texts)


def _plain_kind(descriptor: Any) -> type | None:
    """Text, path or number, or a list of one, where that is all that is asked of the parameter."""
    annotation = descriptor.annotation
    kind = get_args(annotation)[0] if get_origin(annotation) is list else annotation
    conditions = (getattr(descriptor.parameter_info, name, None) for name in _CONDITIONS)
    return kind if kind in _PLAIN and not any(conditions) else None
