"""The part of an audit that reads every byte: the objects by OCFL, against the journal, and by what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from anlian_cli.model.audit import Damage
from anlian_cli.ocfl.commit_record import WORK
from anlian_cli.ocfl.layout import EXTENSIONS, Layout
from anlian_cli.ocfl.object_validator import ObjectReport, Problem
from anlian_cli.ocfl.validator import validate_below
from anlian_cli.records.audit_documents import documents_of, is_as_indexed
from anlian_cli.records.entry import IndexEntry, is_kept
from anlian_cli.records.places import DOSSIERS, IMPORTS, JOURNAL, LAYOUTS
from anlian_cli.records.replaced import Versions

Indexed = Mapping[str, Sequence[IndexEntry]]
"""Every dossier's versions as the index tells of them, by folder."""


def strays(base: Path) -> Iterator[Damage]:
    """What lies in the records beside the objects, and belongs to nothing."""
    for entry in sorted(base.iterdir()) if base.exists() else ():
        if entry.name not in (DOSSIERS, IMPORTS, WORK):
            yield Damage("E088", entry.name, "台账文件夹里多出来的")
    for root, layout in LAYOUTS.items():
        declared = {JOURNAL, *(f"{root}/{name}" for name in layout.files())}
        for path in sorted(_beside_objects(base / root)):
            place = path.relative_to(base).as_posix()
            if not any(one == place or one.startswith(f"{place}/") for one in declared):
                yield Damage("E087", place, "多出来的")


def _beside_objects(root: Path) -> Iterator[Path]:
    """A root's own files, and its extensions with all that they hold; a file among them breaks the specification."""
    yield from (path for path in (root.iterdir() if root.exists() else ()) if path.is_file())
    for extension in (root / EXTENSIONS).glob("*/"):
        yield extension
        yield from extension.rglob("*")


def declaration_bytes(base: Path, root: str, layout: Layout) -> Iterator[Damage]:
    """What a root's own files are held against."""
    for name, data in layout.files().items():
        path = base / root / name
        if not path.exists():
            yield Damage("L2", f"{root}/{name}", "缺失")
        elif path.read_bytes() != data:
            yield Damage("L4", f"{root}/{name}", "内容被改动过")


class Audited(Struct):
    """What came of one object, or of what lies where one should: the damages, and whether the index says otherwise."""

    folder: str
    damages: list[Damage]
    unlike: bool = False


class ObjectAudit(Struct, frozen=True):
    """Objects against the journal's versions and, where there is a sound one, against the index."""

    base: str
    versions: Versions
    indexed: Indexed

    def below(self, place: str) -> list[Audited]:
        """Everything at and below a folder of a root, such as `dossiers/CODE`. Raises OSError."""
        root, _, name = place.partition("/")
        told = validate_below(f"{self.base}/{root}", name, lambda path: is_kept(path.split("/", 2)[-1]))
        return [self._audited(root, report) for report in told]

    def _audited(self, root: str, report: Problem | ObjectReport) -> Audited:
        if isinstance(report, Problem):
            return Audited("", [damage_of(root, report)])
        found = Audited(f"{root}/{report.path}", [damage_of(root, problem) for problem in report.problems])
        found.damages += [Damage("L4", f"{root}/{path}", "清单的摘要被截短或改写过") for path in report.loose_sidecars]
        found.damages += self._against_journal(root, report)
        if root == DOSSIERS and not report.problems:
            self._by_content(report, found)
        return found

    def _against_journal(self, root: str, report: ObjectReport) -> Iterator[Damage]:
        folder = f"{root}/{report.path}"
        expected = self.versions.get(folder)
        if report.id is not None and not _is_home(LAYOUTS[root], report):
            yield Damage("L5", folder, f"这里放的是 {report.id} 的档案（被移动或复制）")
        elif expected is None:
            yield Damage("L3", folder, "日志里没有这个档案")
        elif report.head and report.head != max(expected):
            yield Damage("L4", folder, f"有 {report.head} 个版本，日志里有 {max(expected)} 个")
        else:
            for version, digest in report.version_digests.items():
                if expected.get(version) != digest:
                    yield Damage("L4", f"{folder}/v{version}", "清单与日志不符")

    def _by_content(self, report: ObjectReport, found: Audited) -> None:
        """What the documents of a sound object say, and whether the index says the same."""
        documents, unknown = documents_of(report)
        found.damages += [Damage("L6", f"{found.folder}/{path}", "内容不是本程序认识的") for path in unknown]
        entries = self.indexed.get(report.path)
        if entries is not None and not unknown:
            known = self.versions.get(found.folder, {})
            found.unlike = not is_as_indexed(report, documents, known, entries)


def damage_of(root: str, problem: Problem) -> Damage:
    """A breach of the specification as the audit tells of it."""
    return Damage(problem.code, f"{root}/{problem.path}", problem.message)


def _is_home(layout: Layout, report: ObjectReport) -> bool:
    try:
        return layout.path(report.id or "") == report.path
    except ValueError:
        return False
