"""What the documents of one sound object say, and whether the index says the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from anlian_cli.model.events import Event
from anlian_cli.model.filing import FiledVerdict, Parameters
from anlian_cli.model.publication import Published
from anlian_cli.model.record import plain_json, read_json
from anlian_cli.model.scores import Score
from anlian_cli.ocfl.object_validator import ObjectReport
from anlian_cli.records.belonging import belongs
from anlian_cli.records.entry import Changes, IndexEntry, cells, is_kept, told, total_of
from anlian_cli.records.indexed import brief, changes_between

_KINDS: dict[str, Any] = {
    "scores": Score,
    "check": FiledVerdict,
    "parameters": Parameters,
    "events": Event,
    "publications": Published,
}


class Said(NamedTuple):
    """A document as its kind reads it, and its bytes."""

    typed: Any
    data: bytes


def documents_of(report: ObjectReport) -> tuple[dict[str, Said], list[str]]:
    """Every document that was kept, by its content path; and the paths of those that this program does not know."""
    documents, unknown = {}, []
    for path, data in report.contents.items():
        try:
            # v1/content/scores/…
            documents[path] = Said(_typed(path.split("/", 2)[2], data), data)
        except ValueError:
            unknown.append(path)
    return documents, unknown


def _typed(path: str, data: bytes) -> Any:
    document = read_json(_KINDS[path.partition("/")[0]], data)
    if not belongs(document, path):
        raise ValueError(path)
    return document


def is_as_indexed(
    report: ObjectReport, documents: Mapping[str, Said], known: Mapping[int, str], entries: Sequence[IndexEntry]
) -> bool:
    """Whether the index tells of every version of an object, under the journal's digests, what the object holds."""
    versions = [(entry.version, entry.inventory_digest) for entry in entries]
    if versions != [(version, known.get(version, "")) for version in range(1, report.head + 1)]:
        return False
    return all(
        _tells(entry, changes, _brought(report, changes, documents))
        for entry, changes in zip(entries, _changes(report), strict=True)
    )


def _changes(report: ObjectReport) -> Iterator[Changes]:
    before: dict[str, str] = {}
    for state in report.states:
        now = {path: digest for digest, paths in state.items() for path in paths}
        yield changes_between(before, now)
        before = now


def _brought(report: ObjectReport, changes: Changes, documents: Mapping[str, Said]) -> dict[str, Said]:
    """The documents among what a version changed."""
    kept = {path: digest for path, digest in changes.items() if digest is not None and is_kept(path)}
    return {path: documents[report.manifest[digest.lower()][0]] for path, digest in kept.items()}


def _tells(entry: IndexEntry, changes: Changes, brought: Mapping[str, Said]) -> bool:
    """Whether an entry tells of a version; what is written as we write it is not typed and written anew for that."""
    scores = {path: said for path, said in brought.items() if isinstance(said.typed, Score)}
    trees = {path: plain_json(said.data) for path, said in scores.items()}
    totals = {path: total_of(said.typed) for path, said in scores.items()}
    others = {path: brief(path, said.data) for path, said in brought.items() if path not in scores}
    if entry.cells == cells(changes, trees, totals, others):
        return True
    return entry.told == told(changes, {path: brief(path, said.data) for path, said in brought.items()})
