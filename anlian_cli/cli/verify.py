"""`anlian verify`: an audit of the records. It repairs nothing."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from anlian_cli.cli.output import Target
from anlian_cli.cli.preamble import reads
from anlian_cli.errors import UsageFault
from anlian_cli.office.office import Office
from anlian_cli.records.audit import audit
from anlian_cli.report.audit_view import audit_document, audit_json


@reads
def verify(
    to: Target,
    office: Office,
    quick: Annotated[bool, typer.Option("--quick", help="只核对日志和各档案最新的清单")] = False,
    expect: Annotated[
        str | None, typer.Option("--expect", metavar="日志摘要", help="表上印的日志摘要：台账里是否还有它")
    ] = None,
) -> None:
    """核验台账：逐个文件核对摘要、日志和索引；只报告，不修复。例：anlian verify"""
    found = audit(office.workspace, quick=quick, until=office.moment.until, expect=_digest(expect))
    to.emit(audit_document(found), lambda: audit_json(found))
    raise typer.Exit(1 if found.damages else 0)


def _digest(text: str | None) -> str | None:
    """A digest as tables print it, or whole. Raises UsageFault."""
    if text is None:
        return None
    digest = text.strip().lower()
    if not re.fullmatch(r"[0-9a-f]{12,128}", digest):
        raise UsageFault(f"--expect “{text}”不是日志摘要", "请照抄表尾的 12 位摘要，例如 --expect 6a154defde3b")
    return digest
