"""A firm's form given back to it: the same file with remarks, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from anlian_cli.forms.form_files import READERS
from anlian_cli.forms.guard import Unreadable, read_regular_file
from anlian_cli.forms.marking.splices import Unmarkable
from anlian_cli.forms.marking.workbook import Remarks

Marker = Callable[[bytes, str, Remarks, str], bytes]


def _workbook(data: bytes, name: str, remarks: Remarks, author: str) -> bytes:
    # Imported only here, as the readers are: most firms send one kind of file.
    from anlian_cli.forms.marking.workbook import marked_workbook

    return marked_workbook(data, name, remarks, author)


def _document(data: bytes, name: str, remarks: Remarks, author: str) -> bytes:
    from anlian_cli.forms.marking.document import marked_document

    return marked_document(data, name, remarks, author)


_MARKERS: Mapping[str, Marker] = {".xlsx": _workbook, ".xlsm": _workbook, ".docx": _document}
"""The kinds of files that can be marked without a loss."""


def can_be_marked(name: str) -> bool:
    """Whether a file is of a kind that can be marked, by its name."""
    return PurePosixPath(name).suffix.lower() in _MARKERS


def marked_copy(path: Path, name: str, remarks: Remarks, author: str) -> bytes:
    """The form at `path` with its remarks. Raises Unmarkable; nothing is ever given back that reads otherwise."""
    suffix = path.suffix.lower()
    marker, (read, limit) = _MARKERS[suffix], READERS[suffix]
    try:
        data = read_regular_file(path, name, limit)
        marked = marker(data, name, remarks, author)
        if read(marked, name) != read(data, name):
            raise Unmarkable("标注以后读出来的内容会不一样")
    except Unreadable as problem:
        raise Unmarkable(problem.finding.message) from None
    return marked
