"""`anlian explain`: a clause, finding or reading in full."""

from __future__ import annotations

from typing import Annotated

import typer

from anlian_cli.cli import output as out
from anlian_cli.cli.options import Force, Format, Output
from anlian_cli.regulation.documents import newest, regulation_named
from anlian_cli.regulation.explanation import explanation, explanations
from anlian_cli.report.explain_view import explain_document, explain_json


def explain(
    code: Annotated[str | None, typer.Argument(metavar="编号", help="如 9.4c、F13、S1、X1、R4；不写则列出全部")] = None,
    kind: Format = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """解释一个条款、问题代码或适用口径：要求、出处、怎样判定、怎样改正。例：anlian explain 9.4c"""
    to = out.target(kind, output, force)
    regulation = regulation_named(newest())
    entries = (explanation(regulation, code),) if code else explanations(regulation)
    to.emit(explain_document(entries), lambda: explain_json(entries))
