"""`anlian template`: blank forms for the firms, and the reviewer's blank record."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from anlian_cli.cli.options import Force

_APPLICATION = ("application", "申报材料")
_VERIFICATION = ("verification", "初核记录")


def template(
    kind: Annotated[str, typer.Argument(metavar="表样", help="application 申报材料，verification 初核记录")],
    form: Annotated[str, typer.Option("--format", metavar="格式", help="yaml")] = "yaml",
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="文件", help="写入文件")] = None,
    force: Force = False,
) -> None:
    """生成空白表样。"""
    from anlian_cli.cli import output as out
    from anlian_cli.errors import UsageFault
    from anlian_cli.forms.template import application_template, verification_template

    if kind not in (*_APPLICATION, *_VERIFICATION):
        raise UsageFault(f"没有表样“{kind}”", "可用：application（申报材料）、verification（初核记录）")
    if form != "yaml":
        raise UsageFault(f"表样没有格式“{form}”", "可用：yaml")
    out.refuse_existing(output, force)
    text = application_template() if kind in _APPLICATION else verification_template()
    if output is None:
        sys.stdout.write(text)
        return
    out.write_file(output, text.encode())
    out.say(f"已写入 {output}")
