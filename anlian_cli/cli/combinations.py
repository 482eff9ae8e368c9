"""Which options go together: one table for every command. What would be dropped in silence is refused instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from anlian_cli.errors import UsageFault

Given = str
"""A parameter that was written, as `publish`; or one with a certain value, as `kind=json`."""


class Needs(Struct, frozen=True):
    """An option that does something only beside at least one of the others."""

    option: Given
    others: tuple[Given, ...]

    def refusal(self, asked: _Asked) -> str | None:
        if not asked.has(self.option) or any(map(asked.has, self.others)):
            return None
        return f"{asked.in_words(self.option)} 只和 {'、'.join(map(asked.in_words, self.others))} 一起用"


class Alone(Struct, frozen=True):
    """An option that leaves the others nothing to do."""

    option: Given
    others: tuple[Given, ...]

    def refusal(self, asked: _Asked) -> str | None:
        beside = [other for other in self.others if asked.has(other)]
        if not asked.has(self.option) or not beside:
            return None
        return f"{asked.in_words(self.option)} 不和 {'、'.join(map(asked.in_words, beside))} 一起用"


Rule = Needs | Alone
_FILE = Needs("force", ("output",))
_COPY = Needs("force", ("publish",))
_EITHER = Needs("force", ("output", "publish"))
_APPLICATION = ("kind=application", "kind=申报材料")
_VERIFICATION = ("kind=verification", "kind=初核记录")
_PAPER = ("kind=paper", "kind=公文")

TABLE: Mapping[str, tuple[Rule, ...]] = {
    "check": (
        Needs("by", ("record",)),
        Needs("dry_run", ("record",)),
        Alone("record", ("as_of", "deadline", "scan")),
        Alone("quiet", ("output", "kind", "explain", "only", "scan")),
        Alone("only", ("kind=json",)),
        Alone("explain", ("kind=json", "kind=csv")),
        Alone("watch", ("scan", "since", "record", "only", "explain", "quiet", "kind", "output")),
        Alone("since", ("scan", "record", "only", "explain", "quiet", "as_of")),
        _FILE,
    ),
    "template": (
        *(Alone(form, ("period", "experts", "named", "as_of")) for form in _APPLICATION),
        *(Alone(form, ("experts", "named", "as_of")) for form in (*_VERIFICATION, *_PAPER)),
        Alone("named", ("experts",)),
        _FILE,
    ),
    "review": (
        Alone("sheet", ("output", "force")),
        Needs("dry_run", ("sheet",)),
        Needs("scan", ("output",)),
        _FILE,
    ),
    "score": (
        Alone("sheet", ("unit", "points", "item")),
        Needs("sheet_name", ("sheet",)),
        Needs("points", ("unit",)),
        Needs("item", ("unit",)),
        Alone("points", ("item",)),
    ),
    "daily": (Alone("sheet", ("unit", "item", "on", "note", "attach")),),
    "shortlist": (
        *(Needs(option, ("announced",)) for option in ("approved_by", "document", "dry_run", "by")),
        Alone("announced", ("as_of",)),
        _EITHER,
    ),
    "paper": (Alone("as_of", ("dry_run", "by")), Alone("dry_run", ("force",))),
    "rank": (
        *(Needs(option, ("publish",)) for option in ("announced", "document")),
        Alone("trend", ("period", "selection", "explain", "publish", "without_incomplete", "reason")),
        Alone("selection", ("explain", "without_incomplete")),
        Alone("explain", ("publish", "without_incomplete", "reason")),
        Needs("without_incomplete", ("publish",)),
        Needs("reason", ("publish",)),
        _EITHER,
    ),
    "admit": (Alone("founding", ("round_name", "confirmed", "publish")), _COPY),
    "list": (*(Needs(option, ("publish",)) for option in ("announced", "document")), _EITHER),
    "exit decide": (_COPY,),
    "objection resolve": (_FILE,),
    "exit report": (Needs("by_body", ("substantiated",)),),
    **dict.fromkeys(("exit list", "objection list", "objection show", "show", "log", "status", "verify"), (_FILE,)),
    **dict.fromkeys(("explain", "report", "handover"), (_FILE,)),
}
"""The rules of every command that has any."""


class _Asked:
    """A command as it was typed."""

    def __init__(self, context: Any) -> None:
        self._values: dict[str, Any] = context.params
        self._parameters = {parameter.name: parameter for parameter in context.command.params}

    def has(self, given: Given) -> bool:
        name, _, value = given.partition("=")
        written = self._values.get(name)
        # 0 is `--experts` that nobody wrote.
        return str(written) == value if value else written not in (None, False, 0, [], ())

    def in_words(self, given: Given) -> str:
        """An option as it is typed, an argument as the help calls it."""
        name, _, value = given.partition("=")
        parameter = self._parameters[name]
        option = next((word for word in parameter.opts if word.startswith("--")), None)
        shown = option or parameter.metavar or name
        if not value:
            return str(shown)
        return f"{option} {value}" if option else value


def below_the_program(context: Any) -> str:
    """The command without the program's own name, whatever that is: exit report."""
    return f"{below_the_program(context.parent)} {context.info_name}".strip() if context.parent else ""


def refuse_idle(context: Any) -> None:
    """Refuse a combination of options that would do nothing. Raises UsageFault that says what goes with what."""
    command = below_the_program(context)
    asked = _Asked(context)
    for rule in TABLE.get(command, ()):
        if why := rule.refusal(asked):
            raise UsageFault(why, f"用法见 anlian {command} --help")
