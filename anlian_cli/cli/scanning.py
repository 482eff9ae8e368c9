"""The option that has scanned materials read, and what it says where the part that reads them is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from anlian_cli.cli import output as out

if TYPE_CHECKING:
    from anlian_cli.office.scanning.papers import Reader

Scanned = Annotated[
    bool, typer.Option("--scan", help="同时辨认扫描的材料，和表上所填核对；不改变结论（要装 anlian[scan]）")
]


@contextmanager
def reader(asked: bool, workspace: Path | None) -> Iterator[Reader | None]:
    """What reads scans, where --scan asks for it and it is installed; where it is not, that is said once."""
    if not asked:
        yield None
        return
    # Only here: nothing of it is loaded unless it is asked for.
    from anlian_cli.office.scanning.reader import INSTALL, NOT_INSTALLED, can_read, opened_reader

    if not can_read():
        out.say(f"{NOT_INSTALLED}\n→ {INSTALL}")
        yield None
        return
    with opened_reader(workspace) as read:
        yield read
