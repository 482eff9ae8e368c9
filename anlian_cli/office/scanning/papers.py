"""The papers of a unit as they were read: its listed materials, and what else lies in its folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct

from anlian_cli.forms.materials import READABLE, unlisted_papers
from anlian_cli.forms.unit_folder import UnitFiles
from anlian_cli.model.paths import Path as FieldPath
from anlian_cli.model.scanned import DocumentKind, Fact, FactName, Scan, ScannedDocument

Reader = Callable[[Path, str | None], Scan]
"""Reads a file, of which the SHA-256 may be known already."""

_NOT_OF_THIS_KIND = "{suffix} 文件不辨认，请打开看"


class Paper(Struct, frozen=True):
    """One file of a unit as it was read. `listed` are the materials that it stands for, nothing where it is unlisted.

    `path` is where the form names it.
    """

    file: str
    listed: tuple[str, ...]
    path: FieldPath
    scan: Scan

    @property
    def is_readable(self) -> bool:
        """Whether it is of a kind that is read at all; a workbook or an old document is not."""
        return PurePosixPath(self.file).suffix.lower() in READABLE

    @property
    def is_scan(self) -> bool:
        """Whether it is a picture, or may hold pictures of paper."""
        return PurePosixPath(self.file).suffix.lower() != ".docx"

    def of_kind(self, *kinds: DocumentKind) -> Iterator[ScannedDocument]:
        """Its documents of some kinds."""
        return (document for document in self.scan.documents if document.kind in kinds)


def read_papers(unit: UnitFiles, folder: Path, read: Reader, *, whole: bool = True) -> tuple[Paper, ...]:
    """Everything that a unit sent on paper: what its form lists, then what lies in its folder besides.

    Where it is one file, its folder is not `whole` its own: there lie the files of others.
    """
    listed = tuple(_listed(unit, folder, read))
    if not whole:
        return listed
    others = unlisted_papers(unit.application, folder, unit.atlas.files)
    return (*listed, *(Paper(name, (), (), read(folder / name, None)) for name in others))


def _listed(unit: UnitFiles, folder: Path, read: Reader) -> Iterator[Paper]:
    """Each listed file once, however many materials it stands for."""
    materials: dict[str, list[str]] = {}
    for attribute, files in unit.materials.items():
        for file in files:
            if file.digest:
                materials.setdefault(file.name, []).append(attribute)
    for file in {file.name: file for files in unit.materials.values() for file in files if file.digest}.values():
        yield Paper(file.name, tuple(materials[file.name]), file.path, _read(folder / file.name, file.digest, read))


def _read(path: Path, digest: str | None, read: Reader) -> Scan:
    suffix = path.suffix.lower()
    if suffix not in READABLE:
        return Scan((), 0, _NOT_OF_THIS_KIND.format(suffix=suffix))
    return read(path, digest)


def facts(document: ScannedDocument, *names: FactName) -> Iterator[Fact]:
    """The facts of a document by their names."""
    return (fact for fact in document.facts if fact.name in names)


def fact_of(document: ScannedDocument, name: FactName) -> Fact | None:
    """The surest fact of a name; None where there is none."""
    return max(facts(document, name), key=lambda fact: fact.confidence, default=None)


def documents(papers: Iterable[Paper], *kinds: DocumentKind) -> Iterator[tuple[Paper, ScannedDocument]]:
    """The documents of some kinds, each with its paper."""
    return ((paper, document) for paper in papers for document in paper.of_kind(*kinds))
