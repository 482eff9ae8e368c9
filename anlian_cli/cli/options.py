"""Options that several commands share, each declared once, and how their text becomes a value."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from anlian_cli.errors import UsageFault
from anlian_cli.model.dates import parse_day

Workspace = Annotated[
    Path | None, typer.Option("-C", "--workspace", metavar="文件夹", help="工作区（默认向上查找 anlian.yaml）")
]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="日期", help="以这一天（或时刻）为今天，此后的记录看不见")]
Format = Annotated[str | None, typer.Option("--format", metavar="格式", help="table、json、csv、xlsx 或 md")]
PagesFormat = Annotated[
    str | None, typer.Option("--format", metavar="格式", help="table、json、csv、xlsx、md、docx 或 html")
]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="文件", help="写入文件，后缀决定格式")]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有的文件")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="只显示最后一行")]

Publish = Annotated[
    Path | None, typer.Option("--publish", metavar="文件", help="公开件：.docx、.html、.pdf、.xlsx 或 .csv，记为已公布")
]
Announced = Annotated[str | None, typer.Option("--announced", metavar="日期", help="公开件的成文日期（不写则为今天）")]
ApprovedBy = Annotated[str | None, typer.Option("--approved-by", metavar="批准", help="由谁批准，如 考核评定小组")]
DocumentNumber = Annotated[str | None, typer.Option("--document", metavar="文号", help="公告的文号")]
By = Annotated[str | None, typer.Option("--by", metavar="姓名", help="记录人（默认 anlian.yaml 的经办人）")]
Reason = Annotated[str | None, typer.Option("--reason", metavar="原因", help="为什么更正；留在历史里")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只显示会记录什么，不写入")]


def as_day(text: str | None, option: str) -> date | None:
    """The day that an option names. Raises UsageFault where it names none."""
    if text is None:
        return None
    try:
        return parse_day(text)
    except ValueError as problem:
        raise UsageFault(f"{option}：{problem}", f"例如 {option} 2017-10-20") from None
