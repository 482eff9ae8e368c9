"""`anlian scan`: what one scanned file is and says, and where on which page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anlian_cli.cli import output as out
from anlian_cli.cli.options import Force, Format, Output, Workspace
from anlian_cli.errors import InputFault, UsageFault
from anlian_cli.forms.materials import READABLE
from anlian_cli.office.files import write_file
from anlian_cli.office.scanning.reader import INSTALL, can_read, read_file
from anlian_cli.office.settings import find_workspace
from anlian_cli.report.scan_view import scan_document, scan_json


def scan(
    file: Annotated[Path, typer.Argument(metavar="扫描件", help="图片、PDF 或 Word 文件")],
    image: Annotated[
        Path | None, typer.Option("--image", metavar="网页", help="另写一个 .html：页面上框出读到的，旁边是内容")
    ] = None,
    kind: Format = None,
    output: Output = None,
    force: Force = False,
    workspace: Workspace = None,
) -> None:
    """辨认一个扫描件：是什么材料，写了什么，在哪一页。例：anlian scan 营业执照.jpg --image 核对.html"""
    to = out.target(kind, output, force)
    _refuse(file, image)
    out.refuse_existing(image, force)
    done = read_file(file, find_workspace(workspace or file.parent), draw=image is not None)
    found = done.scan
    if not found.documents and found.unread:
        raise InputFault(f"{file}：{found.unread}", "请打开原件看")
    to.emit(scan_document(file.name, found), lambda: scan_json(file.name, found))
    if image is not None:
        write_file(image, done.page.encode())
        out.say(f"已写入 {image}", image)


def _refuse(file: Path, image: Path | None) -> None:
    """What cannot be read, before anything is. Raises UsageFault, InputFault."""
    if image is not None and image.suffix.lower() not in (".html", ".htm"):
        raise UsageFault(f"--image 写的是网页，不能写成 {image.name}", "例如 --image 核对.html")
    if not can_read():
        raise UsageFault("没有装辨认扫描件的部分", f"装上：{INSTALL}")
    if not file.is_file():
        raise InputFault(f"找不到 {file}", "请检查路径")
    if file.suffix.lower() not in READABLE:
        raise InputFault(f"{file} 不是图片、PDF 或 Word 文件", f"可以读的：{'、'.join(sorted(READABLE))}")
