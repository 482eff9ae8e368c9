"""One unit's files become one application: the forms found by their content, merged, each part with its origin."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from anlian_cli.forms.answers import without_non_answers
from anlian_cli.forms.folder_parts import all_folders, form_folders, may_be_a_form, speaks_of_forms
from anlian_cli.forms.guard import MAX_FORMS, MAX_TEXT_BYTES, MAX_WORKBOOK_BYTES, Unreadable, read_regular_file
from anlian_cli.forms.materials import inspect_materials, inspect_photos, unlisted_materials
from anlian_cli.forms.merging import Whole, merged
from anlian_cli.forms.source import (
    SETTINGS_FILE,
    VERIFICATION_FILE,
    VERIFICATION_LABEL,
    Atlas,
    HiddenSheet,
    Origin,
    Reading,
    Source,
)
from anlian_cli.forms.typed import typed
from anlian_cli.forms.yaml_form import read_yaml
from anlian_cli.model.application import Application, PersonForm
from anlian_cli.model.fields import Path as FieldPath
from anlian_cli.model.fields import fields_of
from anlian_cli.model.findings import Finding, Place, Severity, error, warning
from anlian_cli.model.materials import MaterialFile
from anlian_cli.model.text import folded
from anlian_cli.model.verification import Verification

Reader = Callable[[bytes, str], Reading]
_SECTIONS = tuple(field.label for field in fields_of(Application).values())


def _read_workbook(data: bytes, name: str) -> Reading:
    # Imported only here: a round of YAML forms must not pay for it.
    from anlian_cli.forms.workbook_form import read_workbook

    return read_workbook(data, name)


def _read_yaml(data: bytes, name: str) -> Reading:
    source = read_yaml(data, name)
    if not any(section in source.tree for section in _SECTIONS):
        hint = f"顶层的栏目应是 {'、'.join(_SECTIONS)}"
        raise Unreadable(warning("F10", "文件里没有登记表，没有采用", hint, place=Place(name)))
    return Reading([source])


READERS: dict[str, tuple[Reader, int]] = {
    **dict.fromkeys((".yaml", ".yml"), (_read_yaml, MAX_TEXT_BYTES)),
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".et", ".ods"), (_read_workbook, MAX_WORKBOOK_BYTES)),
}
"""How a form is read, by its suffix, and how large it may be. A new kind of file is a new line here."""

_BLANK_FORM = "空表用 anlian template application 生成"
_NOT_READ = frozenset({".doc", ".docx", ".wps", ".csv"})
_PACKED = frozenset({".zip", ".rar", ".7z"})
_PICTURED = frozenset({".pdf", ".ofd", ".jpg", ".jpeg", ".png", ".tif", ".tiff"})


@dataclass(slots=True)
class UnitFiles:
    """A unit as it stands on disk. `readable` is False where no form could be read at all.

    `unread` names what may hold more of it, and `only_listed` the people who stand on a list and have no form.
    """

    name: str
    source: str
    application: Application = field(default_factory=Application)
    verification: Verification = field(default_factory=Verification)
    findings: list[Finding] = field(default_factory=list)
    materials: dict[str, tuple[MaterialFile, ...]] = field(default_factory=dict)
    photos: tuple[MaterialFile, ...] = ()
    atlas: Atlas = field(default_factory=Atlas)
    readable: bool = False
    unread: list[str] = field(default_factory=list)
    hidden: list[HiddenSheet] = field(default_factory=list)
    only_listed: tuple[PersonForm, ...] = ()

    @property
    def misread(self) -> frozenset[FieldPath]:
        """The paths of values that were there and could not be used."""
        return frozenset(finding.path for finding in self.findings if finding.path)


def is_form(path: Path) -> bool:
    """Whether a file may be a form, by its name."""
    plain = not path.name.startswith(("~$", ".")) and path.name not in (VERIFICATION_FILE, SETTINGS_FILE)
    return plain and path.suffix.lower() in READERS.keys() | _NOT_READ


def form_files(location: Path) -> list[Path]:
    """Every file of a unit that may be a form: at its top, in sub-folders of forms; else wherever one lies."""
    if not location.is_dir():
        return [location]
    found = [path for folder in (location, *form_folders(location)) for path in _files(folder) if is_form(path)]
    if not any(path.suffix.lower() in READERS for path in found):
        deeper = (path for folder in all_folders(location) for path in _files(folder))
        found += [path for path in deeper if path.suffix.lower() in READERS and is_form(path)]
    return found


def _files(folder: Path) -> list[Path]:
    with os.scandir(folder) as entries:
        return [folder / name for name in sorted(entry.name for entry in entries)]


def read_unit(location: Path, shown: str) -> UnitFiles:
    """Read a unit from its folder, or from its one file. Faults are findings; nothing is raised for them."""
    folder = location if location.is_dir() else location.parent
    unit = UnitFiles(name=location.name if location.is_dir() else location.stem, source=shown)
    sources = _read_forms(unit, folder, form_files(location))
    if unit.readable:
        _take_application(unit, sources, folder)
        if location.is_dir():
            # A file that is a unit by itself may lie among the files of others.
            unit.findings += unlisted_materials(unit.application, folder)
            _name_unread(unit, folder)
        if location.is_dir() or _stands_alone(location):
            _read_verification(unit, folder / VERIFICATION_FILE)
    elif not any(finding.severity is Severity.ERROR for finding in unit.findings):
        unit.findings.append(_no_form(unit, location, only_lists=bool(sources)))
    return unit


def _stands_alone(location: Path) -> bool:
    return sum(map(is_form, location.parent.iterdir())) == 1


def _take_application(unit: UnitFiles, sources: list[Source], folder: Path) -> None:
    whole = merged(sources)
    tree, remarks = without_non_answers(whole.tree)
    unit.application, findings = typed(Application, tree)
    unit.findings += [*whole.findings, *remarks, *findings]
    unit.atlas, unit.unread = whole.atlas, unit.unread + _unread_sheets(unit, whole)
    unit.only_listed = tuple(typed(PersonForm, row)[0] for row in whole.only_listed)
    unit.atlas.person_names = tuple(person.name for person in unit.application.persons or ())
    unit.materials = inspect_materials(unit.application, folder)
    unit.photos = inspect_photos(unit.application, folder)


def _unread_sheets(unit: UnitFiles, whole: Whole) -> list[str]:
    """The hidden sheets that hold a form which no visible one holds."""
    known = whole.tree.keys() | {folded(name) for name in whole.names()}
    return [sheet.label for sheet in unit.hidden if not sheet.holds() <= known]


def _read_forms(unit: UnitFiles, folder: Path, paths: list[Path]) -> list[Source]:
    sources: list[Source] = []
    if len(paths) > MAX_FORMS:
        message = f"文件夹里有 {len(paths)} 个表格文件，超过 {MAX_FORMS} 个"
        unit.findings.append(error("F01", message, "请检查是否放错了文件夹", place=Place(unit.source)))
        return []
    for path in paths:
        name = path.relative_to(folder).as_posix()
        try:
            reading = _read_form(path, name)
        except Unreadable as problem:
            unit.findings.append(problem.finding)
            unit.unread += [name] if problem.finding.severity is Severity.ERROR else []
            continue
        unit.findings += [*reading.findings, *(finding for one in reading.sources for finding in one.findings)]
        unit.hidden += reading.hidden
        sources += reading.sources
    unit.readable = any(source.origin is not Origin.LIST for source in sources)
    return sources


def _read_form(path: Path, name: str) -> Reading:
    if path.suffix.lower() in _NOT_READ:
        message = f"{path.suffix[1:].upper()} 文件没有读取"
        raise Unreadable(warning("F30", message, f"请把内容填入登记表；{_BLANK_FORM}", place=Place(name)))
    reader, limit = READERS[path.suffix.lower()]
    reading = reader(read_regular_file(path, name, limit), name)
    if not reading.sources and not reading.hidden:
        hint = f"是登记表的，请把栏目名称改成与表样一致；{_BLANK_FORM}"
        message = f"文件里没有认出登记表；看到的是{reading.looks_like}"
        raise Unreadable(warning("F10", message, hint, place=Place(name)))
    return reading


def _no_form(unit: UnitFiles, location: Path, *, only_lists: bool) -> Finding:
    """What is there instead of a form."""
    there = [location.name] if not location.is_dir() else [path.name for path in _files(location)]
    seen = f"；文件夹里有：{'、'.join(there[:6])}{'……' if len(there) > 6 else ''}" if there else "；文件夹是空的"
    lists = "；只有人员名单，没有单位登记表" if only_lists else ""
    hint = f"请放入登记表（压缩包请先解开）；{_BLANK_FORM}"
    return error("F10", f"没有可以读取的登记表{lists}{seen}", hint, place=Place(unit.source))


def _name_unread(unit: UnitFiles, folder: Path) -> None:
    """F30 for every file that may be a form and was not read; one that the application lists is a material."""
    named = [file for files in unit.materials.values() for file in files]
    listed = {PurePosixPath(file.name).as_posix() for file in (*named, *unit.photos)}
    unit.findings = [
        finding
        for finding in unit.findings
        if not (finding.code == "F30" and _is_file(finding) and _at(finding) in listed)
    ]
    for inside in (folder, *form_folders(folder)):
        for path in _files(inside):
            name = path.relative_to(folder).as_posix()
            if name not in listed and _may_hold_forms(path):
                unit.unread.append(name)
                if not is_form(path):
                    unit.findings.append(warning("F30", "文件没有读取", _UNREAD_HINT, place=Place(name)))


_UNREAD_HINT = "是登记表的，请填成 Excel 登记表；是材料的，请写进“申报材料”"


def _may_hold_forms(path: Path) -> bool:
    suffix = path.suffix.lower()
    if path.name.startswith(("~$", ".")):
        return False
    if suffix in _NOT_READ:
        return may_be_a_form(path.name)
    return suffix in _PACKED or (suffix in _PICTURED and speaks_of_forms(path.name))


def _is_file(finding: Finding) -> bool:
    return finding.place is not None and finding.place.sheet is None


def _at(finding: Finding) -> str:
    return finding.place.file if finding.place else ""


def _read_verification(unit: UnitFiles, path: Path) -> None:
    """The reviewer's file. Its faults are the reviewer's, not the unit's: warnings, all under F09."""
    if not path.exists() and not path.is_symlink():
        return
    try:
        source = read_yaml(read_regular_file(path, path.name, MAX_TEXT_BYTES), path.name)
    except Unreadable as problem:
        unit.findings.append(_reviewers(problem.finding, ()))
        return
    unit.atlas.add((VERIFICATION_LABEL,), source, ())
    unit.verification, findings = typed(Verification, source.tree)
    unit.findings += [_reviewers(finding, finding.path) for finding in [*source.findings, *findings]]


def _reviewers(finding: Finding, path: FieldPath) -> Finding:
    rooted = ("verification", *path) if path else ()
    return warning("F09", f"初核记录：{finding.message}", finding.hint, rooted, finding.place)
