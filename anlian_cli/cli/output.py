"""Where results go: data to stdout or a file that is opened last, remarks to stderr."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from anlian_cli.errors import UsageFault
from anlian_cli.office.files import write_file
from anlian_cli.report.document import Document

_BY_SUFFIX = {".json": "json", ".csv": "csv", ".xlsx": "xlsx", ".md": "md", ".txt": "table"}
FORMATS = ("table", "json", "csv", "xlsx", "md")
_FILE_WIDTH = 120


def chosen_format(asked: str | None, output: Path | None) -> str:
    """The format asked for, else by the file's suffix, else a table. Raises UsageFault for an unknown one."""
    if asked is None:
        return _BY_SUFFIX.get(output.suffix.lower(), "table") if output else "table"
    if asked not in FORMATS:
        raise UsageFault(f"没有格式“{asked}”", f"可用：{'、'.join(FORMATS)}")
    return asked


def refuse_existing(path: Path | None, force: bool) -> None:
    """An existing file is replaced only when --force says so. Raises UsageFault."""
    if path is not None and path.exists() and not force:
        raise UsageFault(f"{path} 已经存在", "换一个文件名，或加 --force 覆盖")


def emit(document: Document, as_json: Callable[[], str], kind: str, output: Path | None, made_on: datetime) -> None:
    """The document in one of the formats, to stdout or to a file."""
    if kind == "table" and output is None:
        from anlian_cli.report.terminal import console, print_document

        print_document(document, console(sys.stdout))
        return
    content = _rendered(document, as_json, kind, made_on)
    if output is not None:
        write_file(output, content)
    else:
        to_stdout(content, kind)


def _rendered(document: Document, as_json: Callable[[], str], kind: str, made_on: datetime) -> bytes:
    if kind == "xlsx":
        from anlian_cli.report.workbook import workbook

        return workbook(document, made_on)
    if kind == "csv":
        from anlian_cli.report.csv import csv_text

        return csv_text(document.flat_table).encode()
    if kind == "md":
        from anlian_cli.report.markdown import markdown

        return markdown(document).encode()
    return as_json().encode() if kind == "json" else _table_text(document).encode()


def _table_text(document: Document) -> str:
    from anlian_cli.report.terminal import console, print_document

    buffer = io.StringIO()
    out = console(buffer)
    out.width = _FILE_WIDTH
    print_document(document, out)
    return buffer.getvalue()


def to_stdout(content: bytes, kind: str) -> None:
    """Exact bytes to a pipe or file; a terminal gets text in its own encoding."""
    if not sys.stdout.isatty():
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    elif kind == "xlsx":
        raise UsageFault("工作簿不能显示在终端上", "请加 --output 文件名.xlsx")
    else:
        sys.stdout.write(content.decode("utf-8-sig"))


def say(text: str) -> None:
    """A remark to stderr, made printable."""
    from anlian_cli.report.text import printable

    for line in text.split("\n"):
        print(printable(line), file=sys.stderr)
