"""The program `anlian`: its commands, and how it ends.

A command's module is loaded when it is called: `anlian --version` must not pay for what it does not need.
"""

from __future__ import annotations

import io
import os
import sys
from functools import cache
from typing import Annotated, Any

import typer
from typer.main import get_command

from anlian_cli import __version__
from anlian_cli.cli.chinese import usage_error, usage_hint
from anlian_cli.cli.commands import Program
from anlian_cli.cli.completion import ASKED, complete, script
from anlian_cli.errors import AnlianError, UsageFault

_INTERRUPTED = 130

app = typer.Typer(
    cls=Program,
    help="安全社区咨询服务单位的申报审核与监督管理（京安联发〔2017〕4号）。",
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]……",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _completion(shell: str | None) -> None:
    if shell is not None:
        print(script(shell), end="")
        raise typer.Exit


def _version(asked: bool) -> None:
    if asked:
        print(f"anlian {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _program(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001  the callback acts on it
        bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本。")
    ] = False,
    completion: Annotated[  # noqa: ARG001  the callback acts on it
        str | None,
        typer.Option(
            "--show-completion",
            metavar="终端",
            callback=_completion,
            is_eager=True,
            help="显示按 Tab 补全的脚本：bash、zsh、fish 或 powershell；装法见手册第一节。",
        ),
    ] = None,
) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())


def main() -> None:
    """Run the command line; the exit code says what came of it (0 to 4, 130 when interrupted)."""
    for stream in (sys.stdout, sys.stderr):
        # A console or pipe in a Chinese code page must not end the program for want of one character.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if (part := os.environ.get(ASKED)) is not None:
        # A shell asks what may stand at the cursor: no command runs.
        complete(sys.argv[1:], part.removeprefix("="))
        return
    sys.exit(_run())


def _run() -> int:
    try:
        _refuse_unreadable(sys.argv[1:])
        # Not standalone: faults come here to be told in Chinese, and exit codes are returned.
        return _ended(int(_built()(standalone_mode=False) or 0))
    except AnlianError as problem:
        _complain(problem.message, problem.hint)
        return problem.exit_code
    except typer.TyperException as problem:
        _complain(usage_error(problem.format_message()), usage_hint(problem, sys.argv[1:]))
        return 2
    except (KeyboardInterrupt, typer.Abort):
        return _ended(_INTERRUPTED)
    except Exception as problem:  # the last resort: a sentence, not a traceback, unless a developer asks
        if os.environ.get("ANLIAN_DEBUG"):
            raise
        hint = "请把命令和这句话告诉维护者；记录类的命令是否已经记下，看 anlian log"
        _complain(f"程序内部出错（{type(problem).__name__}：{problem}）", hint)
        return 2


@cache
def _built() -> Any:
    return get_command(app)


def _refuse_unreadable(arguments: list[str]) -> None:
    """Bytes that are no text in the terminal's encoding could be neither recorded nor shown. Raises UsageFault."""
    for number, text in enumerate(arguments, start=1):
        if any("\ud800" <= character <= "\udfff" for character in text):
            hint = "请重新输入这个参数；文件名乱码的（多见于压缩包），先把文件改名"
            raise UsageFault(f"第 {number} 个参数不是可以读懂的文字（编码不对）：{text}", hint)


def _ended(code: int) -> int:
    """Typer turns an interrupt into its exit code; a person is told as well."""
    if code == _INTERRUPTED:
        _complain("已中断", "")
    return code


def _complain(message: str, hint: str) -> None:
    # Only here: its documents bring pydantic, a third of the time of --version and --help.
    from anlian_cli.cli.output import say

    say(message + (f"\n→ {hint}" if hint else ""))
