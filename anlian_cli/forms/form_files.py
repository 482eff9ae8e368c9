"""Which files of a unit are its forms, how each kind is read, and which could hold a form and are not read."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from pathlib import Path, PurePosixPath

from anlian_cli.forms.folder_parts import all_folders, form_folders, may_be_a_form, speaks_of_forms
from anlian_cli.forms.guard import MAX_TEXT_BYTES, MAX_WORKBOOK_BYTES, Unreadable, read_regular_file
from anlian_cli.forms.packed_folder import PACKED
from anlian_cli.forms.source import SETTINGS_FILE, VERIFICATION_FILE, FormReading, Origin
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
    **dict.fromkeys((".yaml", ".yml"), (_read_yaml, MAX_TEXT_BYTES)),
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".et", ".ods"), (_read_workbook, MAX_WORKBOOK_BYTES)),
    **dict.fromkeys((".docx", ".docm"), (_read_word, MAX_WORKBOOK_BYTES)),
}
"""How a form is read, by its suffix, and how large it may be. A new kind of file is a new line here."""

_WORD = frozenset({".docx", ".docm"})
_OLD_WORD = frozenset({".doc", ".wps", ".rtf"})
_DOCUMENTS = _OLD_WORD | {".csv"}
_PICTURED = frozenset({".pdf", ".ofd", ".jpg", ".jpeg", ".png", ".tif", ".tiff"})


def is_form(path: Path) -> bool:
    """Whether a file may be a form, by its name."""
    return _is_ours(path) and path.suffix.lower() in READERS.keys() | _DOCUMENTS


def _is_ours(path: Path) -> bool:
    reviewers = path.name == VERIFICATION_FILE or path.name.endswith(f".{VERIFICATION_FILE}")
    return not (reviewers or path.name == SETTINGS_FILE or path.name.startswith(("~$", ".")))


def form_files(location: Path) -> list[Path]:
    """Every file of a unit that can be read as a form: at its top, in sub-folders of forms; else wherever one lies."""
    if not location.is_dir():
        return [location]
    found = _readable_in(location, *form_folders(location))
    # A report in Word beside a folder with the forms is no reason to look no further.
    if all(is_word(path.name) and not may_be_a_form(path.name) for path in found):
        return sorted({*found, *_readable_in(*all_folders(location))})
    return found


def sent_files(location: Path) -> list[Path]:
    """Every file of a unit that is a form or may be one, read or not."""
    if not location.is_dir():
        return [location]
    paths = (path for folder in (location, *form_folders(location)) for path in files_in(folder))
    return sorted({*form_files(location), *filter(is_form, paths)})


def _readable_in(*folders: Path) -> list[Path]:
    paths = (path for folder in folders for path in files_in(folder))
    return [path for path in paths if _is_ours(path) and path.suffix.lower() in READERS]


def files_in(folder: Path) -> list[Path]:
    """What lies in a folder, by name."""
    with os.scandir(folder) as entries:
        return [folder / name for name in sorted(entry.name for entry in entries)]


def is_word(name: str) -> bool:
    """Whether a file is written in Word, in which firms write their materials too."""
    return PurePosixPath(name).suffix.lower() in _WORD


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
        if name in listed or not _is_ours(path):
            continue
        if suffix in _DOCUMENTS:
            yield _not_read(path, name), may_be_a_form(path.name)
        elif suffix in PACKED or (suffix in _PICTURED and speaks_of_forms(path.name)):
            yield _not_read(path, name), True


def _not_read(path: Path, name: str) -> Finding:
    if path.suffix.lower() in PACKED:
        forms = "请解开，把里面的文件放进文件夹"
    elif path.suffix.lower() in _OLD_WORD:
        forms = "请用 Word 或 WPS 打开，另存为 .docx 后放进文件夹"
    else:
        forms = f"请填入 Excel 或 Word 登记表（{BLANK_FORM}）"
    hint = f"有登记表的，{forms}；是材料的，请写进“申报材料”"
    return warning("F30", f"{path.suffix[1:].upper()} 文件没有读取", hint, place=Place(name))
