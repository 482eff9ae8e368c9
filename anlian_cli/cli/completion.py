"""Completion: what may stand at the cursor of a command line. It offers something or nothing, and never complains.

A script in `shells/` calls the program with the words before the cursor; the one at the cursor is in the environment.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import redirect_stderr, suppress
from io import StringIO
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from anlian_cli.cli.commands import HELP, loaded
from anlian_cli.errors import UsageFault

ASKED = "ANLIAN_COMPLETE"
_SHELLS = Path(__file__).parent / "shells"
_OF_THE_PROGRAM = {"--help": "显示帮助", "--version": "显示版本", "--show-completion": "显示补全的脚本"}
Offers = Iterable[tuple[str, str]]
"""Words with what each means."""


def script(shell: str) -> str:
    """What makes a shell ask for completions. Raises UsageFault for a shell that is not known."""
    known = sorted(path.suffix[1:] for path in _SHELLS.iterdir())
    if shell not in known:
        raise UsageFault(f"没有终端“{shell}”的补全", f"可用：{'、'.join(known)}")
    return (_SHELLS / f"anlian.{shell}").read_text(encoding="utf-8")


def complete(words: Sequence[str], part: str) -> None:
    """Print what may stand at the cursor, a word and its meaning on each line."""
    # Outside of a workspace, in a damaged one, behind a slip: nothing is offered, and nothing else may be seen.
    with suppress(Exception), redirect_stderr(StringIO()):
        for word, meaning in offers([_bare(word) for word in words if word != "="], _bare(part.removeprefix("="))):
            sys.stdout.write(f"{word}\t{meaning}\n")


def _bare(word: str) -> str:
    return word.strip("'\"").replace("\\", "")


def offers(words: Sequence[str], part: str) -> list[tuple[str, str]]:
    """What may stand behind these words: what begins with the part at the cursor, else what has it within."""
    found = [offer for offer in _at_cursor(words, part) if not any(mark in offer[0] for mark in "\t\n")]
    sought = part.casefold()
    begin = [offer for offer in found if offer[0].casefold().startswith(sought)]
    return begin or [offer for offer in found if sought in offer[0].casefold()]


def _at_cursor(words: Sequence[str], part: str) -> Offers:
    if not words:
        return (_OF_THE_PROGRAM if part.startswith("-") else HELP).items()
    if words[0] not in HELP:
        return ()
    command, rest = loaded(words[0]), words[1:]
    below = getattr(command, "commands", {})
    if not below:
        return _of_command(_Line.read(command, rest), part)
    if rest and rest[0] in below:
        return _of_command(_Line.read(below[rest[0]], rest[1:]), part)
    # A year or an option without a command of the group belongs to its list.
    names = [(name, one.help or "") for name, one in below.items()] if not rest else []
    return [*(names if not part.startswith("-") else []), *_of_command(_Line.read(below["list"], rest), part)]


class _Line(Struct):
    """A command with what was written behind it: values by what the help calls them, and what is still to come."""

    command: Any
    given: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    awaited: Any = None
    arguments: list[Any] = field(default_factory=list)

    @classmethod
    def read(cls, command: Any, words: Sequence[str]) -> _Line:
        line = cls(command)
        arguments = [one for one in command.params if one.param_type_name == "argument"]
        for word in words:
            if line.awaited is not None:
                line._take(line.awaited, word)
                line.awaited = None
            elif word.startswith("-") and (option := line._option(word.partition("=")[0])):
                line.used.update(option.opts if not option.multiple else ())
                line.awaited = None if option.is_flag or "=" in word else option
            elif arguments:
                line._take(arguments[0], word)
                del arguments[: arguments[0].nargs != -1]
        line.arguments = arguments
        return line

    def _option(self, word: str) -> Any:
        return next((one for one in self.command.params if word in one.opts), None)

    def _take(self, parameter: Any, word: str) -> None:
        self.given[parameter.metavar or parameter.name] = word


def _of_command(line: _Line, part: str) -> Iterator[tuple[str, str]]:
    if line.awaited is None and part.startswith("-"):
        for option in line.command.params:
            long = [word for word in option.opts if word.startswith("--")]
            yield from ((word, option.help or "") for word in long if word not in line.used)
        return
    wanted = line.awaited or next(iter(line.arguments), None)
    if wanted is not None:
        # Only here: options need nothing of what is kept.
        from anlian_cli.cli.offers import offered

        yield from offered(wanted.metavar or "", line.given)
