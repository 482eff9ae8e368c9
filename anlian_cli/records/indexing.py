"""Bringing the throw-away index up to date after a batch: by its own rows, or from the objects anew."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from anlian_cli.model.batches import Batch, Touched
from anlian_cli.ocfl.root import Damaged
from anlian_cli.records.entry import IndexEntry
from anlian_cli.records.index import extend_index, write_index
from anlian_cli.records.indexed import Indexed, dossiers_in, entries_of, entry_of
from anlian_cli.records.journal import JournalLine, read_journal
from anlian_cli.records.places import DOSSIERS, JOURNAL, object_id, storage_root

Changed = Mapping[str, dict[str, str | None]]
Contents = Mapping[str, bytes | Path]


def bring_up_to_date(base: Path, digest: str, batch: Batch, changed: Changed | None, contents: Contents) -> None:
    """Add what a batch changed to an index that was sound; without `changed` write it anew.

    Without an index readers are slower, never wrong: where it cannot be written, it is not.
    """
    made = JournalLine(digest, batch)
    try:
        if changed is None:
            write_index(base, entries_of(base, read_journal(base / JOURNAL)))
        else:
            entries = (_entry(base, touched, changed, contents) for touched in dossiers_in(made))
            extend_index(base, Indexed(made, tuple(entries)))
    except (OSError, Damaged):
        return


def _entry(base: Path, touched: Touched, changed: Changed, contents: Contents) -> IndexEntry:
    folder = touched.folder.partition("/")[2]
    read = partial(_bytes, base, folder, contents)
    return entry_of(folder, touched.version, touched.digest, changed[folder], read)


def _bytes(base: Path, folder: str, contents: Contents, digest: str) -> bytes:
    content = contents.get(digest)
    if content is None:  # an earlier content that stands again
        root, identifier = storage_root(base, DOSSIERS), object_id(f"{DOSSIERS}/{folder}")
        inventory = root.inventory(identifier)
        assert inventory is not None
        return root.content(identifier, inventory, digest)
    return content if isinstance(content, bytes) else content.read_bytes()
