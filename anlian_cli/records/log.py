"""Every version with what it changed, field by field; personal numbers are masked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from anlian_cli.model.differences import differences
from anlian_cli.model.log import LogChange, LogEntry
from anlian_cli.model.personal import masked
from anlian_cli.model.scores import Score
from anlian_cli.records.filed import Filed
from anlian_cli.records.history import DossierVersion, History
from anlian_cli.records.places import PUBLICATIONS, written_code
from anlian_cli.records.undo import undone_batches

_UNTOLD = ("source", "program", "row", "kind", "stage", "period", "maximum")
_WHOLE = ("application/", "check/", "parameters/", "events/", "purged/", PUBLICATIONS)
"""Documents of which a first version is told in one line."""


def log_entries(history: History, codes: frozenset[str] | None = None) -> Iterator[LogEntry]:
    """The versions of some dossiers, or of all, oldest first. Raises RecordsFault where one cannot be read."""
    undone = undone_batches(history)
    units = [dossier for dossier in history.dossiers.values() if dossier.is_unit]
    names = {code: dossier.name for dossier in units for code in (dossier.code, *dossier.former_codes)}
    places: dict[tuple[str, str], Filed] = {}
    for version in history.versions:
        code = version.entry.folder.partition("/")[0]
        wanted = codes is None or code in codes
        changes = tuple(_changes(history, version, places)) if wanted else ()
        _remember(version, places)
        if wanted:
            number = version.batch.number
            name = names.get(code, "（联合会）" if code not in names else "")
            yield LogEntry(version.batch, version.entry.version, name, written_code(code), changes, undone.get(number))


def _remember(version: DossierVersion, places: dict[tuple[str, str], Filed]) -> None:
    entry = version.entry
    for path, digest in entry.changes.items():
        if digest is None:
            places.pop((entry.folder, path), None)
        else:
            places[entry.folder, path] = Filed(path, digest, version.batch.number, entry)


def _changes(history: History, version: DossierVersion, places: dict[tuple[str, str], Filed]) -> Iterator[LogChange]:
    entry = version.entry
    for path, digest in sorted(entry.changes.items()):
        old = places.get((entry.folder, path))
        new = Filed(path, digest, version.batch.number, entry) if digest is not None else None
        if not path.endswith(".json") or path.count("/") > 2:
            yield LogChange(path, _short(old), _short(new))
        elif old is None and path.startswith(_WHOLE):
            yield LogChange(path, None, _head(new))
        else:
            yield from _fields(path, _document(history, old), _document(history, new))


def _short(filed: Filed | None) -> str | None:
    return filed.digest[:12] if filed else None


def _head(filed: Filed | None) -> str | None:
    """A new document in a word: a verdict, an outcome, an entry's text, a name, else its digest."""
    document = (filed.document if filed else None) or {}
    text = next((str(document[key]) for key in ("verdict", "result", "note", "name") if key in document), None)
    return _masked(text) if text else _short(filed)


def _document(history: History, filed: Filed | None) -> Any:
    if filed is None:
        return None
    if isinstance(filed.document, Score):
        return filed.document.to_tree()
    return filed.document if filed.document is not None else history.document(dict, filed)


def _fields(path: str, old: Any, new: Any) -> Iterator[LogChange]:
    for route, before, after in differences(old, new):
        if not set(route) & set(_UNTOLD):
            yield LogChange(f"{path}#{'/'.join(route)}", _masked(before), _masked(after))


def _masked(text: str | None) -> str | None:
    return masked(text) if text is not None else None
