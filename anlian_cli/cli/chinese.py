"""Help and usage errors in Chinese. Typer speaks English; its texts are few, and every one is translated here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from itertools import takewhile
from typing import Any

from typer.core import TyperCommand, TyperGroup

from anlian_cli.cli.combinations import below_the_program, refuse_idle
from anlian_cli.cli.help import help_text
from anlian_cli.cli.plain_parameters import taken_plainly

_ERRORS = (
    (re.compile(r"No such option: (\S+)(?: \(Possible options: (.*)\))?"), r"没有选项 \1"),
    (re.compile(r"No such command '?\"?([^'\"]*)'?\"?\.?.*", re.S), r"没有命令 \1"),
    (re.compile(r"Missing argument '?([^'.]*)'?\."), r"缺少参数 \1"),
    (re.compile(r"Missing option '?([^'.]*)'?\."), r"缺少选项 \1"),
    (re.compile(r"Missing command\."), "缺少命令"),
    (re.compile(r"Option '?([^' ]*)'? requires an argument\."), r"选项 \1 后面要写内容"),
    (re.compile(r"Option '?([^' ]*)'? does not take a value\."), r"选项 \1 后面不写内容"),
    (re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)"), r"多了参数：\1"),
    (re.compile(r"Invalid value for '?([^']*)'?: .*integer.*", re.S), r"\1 要写整数"),
    (re.compile(r"Invalid value for '?([^']*)'?: .*", re.S), r"\1 的内容超出了范围"),
)


def usage_error(message: str) -> str:
    """A usage error of the command line in Chinese; one that is not known keeps its own words behind it."""
    for pattern, chinese in _ERRORS:
        if match := pattern.search(message):
            return match.expand(chinese)
    return f"命令写法有误：{message}"


def usage_hint(problem: Any, typed: Sequence[str]) -> str:
    """What was meant perhaps, and where the usage of the command that was typed stands."""
    context = getattr(problem, "ctx", None)
    # What an option lacks is told without a context.
    command = below_the_program(context) if context else _command_of(typed)
    usage = f"用法见 anlian {command} --help" if command else "用法见 anlian --help，或 anlian 命令 --help"
    near = _near(problem.format_message(), context) if context else []
    if near:
        return f"您是不是要写 {near[0]}；{usage}"
    ahead = not command and typed and typed[0].startswith("-")
    return f"选项写在命令的后面，例如 anlian status -C 文件夹；{usage}" if ahead else usage


def _command_of(typed: Sequence[str]) -> str:
    """The command and sub-command that a line begins with, as far as it is words."""
    words = list(takewhile(lambda word: word.isascii() and word.isalpha(), typed[:2]))
    return " ".join(words if words[:1] in (["exit"], ["objection"]) else words[:1])


def _near(message: str, context: Any) -> list[str]:
    for pattern, known in ((_ERRORS[0][0], _options), (_ERRORS[1][0], _commands)):
        if match := pattern.search(message):
            return get_close_matches(match[1].strip("'\""), list(known(context)), n=1)
    return []


def _options(context: Any) -> Iterable[str]:
    return (word for parameter in context.command.params for word in parameter.opts if word.startswith("--"))


def _commands(context: Any) -> Iterable[str]:
    return context.command.commands  # type: ignore[no-any-return]


class ChineseCommand(TyperCommand):
    """A command whose help is Chinese throughout, and which drops no option in silence."""

    def invoke(self, ctx: Any) -> Any:
        refuse_idle(ctx)
        return super().invoke(ctx)

    def get_params(self, ctx: Any) -> list[Any]:
        return taken_plainly(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:
        return help_text(self, ctx)


class ChineseGroup(TyperGroup):
    """The program, or a group of commands, whose help is Chinese throughout."""

    def get_params(self, ctx: Any) -> list[Any]:
        return taken_plainly(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:
        return help_text(self, ctx)
