"""`anlian check --watch`: whatever changes while she works is checked again, until she ends it with Ctrl-C."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path
from typing import NoReturn

from watchfiles import Change, watch

from anlian_cli.cli import clock
from anlian_cli.cli.check_errand import Errand
from anlian_cli.cli.output import say
from anlian_cli.errors import AnlianError, UsageFault
from anlian_cli.model.workspace import SETTINGS_FILE
from anlian_cli.office.admission.rechecking import Recheck
from anlian_cli.report.check_view import check_document, last_line
from anlian_cli.report.since_view import changes_document
from anlian_cli.report.terminal import console, print_document

_PAUSE = 300
"""Milliseconds that a program may take to write the several files of one save."""


def keep_checking(first: Errand, again: Callable[[], Errand], as_of: date | None, deadline: date | None) -> NoReturn:
    """Check, and check again what changed, for ever; `again` asks anew which units there are. Ctrl-C ends it."""
    recheck = Recheck()
    # Before the first look: what is saved during it is not missed.
    changes = _changes(first)
    next(changes)
    _look(recheck, first, (), as_of, deadline)
    say("看着这些文件夹，改动以后自动重新审核；按 Ctrl-C 结束")
    for changed in changes:
        try:
            _look(recheck, again(), changed, as_of, deadline)
        except AnlianError as problem:
            # A folder moved or settings half typed: the next change may put it right.
            say(f"{problem.message}\n→ {problem.hint}")
    raise KeyboardInterrupt


def _look(
    recheck: Recheck, asked: Errand, changed: Collection[Path], as_of: date | None, deadline: date | None
) -> None:
    found = recheck.look(
        asked.locations,
        asked.office,
        changed,
        as_of=as_of or clock.today(),
        round_name=asked.round_name,
        deadline=deadline,
    )
    assert recheck.report is not None  # it has just looked
    report = recheck.report
    line = last_line(report)
    shown = check_document(report) if found is None else changes_document(found, clock.now(), line)
    print_document(shown, console(sys.stdout), "加宽窗口")
    sys.stdout.flush()


def _changes(asked: Errand) -> Iterator[Collection[Path]]:
    """First nothing, as soon as the watching has begun; then the paths that changed, from time to time."""
    folders = _folders(asked)
    settings = asked.workspace / SETTINGS_FILE if asked.workspace else None
    also = {asked.workspace} if asked.workspace else set()

    def concerns(_: Change, text: str) -> bool:
        path = Path(text)
        # Office programs put a lock file beside what is open.
        return path == settings or (any(map(path.is_relative_to, folders)) and not path.name.startswith(("~$", ".")))

    # The timeout lets the first look begin once the watching has.
    waiting = watch(
        *folders, *also, watch_filter=concerns, debounce=_PAUSE, rust_timeout=_PAUSE, yield_on_timeout=True,
        ignore_permission_denied=True,
    )  # fmt: skip
    try:
        next(waiting)
    except (OSError, RuntimeError):
        # The library's own words are English.
        raise UsageFault("系统不让看着这些文件夹", "请去掉 --watch，改动以后再运行一次") from None
    yield ()
    yield from ({Path(path) for _, path in found} for found in waiting if found)


def _folders(asked: Errand) -> set[Path]:
    """Where a change concerns the check: what was named, else the round's folder."""
    if asked.paths:
        paths = {path.resolve() for path in asked.paths}
    else:
        paths = {location.path.resolve().parent for location in asked.locations}
    return {path if path.is_dir() else path.parent for path in paths}
