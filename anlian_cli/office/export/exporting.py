"""An export put together and written: only what changed since the one that stands there, the description last.

Where a run is cut short, the description still tells of the files before it; what does not agree with it is written
again by the next run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct

from anlian_cli.errors import UsageFault, reason
from anlian_cli.forms.discovery import APPLICATIONS
from anlian_cli.model.export import Draft, Export, ExportRun, Part
from anlian_cli.model.personal import personal_words
from anlian_cli.office.export.drafts import drafts, salt_mark
from anlian_cli.office.export.lists import code_lists
from anlian_cli.office.files import make_folder, remove_file, write_file
from anlian_cli.office.office import Office
from anlian_cli.records.history import bulk_reading
from anlian_cli.records.places import RECORDS
from anlian_cli.report.export.formats import Format, chosen
from anlian_cli.report.export.package import NAME, Earlier, earlier, package_json, package_tree
from anlian_cli.report.export.sheet import Sheet


class _Errand(Struct, frozen=True):
    """What is asked for: an office's tables, in a format, into a folder."""

    office: Office
    into: Path
    kind: str
    format: Format
    salt: bytes | None

    def path_of(self, table: str, year: int) -> Path:
        """Where a table's rows of a year lie, as Hive names folders; not asked of a file, which may be anybody's."""
        return self.into / table / f"federation={self.office.code}" / f"year={year}" / f"{table}.{self.kind}"


class _Plan(Struct, frozen=True, dict=True):
    """What there is to write, to leave and to take away, beside what stands there."""

    errand: _Errand
    before: Earlier | None
    found: list[Draft]

    @cached_property
    def kept(self) -> dict[tuple[str, int], Part]:
        """The files that stand for the same rows and are as they were written."""
        parts = self.before.parts if self.before else {}
        pairs = ((draft, parts.get(_key(draft))) for draft in self.found)
        same = (part for draft, part in pairs if part and part.fingerprint == draft.fingerprint)
        return {(part.table, part.year): part for part in same if _stands(self.errand, part)}

    @property
    def changed(self) -> list[Draft]:
        return [draft for draft in self.found if _key(draft) not in self.kept]

    @cached_property
    def removed(self) -> list[Part]:
        """The files of the earlier export for which there are no rows any more."""
        now = set(map(_key, self.found))
        return [part for key, part in (self.before.parts if self.before else {}).items() if key not in now]

    def described(self, written: Mapping[tuple[str, int], Part]) -> dict[str, Any]:
        """The description of the whole, with what was written."""
        parts = {**self.kept, **written}
        return package_tree(_whole(self.errand, tuple(parts[key] for key in map(_key, self.found) if key in parts)))

    @property
    def standing(self) -> Iterator[Path]:
        """The files that would be replaced or taken away."""
        changed = [*map(_key, self.changed), *((part.table, part.year) for part in self.removed)]
        yield from (path for key in changed if (path := self.errand.path_of(*key)).exists())
        if self.before is not None and (changed or not self.before.says(self.described({}))):
            yield self.errand.into / NAME


def _key(draft: Draft) -> tuple[str, int]:
    return draft.table.name, draft.year


def export(office: Office, into: Path, kind: str, salt: bytes | None, force: bool) -> ExportRun:
    """Write the tables of an office into a folder.

    Raises UsageFault where something stands there that is not to be replaced; then nothing was written.
    """
    errand = _Errand(office, into, kind, chosen(kind), salt)
    _refuse_kept_places(office, into)
    if words := personal_words(office.settings.federation.name):
        raise UsageFault(f"anlian.yaml 里联合会的名称中有{words}，没有导出", "名称里不要写个人信息")
    before = _earlier(errand, force)
    with bulk_reading():
        plan = _Plan(errand, before, drafts(office, salt))
        if not plan.found:
            raise UsageFault(
                "台账里还没有可以导出的", "先记录：anlian check --record，或 anlian admit --founding 名单.xlsx"
            )
        if not force and (standing := list(plan.standing)):
            said = f"{into} 里要写的文件有 {len(standing)} 个已经存在"
            raise UsageFault(said, "换一个文件夹，或加 --force：只重写变了的年份")
        return _carried_out(plan)


def _refuse_kept_places(office: Office, into: Path) -> None:
    for kept in (APPLICATIONS, RECORDS):
        if into.resolve().is_relative_to((office.workspace / kept).resolve()):
            raise UsageFault(f"不能导出到 {kept}/ 里", "换一个文件夹，例如 anlian export 导出")


def _earlier(errand: _Errand, force: bool) -> Earlier | None:
    """The export that stands in the folder. Raises UsageFault where it is another's, or of another format."""
    path = errand.into / NAME
    try:
        found = earlier(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as problem:
        raise UsageFault(f"{path} 读不出（{reason(problem)}）", "换一个文件夹") from None
    if found is None and not force:
        raise UsageFault(f"{path} 已经存在，不是 anlian 导出的", "换一个文件夹，或加 --force 覆盖")
    if found is not None and found.federation != errand.office.code:
        raise UsageFault(f"{errand.into} 里是 {found.federation} 的导出", "每个联合会导出到自己的文件夹")
    if found is not None and found.format != errand.kind:
        raise UsageFault(f"{errand.into} 里是 {found.format} 格式的导出", f"换一个文件夹，或用 --format {found.format}")
    return found


def _stands(errand: _Errand, part: Part) -> bool:
    """Whether a file is as it was written."""
    try:
        content = errand.path_of(part.table, part.year).read_bytes()
    except OSError:
        return False
    return sha256(content).hexdigest() == part.sha256


def _carried_out(plan: _Plan) -> ExportRun:
    errand = plan.errand
    written = {_key(draft): _write(errand, draft) for draft in plan.changed}
    for part in plan.removed:
        remove_file(errand.path_of(part.table, part.year))
    tree = plan.described(written)
    if plan.before is None or not plan.before.says(tree):
        make_folder(errand.into)
        write_file(errand.into / NAME, package_json(tree))
    return ExportRun(errand.kind, tuple(written.values()), tuple(plan.kept.values()), tuple(plan.removed))


def _whole(errand: _Errand, parts: tuple[Part, ...]) -> Export:
    office = errand.office
    return Export(
        federation=office.code,
        name=office.settings.federation.name,
        document=str(office.regulation.citation),
        format=errand.kind,
        as_of=office.today,
        made_at=office.moment.now,
        journal=office.history.last_digest,
        salt=salt_mark(errand.salt) if errand.salt is not None else None,
        parts=parts,
        lists=code_lists(),
    )


def _write(errand: _Errand, draft: Draft) -> Part:
    office, path = errand.office, errand.path_of(*_key(draft))
    rows, journal = list(draft.make()), office.history.last_digest
    said = {
        "anlian.table": draft.table.name,
        "anlian.federation": office.code,
        "anlian.year": str(draft.year),
        "anlian.journal": journal,
        "anlian.fingerprint": draft.fingerprint,
    }
    content = errand.format.write(Sheet(draft.table, (office.code, draft.year), rows, said))
    make_folder(path.parent)
    write_file(path, content)
    return Part(
        table=draft.table.name,
        year=draft.year,
        path=path.relative_to(errand.into).as_posix(),
        rows=len(rows),
        bytes=len(content),
        sha256=sha256(content).hexdigest(),
        fingerprint=draft.fingerprint,
        journal=journal,
    )
