"""`anlian show`: a unit's whole life."""

from __future__ import annotations

from typing import Annotated

import typer

from anlian_cli.cli.output import Target
from anlian_cli.cli.preamble import reads
from anlian_cli.office.directory import directory, find_unit
from anlian_cli.office.office import Office
from anlian_cli.office.whole_life import unit_life
from anlian_cli.report.life_view import life_document, life_json


@reads
def show(
    to: Target,
    office: Office,
    unit: Annotated[str, typer.Argument(metavar="单位", help="全称、曾用名、统一代码或名称的一部分")],
) -> None:
    """一家单位的全部档案：申报、得分、日常记录、事项。例：anlian show 安泰 --as-of 2018-12-31"""
    life = unit_life(office, find_unit(directory(office.history), unit))
    to.emit(life_document(life), lambda: life_json(life, office.today))
