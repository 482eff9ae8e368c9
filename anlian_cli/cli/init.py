"""`anlian init`: a workspace with a commented anlian.yaml, blank forms, and the schemas that editors read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anlian_cli.cli import clock
from anlian_cli.cli import output as out
from anlian_cli.errors import UsageFault
from anlian_cli.forms.starter import starter_files
from anlian_cli.model.workspace import SETTINGS_FILE
from anlian_cli.office.files import make_folder, write_file
from anlian_cli.office.papers.templates import starter_templates
from anlian_cli.office.settings import find_workspace


def init(
    folder: Annotated[Path | None, typer.Argument(metavar="文件夹", help="新工作区（默认当前文件夹）")] = None,
) -> None:
    """新建工作区：anlian.yaml、空白表样和文件夹。例：anlian init 我的工作区"""
    root = folder or Path()
    if (root / SETTINGS_FILE).exists():
        raise UsageFault(f"{root / SETTINGS_FILE} 已经存在，这里已是工作区", "直接使用，或换一个文件夹")
    if around := find_workspace(root):
        raise UsageFault(f"{root.resolve()} 在工作区 {around} 里面，不能再建一个", "换一个不在工作区里的文件夹")
    files = {**starter_files(clock.today()), **starter_templates()}
    if taken := [name for name in files if (root / name).exists()]:
        raise UsageFault(f"{'、'.join(taken)} 已经存在", "请换一个空的文件夹")
    for name, content in files.items():
        make_folder((root / name).parent)
        write_file(root / name, content)
    out.say(f"工作区已建好：{root.resolve()}")
    out.say("→ 先看一遍 anlian.yaml：标“必填”的填上，标“待确认”的由联合会确认")
    out.say("→ 各单位的材料放进 applications/批次/单位名称/")
