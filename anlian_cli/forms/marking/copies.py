"""A firm's form given back to it: the same file with remarks, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from xml.parsers.expat import ExpatError

from anlian_cli.forms.form_reading import READERS
from anlian_cli.forms.guard import Unreadable, read_regular_file
from anlian_cli.forms.marking.splices import Unmarkable
from anlian_cli.forms.marking.workbook import Remarks
from anlian_cli.forms.package_parts import Broken
from anlian_cli.forms.source import FormReading
from anlian_cli.model.application import Application, PersonForm, UnitForm
from anlian_cli.model.labels import fields_of
from anlian_cli.model.text import compact

Marker = Callable[[bytes, str, Remarks, str], bytes]


def _workbook(data: bytes, name: str, remarks: Remarks, author: str) -> bytes:
    # Imported only here, as the readers are: most firms send one kind of file.
    from anlian_cli.forms.marking.workbook import marked_workbook

    return marked_workbook(data, name, remarks, author)


def _document(data: bytes, name: str, remarks: Remarks, author: str) -> bytes:
    from anlian_cli.forms.marking.document import marked_document

    return marked_document(data, name, remarks, author)


_UNIT, _PERSONS = (fields_of(Application)[name].label for name in ("unit", "persons"))
_NAME, _CODE = (fields_of(UnitForm)[name].label for name in ("name", "credit_code"))
_WORKPLACE = fields_of(PersonForm)["workplace"].label
_MARKERS: Mapping[str, Marker] = {".xlsx": _workbook, ".xlsm": _workbook, ".docx": _document}
"""The kinds of files that can be marked without a loss."""


def can_be_marked(name: str) -> bool:
    """Whether a file is of a kind that can be marked, by its name."""
    return PurePosixPath(name).suffix.lower() in _MARKERS


def marked_copy(path: Path, name: str, remarks: Remarks, author: str, others: Collection[str] = ()) -> bytes:
    """The form at `path` with its remarks. Raises Unmarkable.

    Nothing is ever given back that reads otherwise, or that says it is of one of the `others`.
    """
    suffix = path.suffix.lower()
    marker, (read, limit) = _MARKERS[suffix], READERS[suffix]
    try:
        data = read_regular_file(path, name, limit)
        reading = read(data, name)
        if any(other in owner for owner in _owners(reading) for other in others):
            raise Unmarkable("写的是其他单位，请看看是否放错了文件")
        marked = marker(data, name, remarks, author)
        if read(marked, name) != reading:
            raise Unmarkable("标注以后读出来的内容会不一样")
    except Unreadable as problem:
        raise Unmarkable(problem.finding.message) from None
    except (Broken, ExpatError):
        raise Unmarkable("文件内部的内容已经损坏") from None
    return marked


def _owners(reading: FormReading) -> Iterator[str]:
    """Whose a form says that it is."""
    for source in reading.sources:
        unit: dict[str, Any] = source.tree.get(_UNIT) or {}
        said = (unit.get(_NAME), unit.get(_CODE), *(one.get(_WORKPLACE) for one in source.tree.get(_PERSONS) or ()))
        yield from (compact(str(text)) for text in said if text)
