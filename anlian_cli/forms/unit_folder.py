"""One unit's files become one application: the forms found by their content, merged, each part with its origin."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from msgspec import Struct, field
from msgspec.structs import replace

from anlian_cli.forms.answers import without_non_answers
from anlian_cli.forms.folder_parts import may_be_a_form
from anlian_cli.forms.form_files import VERIFICATION_FILE, files_in, form_files, is_form, is_word, verification_path
from anlian_cli.forms.form_reading import BLANK_FORM, read_form, unread_files
from anlian_cli.forms.guard import MAX_FORMS, MAX_TEXT_BYTES, Unreadable, read_regular_file
from anlian_cli.forms.materials import inspect_materials, inspect_photos, unlisted_materials
from anlian_cli.forms.merging import Whole, merged
from anlian_cli.forms.packed_folder import is_packed, unpacked
from anlian_cli.forms.source import VERIFICATION_LABEL, Atlas, Origin, Source, UnreadSheet
from anlian_cli.forms.typed import typed
from anlian_cli.forms.yaml_form import read_yaml
from anlian_cli.model.application import Application, PersonForm
from anlian_cli.model.findings import Finding, Place, Severity, error, warning
from anlian_cli.model.materials import MaterialFile
from anlian_cli.model.paths import Path as FieldPath
from anlian_cli.model.text import folded
from anlian_cli.model.verification import Verification

_SHOWN = 6


class UnitFiles(Struct):
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
    unread_sheets: list[UnreadSheet] = field(default_factory=list)
    only_listed: tuple[PersonForm, ...] = ()

    @property
    def misread(self) -> frozenset[FieldPath]:
        """The paths of values that were there and could not be used."""
        return frozenset(finding.path for finding in self.findings if finding.path)


def read_unit(location: Path, shown: str) -> UnitFiles:
    """Read a unit from its folder, packed or not, or its one file. Faults are findings; nothing is raised for them."""
    if not is_packed(location):
        return read_laid_open(location, shown, location)
    try:
        with unpacked(location, shown) as folder:
            return read_laid_open(location, shown, folder)
    except Unreadable as problem:
        return UnitFiles(location.stem, shown, findings=[problem.finding])


def read_laid_open(sent: Path, shown: str, location: Path) -> UnitFiles:
    """Read the unit that was sent as `sent` where it lies open: there, or unpacked at `location`."""
    whole_folder = location.is_dir()
    folder = location if whole_folder else location.parent
    unit = UnitFiles(name=sent.name if sent.is_dir() else sent.stem, source=shown)
    sources = _read_forms(unit, folder, form_files(location))
    if unit.readable:
        _take_application(unit, sources, folder)
        if whole_folder or _stands_alone(location):
            _read_verification(unit, verification_path(sent))
    if is_packed(sent) and (folder / VERIFICATION_FILE).exists():
        unit.findings.append(_not_the_reviewers(sent))
    _settle_documents(unit)
    if whole_folder:
        # A file that is a unit by itself may lie among the files of others.
        _look_around(unit, folder)
    if not unit.readable and not any(finding.severity is Severity.ERROR for finding in unit.findings):
        unit.findings.append(_no_form(unit, location, only_lists=bool(sources)))
    return unit


def _settle_documents(unit: UnitFiles) -> None:
    """Word files without a form: what is listed is a material, and what calls itself a report hides no form."""
    listed = {file.name for files in unit.materials.values() for file in files}
    for finding in [one for one in unit.findings if one.place and one.code in ("F01", "F10") and _is_whole(one.place)]:
        name = finding.place.file if finding.place else ""
        if name in listed or (unit.readable and not may_be_a_form(PurePosixPath(name).name)):
            unit.findings.remove(finding)
            unit.findings += [] if name in listed else [replace(finding, code="F30", severity=Severity.WARNING)]
            unit.unread = [other for other in unit.unread if other != name]
        elif name not in unit.unread:
            unit.unread.append(name)


def _is_whole(place: Place) -> bool:
    """Whether something is said of a Word file as a whole."""
    return is_word(place.file) and place.sheet is None


def _stands_alone(location: Path) -> bool:
    return sum(map(is_form, location.parent.iterdir())) == 1


def _read_forms(unit: UnitFiles, folder: Path, paths: list[Path]) -> list[Source]:
    sources: list[Source] = []
    if len(paths) > MAX_FORMS:
        message = f"文件夹里有 {len(paths)} 个表格文件，超过 {MAX_FORMS} 个"
        unit.findings.append(error("F01", message, "请检查是否放错了文件夹", place=Place(unit.source)))
        return []
    for path in paths:
        name = path.relative_to(folder).as_posix()
        try:
            reading = read_form(path, name)
        except Unreadable as problem:
            unit.findings.append(problem.finding)
            unit.unread += [name] if problem.finding.severity is Severity.ERROR else []
            continue
        unit.findings += [*reading.findings, *(finding for one in reading.sources for finding in one.findings)]
        unit.unread_sheets += reading.unread_sheets
        sources += reading.sources
    unit.readable = any(source.origin is not Origin.LIST for source in sources)
    return sources


def _take_application(unit: UnitFiles, sources: list[Source], folder: Path) -> None:
    whole = merged(sources)
    tree, remarks = without_non_answers(whole.tree)
    unit.application, findings = typed(Application, tree)
    unit.findings += [*whole.findings, *remarks, *findings]
    unit.unread += _unread_sheets(unit, whole)
    unit.only_listed = tuple(typed(PersonForm, row)[0] for row in whole.only_listed)
    unit.atlas = whole.atlas
    unit.atlas.person_names = tuple(person.name for person in unit.application.persons or ())
    unit.materials = inspect_materials(unit.application, folder)
    unit.photos = inspect_photos(unit.application, folder)


def _unread_sheets(unit: UnitFiles, whole: Whole) -> list[str]:
    """The sheets not taken that tell of somebody of whom no form that was read does."""
    known = whole.tree.keys() | {folded(name) for name in whole.names()}
    return [sheet.label for sheet in unit.unread_sheets if not sheet.holds() <= known]


def _look_around(unit: UnitFiles, folder: Path) -> None:
    """What lies in the folder and is no form that was read: materials that are not listed, documents not read."""
    listed = {file.name for files in (*unit.materials.values(), unit.photos) for file in files}
    for finding, may_hold_a_form in unread_files(folder, listed):
        unit.findings.append(finding)
        if may_hold_a_form and finding.place:
            unit.unread.append(finding.place.file)
    if unit.readable:
        unit.findings += unlisted_materials(unit.application, folder)


def _no_form(unit: UnitFiles, location: Path, *, only_lists: bool) -> Finding:
    """What is there instead of a form."""
    there = [location.name] if not location.is_dir() else [path.name for path in files_in(location)]
    seen = f"；文件夹里有：{'、'.join(there[:_SHOWN])}{'……' if len(there) > _SHOWN else ''}" if there else ""
    lists = "；只有人员名单，没有单位登记表" if only_lists else ""
    hint = f"请放入登记表（压缩包请先解开）；{BLANK_FORM}"
    return error("F10", f"没有可以读取的登记表{lists}{seen or '；文件夹是空的'}", hint, place=Place(unit.source))


def _not_the_reviewers(sent: Path) -> Finding:
    hint = f"初核结论写在压缩包旁边的 {verification_path(sent).name} 里"
    return warning("F09", f"压缩包里的 {VERIFICATION_FILE} 没有采用", hint, place=Place(VERIFICATION_FILE))


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
