"""The part of an audit that reads every byte: the objects by OCFL, against the journal, and by what they say."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from anlian_cli.model.audit import Damage
from anlian_cli.model.events import EVENT
from anlian_cli.model.filing import PARAMETERS, VERDICT
from anlian_cli.model.publication import PUBLISHED
from anlian_cli.model.scores import SCORE
from anlian_cli.ocfl import inventory as inventories
from anlian_cli.ocfl.commit_record import WORK
from anlian_cli.ocfl.inventory import Inventory
from anlian_cli.ocfl.layout import Layout
from anlian_cli.ocfl.object_validator import ObjectReport, Problem
from anlian_cli.ocfl.validator import validate_root
from anlian_cli.records.entry import IndexEntry
from anlian_cli.records.indexed import entry_from, is_kept
from anlian_cli.records.ledger import Ledger
from anlian_cli.records.places import DOSSIERS, IMPORTS, JOURNAL, LAYOUTS

_KINDS: dict[str, TypeAdapter[Any]] = {
    "scores": SCORE,
    "check": VERDICT,
    "parameters": PARAMETERS,
    "events": EVENT,
    "publications": PUBLISHED,
}


def strays(base: Path) -> Iterator[Damage]:
    """What lies in the records beside the objects, and belongs to nothing."""
    for entry in sorted(base.iterdir()) if base.exists() else ():
        if entry.name not in (DOSSIERS, IMPORTS, WORK):
            yield Damage("E088", entry.name, "台账文件夹里多出来的")
    for entry in sorted((base / DOSSIERS).iterdir()) if (base / DOSSIERS).exists() else ():
        if entry.is_file() and f"{DOSSIERS}/{entry.name}" not in (JOURNAL, *_declared(DOSSIERS)):
            yield Damage("E087", f"{DOSSIERS}/{entry.name}", "多出来的文件")
    for entry in sorted((base / IMPORTS).iterdir()) if (base / IMPORTS).exists() else ():
        if entry.is_file() and f"{IMPORTS}/{entry.name}" not in _declared(IMPORTS):
            yield Damage("E087", f"{IMPORTS}/{entry.name}", "多出来的文件")


def _declared(root: str) -> set[str]:
    return {f"{root}/{name}" for name in LAYOUTS[root].files()}


def objects(base: Path, ledger: Ledger, entries: dict[str, list[IndexEntry]]) -> Iterator[Damage]:
    """Every object by the specification, against the journal, and by what its documents say.

    The entries of sound dossiers are put into `entries`, for the comparison with the index.
    """
    found: set[str] = set()
    for root, layout in LAYOUTS.items():
        if not (base / root).exists():
            continue
        yield from _declaration_bytes(base, root, layout)
        for report in validate_root(os.fspath(base / root), lambda path: is_kept(path.split("/", 2)[-1])):
            if isinstance(report, Problem):
                yield Damage(report.code, f"{root}/{report.path}", report.message)
                continue
            found.add(f"{root}/{report.path}")
            yield from (Damage(problem.code, f"{root}/{problem.path}", problem.message) for problem in report.problems)
            yield from _against_journal(root, layout, report, ledger)
            if root == DOSSIERS and not report.problems:
                yield from _documents(report, ledger, entries)
    for folder in ledger.versions.keys() - found:
        yield Damage("L2", folder, "日志里有，档案却缺失")


def _declaration_bytes(base: Path, root: str, layout: Layout) -> Iterator[Damage]:
    for name, data in layout.files().items():
        path = base / root / name
        if not path.exists():
            yield Damage("L2", f"{root}/{name}", "缺失")
        elif path.read_bytes() != data:
            yield Damage("L4", f"{root}/{name}", "内容被改动过")


def _against_journal(root: str, layout: Layout, report: ObjectReport, ledger: Ledger) -> Iterator[Damage]:
    folder = f"{root}/{report.path}"
    expected = ledger.versions.get(folder)
    if report.id is not None and not _is_home(layout, report):
        yield Damage("L5", folder, f"这里放的是 {report.id} 的档案（被移动或复制）")
    elif expected is None:
        yield Damage("L3", folder, "日志里没有这个档案")
    elif report.head and report.head != max(expected):
        yield Damage("L4", folder, f"有 {report.head} 个版本，日志里有 {max(expected)} 个")
    else:
        for version, digest in report.version_digests.items():
            if expected.get(version) != digest:
                yield Damage("L4", f"{folder}/v{version}", "清单与日志不符")


def _is_home(layout: Layout, report: ObjectReport) -> bool:
    try:
        return layout.path(report.id or "") == report.path
    except ValueError:
        return False


def _documents(report: ObjectReport, ledger: Ledger, entries: dict[str, list[IndexEntry]]) -> Iterator[Damage]:
    """What the documents of a sound object say; its entries are kept for the comparison with the index."""
    inventory = inventories.from_bytes(report.inventory)
    known = ledger.versions.get(f"{DOSSIERS}/{report.path}", {})
    unknown = [path for path, data in report.contents.items() if not _is_known(path, data)]
    for path in unknown:
        yield Damage("L6", f"{DOSSIERS}/{report.path}/{path}", "内容不是本程序认识的")
    if not unknown:
        entries[report.path] = [
            entry_from(report.path, inventory, version, known.get(version, ""), partial(_kept, report, inventory))
            for version in range(1, inventory.head + 1)
        ]


def _kept(report: ObjectReport, inventory: Inventory, digest: str) -> bytes:
    return report.contents[inventory.content_path(digest)]


def _is_known(path: str, data: bytes) -> bool:
    """Whether a content file, `v1/content/scores/…`, is a document of its kind."""
    try:
        _KINDS[path.split("/")[2]].validate_json(data)
    except ValidationError:
        return False
    return True
