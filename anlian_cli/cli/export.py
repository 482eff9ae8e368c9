"""`anlian export`: the records as tidy tables, for DuckDB, Spark, pandas and whoever asks over many federations."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anlian_cli.cli.desk import open_office
from anlian_cli.cli.options import AsOf, Force, Workspace
from anlian_cli.cli.output import say, tell
from anlian_cli.forms.salt_file import read_salt
from anlian_cli.office.export.exporting import export as run
from anlian_cli.report.export.echo import last_line, year_lines
from anlian_cli.report.export.package import NAME


def export(
    into: Annotated[Path, typer.Argument(metavar="导出文件夹", help="写进这个文件夹，每张表一个子文件夹")],
    kind: Annotated[
        str, typer.Option("--format", metavar="导出格式", help="parquet（默认）、jsonl 或 csv")
    ] = "parquet",
    salt_file: Annotated[
        Path | None, typer.Option("--salt-file", metavar="盐文件", help="有它才导出咨询人员，只写加盐的摘要")
    ] = None,
    as_of: AsOf = None,
    force: Force = False,
    workspace: Workspace = None,
) -> None:
    """导出不含个人信息的数据表，供统计和跨地区查询。例：anlian export 导出"""
    salt = read_salt(salt_file) if salt_file is not None else None
    done = run(open_office(workspace, as_of), into, kind, salt, force)
    for line in year_lines(done):
        tell(line)
    tell(last_line(done))
    if salt is None:
        say("没有 --salt-file：咨询人员这张表不导出")
    say(f"每张表、每一列的说明在 {into / NAME}", into / NAME)
