"""`anlian status`: the deadline board."""

from __future__ import annotations

from anlian_cli.cli import output as out
from anlian_cli.cli.desk import open_office
from anlian_cli.cli.options import AsOf, Force, Format, Output, Workspace
from anlian_cli.office.register import board
from anlian_cli.report.register_view import board_document, board_json


def status(
    as_of: AsOf = None,
    workspace: Workspace = None,
    kind: Format = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """工作看板：还有几天、谁交了什么、缺什么、下一条命令。例：anlian status"""
    to = out.target(kind, output, force)
    found = board(open_office(workspace, as_of))
    to.emit(board_document(found), lambda: board_json(found))
