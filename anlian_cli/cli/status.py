"""`anlian status`: the deadline board."""

from __future__ import annotations

from anlian_cli.cli.output import Target
from anlian_cli.cli.preamble import reads
from anlian_cli.office.board import board
from anlian_cli.office.office import Office
from anlian_cli.report.board_view import board_document, board_json


@reads
def status(to: Target, office: Office) -> None:
    """工作看板：还有几天、谁交了什么、缺什么、下一条命令。例：anlian status"""
    found = board(office)
    to.emit(board_document(found), lambda: board_json(found))
