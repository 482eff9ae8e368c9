"""The reader of scans, opened where it is asked for: one process that reads file after file and may die over one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from anlian_cli.model.scanned import Scan
from anlian_cli.office.scanning.papers import Reader
from anlian_cli.records.places import RECORDS
from anlian_cli.scan import scanner

NOT_INSTALLED = "没有装辨认材料的部分，材料没有读；装上 anlian[scan] 可以核对执照、证书、印章和表上所填"
INSTALL = "pip install 'anlian[scan]'"


def can_read() -> bool:
    """Whether what reads scans is installed."""
    return scanner.is_available()


@contextmanager
def opened_reader(workspace: Path | None) -> Iterator[Reader]:
    """Reads scans; in a workspace with records, what was read once is not read again."""
    cache = _cache(workspace)
    with scanner.Scanner(cache) as reading:
        yield lambda path, digest: _read(reading, path, digest)


def _read(reading: scanner.Scanner, path: Path, digest: str | None) -> Scan:
    return reading.scan(path, digest)


def _cache(workspace: Path | None) -> Path | None:
    """Beside the records' index, which is made anew as well; nowhere where nothing is kept."""
    if workspace is None or not (workspace / RECORDS).is_dir():
        return None
    return workspace / RECORDS / "work" / "scans"


def page_with_facts(path: Path, found: Scan) -> bytes:
    """The pages of a file with what was read framed, as one local page of html that asks for nothing."""
    from anlian_cli.scan.picture import page_with_facts as drawn

    return drawn(path, found)
