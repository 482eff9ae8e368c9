"""The files of a unit as it sent them, for filing: its forms, the reviewer's record, its materials and photos.

Names of people never become file names in the records: a file that carries one is kept under a neutral name.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from anlian_cli.forms.form_files import VERIFICATION_FILE, sent_files, verification_path
from anlian_cli.forms.guard import digest_of_file, regular_file
from anlian_cli.model.text import folded

if TYPE_CHECKING:  # who looks for what was not filed reads no unit
    from anlian_cli.forms.unit_folder import UnitFiles
    from anlian_cli.model.application import Application


class Received(Struct, frozen=True):
    """One file: its name in the unit's folder, its path and SHA-512, and whether it is evidence, not a form."""

    name: str
    path: Path
    digest: str
    evidence: bool


class ChangedMeanwhile(Exception):
    """A file is not what was judged a moment ago."""


def kept_forms(sent: Path, location: Path) -> dict[str, Path]:
    """The forms of a unit that lies open at `location`, by their path there, and the reviewer's record."""
    if not location.is_dir():
        return {location.name: location}
    forms = {path.relative_to(location).as_posix(): path for path in sent_files(location)}
    forms[VERIFICATION_FILE] = verification_path(sent)
    return {name: path for name, path in sorted(forms.items()) if path.is_file()}


def received_files(sent: Path, location: Path, unit: UnitFiles, before: dict[str, str]) -> Iterator[Received]:
    """Every file that the application rests on. `before` are the forms' digests from before they were read.

    Raises ChangedMeanwhile where a file has changed since it was judged.
    """
    folder = location if location.is_dir() else location.parent
    for name, path in kept_forms(sent, location).items():
        digest = digest_of_file(path)
        if before.get(name) != digest:
            raise ChangedMeanwhile(name)
        yield Received(name, path, digest, evidence=False)
    named = [file for files in unit.materials.values() for file in files]
    for file in {file.name: file for file in (*named, *unit.photos) if file.digest}.values():
        path = folder / file.name
        with regular_file(path) as (opened, _):
            # Judged by SHA-256, filed under SHA-512, which OCFL counts in.
            if file_digest(opened, "sha256").hexdigest() != file.digest:
                raise ChangedMeanwhile(file.name)
        yield Received(file.name, path, digest_of_file(path), evidence=True)


def neutral_name(name: str, digest: str, application: Application) -> str:
    """The name that a file is kept under: its own, unless it carries a person's name or fits no file system."""
    parts = PurePosixPath(name).parts
    personal = any(person in folded(name) for person in _people(application))
    # A path on Windows has 260 characters as a rule, and the records' own folders take their part of them.
    if personal or not all(map(_is_plain, parts)) or len(name.encode()) > 100:
        return f"文件-{digest[:12]}{PurePosixPath(name).suffix.lower()}"
    return "/".join(parts)


def _people(application: Application) -> set[str]:
    unit = application.unit
    heads = (unit.legal_representative, unit.principal) if unit else ()
    names = [head.name for head in heads if head] + [person.name for person in application.persons or ()]
    names += [member.name for member in (unit.consultants if unit else None) or ()]
    # A name of one character would be found in many a file name.
    return {folded(name) for name in names if name and len(folded(name)) > 1}


def _is_plain(part: str) -> bool:
    return (
        part not in ("", ".", "..")
        and not part.startswith(".")
        # Windows drops such an ending in silence.
        and not part.endswith((" ", "."))
        and not (set(part) & set('<>:"|?*\\') or any(ord(character) < 32 for character in part))
    )
