"""Versions that a later batch told anew: what the earlier lines of the journal named is held against what stands now.

Such a batch must name every version of an object that it replaces, each with the digest that stood, and nothing else is
accepted. The chain of the lines stays as it was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from anlian_cli.model.batches import PURGE, Batch, Touched

Versions = dict[str, dict[int, str]]
"""Every object's versions with their inventories' digests."""


def follow(versions: Versions, batch: Batch) -> bool:
    """Take a batch in; False where what it replaces is not what stood."""
    fits = not batch.replaced or _is_what_stands(versions, batch)
    for folder, version, _, new in batch.replaced:
        versions.setdefault(folder, {})[version] = new
    for folder, version, digest in batch.touched:
        versions.setdefault(folder, {})[version] = digest
    return fits


def _is_what_stands(versions: Versions, batch: Batch) -> bool:
    told = [(folder, version, old) for folder, version, old, _ in batch.replaced]
    folders = {folder for folder, _, _ in told}
    standing = [(folder, *one) for folder in folders for one in versions.get(folder, {}).items()]
    return sorted(told) == sorted(standing)


def fits_what_stood(earlier: Iterable[Batch], batch: Batch) -> bool:
    """Whether a batch replaces nothing, or is an erasure of exactly what stood after those before."""
    return not batch.replaced or (batch.action == PURGE and follow(versions_after(earlier), batch))


def versions_after(batches: Iterable[Batch]) -> Versions:
    """Every object's versions as they stand after some batches."""
    versions: Versions = {}
    for batch in batches:
        follow(versions, batch)
    return versions


def as_they_stand(batches: Sequence[Batch]) -> Sequence[Batch]:
    """The batches, each naming the versions that it brought by the digests that they have now."""
    if not any(batch.replaced for batch in batches):
        return batches
    versions = versions_after(batches)
    return [replace(batch, touched=_now(batch, versions)) for batch in batches]


def _now(batch: Batch, versions: Versions) -> tuple[Touched, ...]:
    return tuple(Touched(folder, version, versions[folder][version]) for folder, version, _ in batch.touched)
