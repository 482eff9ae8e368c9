"""The reader of scans, opened where it is asked for: one process that reads file after file and may die over one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from anlian_cli.model.compared import shown
from anlian_cli.model.personal import masked
from anlian_cli.model.scanned import Scan
from anlian_cli.office.scanning.papers import Reader
from anlian_cli.records.scans import keep_scan, scans_folder
from anlian_cli.scan import scanner
from anlian_cli.scan.shelf import Shelf

INSTALL = scanner.INSTALL
NOT_INSTALLED = "没有装辨认材料的部分，材料没有读；装上 anlian[scan] 可以核对执照、证书、印章和表上所填"


def can_read() -> bool:
    """Whether what reads scans is installed."""
    return scanner.is_available()


@contextmanager
def opened_reader(workspace: Path | None) -> Iterator[Reader]:
    """Reads scans; in a workspace what was read once is not read again."""
    with scanner.Scanner(_kept_in(workspace)) as reading:
        yield reading.scan


class ReadFile(Struct, frozen=True):
    """One file as it was read; `page` is a page of html with the facts framed, where it was asked for."""

    scan: Scan
    page: str = ""


def read_file(file: Path, workspace: Path | None, *, draw: bool) -> ReadFile:
    """One file by itself."""
    with scanner.Scanner(_kept_in(workspace)) as reading:
        found = reading.scan(file)
        if not draw:
            return ReadFile(found)
        # Only here: a picture is rarely asked for.
        from anlian_cli.scan.picture import drawn

        return ReadFile(found, drawn(masked(file.name), _as_shown(found), reading.pictures(file)))


def _as_shown(scan: Scan) -> Scan:
    """Nothing personal whole, though the page beside it shows what it shows."""
    documents = (
        replace(one, facts=tuple(replace(fact, text=shown(fact)) for fact in one.facts)) for one in scan.documents
    )
    return replace(scan, documents=tuple(documents))


def _kept_in(workspace: Path | None) -> Shelf | None:
    """In a workspace beside the records' index; elsewhere nothing is kept."""
    return None if workspace is None else Shelf(scans_folder(workspace), keep_scan)
