"""How each kind of form is read, and which files could hold one and are not read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from anlian_cli.forms.folder_parts import form_folders, may_be_a_form, speaks_of_forms
from anlian_cli.forms.form_files import DOCUMENTS, OLD_WORD, WORD, WORKBOOKS, YAML, files_in, is_theirs, is_word
from anlian_cli.forms.guard import MAX_TEXT_BYTES, MAX_WORKBOOK_BYTES, Unreadable, read_regular_file
from anlian_cli.forms.packed_folder import PACKED
from anlian_cli.forms.source import FormReading, Origin
from anlian_cli.forms.yaml_form import read_yaml
from anlian_cli.model.application import Application
from anlian_cli.model.findings import Finding, Place, warning
from anlian_cli.model.labels import fields_of

Reader = Callable[[bytes, str], FormReading]
BLANK_FORM = "空表用 anlian template application 生成"
_SECTIONS = tuple(field.label for field in fields_of(Application).values())


def _read_workbook(data: bytes, name: str) -> FormReading:
    # Imported only here: a round of YAML forms must not pay for it.
    from anlian_cli.forms.workbook_form import read_workbook

    return read_workbook(data, name)


def _read_word(data: bytes, name: str) -> FormReading:
    from anlian_cli.forms.word_form import read_word

    return read_word(data, name)


def _read_yaml(data: bytes, name: str) -> FormReading:
    source = read_yaml(data, name)
    if not any(section in source.tree for section in _SECTIONS):
        hint = f"顶层的栏目应是 {'、'.join(_SECTIONS)}"
        raise Unreadable(warning("F10", "文件里没有登记表，没有采用", hint, place=Place(name)))
    return FormReading([source])


READERS: dict[str, tuple[Reader, int]] = {
    **dict.fromkeys(YAML, (_read_yaml, MAX_TEXT_BYTES)),
    **dict.fromkeys(WORKBOOKS, (_read_workbook, MAX_WORKBOOK_BYTES)),
    **dict.fromkeys(WORD, (_read_word, MAX_WORKBOOK_BYTES)),
}
"""How a form is read, by its suffix, and how large it may be. A new kind is a line here, and one in `form_files`."""

_PICTURED = frozenset({".pdf", ".ofd", ".jpg", ".jpeg", ".png", ".tif", ".tiff"})


def read_form(path: Path, name: str) -> FormReading:
    """The forms in a file. Raises Unreadable: F01 where it cannot be opened, F10 where it holds no form."""
    if path.suffix.lower() not in READERS:
        raise Unreadable(_not_read(path, name))
    reader, limit = READERS[path.suffix.lower()]
    reading = reader(read_regular_file(path, name, limit), name)
    if is_word(name) and not may_be_a_form(path.name):
        # A report names people in tables; they are no list of the firm's consultants.
        reading.sources = [one for one in reading.sources if one.origin is not Origin.LIST]
    if not reading.sources and not reading.unread_sheets:
        hint = f"是登记表的，请把栏目名称改成与表样一致；{BLANK_FORM}"
        hint += "；是材料的，请写进“申报材料”" if is_word(name) else ""
        message = f"文件里没有认出登记表；看到的是{reading.looks_like}"
        raise Unreadable(warning("F10", message, hint, place=Place(name)))
    return reading


def unread_files(folder: Path, listed: Collection[str]) -> Iterator[tuple[Finding, bool]]:
    """F30 for each document that was not read, and whether it may hold a form.

    One that the application lists is a material.
    """
    for path in (path for inside in (folder, *form_folders(folder)) for path in files_in(inside)):
        name, suffix = path.relative_to(folder).as_posix(), path.suffix.lower()
        if name in listed or not is_theirs(path):
            continue
        if suffix in DOCUMENTS:
            yield _not_read(path, name), may_be_a_form(path.name)
        elif suffix in PACKED or (suffix in _PICTURED and speaks_of_forms(path.name)):
            yield _not_read(path, name), True


def _not_read(path: Path, name: str) -> Finding:
    if path.suffix.lower() in PACKED:
        forms = "请解开，把里面的文件放进文件夹"
    elif path.suffix.lower() in OLD_WORD:
        forms = "请用 Word 或 WPS 打开，另存为 .docx 后放进文件夹"
    else:
        forms = f"请填入 Excel 或 Word 登记表（{BLANK_FORM}）"
    hint = f"有登记表的，{forms}；是材料的，请写进“申报材料”"
    return warning("F30", f"{path.suffix[1:].upper()} 文件没有读取", hint, place=Place(name))
