"""Asking before what cannot be taken back: a terminal is asked, a script says --yes, and nothing else goes on."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from anlian_cli.cli.output import say
from anlian_cli.errors import UsageFault

Yes = Annotated[bool, typer.Option("--yes", help="不再询问（脚本用）")]
_AGREED = ("y", "yes", "是", "好", "确认")


def go_ahead(yes: bool, question: str, refused: str) -> None:
    """Go on only where --yes or the person at the terminal says so. Raises UsageFault."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise UsageFault(f"这里不能询问，{refused}", "看过上面列出的内容以后，加 --yes 再运行")
    say(f"{question}（输入“是”继续，其他不做）")
    try:
        answer = input()
    except EOFError:
        answer = ""
    if answer.strip().lower() not in _AGREED:
        raise UsageFault(f"没有确认，{refused}", "")
