"""`anlian template`: blank forms for the firms, and the reviewer's blank record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anlian_cli.cli.options import Force

_APPLICATION = ("application", "申报材料")
_VERIFICATION = ("verification", "初核记录")


def template(
    kind: Annotated[str, typer.Argument(metavar="表样", help="application 申报材料，verification 初核记录")],
    form: Annotated[str | None, typer.Option("--format", metavar="格式", help="xlsx 或 yaml（默认看文件后缀）")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="文件", help="写入文件")] = None,
    force: Force = False,
) -> None:
    """生成空白表样。"""
    from anlian_cli.cli import output as out
    from anlian_cli.errors import UsageFault

    if kind not in (*_APPLICATION, *_VERIFICATION):
        raise UsageFault(f"没有表样“{kind}”", "可用：application（申报材料）、verification（初核记录）")
    form = form or ("xlsx" if output is not None and output.suffix.lower() == ".xlsx" else "yaml")
    if form not in ("yaml", "xlsx") or (form == "xlsx" and kind in _VERIFICATION):
        raise UsageFault(f"这份表样没有格式“{form}”", "申报材料可用 xlsx、yaml，初核记录可用 yaml")
    out.refuse_existing(output, force)
    content = _blank(kind, form)
    if output is None:
        out.to_stdout(content, form)
        return
    out.write_file(output, content)
    out.say(f"已写入 {output}")


def _blank(kind: str, form: str) -> bytes:
    if form == "xlsx":
        from anlian_cli.forms.workbook_template import application_workbook

        return application_workbook()
    from anlian_cli.forms.template import application_template, verification_template

    return (application_template() if kind in _APPLICATION else verification_template()).encode()
