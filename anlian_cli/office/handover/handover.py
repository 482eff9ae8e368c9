"""`handover`: what is open, what holds, and where everything lies, put together for a successor."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field

from anlian_cli.errors import InputFault, reason
from anlian_cli.forms.discovery import APPLICATIONS, find_units
from anlian_cli.model.differences import flattened
from anlian_cli.model.handover import Handover, LockedPeriod, OpenReading, PathFault, Place
from anlian_cli.office.board import board
from anlian_cli.office.handover.windows import MOST, length, path_faults
from anlian_cli.office.office import Office
from anlian_cli.office.periods import PERIODS, locked, route_in_words
from anlian_cli.office.register import register
from anlian_cli.records.audit import audit
from anlian_cli.records.places import DOSSIERS, INDEX, RECORDS

_LAST = 10
"""Batches that are told."""


def handover(office: Office) -> Handover:
    """Everything that is handed over. Raises RecordsFault where the records cannot be read."""
    walked = _walked(office.workspace)
    name, longest = office.workspace.name, max(map(length, walked.paths), default=0)
    faults = (*walked.unread, *path_faults(walked.paths, f"C:\\{name}"))
    return Handover(
        name,
        office.settings.federation.name,
        office.today,
        board(office),
        len(register(office).entries),
        audit(office.workspace, until=office.moment.until),
        tuple(_open_readings(office)),
        tuple(_locked(office)),
        tuple(_places(office, walked)),
        faults,
        longest,
        MOST - 1 - longest,
        office.history.batches[-_LAST:],
    )


def _open_readings(office: Office) -> Iterator[OpenReading]:
    known, answers = office.regulation.readings, office.readings
    for key in office.unconfirmed(known):
        yield OpenReading(key, known[key].question, answers[key])


def _locked(office: Office) -> Iterator[LockedPeriod]:
    """The locked periods as the records have them; of their readings those that are answered otherwise than usual."""
    has_code = office.settings.federation.credit_code is not None
    dossier = office.history.dossiers.get(office.code) if has_code else None
    for path, _ in dossier.documents("parameters/") if dossier else ():
        kind, _, name = path.removeprefix("parameters/").removesuffix(".json").partition("-")
        period = locked(office, kind, name)
        assert period is not None  # the document is there
        usual = {key: reading.default for key, reading in period.regulation.readings.items()}
        otherwise = {key: answer for key, answer in period.readings.items() if answer != usual[key]}
        tree = {kind: period.parameters.to_tree()[kind], "readings": otherwise}
        values = tuple((route_in_words(route), value) for route, value in flattened(tree))
        yield LockedPeriod(f"{PERIODS[kind]} {name}", period.regulation.document, values)


class _Walked(Struct):
    """Every path below a folder, the sizes of its files, and what could not be looked into."""

    paths: list[str] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)
    unread: list[PathFault] = field(default_factory=list)

    def below(self, path: str) -> list[int]:
        return [size for name, size in self.sizes.items() if name == path or name.startswith(f"{path}/")]


def _walked(workspace: Path) -> _Walked:
    walked = _Walked()

    def unread(problem: OSError) -> None:
        shown = Path(problem.filename).relative_to(workspace).as_posix()
        walked.unread.append(PathFault(shown, f"打不开（{reason(problem)}）"))

    for folder, folders, files in os.walk(workspace, onerror=unread):
        inside = Path(folder).relative_to(workspace)
        if inside == Path(RECORDS):
            # Made anew wherever the records are.
            folders[:] = [name for name in folders if name != Path(INDEX).parts[0]]
        walked.paths += [(inside / name).as_posix() for name in (*folders, *files)]
        for name in files:
            walked.sizes[(inside / name).as_posix()] = (Path(folder) / name).lstat().st_size
    return walked


def _places(office: Office, walked: _Walked) -> Iterator[Place]:
    """The parts of the workspace by name; of the applications each round, of the records each part."""
    for path in sorted(path for path in walked.paths if _is_a_part(path)):
        sizes = walked.below(path)
        yield Place(path, _units(office, path), len(sizes), sum(sizes))


def _is_a_part(path: str) -> bool:
    top, _, below = path.partition("/")
    return bool(below) and "/" not in below if top in (APPLICATIONS, RECORDS) else not below


def _units(office: Office, path: str) -> int | None:
    if path == f"{RECORDS}/{DOSSIERS}":
        return len(office.units())
    folder = office.workspace / path
    if not path.startswith(f"{APPLICATIONS}/") or not folder.is_dir():
        return None
    try:
        return len(find_units(folder, office.workspace))
    except InputFault:
        return None
