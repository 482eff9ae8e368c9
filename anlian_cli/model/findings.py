"""A finding is a value: what is wrong, how grave, where (a symbolic path first, the place in the file later)."""

from __future__ import annotations

from msgspec import Struct

from anlian_cli.model.paths import Path
from anlian_cli.model.worded import Worded


class Severity(Worded):
    """An error must be put right; a warning is for the reviewer's eyes and changes no verdict."""

    ERROR = "error", "错误"
    WARNING = "warning", "提醒"


class Place(Struct, frozen=True):
    """Where a value stands: a file relative to the unit's folder, and a line and column or a sheet and cell."""

    file: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    @property
    def label(self) -> str:
        if self.sheet is not None and self.cell is not None:
            return f"{self.file} {cell_label(self.sheet, self.cell)}"
        return f"{self.file}:{self.line}:{self.column}" if self.line is not None else self.file


def cell_label(sheet: str, cell: str) -> str:
    """Sheet1!C5 in a workbook, 表1 第3行第2格 in Word."""
    return f"{sheet}!{cell}" if cell.isascii() else f"{sheet} {cell}"


class Finding(Struct, frozen=True):
    """One fault in one unit's files. `clause` names the clause it bears on, `route` the labels leading to it."""

    code: str
    severity: Severity
    message: str
    hint: str = ""
    path: Path = ()
    clause: str | None = None
    place: Place | None = None
    route: str = ""


class CrossFinding(Struct, frozen=True):
    """Something that two or more units share (X1-X5); `units` are their folders or files."""

    code: str
    severity: Severity
    message: str
    units: tuple[str, ...]


def error(code: str, message: str, hint: str = "", path: Path = (), place: Place | None = None) -> Finding:
    """A finding that must be put right."""
    return Finding(code, Severity.ERROR, message, hint, path, place=place)


def warning(code: str, message: str, hint: str = "", path: Path = (), place: Place | None = None) -> Finding:
    """A finding for the reviewer's eyes."""
    return Finding(code, Severity.WARNING, message, hint, path, place=place)
