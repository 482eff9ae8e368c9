"""What every command that reads, and every one that records, has in common: its last options, and the office opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Any

from anlian_cli.cli.desk import open_office
from anlian_cli.cli.options import AsOf, By, DryRun, Force, Format, Output, PagesFormat, Reason, Workspace
from anlian_cli.cli.output import target
from anlian_cli.office.office import Intent

Body = Callable[..., None]
_READING = {"as_of": AsOf, "workspace": Workspace, "kind": Format, "output": Output, "force": Force}
_RECORDING = {"dry_run": DryRun, "by": By, "workspace": Workspace}


def reads(body: Body) -> Body:
    """A command that reads: its body is given `to`, where the result goes, and `office` as it stood at --as-of."""
    return _reading(body, _READING)


def hands_over(body: Body) -> Body:
    """A command that reads, and whose result may be handed to somebody on pages."""
    return _reading(body, {**_READING, "kind": PagesFormat})


def _reading(body: Body, options: dict[str, Any]) -> Body:
    on_pages = options["kind"] is PagesFormat

    def command(as_of: Any, workspace: Any, kind: Any, output: Any, force: bool, **own: Any) -> None:
        to = target(kind, output, force, own.get("publish"), on_pages=on_pages)
        body(to=to, office=open_office(workspace, as_of), **own)

    return _with_options(command, body, options)


def records(action: str, *, reasoned: bool = False) -> Callable[[Body], Body]:
    """A command that records: its body is given `office`, and `intent`, what was asked for under which name.

    A `reasoned` one takes a reason that only some of its uses need; others ask for theirs themselves, or for none.
    """

    def wrapped(body: Body) -> Body:
        def command(dry_run: bool, by: Any, workspace: Any, **own: Any) -> None:
            reason = own.pop("reason") if reasoned else own.get("reason")
            body(office=open_office(workspace), intent=Intent(action, by, reason, dry_run), **own)

        return _with_options(command, body, {"reason": Reason, **_RECORDING} if reasoned else _RECORDING)

    return wrapped


def _with_options(command: Body, body: Body, shared: dict[str, Any]) -> Body:
    """The command as Typer is to see it: the body's own parameters, then the shared ones."""
    declared = signature(body, eval_str=True)
    own = [one for name, one in declared.parameters.items() if name not in ("to", "office", "intent")]
    more = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=False if option in (Force, DryRun) else None, annotation=option)
        for name, option in shared.items()
    ]
    named = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in own]
    shown = wraps(body)(command)
    shown.__signature__ = declared.replace(parameters=[*named, *more])  # type: ignore[attr-defined]
    return shown
