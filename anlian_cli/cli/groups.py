"""A group of commands of which the list is the one that is meant where none is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import typer

from anlian_cli.cli.chinese import ChineseCommand, ChineseGroup

_STYLE: dict[str, Any] = {"options_metavar": "[选项]", "context_settings": {"help_option_names": ["-h", "--help"]}}


class _Listing(ChineseGroup):
    """`anlian exit` and `anlian exit 2019` mean the list."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        # A year or an option belongs to the list; a word is a command, or a slip of one.
        if not args or args[0].isdecimal() or (args[0].startswith("-") and args[0] not in ("-h", "--help")):
            args = ["list", *args]
        return super().parse_args(ctx, args)


def group_of(help_text: str, commands: Mapping[str, Callable[..., None]]) -> typer.Typer:
    """A group with its commands by their names; one is called `list`."""
    group = typer.Typer(
        cls=_Listing, help=help_text, rich_markup_mode=None, subcommand_metavar="命令 [参数]……", **_STYLE
    )
    for name, command in commands.items():
        group.command(name, cls=ChineseCommand, **_STYLE)(command)
    return group
