"""One unit's files become one application: the forms found by their content, merged, each part with its origin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from anlian_cli.forms.guard import MAX_FORMS, MAX_TEXT_BYTES, MAX_WORKBOOK_BYTES, Unreadable, read_regular_file
from anlian_cli.forms.materials import inspect_materials, inspect_photos
from anlian_cli.forms.source import SETTINGS_FILE, VERIFICATION_FILE, VERIFICATION_LABEL, Atlas, Source, in_words
from anlian_cli.forms.typed import typed
from anlian_cli.forms.yaml_form import read_yaml
from anlian_cli.model.application import Application
from anlian_cli.model.fields import Path as FieldPath
from anlian_cli.model.fields import attribute_path
from anlian_cli.model.findings import Finding, Place, Severity, error, warning
from anlian_cli.model.materials import MaterialFile
from anlian_cli.model.verification import Verification

Reader = Callable[[bytes, str], Source]


def _read_workbook(data: bytes, name: str) -> Source:
    # Imported only here: a round of YAML forms must not pay for it.
    from anlian_cli.forms.workbook_form import read_workbook

    return read_workbook(data, name)


READERS: dict[str, tuple[Reader, int]] = {
    **dict.fromkeys((".yaml", ".yml"), (read_yaml, MAX_TEXT_BYTES)),
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".et", ".ods"), (_read_workbook, MAX_WORKBOOK_BYTES)),
}
"""How a form is read, by its suffix, and how large it may be. A new kind of file is a new line here."""

_NOT_READ = frozenset({".doc", ".docx", ".wps", ".csv"})
_SECTIONS = tuple(str(field.alias) for field in Application.model_fields.values())
_PERSONS = str(Application.model_fields["persons"].alias)


@dataclass(slots=True)
class UnitFiles:
    """A unit as it stands on disk. `readable` is False where no form could be read at all."""

    name: str
    source: str
    application: Application = field(default_factory=Application)
    verification: Verification = field(default_factory=Verification)
    findings: list[Finding] = field(default_factory=list)
    materials: dict[str, tuple[MaterialFile, ...]] = field(default_factory=dict)
    photos: tuple[MaterialFile, ...] = ()
    atlas: Atlas = field(default_factory=Atlas)
    readable: bool = False
    unread_files: int = 0

    @property
    def misread(self) -> frozenset[FieldPath]:
        """The paths of values that were there and could not be used."""
        return frozenset(finding.path for finding in self.findings if finding.path)


def is_form(path: Path) -> bool:
    """Whether a file at the top of a folder may be a form, by its name."""
    plain = not path.name.startswith(("~$", ".")) and path.name not in (VERIFICATION_FILE, SETTINGS_FILE)
    return plain and path.suffix.lower() in READERS.keys() | _NOT_READ


def read_unit(location: Path, shown: str) -> UnitFiles:
    """Read a unit from its folder, or from its one file. Faults are findings; nothing is raised for them."""
    folder = location if location.is_dir() else location.parent
    unit = UnitFiles(name=location.name if location.is_dir() else location.stem, source=shown)
    forms = sorted(path for path in folder.iterdir() if is_form(path)) if location.is_dir() else [location]
    sources = _read_forms(unit, forms)
    if unit.readable:
        tree = _merged(unit, sources)
        unit.findings += _doubts(unit, sources)
        unit.application, findings = typed(Application, tree)
        unit.findings += findings
        unit.atlas.person_names = tuple(person.name for person in unit.application.persons or ())
        unit.materials = inspect_materials(unit.application, folder)
        unit.photos = inspect_photos(unit.application, folder)
        if location.is_dir() or _stands_alone(location):
            _read_verification(unit, folder / VERIFICATION_FILE)
    return unit


def _stands_alone(location: Path) -> bool:
    return sum(map(is_form, location.parent.iterdir())) == 1


def _read_forms(unit: UnitFiles, paths: list[Path]) -> list[Source]:
    sources: list[Source] = []
    if len(paths) > MAX_FORMS:
        message = f"文件夹里有 {len(paths)} 个表格文件，超过 {MAX_FORMS} 个"
        unit.findings.append(error("F01", message, "请检查是否放错了文件夹", place=Place(unit.source)))
        return []
    for path in paths:
        try:
            source = _read_form(path)
        except Unreadable as problem:
            unit.findings.append(problem.finding)
            unit.unread_files += problem.finding.severity is Severity.ERROR
            continue
        unit.findings += source.findings
        sources.append(source)
    unit.readable = bool(sources)
    if not sources and not any(finding.severity is Severity.ERROR for finding in unit.findings):
        hint = "请放入 Excel 或 YAML 登记表；空表用 anlian template application 生成"
        unit.findings.append(error("F10", "没有可以读取的登记表", hint, place=Place(unit.source)))
    return sources


def _read_form(path: Path) -> Source:
    if path.suffix.lower() in _NOT_READ:
        message = f"{path.suffix[1:].upper()} 文件没有读取"
        raise Unreadable(warning("F30", message, "请把内容填入 Excel 或 YAML 登记表", place=Place(path.name)))
    reader, limit = READERS[path.suffix.lower()]
    source = reader(read_regular_file(path, path.name, limit), path.name)
    if not any(section in source.tree for section in _SECTIONS):
        hint = f"顶层的栏目应是 {'、'.join(_SECTIONS)}"
        raise Unreadable(warning("F10", "文件里没有登记表，没有采用", hint, place=Place(path.name)))
    return source


def _merged(unit: UnitFiles, sources: list[Source]) -> dict[str, Any]:
    """All sources as one tree: rows of persons in the order of the files, every other part once."""
    if len(sources) == 1 and isinstance(sources[0].tree.get(_PERSONS, []), list):
        for section in sources[0].tree:
            unit.atlas.add((section,), sources[0], (section,))
        return sources[0].tree
    tree: dict[str, Any] = {}
    for source in sources:
        for section, content in source.tree.items():
            if section == _PERSONS and isinstance(content, (list, dict)):
                _add_persons(unit, tree, source, content)
            elif section in tree:
                unit.findings.append(_given_twice(section, source))
            else:
                tree[section] = content
                unit.atlas.add((section,), source, (section,))
    return tree


def _doubts(unit: UnitFiles, sources: list[Source]) -> Iterator[Finding]:
    """What was there and could not be used, at its path in the whole application: it is not missing as well."""
    for source in sources:
        for own_route, finding in source.doubts:
            route = unit.atlas.whole_route(source, own_route)
            yield replace(finding, path=attribute_path(Application, route), route=in_words(route))


def _add_persons(unit: UnitFiles, tree: dict[str, Any], source: Source, content: list[Any] | dict[str, Any]) -> None:
    rows = tree.setdefault(_PERSONS, [])
    if not rows:
        unit.atlas.add((_PERSONS,), source, (_PERSONS,))
    if isinstance(content, dict):
        unit.atlas.add((_PERSONS, len(rows)), source, (_PERSONS,))
        rows.append(content)
        return
    for index, row in enumerate(content):
        unit.atlas.add((_PERSONS, len(rows)), source, (_PERSONS, index))
        rows.append(row)


def _given_twice(section: str, source: Source) -> Finding:
    message = f"“{section}”在另一个文件里已经有了，这一份没有采用"
    return error("F10", message, "请只留一份正确的", place=source.place((section,)))


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
