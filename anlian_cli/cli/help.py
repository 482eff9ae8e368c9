"""The help of a command in Chinese: wide characters in line, nothing cut, as wide as the window."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from typing import Any

from anlian_cli.report.text import width, wrapped

_WIDEST, _NAMES = 100, 24
"""Longer lines are hard to read; a longer name stands on a line of its own."""


def help_text(command: Any, context: Any) -> str:
    """How a command is used, what it does, and each of its parameters or sub-commands."""
    columns = min(shutil.get_terminal_size().columns, _WIDEST)
    usage = f"用法：{context.command_path} {' '.join(command.collect_usage_pieces(context))}".replace("...", "……")
    parts = ["\n".join(wrapped(usage, columns)), "\n".join(_indented(command.help or "", columns))]
    parameters = command.get_params(context)
    below = getattr(command, "commands", {})
    for heading, lines in (
        ("参数", [_told(one) for one in parameters if one.param_type_name == "argument"]),
        ("选项", [_told(one) for one in parameters if one.param_type_name == "option"]),
        ("命令", [(name, one.help or "") for name, one in below.items()]),
    ):
        if lines:
            parts.append("\n".join([f"{heading}：", *_listed(lines, columns)]))
    return "\n\n".join(parts)


def _told(parameter: Any) -> tuple[str, str]:
    """A parameter as it is typed, and what it means."""
    meaning = parameter.help or ""
    if parameter.param_type_name == "argument":
        name = parameter.metavar or parameter.name
    else:
        # The shorter way first.
        name = ", ".join(sorted(parameter.opts, key=len))
        name += "" if parameter.is_flag else f" {parameter.metavar}"
        meaning = "显示帮助" if "--help" in parameter.opts else meaning
    return name, f"{meaning}［必填］" if parameter.required else meaning


def _indented(text: str, columns: int) -> Iterator[str]:
    yield from (f"  {line}" for line in wrapped(_with_example(text), columns - 2))


def _listed(lines: Iterable[tuple[str, str]], columns: int) -> Iterator[str]:
    """Names on the left, what they mean on the right; in a narrow window, below."""
    lines = list(lines)
    widest = max((width(name) for name, _ in lines if width(name) <= _NAMES), default=_NAMES)
    if columns < 2 * _NAMES:
        widest = 2
    for name, meaning in lines:
        beside = wrapped(_with_example(meaning), columns - widest - 4)
        if width(name) > widest:
            yield f"  {name}"
        else:
            yield f"  {name}{' ' * (widest - width(name))}  {beside.pop(0)}".rstrip()
        yield from (f"{' ' * (widest + 4)}{line}" for line in beside if line)


def _with_example(text: str) -> str:
    """The example on a line of its own, to be copied."""
    return text.replace("。例：", "。\n例：")
