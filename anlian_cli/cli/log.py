"""`anlian log`: every version of every dossier: who, when, why, old → new."""

from __future__ import annotations

from typing import Annotated

import typer

from anlian_cli.cli.output import Target
from anlian_cli.cli.preamble import reads
from anlian_cli.office.directory import directory, find_unit
from anlian_cli.office.office import Office
from anlian_cli.records.log import log_entries
from anlian_cli.report.log_view import log_document, log_json, recent


@reads
def log(
    to: Target,
    office: Office,
    unit: Annotated[str | None, typer.Argument(metavar="单位", help="只看这一家：全称、统一代码或名称的一部分")] = None,
    last: Annotated[int | None, typer.Option("--last", metavar="批数", min=1, help="只看最近几批")] = None,
) -> None:
    """历史：每一次记录是谁、何时、为什么，从什么改成什么。例：anlian log 安泰"""
    dossier = find_unit(directory(office.history), unit) if unit else None
    codes = frozenset((dossier.code, *dossier.former_codes)) if dossier else None
    entries = list(log_entries(office.history, codes))
    title = f"{dossier.name}的历史" if dossier else "台账的历史"
    to.emit(log_document(entries, title, last), lambda: log_json(recent(entries, last)))
