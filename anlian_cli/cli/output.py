"""Where results go: data to stdout or a file that is opened last, remarks to stderr."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from msgspec import Struct

from anlian_cli.cli import clock
from anlian_cli.errors import UsageFault
from anlian_cli.model.personal import masked
from anlian_cli.office.files import write_in_parts
from anlian_cli.records.outputs import Unwritable, or_unwritable
from anlian_cli.report.document import Report
from anlian_cli.report.formats import WRITERS, table_parts
from anlian_cli.report.leaflet.formats import PAGES
from anlian_cli.report.text import printable, wrapped

if TYPE_CHECKING:
    from anlian_cli.report.leaflet.leaflet import Leaflet

AsJson = Callable[[], str | Iterator[str]]
"""A JSON document, whole or in parts."""
_BY_SUFFIX = {".json": "json", ".csv": "csv", ".xlsx": "xlsx", ".md": "md", ".txt": "table"}
FORMATS = ("table", "json", *WRITERS)
_NOT_ON_A_TERMINAL = {"xlsx": "工作簿", "docx": "公文"}


def chosen_format(asked: str | None, output: Path | None, *, on_pages: bool = False) -> str:
    """The format asked for, else by the file's suffix, else a table; `on_pages` offers those that are read on paper.

    Raises UsageFault for an unknown one.
    """
    pages = tuple(PAGES) if on_pages else ()
    by_suffix = {**{f".{page}": page for page in pages}, **_BY_SUFFIX}
    suffix = output.suffix.lower() if output else ""
    if asked is None and suffix and suffix not in by_suffix:
        raise UsageFault(f"没有格式“{suffix}”", f"文件后缀可用：{'、'.join(by_suffix)}")
    if asked is not None and asked not in (*FORMATS, *pages):
        raise UsageFault(f"没有格式“{asked}”", f"可用：{'、'.join((*FORMATS, *pages))}")
    return asked or by_suffix.get(suffix, "table")


def refuse_existing(path: Path | None, force: bool) -> None:
    """An existing file is replaced only when --force says so. Raises UsageFault."""
    if path is not None and path.exists() and not force:
        raise UsageFault(f"{path} 已经存在", "换一个文件名，或加 --force 覆盖")


class Target(Struct, frozen=True):
    """Where a result goes, and in which format."""

    kind: str
    output: Path | None
    now: datetime
    narrow: str = "加宽窗口，或用 -o 结果.xlsx 存成文件"
    """How to see what a narrow window left out."""

    @property
    def is_terminal(self) -> bool:
        """Whether it is read as a table on the screen, where long names may be shortened."""
        return self.kind == "table" and self.output is None

    def emit(self, document: Report, as_json: AsJson, leaflet: Leaflet | None = None) -> None:
        """The document in the format, or the leaflet on pages, to stdout or to the file.

        Raises UsageFault where that cannot be done.
        """
        try:
            with or_unwritable():
                self._emit(document, as_json, leaflet)
                sys.stdout.flush()
        except Unwritable as why:
            raise UsageFault(f"结果写不出去（{why}）", "请检查输出到的磁盘后重新运行") from None

    def _emit(self, document: Report, as_json: AsJson, leaflet: Leaflet | None) -> None:
        if self.is_terminal:
            # Rich is loaded only for tables.
            from anlian_cli.report.terminal import console, print_document

            print_document(document, console(sys.stdout), self.narrow)
        elif self.output is None:
            for part in self._parts(document, as_json, leaflet):
                to_stdout(part, self.kind)
        else:
            write_in_parts(self.output, self._parts(document, as_json, leaflet))
            say(f"已写入 {self.output}", self.output)

    def _parts(self, document: Report, as_json: AsJson, leaflet: Leaflet | None) -> Iterable[bytes]:
        if leaflet is not None and self.kind in PAGES:
            return (PAGES[self.kind](leaflet),)
        if self.kind in WRITERS:
            return WRITERS[self.kind](document, self.now)
        if self.kind == "json":
            text = as_json()
            return (part.encode() for part in ((text,) if isinstance(text, str) else text))
        return table_parts(document)


def target(
    kind: str | None, output: Path | None, force: bool, publish: Path | None = None, *, on_pages: bool = False
) -> Target:
    """What --format, --output and --force ask for. Raises UsageFault, before anything is done."""
    chosen = chosen_format(kind, output, on_pages=on_pages)
    refuse_existing(output, force)
    refuse_existing(publish, force)
    return Target(chosen, output, clock.now())


def to_stdout(content: bytes, kind: str) -> None:
    """Exact bytes to a pipe or file; a terminal gets text in its own encoding."""
    if not sys.stdout.isatty():
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    elif kind in _NOT_ON_A_TERMINAL:
        raise UsageFault(f"{_NOT_ON_A_TERMINAL[kind]}不能显示在终端上", f"请加 --output 文件名.{kind}")
    else:
        sys.stdout.write(content.decode("utf-8-sig"))


def tell(text: str) -> None:
    """A result in a sentence, to stdout."""
    print(_fitted(printable(text), sys.stdout))


def say(text: str, file: Path | None = None) -> None:
    """A remark to stderr, made printable; what was typed or written may be personal, and is masked.

    `file` is one that was written and whose path the remark names: on a terminal it can be opened from there.
    """
    shown = "\n".join(_fitted(printable(masked(line)), sys.stderr) for line in text.split("\n"))
    if file is None or not sys.stderr.isatty():
        print(shown, file=sys.stderr)
        return
    # Rich is loaded only for a link.
    from anlian_cli.report.terminal import console, linked

    linked(shown, file, console(sys.stderr))


def _fitted(text: str, stream: TextIO) -> str:
    """In a window a text breaks as Chinese breaks; elsewhere a line stays a line."""
    return "\n".join(wrapped(text, shutil.get_terminal_size().columns)) if stream.isatty() else text
