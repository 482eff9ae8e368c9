"""A unit's own forms, marked with what its letter says of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct, field

from anlian_cli.forms.form_reading import READERS
from anlian_cli.forms.marking.copies import can_be_marked, marked_copy
from anlian_cli.forms.marking.splices import Unmarkable
from anlian_cli.forms.packed_folder import is_packed
from anlian_cli.model.notice import Notice

_MARKED = "（标注）"
_ALONE = "只写了通知"


class Copies(Struct):
    """The marked forms of a unit by their paths beside the letter; `remarks` name those that could not be marked."""

    made: dict[str, bytes] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def planned(sent: Path, notice: Notice) -> list[str]:
    """The paths of the copies that are to be made."""
    return [] if is_packed(sent) else [_copy(file) for file in _by_form(notice) if can_be_marked(file)]


def copies(sent: Path, notice: Notice, author: str, others: Collection[str]) -> Copies:
    """The forms of a unit that was sent as `sent`, marked; none that is of one of the others."""
    if is_packed(sent):
        return Copies(remarks=[f"压缩包里的登记表没有标注，{_ALONE}"])
    made = Copies(remarks=[f"{file}：{_kind(file)} 文件不能原样标注，{_ALONE}" for file in _unmarkable(notice)])
    folder = sent if sent.is_dir() else sent.parent
    for file, remarks in _by_form(notice).items():
        if can_be_marked(file):
            try:
                made.made[_copy(file)] = marked_copy(folder / file, file, remarks, author, others)
            except Unmarkable as why:
                made.remarks.append(f"{file}：{why}，没有标注，{_ALONE}")
    return made


def _by_form(notice: Notice) -> dict[str, dict[tuple[str, str], str]]:
    """What the letter says of cells, by form; several things of one cell below each other."""
    said: dict[str, dict[tuple[str, str], str]] = {}
    for item in notice.items:
        if item.place and item.place.sheet is not None and item.place.cell is not None:
            cells, cell = said.setdefault(item.place.file, {}), (item.place.sheet, item.place.cell)
            cells[cell] = f"{cells[cell]}\n{item.said}" if cell in cells else item.said
    return said


def _unmarkable(notice: Notice) -> Iterator[str]:
    """The forms that the letter speaks of and that have no package to be edited."""
    files = dict.fromkeys(item.place.file for item in notice.items if item.place)
    readable = (file for file in files if PurePosixPath(file).suffix.lower() in READERS)
    return (file for file in readable if not can_be_marked(file))


def _kind(file: str) -> str:
    return PurePosixPath(file).suffix[1:].upper()


def _copy(file: str) -> str:
    path = PurePosixPath(file)
    return path.with_name(f"{path.stem}{_MARKED}{path.suffix}").as_posix()
